"""What a thing is called: in the reader's language, else in the other one, else by the end of its IRI."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final
from weakref import WeakKeyDictionary

from pyoxigraph import BlankNode, Literal, NamedNode, Triple

from quartierkg.language import Language, Text
from quartierkg.snapshot import Snapshot
from quartierkg.terms import NAMING, ONTOLOGY, last_part

_BOTH: Final = {"fr", "en"}
# The names of our terms, which every page has a score of; there are only so many of them.
_TERMS: Final[WeakKeyDictionary[Snapshot, dict[NamedNode, tuple[Triple, ...]]]] = WeakKeyDictionary()


def label(snapshot: Snapshot, node: NamedNode | BlankNode, language: Language) -> str:
    """The name of a thing in one language; never empty."""
    found: list[Literal] = []
    for name in _names(snapshot, node):
        if _is_in(name, language):
            return name.value
        found.append(name)
    for wanted in (None, *({"fr", "en"} - {language})):
        for name in found:
            if _is_in(name, wanted):
                return name.value
    return local_name(node)


def names(snapshot: Snapshot, node: NamedNode) -> tuple[Triple, ...]:
    """The statements that name a thing, by the first property that does."""
    if not node.value.startswith(ONTOLOGY):
        return _naming(snapshot, node)
    known = _TERMS.setdefault(snapshot, {})
    found = known.get(node) or _naming(snapshot, node)
    if found:  # what nobody named could be anything, without end
        known[node] = found
    return found


def text(snapshot: Snapshot, node: NamedNode, *properties: NamedNode) -> Text | None:
    """A property's value in both languages, or None when it has none; a missing language is filled with the other."""
    values: dict[str, str] = {}
    for property_ in properties:
        for literal in _literals(snapshot, node, property_):
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
    for property_ in NAMING:
        yield from _literals(snapshot, node, property_)


def _naming(snapshot: Snapshot, node: NamedNode) -> tuple[Triple, ...]:
    for property_ in NAMING:
        found = tuple(Triple(node, property_, literal) for literal in _literals(snapshot, node, property_))
        if found:
            return found
    return ()


def _literals(snapshot: Snapshot, node: NamedNode | BlankNode, property_: NamedNode) -> Iterator[Literal]:
    """The literal values of a property, in an order that does not depend on the store."""
    found = {quad.object for quad in snapshot.quads(node, property_) if isinstance(quad.object, Literal)}
    yield from sorted(found, key=lambda literal: (literal.value, literal.language or ""))
