"""The description of a resource: what is said of it, and by how many it is named."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Final

from pyoxigraph import BlankNode, Literal, NamedNode, Quad, Triple

from quartierkg.publish.incoming import Incoming, Namers, namers, stated
from quartierkg.snapshot import Snapshot
from quartierkg.terms import term

_ILLUSTRATIVE: Final = term("qn:illustrative")
_TRUE: Final = Literal("true", datatype=term("xsd:boolean"))


@dataclass(frozen=True, slots=True)
class Description:
    """A concise bounded description: the statements about a resource, and those about its blank nodes."""

    iri: NamedNode
    statements: tuple[Triple, ...]
    """All that is said of it; what names it is apart, and in pages."""
    namers: Namers = field(repr=False)
    illustrative: bool
    by_subject: Mapping[NamedNode | BlankNode, tuple[Triple, ...]] = field(repr=False)

    @property
    def incoming(self) -> tuple[Incoming, ...]:
        """What names it, on the first page."""
        return self.namers.page(1)

    def of(self, node: NamedNode | BlankNode) -> tuple[Triple, ...]:
        """The statements about the resource itself, or about one of its blank nodes."""
        return self.by_subject.get(node, ())


def is_named(snapshot: Snapshot, iri: NamedNode) -> bool:
    """Whether the published graphs state anything of a resource, or name it."""
    return any(next(stated(said), None) for said in (snapshot.quads(iri), snapshot.quads(object_=iri)))


def describe(snapshot: Snapshot, iri: NamedNode) -> Description | None:
    """What the published graphs state of a resource, or None when they do not name it; nothing that was inferred."""
    by_subject = dict(_about(snapshot, iri))
    statements = tuple(triple for found in by_subject.values() for triple in found)
    incoming = namers(snapshot, iri)
    if not statements and not incoming.counts:
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
        found = tuple(_sorted(stated(snapshot.quads(node))))
        yield node, found
        waiting.extend(triple.object for triple in reversed(found) if isinstance(triple.object, BlankNode))


def _sorted(quads: Iterator[Quad]) -> list[Triple]:
    """Statements as a set, whatever graphs make them, in a fixed order."""
    return sorted({quad.triple for quad in quads}, key=lambda triple: (triple.predicate.value, str(triple.object)))
