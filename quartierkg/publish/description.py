"""The description of a resource: what is said of it, and by how many it is named."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import chain
from typing import Final

from pyoxigraph import BlankNode, Literal, NamedNode, Quad, Triple

from quartierkg.snapshot import Snapshot
from quartierkg.snapshot.graphs import DERIVED
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
    by_subject: Mapping[NamedNode | BlankNode, tuple[Triple, ...]] = field(repr=False)

    def of(self, node: NamedNode | BlankNode) -> tuple[Triple, ...]:
        """The statements about the resource itself, or about one of its blank nodes."""
        return self.by_subject.get(node, ())


def is_named(snapshot: Snapshot, iri: NamedNode) -> bool:
    """Whether the published graphs state anything of a resource, or name it."""
    said = chain(snapshot.quads(iri), snapshot.quads(object_=iri))
    return next(_stated(said), None) is not None


def describe(snapshot: Snapshot, iri: NamedNode) -> Description | None:
    """What the published graphs state of a resource, or None when they do not name it; nothing that was inferred."""
    by_subject = dict(_about(snapshot, iri))
    statements = tuple(triple for found in by_subject.values() for triple in found)
    incoming = _incoming(snapshot, iri)
    if not statements and not incoming:
        return None
    illustrative = Triple(iri, _ILLUSTRATIVE, _TRUE) in by_subject.get(iri, ())
    return Description(iri, statements, incoming, illustrative, by_subject)


def _about(snapshot: Snapshot, iri: NamedNode) -> Iterator[tuple[NamedNode | BlankNode, tuple[Triple, ...]]]:
    """The statements about a resource, then those about each of its blank nodes, however long their chain is."""
    waiting: list[NamedNode | BlankNode] = [iri]
    seen: set[NamedNode | BlankNode] = set()
    while waiting:
        node = waiting.pop()
        if node in seen:
            continue
        seen.add(node)
        found = tuple(_sorted(_stated(snapshot.quads(node))))
        yield node, found
        waiting.extend(triple.object for triple in reversed(found) if isinstance(triple.object, BlankNode))


def _incoming(snapshot: Snapshot, iri: NamedNode) -> tuple[Incoming, ...]:
    """Who names the resource, by property."""
    subjects: dict[NamedNode, set[NamedNode | BlankNode]] = {}
    for quad in _stated(snapshot.quads(object_=iri)):
        if isinstance(quad.subject, NamedNode | BlankNode):
            subjects.setdefault(quad.predicate, set()).add(quad.subject)
    return tuple(
        Incoming(property_, len(found), _first(found))
        for property_, found in sorted(subjects.items(), key=lambda item: item[0].value)
    )


def _first(found: set[NamedNode | BlankNode]) -> tuple[NamedNode, ...]:
    named = sorted((node for node in found if isinstance(node, NamedNode)), key=lambda node: node.value)
    return tuple(named[:_NAMED])


def _stated(quads: Iterator[Quad]) -> Iterator[Quad]:
    return (quad for quad in quads if quad.graph_name not in DERIVED)


def _sorted(quads: Iterator[Quad]) -> list[Triple]:
    """Statements as a set, whatever graphs make them, in a fixed order."""
    return sorted({quad.triple for quad in quads}, key=lambda triple: (triple.predicate.value, str(triple.object)))
