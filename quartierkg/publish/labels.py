"""What a thing is called: in the reader's language, else in the other one, else as a part of another, else by its IRI.

A part that nobody named is told by its kind, by what it belongs to and by what tells it from others of its kind.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Final
from weakref import WeakKeyDictionary

from pyoxigraph import BlankNode, Literal, NamedNode, Triple

from quartierkg.borrowed import BORROWED
from quartierkg.language import Language, Text, dated
from quartierkg.preposition import capital, of, to
from quartierkg.publish.card import Card
from quartierkg.publish.part import part
from quartierkg.snapshot import Snapshot
from quartierkg.terms import ONTOLOGY, last_part
from quartierkg.vocabulary import bundled

_BOTH: Final = {"fr", "en"}
_TAKES_PART: Final = Text("{} {} {}", "{} of {} in {}")
_PART: Final = Text("{} {}", "{} of {}")
_TOLD_APART: Final = Text("{} : {}", "{}: {}")
# A page mentions its own thing and the commonest ones a score of times. Names that were told once are kept, so many.
_MOST: Final = 4096
_FORGOTTEN: Final = 1024
_KEPT: Final[WeakKeyDictionary[Snapshot, dict[tuple[NamedNode | BlankNode, Language], str]]] = WeakKeyDictionary()
# A part of a part of a thing is told by all of them, and nothing farther below.
_DEEPEST: Final = 2
# The names of our terms, which every page has a score of; there are only so many of them.
_TERMS: Final[WeakKeyDictionary[Snapshot, dict[NamedNode, Sequence[Triple]]]] = WeakKeyDictionary()


def label(snapshot: Snapshot, node: NamedNode | BlankNode, language: Language) -> str:
    """The name of a thing in one language; never empty."""
    return called(Card(snapshot, node), language)


def called(card: Card, language: Language, depth: int = 0) -> str:
    """What a reader is shown of a thing; never empty."""
    node, kept = card.node, _KEPT.setdefault(card.snapshot, {})
    said = kept.get((node, language))
    if said is not None:
        return said
    found = _chosen(_names(card), node, language)
    ends = found is None and depth > 0  # told shorter here than where a reader looks at it
    if found is None and depth < _DEEPEST:
        found = _as_part(card, language, depth)
    said = found or local_name(node)
    if not ends:
        kept[node, language] = said
        if len(kept) > _MOST:
            for oldest in list(kept)[:_FORGOTTEN]:
                kept.pop(oldest, None)
    return said


def _as_part(card: Card, language: Language, depth: int) -> str | None:
    """« Participation de l’École au Quartier », of what has no name but is a part of something that has."""
    found = part(card)
    if found is None:
        return None

    def name(thing: NamedNode) -> str:
        return called(Card(card.snapshot, thing), language, depth + 1)

    owner, is_french = name(found.owner), language == "fr"
    words = [capital(name(found.kind))]
    if found.member is not None:
        member = name(found.member)
        words += [of(member), to(owner)] if is_french else [member, owner]
    else:
        words.append(of(owner) if is_french else owner)
    said = (_PART if found.member is None else _TAKES_PART).in_(language).format(*words)
    told: str | None = None
    if isinstance(found.told, NamedNode):
        told = name(found.told)
    elif found.told is not None:
        written = bundled().written(found.by, found.told) or dated(found.told.value)
        told = written.with_unit(bundled().units.get(found.by) if found.by is not None else None).in_(language)
    return said if told is None else _TOLD_APART.in_(language).format(said, told)


def _chosen(names: Iterable[Literal], node: NamedNode | BlankNode, language: Language) -> str | None:
    """Of the names of a thing the one that a reader is shown. Borrowed terms have theirs at hand."""
    if isinstance(node, NamedNode) and node in BORROWED:
        return BORROWED[node].in_(language)
    found: list[Literal] = []
    for name in names:
        if _is_in(name, language):
            return name.value
        found.append(name)
    for wanted in (None, *({"fr", "en"} - {language})):
        for name in found:
            if _is_in(name, wanted):
                return name.value
    return None


def names(snapshot: Snapshot, node: NamedNode) -> Sequence[Triple]:
    """The statements that name a thing, by the first property that does."""
    if not node.value.startswith(ONTOLOGY):
        return Card(snapshot, node).naming()
    known = _TERMS.setdefault(snapshot, {})
    found = known.get(node) or Card(snapshot, node).naming()
    if found:  # what nobody named could be anything, without end
        known[node] = found
    return found


def text(snapshot: Snapshot, node: NamedNode, *properties: NamedNode) -> Text | None:
    """A property's value in both languages, or None when it has none; a missing language is filled with the other."""
    values: dict[str, str] = {}
    card = Card(snapshot, node)
    for property_ in properties:
        for literal in card.literals(property_):
            values.setdefault(literal.language or "", literal.value)
        if values.keys() >= _BOTH:
            break
    if not values:
        return None
    french = values.get("fr") or values.get("") or next(iter(values.values()))
    return Text(french, values.get("en") or values.get("") or french)


def local_name(node: NamedNode | BlankNode) -> str:
    """The last part of an IRI, or the IRI when it has no parts; three dots for a blank node."""
    return "…" if isinstance(node, BlankNode) else last_part(node)


def _is_in(name: Literal, wanted: str | None) -> bool:
    """Whether a name is in a language, or in one of its regional forms; None: in no language."""
    return name.language == wanted or (wanted is not None and (name.language or "").startswith(f"{wanted}-"))


def _names(card: Card) -> Iterator[Literal]:
    """The names of a thing, looked up one property after the other, as far as somebody reads on."""
    if isinstance(card.node, NamedNode) and card.node.value.startswith(ONTOLOGY):
        found = names(card.snapshot, card.node)
        if found:
            yield from (triple.object for triple in found if isinstance(triple.object, Literal))
            return
    yield from card.names()
