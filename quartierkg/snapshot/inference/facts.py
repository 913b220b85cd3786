"""What is stated, as the rules see it: links between things, in the network and among the concepts of the ontology."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from typing import Final

from pyoxigraph import BlankNode, NamedNode, Quad, Store

from quartierkg.snapshot.graphs import NETWORK, ONTOLOGY
from quartierkg.snapshot.inference.path import Path, Step

Thing = NamedNode | BlankNode

_GRAPHS: Final = (NETWORK, ONTOLOGY)


class Facts:
    """The statements of one or several stores, which do not change meanwhile."""

    def __init__(self, *stores: Store) -> None:
        self._stores = stores
        self._sources: dict[NamedNode, tuple[tuple[Store, NamedNode], ...]] = {}

    def hold(self, subject: Thing, property_: NamedNode, object_: Thing) -> bool:
        """Whether it is stated."""
        return any(Quad(subject, property_, object_, graph) in store for store, graph in self._where(property_))

    def reached(self, thing: Thing, path: Path) -> set[Thing]:
        """Where a way leads from one thing."""
        reached = {thing}
        for step in path:
            reached = {found for one in reached for found in self._after(one, step)}
        return reached

    def along(self, path: Path) -> Iterator[tuple[Thing, Thing]]:
        """Every start of a way with each of its ends; a pair comes as often as ways lead from one to the other.

        The links of all steps but the first are in memory meanwhile: on a disk, it takes a quarter of the time.
        """
        if not all(self._where(step.property) for step in path):
            return
        onward = [self._index(step) for step in path[1:]]
        for start, next_ in self._links(path[0]):
            reached = {next_}
            for ends in onward:
                reached = {end for one in reached for end in ends.get(one, ())}
            yield from ((start, end) for end in reached)

    def _where(self, property_: NamedNode) -> tuple[tuple[Store, NamedNode], ...]:
        """Where a property is stated at all: most are in one graph, and many in none."""
        if property_ not in self._sources:
            self._sources[property_] = tuple(
                (store, graph)
                for store in self._stores
                for graph in _GRAPHS
                if next(store.quads_for_pattern(None, property_, None, graph), None) is not None
            )
        return self._sources[property_]

    def _index(self, step: Step) -> dict[Thing, list[Thing]]:
        found: dict[Thing, list[Thing]] = defaultdict(list)
        for start, end in self._links(step):
            found[start].append(end)
        return found

    def _links(self, step: Step) -> Iterator[tuple[Thing, Thing]]:
        for store, graph in self._where(step.property):
            for quad in store.quads_for_pattern(None, step.property, None, graph):
                if isinstance(quad.subject, Thing) and isinstance(quad.object, Thing):
                    yield (quad.object, quad.subject) if step.against else (quad.subject, quad.object)

    def _after(self, thing: Thing, step: Step) -> Iterator[Thing]:
        start, end = (None, thing) if step.against else (thing, None)
        for store, graph in self._where(step.property):
            for quad in store.quads_for_pattern(start, step.property, end, graph):
                found = quad.subject if step.against else quad.object
                if isinstance(found, Thing):
                    yield found
