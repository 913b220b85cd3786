"""Facts that SHACL cannot compute, measured by a library and laid beside the dossier for the shapes to judge.

A boundary's validity and area, a place within or outside it (shapely; GeoSPARQL 1.1, 8.5.1 for WKT literals), the
sums of lots, and the dates that lie ahead. Nothing here judges: every fact is a triple of the context.
"""

from __future__ import annotations

import math
import re
from collections import defaultdict
from collections.abc import Iterable
from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING, Final

from pyoxigraph import Literal, NamedNode, Triple

from quartierkg.intake import calendar
from quartierkg.terms import term

if TYPE_CHECKING:
    from shapely.geometry.base import BaseGeometry

Facts = list[Triple]

_XSD: Final = "http://www.w3.org/2001/XMLSchema#"
_BOOLEAN: Final = NamedNode(_XSD + "boolean")
_DECIMAL: Final = NamedNode(_XSD + "decimal")
_GEOMETRY: Final = term("geo:hasGeometry")
_WKT: Final = term("geo:asWKT")
_OFFER: Final = term("qn:offer")
_LOT: Final = term("qn:lot")
_AREA: Final = term("qn:usableArea")
_STATUS: Final = term("qn:status")
_STATUS_DATE: Final = term("qn:statusDate")
_UNREALISED: Final = frozenset((term("qn:Planned"), term("qn:InProgress")))

# A WKT literal may open with the IRI of its reference system; these two mean WGS 84 (GeoSPARQL 1.1, 8.5.1.1).
_PREFIXED: Final = re.compile(r"^\s*<([^>]*)>\s*(.*)$", re.DOTALL)
_LONGITUDE_FIRST: Final = frozenset(("http://www.opengis.net/def/crs/OGC/1.3/CRS84",))
_LATITUDE_FIRST: Final = frozenset(("http://www.opengis.net/def/crs/EPSG/0/4326",))
# Radius of the sphere that has the area of the WGS 84 ellipsoid, in metres.
_AUTHALIC_RADIUS: Final = 6_371_007.2
_LONGITUDE_LIMIT: Final = 180.0
_LATITUDE_LIMIT: Final = 90.0


class Graph:
    """The statements of a dossier, by subject and predicate."""

    def __init__(self, triples: Iterable[Triple]) -> None:
        self._objects: dict[tuple[NamedNode, NamedNode], list[object]] = defaultdict(list)
        self._subjects: dict[NamedNode, list[NamedNode]] = defaultdict(list)
        for triple in triples:
            if not isinstance(triple.subject, NamedNode):
                continue
            self._objects[triple.subject, triple.predicate].append(triple.object)
            self._subjects[triple.predicate].append(triple.subject)

    def objects(self, subject: NamedNode, predicate: NamedNode) -> list[object]:
        """The values of a property, in the order of the document."""
        return self._objects.get((subject, predicate), [])

    def nodes(self, subject: NamedNode, predicate: NamedNode) -> list[NamedNode]:
        """The values that are not literals."""
        return [node for node in self.objects(subject, predicate) if isinstance(node, NamedNode)]

    def subjects(self, predicate: NamedNode) -> list[NamedNode]:
        """The subjects of a property, each once."""
        return list(dict.fromkeys(self._subjects.get(predicate, [])))


def measure(triples: Iterable[Triple], quartiers: Iterable[NamedNode], day: str) -> tuple[Triple, ...]:
    """The measured facts of a dossier about its Quartiers.

    :param day: the day of the check, as ``YYYY-MM-DD``.
    """
    triples = tuple(triples)
    facts: Facts = list(calendar.ahead(triples, day))
    graph = Graph((*triples, *facts))
    for quartier in quartiers:
        boundary = _boundary(graph, quartier, facts)
        if boundary is not None:
            _places(graph, quartier, boundary, facts)
        for offer in graph.nodes(quartier, _OFFER):
            _lots(graph, offer, facts)
    return tuple(facts)


