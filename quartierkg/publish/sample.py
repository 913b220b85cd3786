"""A few published statements that use a term, as a page shows them: what is real first, what is invented marked."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain, islice
from typing import Final

from pyoxigraph import BlankNode, Literal, NamedNode, Quad

from quartierkg.language import Language
from quartierkg.publish.view import Value, link, literal_value
from quartierkg.snapshot import Snapshot
from quartierkg.snapshot.graphs import CATALOGUE, ONTOLOGY, PUBLIC
from quartierkg.snapshot.unpublished import Unpublished
from quartierkg.terms import curie, term

_TYPE: Final = term("rdf:type")
_ILLUSTRATIVE: Final = term("qn:illustrative")
_TRUE: Final = Literal("true", datatype=term("xsd:boolean"))
_MOST: Final = 3
# Of each graph so many statements are looked at, however large it is.
_LOOKED_AT: Final = 40
# What defines a term is no example of it, nor is what counts it.
_GRAPHS: Final = tuple(graph for graph in PUBLIC if graph not in (ONTOLOGY, CATALOGUE))


@dataclass(frozen=True, slots=True)
class Sample:
    """A statement, and whether it speaks of something invented."""

    subject: Value
    property: str
    value: Value
    illustrative: bool


class Samples:
    """Finds examples in one revision."""

    def __init__(self, snapshot: Snapshot) -> None:
        self._snapshot = snapshot
        self._unpublished = Unpublished.of(snapshot)

    def of(self, node: NamedNode, language: Language) -> tuple[Sample, ...]:
        """Statements of which a term is the property, or that name it as a class or as a value."""
        found: list[Quad] = []
        for graph in _GRAPHS:
            near = sorted(self._statements(node, graph), key=self._rank)
            found += near[: _MOST - len(found)]
            if len(found) == _MOST:
                break
        return tuple(self._sample(quad, language) for quad in found)

    def _statements(self, node: NamedNode, graph: NamedNode) -> Iterator[Quad]:
        """Some statements of a graph that use a term, without what is said of nodes that have no address."""
        used = self._snapshot.quads(None, node, None, graph)
        named = self._snapshot.quads(None, None, node, graph)
        shown = self._unpublished.shown(chain(islice(used, _LOOKED_AT), islice(named, _LOOKED_AT)))
        return (
            quad for quad in shown if isinstance(quad.subject, NamedNode) and not isinstance(quad.object, BlankNode)
        )

    def _rank(self, quad: Quad) -> tuple[bool, str, str]:
        return (self._is_invented(quad), str(quad.subject), str(quad.object))

    def _is_invented(self, quad: Quad) -> bool:
        """Whether either end of a statement says that it is invented."""
        ends = (quad.subject, quad.object)
        return any(isinstance(end, NamedNode) and any(self._snapshot.quads(end, _ILLUSTRATIVE, _TRUE)) for end in ends)

    def _sample(self, quad: Quad, language: Language) -> Sample:
        assert isinstance(quad.subject, NamedNode)
        value = (
            link(self._snapshot, quad.object, language)
            if isinstance(quad.object, NamedNode)
            else literal_value(quad.predicate, quad.object, language)
            if isinstance(quad.object, Literal)
            else Value(str(quad.object))
        )
        said = "a" if quad.predicate == _TYPE else curie(quad.predicate)
        return Sample(link(self._snapshot, quad.subject, language), said, value, self._is_invented(quad))
