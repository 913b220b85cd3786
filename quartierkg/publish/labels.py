"""What a thing is called: in the reader's language, else in the other one, else by the end of its IRI."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Final
from weakref import WeakKeyDictionary

from pyoxigraph import BlankNode, Literal, NamedNode, Triple

from quartierkg.borrowed import BORROWED
from quartierkg.language import Language, Text
from quartierkg.publish.card import Card
from quartierkg.snapshot import Snapshot
from quartierkg.terms import ONTOLOGY, last_part

_BOTH: Final = {"fr", "en"}
# The names of our terms, which every page has a score of; there are only so many of them.
_TERMS: Final[WeakKeyDictionary[Snapshot, dict[NamedNode, Sequence[Triple]]]] = WeakKeyDictionary()


def label(snapshot: Snapshot, node: NamedNode | BlankNode, language: Language) -> str:
    """The name of a thing in one language; never empty."""
    return chosen(_names(snapshot, node), node, language)


def chosen(names: Iterable[Literal], node: NamedNode | BlankNode, language: Language) -> str:
    """Of the names of a thing the one that a reader is shown; never empty. Borrowed terms have theirs at hand."""
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
    return local_name(node)


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
    for property_ in properties:
        for literal in Card(snapshot, node).literals(property_):
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


def _names(snapshot: Snapshot, node: NamedNode | BlankNode) -> Iterator[Literal]:
    """The names of a thing, looked up one property after the other, as far as somebody reads on."""
    if isinstance(node, NamedNode) and node.value.startswith(ONTOLOGY):
        found = names(snapshot, node)
        if found:
            yield from (triple.object for triple in found if isinstance(triple.object, Literal))
            return
    yield from Card(snapshot, node).names()