def _boundary(graph: Graph, quartier: NamedNode, facts: Facts) -> BaseGeometry | None:
    """The one boundary of a Quartier if it is valid; what was measured of each goes to the facts."""
    valid: list[BaseGeometry] = []
    for node in graph.nodes(quartier, _GEOMETRY):
        for literal in graph.objects(node, _WKT):
            shape = _shape(literal)
            good = shape is not None and _is_boundary(shape)
            facts.append(
                Triple(node, term("qn:boundaryIsValid"), Literal("true" if good else "false", datatype=_BOOLEAN))
            )
            if shape is not None and good:
                valid.append(shape)
                facts.append(Triple(node, term("qn:boundaryArea"), _decimal(Decimal(str(round(_area(shape), 1))))))
                facts.append(Triple(node, term("qn:measuredBy"), Literal(_method())))
    return valid[0] if len(valid) == 1 else None


def _places(graph: Graph, quartier: NamedNode, boundary: BaseGeometry, facts: Facts) -> None:
    """Whether each other place with a geometry lies within the boundary."""
    for place in graph.subjects(_GEOMETRY):
        if place == quartier:
            continue
        shapes = [_shape(literal) for node in graph.nodes(place, _GEOMETRY) for literal in graph.objects(node, _WKT)]
        if shapes:
            within = all(shape is not None and not shape.is_empty and boundary.covers(shape) for shape in shapes)
            facts.append(Triple(place, term("qn:liesWithin" if within else "qn:liesOutside"), quartier))


def _lots(graph: Graph, offer: NamedNode, facts: Facts) -> None:
    """The sums of the lots of an offer, delivered by the day of the check and not."""
    sums = {True: Decimal(0), False: Decimal(0)}
    lots = graph.nodes(offer, _LOT)
    for lot in lots:
        planned = bool(_UNREALISED.intersection(graph.nodes(lot, _STATUS)))
        realised = not planned and _STATUS_DATE not in graph.nodes(lot, calendar.DATED_AHEAD)
        sums[realised] += sum((_number(value) for value in graph.objects(lot, _AREA)), Decimal(0))
    if lots:
        facts.append(Triple(offer, term("qn:realisedLotArea"), _decimal(sums[True])))
        facts.append(Triple(offer, term("qn:unrealisedLotArea"), _decimal(sums[False])))


def _shape(literal: object) -> BaseGeometry | None:
    """The geometry of a WKT literal in longitude and latitude, or None when it is not one in WGS 84."""
    import shapely  # costs a quarter of a second: only when there is something to measure

    if not isinstance(literal, Literal):
        return None
    text, swapped = literal.value, False
    prefixed = _PREFIXED.match(text)
    if prefixed:
        system, text = prefixed.groups()
        if system not in _LONGITUDE_FIRST | _LATITUDE_FIRST:
            return None
        swapped = system in _LATITUDE_FIRST
    try:
        shape: BaseGeometry = shapely.from_wkt(text)
        return shapely.transform(shape, lambda points: points[:, ::-1]) if swapped else shape
    except (shapely.errors.ShapelyError, ValueError):
        return None


def _is_boundary(shape: BaseGeometry) -> bool:
    if shape.geom_type not in ("Polygon", "MultiPolygon") or shape.is_empty or not shape.is_valid:
        return False
    west, south, east, north = shape.bounds
    on_earth = (
        west >= -_LONGITUDE_LIMIT
        and east <= _LONGITUDE_LIMIT
        and south >= -_LATITUDE_LIMIT
        and north <= _LATITUDE_LIMIT
    )
    return bool(on_earth)


def _area(shape: BaseGeometry) -> float:
    """The area in square metres, by the cylindrical equal-area projection of the sphere."""
    import numpy
    import shapely

    def project(points: numpy.ndarray) -> numpy.ndarray:
        x = numpy.radians(points[:, 0]) * _AUTHALIC_RADIUS
        y = numpy.sin(numpy.radians(points[:, 1])) * _AUTHALIC_RADIUS
        return numpy.column_stack((x, y))

    area = float(shapely.transform(shape, project).area)
    return area if math.isfinite(area) else 0.0


def _method() -> str:
    import shapely

    return f"shapely {shapely.__version__}, GEOS {shapely.geos_version_string}"


def _number(value: object) -> Decimal:
    """The number of a literal; what is not a finite number adds nothing."""
    try:
        number = Decimal(value.value) if isinstance(value, Literal) else Decimal(0)
    except InvalidOperation:
        return Decimal(0)
    return number if number.is_finite() else Decimal(0)


def _decimal(number: Decimal) -> Literal:
    return Literal(format(number, "f"), datatype=_DECIMAL)
