"""What names a resource: counted by property, in pages that together have each statement once."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Final
from weakref import WeakKeyDictionary

from pyoxigraph import BlankNode, NamedNode, Quad, Triple

from quartierkg.snapshot import Snapshot
from quartierkg.snapshot.graphs import STATED

PAGE: Final = 50
"""So many things that name a resource through one property are on a page."""
# How far a blank node may hang below the thing that it is part of.
_DEEPEST: Final = 6

_Node = NamedNode | BlankNode

# A role that everybody holds has hundreds of pages: it is not counted anew for each. So many such are kept.
_HUB: Final = 1_000
_MOST_HUBS: Final = 8
_HUBS: Final[WeakKeyDictionary[Snapshot, dict[NamedNode, Mapping[NamedNode, Sequence[_Node]]]]] = WeakKeyDictionary()


@dataclass(frozen=True, slots=True)
class Incoming:
    """The things on one page that name a resource through one property."""

    property: NamedNode
    count: int
    """How many statements there are on all pages."""
    subjects: tuple[NamedNode, ...]
    """The things; in the place of a blank node the one that it is part of."""
    statements: tuple[Triple, ...]
    """What they say; of a blank node also how it hangs on its thing."""


@dataclass(frozen=True, slots=True)
class Namers:
    """Everything that names a resource."""

    snapshot: Snapshot = field(repr=False)
    iri: NamedNode
    by_property: Mapping[NamedNode, Sequence[_Node]] = field(repr=False)
    """By property in the order of their addresses, those with an address first."""

    @property
    def counts(self) -> Mapping[NamedNode, int]:
        """How many statements name it through each property."""
        return {property_: len(found) for property_, found in self.by_property.items()}

    @property
    def pages(self) -> int:
        """How many pages there are; one at least."""
        return max(1, -(-max(self.counts.values(), default=0) // PAGE))

    def page(self, number: int) -> tuple[Incoming, ...]:
        """A page, of which 1 is the first: of each property the things that stand there."""
        begin = (number - 1) * PAGE
        parts = ((property_, found, found[begin : begin + PAGE]) for property_, found in self.by_property.items())
        return tuple(self._part(property_, len(found), part) for property_, found, part in parts if part)

    def _part(self, property_: NamedNode, count: int, nodes: Sequence[_Node]) -> Incoming:
        ways = [(node, _way(self.snapshot, node)) for node in nodes]
        things = (way[0].subject if way else node for node, way in ways)
        said = (triple for node, way in ways for triple in (*way, Triple(node, property_, self.iri)))
        named = dict.fromkeys(thing for thing in things if isinstance(thing, NamedNode))
        return Incoming(property_, count, tuple(named), tuple(dict.fromkeys(said)))


def namers(snapshot: Snapshot, iri: NamedNode) -> Namers:
    """What the published graphs state with a resource as its object; nothing that was inferred."""
    kept = _HUBS.setdefault(snapshot, {})
    found = kept.get(iri)
    if found is None:
        found = _by_property(snapshot, iri)
        if sum(map(len, found.values())) > _HUB:
            kept[iri] = found
            for oldest in list(kept)[:-_MOST_HUBS]:
                kept.pop(oldest, None)
    return Namers(snapshot, iri, found)


def _by_property(snapshot: Snapshot, iri: NamedNode) -> Mapping[NamedNode, Sequence[_Node]]:
    subjects: dict[NamedNode, set[_Node]] = {}
    for quad in stated(snapshot.quads(object_=iri)):
        if isinstance(quad.subject, NamedNode | BlankNode):
            subjects.setdefault(quad.predicate, set()).add(quad.subject)
    ordered = sorted(subjects.items(), key=lambda item: item[0].value)
    return MappingProxyType({one: sorted(found, key=_place) for one, found in ordered})


def stated(quads: Iterator[Quad]) -> Iterator[Quad]:
    """Those of some statements that somebody made, in whichever of the public graphs."""
    return (quad for quad in quads if quad.graph_name in STATED)


def _place(node: _Node) -> tuple[bool, str]:
    return isinstance(node, BlankNode), node.value


def _way(snapshot: Snapshot, node: _Node) -> tuple[Triple, ...]:
    """How a blank node hangs on a thing, from that down; nothing where it hangs on none, or is none."""
    way: list[Triple] = []
    while isinstance(node, BlankNode) and len(way) < _DEEPEST:
        above = min(_above(snapshot, node), key=lambda one: (*_place(one[0]), one[1].predicate.value), default=None)
        if above is None:
            return ()
        node = above[0]
        way.insert(0, above[1])
    return tuple(way) if isinstance(node, NamedNode) else ()


def _above(snapshot: Snapshot, node: BlankNode) -> Iterator[tuple[_Node, Triple]]:
    """What names a blank node, and the statement that does."""
    for quad in stated(snapshot.quads(object_=node)):
        if isinstance(quad.subject, NamedNode | BlankNode):
            yield quad.subject, quad.triple
