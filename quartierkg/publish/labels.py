"""What a thing is called: in the reader's language, else in the other one, else by the end of its IRI."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from pyoxigraph import BlankNode, Literal, NamedNode

from quartierkg.language import Language, Text
from quartierkg.snapshot import Snapshot
from quartierkg.terms import NAMING, last_part

_BOTH: Final = {"fr", "en"}


def label(snapshot: Snapshot, node: NamedNode | BlankNode, language: Language) -> str:
    """The name of a thing in one language; never empty."""
    found = list(_names(snapshot, node))
    for wanted in (language, None, *({"fr", "en"} - {language})):
        for name in found:
            if name.language == wanted or (wanted and (name.language or "").startswith(f"{wanted}-")):
                return name.value
    return local_name(node)


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


def _names(snapshot: Snapshot, node: NamedNode | BlankNode) -> Iterator[Literal]:
    for property_ in NAMING:
        yield from _literals(snapshot, node, property_)


def _literals(snapshot: Snapshot, node: NamedNode | BlankNode, property_: NamedNode) -> Iterator[Literal]:
    """The literal values of a property, in an order that does not depend on the store."""
    found = {quad.object for quad in snapshot.quads(node, property_) if isinstance(quad.object, Literal)}
    yield from sorted(found, key=lambda literal: (literal.value, literal.language or ""))
