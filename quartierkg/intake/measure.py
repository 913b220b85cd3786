"""Facts that SHACL cannot compute, measured and laid beside the dossier for the shapes to judge.

A boundary's validity and area, a place within or outside it, the dates that lie ahead and the years that have ended.
Nothing here judges: every fact is a triple of the context.
"""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from typing import TYPE_CHECKING, Final

from pyoxigraph import Literal, NamedNode, Triple

from quartierkg import vocabulary
from quartierkg.intake import calendar, geometry
from quartierkg.intake.graph import Graph
from quartierkg.terms import term

if TYPE_CHECKING:
    from shapely.geometry.base import BaseGeometry

Facts = list[Triple]

_BOOLEAN: Final = term("xsd:boolean")
_DECIMAL: Final = term("xsd:decimal")
_BOUNDARY: Final = term("geo:hasGeometry")
# The ways in which GeoSPARQL gives a place its geometry (1.1, 6.4); its text may also stand on the place itself.
_GEOMETRIES: Final = (_BOUNDARY, term("geo:hasDefaultGeometry"), term("geo:defaultGeometry"), term("geo:hasCentroid"))
_WKT: Final = term("geo:asWKT")
_DRAWN: Final = frozenset((*_GEOMETRIES, _WKT))
_NO_TEXT: Final = "UnreadableOutline"


def measure(triples: Iterable[Triple], quartiers: Iterable[NamedNode], day: str) -> tuple[Triple, ...]:
    """The measured facts of a dossier about its Quartiers.

    :param day: the day of the check, as ``YYYY-MM-DD``.
    """
    triples = tuple(triples)
    facts: Facts = [
        *calendar.ahead(triples, day, vocabulary.bundled().dated),
        *calendar.superseded(triples, day),
    ]
    graph = Graph(triple for triple in triples if triple.predicate in _DRAWN)
    for quartier in quartiers:
        boundaries = _boundaries(graph, quartier, facts)
        if boundaries:
            _places(graph, quartier, boundaries, facts)
    return tuple(facts)


def _boundaries(graph: Graph, quartier: NamedNode, facts: Facts) -> list[BaseGeometry]:
    """The valid boundaries of a Quartier; what was measured of each goes to the facts."""
    valid: list[BaseGeometry] = []
    for node in graph.nodes(quartier, _BOUNDARY):
        for literal in graph.objects(node, _WKT):
            shape = _shape(literal)
            fault = geometry.fault(literal.value) if isinstance(literal, Literal) else _NO_TEXT
            said = Literal("true" if fault is None else "false", datatype=_BOOLEAN)
            facts.append(Triple(node, term("qn:boundaryIsValid"), said))
            if fault is not None:
                facts.append(Triple(node, term("qn:boundaryFault"), term("qn:" + fault)))
            elif shape is not None:
                valid.append(shape)
                facts.append(Triple(node, term("qn:boundaryArea"), _decimal(geometry.area(shape))))
                facts.append(Triple(node, term("qn:measuredBy"), Literal(geometry.method())))
    return valid


def _places(graph: Graph, quartier: NamedNode, boundaries: list[BaseGeometry], facts: Facts) -> None:
    """Whether each other place with a geometry lies within the boundary.

    Where there are several, only what lies within each of them, or within none, is measured.
    """
    drawn = frozenset(graph.subjects(_WKT))
    for place in graph.subjects(*_GEOMETRIES, _WKT):
        outlines = [node for predicate in _GEOMETRIES for node in graph.nodes(place, predicate)]
        shapes = [_shape(literal) for node in (*outlines, place) for literal in graph.objects(node, _WKT)]
        if place == quartier or not shapes or (place in drawn and _is_outline(graph, place)):
            continue
        within = {
            all(shape is not None and not shape.is_empty and boundary.covers(shape) for shape in shapes)
            for boundary in boundaries
        }
        if len(within) == 1:
            facts.append(Triple(place, term("qn:liesWithin" if within.pop() else "qn:liesOutside"), quartier))


def _is_outline(graph: Graph, node: NamedNode) -> bool:
    """Whether a node is the geometry of a place, and no place itself."""
    return any(
        node in graph.nodes(place, predicate) for predicate in _GEOMETRIES for place in graph.subjects(predicate)
    )


def _shape(literal: object) -> BaseGeometry | None:
    return geometry.read(literal.value) if isinstance(literal, Literal) else None


def _decimal(number: float) -> Literal:
    """A measured number, to a tenth."""
    return Literal(format(Decimal(str(round(number, 1))), "f"), datatype=_DECIMAL)
