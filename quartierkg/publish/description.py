"""The description of a resource: what is said of it, and by how many it is named."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from pyoxigraph import BlankNode, Literal, NamedNode, Quad, Triple

from quartierkg.snapshot import Snapshot
from quartierkg.terms import term

# A page names so many of the things that name this one; it says how many more there are.
_NAMED: Final = 50
_ILLUSTRATIVE: Final = term("qn:illustrative")
_TRUE: Final = Literal("true", datatype=term("xsd:boolean"))


@dataclass(frozen=True, slots=True)
class Incoming:
    """The things that name a resource through one property."""

    property: NamedNode
    count: int
    subjects: tuple[NamedNode, ...]


@dataclass(frozen=True, slots=True)
class Description:
    """A concise bounded description: the statements about a resource, and those about its blank nodes."""

    iri: NamedNode
    statements: tuple[Triple, ...]
    incoming: tuple[Incoming, ...]
    illustrative: bool

    def of(self, node: NamedNode | BlankNode) -> tuple[Triple, ...]:
        """The statements about the resource itself, or about one of its blank nodes."""
        return tuple(triple for triple in self.statements if triple.subject == node)


def describe(snapshot: Snapshot, iri: NamedNode) -> Description | None:
    """What the published graphs say of a resource, or None when they do not name it."""
    statements = tuple(_about(snapshot, iri, set()))
    incoming = _incoming(snapshot, iri)
    if not statements and not incoming:
        return None
    return Description(iri, statements, incoming, Triple(iri, _ILLUSTRATIVE, _TRUE) in statements)


def _about(snapshot: Snapshot, node: NamedNode | BlankNode, seen: set[NamedNode | BlankNode]) -> Iterator[Triple]:
    """The statements about a node, then those about its blank nodes, each once."""
    seen.add(node)
    found = _sorted(snapshot.quads(node))
    yield from found
    for triple in found:
        if isinstance(triple.object, BlankNode) and triple.object not in seen:
            yield from _about(snapshot, triple.object, seen)


def _incoming(snapshot: Snapshot, iri: NamedNode) -> tuple[Incoming, ...]:
    """Who names the resource, by property."""
    subjects: dict[NamedNode, set[NamedNode | BlankNode]] = {}
    for quad in snapshot.quads(object_=iri):
        if isinstance(quad.subject, NamedNode | BlankNode):
            subjects.setdefault(quad.predicate, set()).add(quad.subject)
    return tuple(
        Incoming(property_, len(found), _first(found))
        for property_, found in sorted(subjects.items(), key=lambda item: item[0].value)
    )


def _first(found: set[NamedNode | BlankNode]) -> tuple[NamedNode, ...]:
    named = sorted((node for node in found if isinstance(node, NamedNode)), key=lambda node: node.value)
    return tuple(named[:_NAMED])


def _sorted(quads: Iterator[Quad]) -> list[Triple]:
    """Statements as a set, whatever graphs make them, in a fixed order."""
    return sorted({quad.triple for quad in quads}, key=lambda triple: (triple.predicate.value, str(triple.object)))
