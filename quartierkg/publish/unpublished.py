"""What is marked as never to be published (``qn:notPublished``): it stands in no dump and in no set of changes.

The mark may stand on a thing, on a class or on a property; it holds for whatever is of such a class, is below such a
term, or hangs on such a thing by a blank node.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import chain
from typing import Final, Self

from pyoxigraph import BlankNode, Literal, NamedNode, Quad

from quartierkg.snapshot import Snapshot
from quartierkg.snapshot.graphs import PUBLIC
from quartierkg.terms import term

Node = NamedNode | BlankNode

_MARK: Final = term("qn:notPublished")
_NOT: Final = frozenset(Literal(said, datatype=term("xsd:boolean")) for said in ("false", "0"))
# Whatever has something marked through one of these is marked with it.
_UNDER: Final = (term("rdf:type"), term("rdfs:subClassOf"), term("rdfs:subPropertyOf"))


@dataclass(frozen=True, slots=True)
class Unpublished:
    """The nodes that nobody gets to see."""

    nodes: frozenset[Node] = frozenset()

    @classmethod
    def of(cls, snapshot: Snapshot) -> Self:
        """Those of a revision."""
        waiting = [quad.subject for quad in _public(snapshot, predicate=_MARK) if quad.object not in _NOT]
        found: set[Node] = set()
        while waiting:
            node = waiting.pop()
            if isinstance(node, Node) and node not in found:
                found.add(node)
                waiting.extend(_with(snapshot, node))
        return cls(frozenset(found))

    def shown(self, quads: Iterable[Quad]) -> Iterator[Quad]:
        """Statements without those that name one of them."""
        if not self.nodes:
            return iter(quads)
        return (quad for quad in quads if self.nodes.isdisjoint((quad.subject, quad.predicate, quad.object)))


def _with(snapshot: Snapshot, node: Node) -> Iterator[Node]:
    """What goes with a node that is marked."""
    for property_ in _UNDER:
        for quad in _public(snapshot, predicate=property_, object_=node):
            if isinstance(quad.subject, Node):
                yield quad.subject
    said = _public(snapshot, subject=node)
    used = _public(snapshot, predicate=node) if isinstance(node, NamedNode) else iter(())
    yield from (quad.object for quad in chain(said, used) if isinstance(quad.object, BlankNode))


def _public(
    snapshot: Snapshot, subject: Node | None = None, predicate: NamedNode | None = None, object_: Node | None = None
) -> Iterator[Quad]:
    for graph in PUBLIC:
        yield from snapshot.quads(subject, predicate, object_, graph)
