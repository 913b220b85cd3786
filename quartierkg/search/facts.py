"""The statements that search may read: public graphs, without what the ontology keeps from publication."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Final, Self

from pyoxigraph import BlankNode, Literal, NamedNode, Quad

from quartierkg.snapshot import Snapshot
from quartierkg.snapshot.graphs import CHARTER, NETWORK, ONTOLOGY, REGISTER
from quartierkg.terms import term

Node = NamedNode | BlankNode
Links = dict[NamedNode, list[Node]]
"""Things by the property that leads to them."""

TRUE: Final = Literal("true", datatype=term("xsd:boolean"))
_NOT: Final = frozenset(Literal(said, datatype=term("xsd:boolean")) for said in ("false", "0"))
_HIDDEN: Final = term("qn:notPublished")
_TYPE: Final = term("rdf:type")
_ABOVE: Final = term("rdfs:subClassOf")
# Whatever has something hidden through one of these is hidden with it.
_UNDER: Final = (_TYPE, _ABOVE, term("rdfs:subPropertyOf"))
_GRAPHS: Final = (ONTOLOGY, CHARTER, NETWORK, REGISTER)


@dataclass(frozen=True, slots=True)
class Facts:
    """The public graphs of a revision. No other graph is ever looked into."""

    snapshot: Snapshot
    hidden: frozenset[Node]
    """Properties, classes and things that are never published, with all that is under them."""
    _above: dict[NamedNode, frozenset[NamedNode]] = field(default_factory=dict, repr=False)

    @classmethod
    def of(cls, snapshot: Snapshot) -> Self:
        """The facts of a revision."""
        marked = (
            quad.subject
            for graph in _GRAPHS
            for quad in snapshot.quads(None, _HIDDEN, None, graph)
            if quad.object not in _NOT
        )
        hidden: set[Node] = set()
        waiting = [node for node in marked if isinstance(node, Node)]
        while waiting:
            node = waiting.pop()
            if node not in hidden:
                hidden.add(node)
                waiting.extend(_under(snapshot, node))
        return cls(snapshot, frozenset(hidden))

    def links(self, quads: Iterable[Quad]) -> Links:
        """The things that statements lead to, by property."""
        found: Links = {}
        for quad in quads:
            if isinstance(quad.object, Node) and self.hidden.isdisjoint((quad.predicate, quad.object)):
                found.setdefault(quad.predicate, []).append(quad.object)
        return found

    def naming(self, node: Node) -> Links:
        """The things of the network that name a thing, by property."""
        found: Links = {}
        for quad in self.snapshot.quads(None, None, node, NETWORK):
            if isinstance(quad.subject, Node) and self.hidden.isdisjoint((quad.predicate, quad.subject)):
                found.setdefault(quad.predicate, []).append(quad.subject)
        return found

    def about(self, node: Node, graph: NamedNode) -> Iterator[Quad]:
        """What a graph says of a thing."""
        for quad in self.snapshot.quads(node, None, None, graph):
            if quad.predicate not in self.hidden:
                yield quad

    def objects(self, node: Node, property_: NamedNode, graph: NamedNode = NETWORK) -> Iterator[Node]:
        """The things that a thing has through a property."""
        if property_ not in self.hidden:
            for quad in self.snapshot.quads(node, property_, None, graph):
                if isinstance(quad.object, Node) and quad.object not in self.hidden:
                    yield quad.object

    def subjects(self, property_: NamedNode, node: Node, graph: NamedNode = NETWORK) -> Iterator[Node]:
        """The things that have a thing through a property."""
        for quad in self.snapshot.quads(None, property_, node, graph):
            if isinstance(quad.subject, Node) and self.hidden.isdisjoint((property_, quad.subject)):
                yield quad.subject

    def value(self, node: Node, property_: NamedNode, graph: NamedNode) -> str | None:
        """A literal value of a property; the least where there are several."""
        if property_ in self.hidden:
            return None
        found = (quad.object for quad in self.snapshot.quads(node, property_, None, graph))
        return min((literal.value for literal in found if isinstance(literal, Literal)), default=None)

    def of_class(self, class_: NamedNode, graph: NamedNode = NETWORK) -> Iterator[Node]:
        """The instances of a class, as a graph says it."""
        if class_ not in self.hidden:
            yield from self.subjects(_TYPE, class_, graph)

    def above(self, class_: NamedNode) -> frozenset[NamedNode]:
        """All classes above a class."""
        if class_ not in self._above:
            self._above[class_] = self._all_above(class_)
        return self._above[class_]

    def _all_above(self, class_: NamedNode) -> frozenset[NamedNode]:
        found: set[NamedNode] = set()
        waiting = [class_]
        while waiting:
            for higher in self.objects(waiting.pop(), _ABOVE, ONTOLOGY):
                if isinstance(higher, NamedNode) and higher not in found:
                    found.add(higher)
                    waiting.append(higher)
        return frozenset(found - {class_})


def _under(snapshot: Snapshot, node: Node) -> Iterator[Node]:
    """The instances of a class, and what specialises a class or a property."""
    for graph in _GRAPHS:
        for property_ in _UNDER:
            for quad in snapshot.quads(None, property_, node, graph):
                if isinstance(quad.subject, Node):
                    yield quad.subject
