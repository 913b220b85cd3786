"""Well-known text in WGS 84, read safely: shapes in longitude and latitude, their validity and their area (shapely)."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    import numpy
    from shapely.geometry.base import BaseGeometry

# A WKT literal may open with the IRI of its reference system; these two mean WGS 84 (GeoSPARQL 1.1, 8.5.1.1).
_PREFIXED: Final = re.compile(r"^\s*<([^>]*)>\s*(.*)$", re.DOTALL)
_LONGITUDE_FIRST: Final = frozenset(("http://www.opengis.net/def/crs/OGC/1.3/CRS84",))
_LATITUDE_FIRST: Final = frozenset(("http://www.opengis.net/def/crs/EPSG/0/4326",))
# Simple features only (OGC 06-103r4, 7.2.2): the library recurses into collections and dies on what nests too deep, and
# reads words in the place of numbers.
_SIMPLE: Final = re.compile(
    r"\s*(?:MULTI)?(?:POINT|LINESTRING|POLYGON)\s*(?:Z|M|ZM)?\s*(?:EMPTY|[\s0-9eE+\-.,()]+)\s*", re.IGNORECASE
)
_RING: Final = re.compile(r"\(([^()]*)\)")
_DEPTH: Final = 3
# Radius of the sphere that has the area of the WGS 84 ellipsoid, in metres.
_AUTHALIC_RADIUS: Final = 6_371_007.2
# A line that is drawn has at most so many points.
_DRAWN: Final = 400
# In degrees: some hundred metres.
_MARGIN: Final = 0.001
_LONGITUDE_LIMIT: Final = 180.0
_LATITUDE_LIMIT: Final = 90.0


def read(text: str) -> BaseGeometry | None:
    """The geometry of a WKT literal in longitude and latitude, or None when it is not a simple one in WGS 84."""
    import numpy  # with shapely, it costs a quarter of a second: only when there is something to measure
    import shapely

    swapped = False
    prefixed = _PREFIXED.match(text)
    if prefixed:
        system, text = prefixed.groups()
        if system not in _LONGITUDE_FIRST | _LATITUDE_FIRST:
            return None
        swapped = system in _LATITUDE_FIRST
    if not _SIMPLE.fullmatch(text) or _depth(text) > _DEPTH:
        return None
    try:
        with numpy.errstate(all="ignore"):  # a number beyond all numbers is found below
            shape: BaseGeometry = shapely.from_wkt(text)
            return shapely.transform(shape, lambda points: points[:, ::-1]) if swapped else shape
    except (shapely.errors.ShapelyError, ValueError):
        return None


def is_boundary(shape: BaseGeometry) -> bool:
    """Whether a shape is one or more polygons, closed, without self-crossing, on earth."""
    return _fault(shape) is None


def fault(text: str) -> str | None:
    """What keeps a WKT literal from being a boundary, by the local name of its concept; None where nothing does."""
    shape = read(text)
    if shape is not None:
        return _fault(shape)
    prefixed = _PREFIXED.match(text)
    if prefixed and prefixed[1] not in _LONGITUDE_FIRST | _LATITUDE_FIRST:
        return "UnknownReferenceSystem"
    simple = _SIMPLE.fullmatch(prefixed[2] if prefixed else text) and "POLYGON" in text.upper()
    return "UnclosedOutline" if simple and any(map(_is_unclosed, _RING.findall(text))) else "UnreadableOutline"


def _fault(shape: BaseGeometry) -> str | None:
    if shape.is_empty:
        return "EmptyOutline"
    if shape.geom_type not in ("Polygon", "MultiPolygon"):
        return "NoPolygon"
    if not _is_on_earth(shape):
        return "OffEarth"
    return None if shape.is_valid else "CrossingOutline"


def _is_on_earth(shape: BaseGeometry) -> bool:
    west, south, east, north = shape.bounds
    return bool(
        west >= -_LONGITUDE_LIMIT
        and east <= _LONGITUDE_LIMIT
        and south >= -_LATITUDE_LIMIT
        and north <= _LATITUDE_LIMIT
    )


def _is_unclosed(ring: str) -> bool:
    points = [point.split() for point in ring.split(",")]
    # With decimals behind commas, what stands between two commas is no point.
    return points[0] != points[-1] and all(len(point) > 1 for point in points)


def area(shape: BaseGeometry) -> float:
    """The area in square metres, by the cylindrical equal-area projection of the sphere."""
    import numpy
    import shapely

    def project(points: numpy.ndarray) -> numpy.ndarray:
        x = numpy.radians(points[:, 0]) * _AUTHALIC_RADIUS
        y = numpy.sin(numpy.radians(points[:, 1])) * _AUTHALIC_RADIUS
        return numpy.column_stack((x, y))

    found = float(shapely.transform(shape, project).area)
    return found if math.isfinite(found) else 0.0


def centre(text: str) -> tuple[float, float] | None:
    """Longitude and latitude of the centre of a WKT literal, in degrees; None where it is nowhere on earth."""
    shape = read(text)
    if shape is None or shape.is_empty or not _is_on_earth(shape):
        return None
    point = shape.centroid
    return point.x, point.y


def rings(text: str) -> tuple[tuple[tuple[float, float], ...], ...]:
    """The lines of a WKT literal to draw, in longitude and latitude: a point is a line of one point.

    A shape of very many points is drawn by its hull; what is nowhere on earth has no line.
    """
    shape = read(text)
    if shape is None or shape.is_empty or not _is_on_earth(shape):
        return ()
    if _points(shape) > _DRAWN:
        shape = shape.simplify(max(shape.bounds[2] - shape.bounds[0], shape.bounds[3] - shape.bounds[1]) / _DRAWN)
        shape = shape if _points(shape) <= _DRAWN else shape.convex_hull
    return tuple(tuple((x, y) for x, y, *_ in line.coords) for line in _lines(shape))


def _points(shape: BaseGeometry) -> int:
    import shapely

    return int(shapely.get_num_coordinates(shape))


def _lines(shape: BaseGeometry) -> Iterator[BaseGeometry]:
    """The points and lines that a shape consists of."""
    for part in getattr(shape, "geoms", (shape,)):
        yield from (part.exterior, *part.interiors) if part.geom_type == "Polygon" else (part,)


def point_within(text: str) -> str | None:
    """A place within a boundary, as a WKT literal writes it; None where the text is no valid boundary."""
    shape = read(text)
    if shape is None or not is_boundary(shape):
        return None
    point = shape.representative_point()
    return f"POINT ({point.x} {point.y})"


def around(texts: Iterable[str]) -> str | None:
    """A boundary round the places of some WKT literals, as a WKT literal writes it; None where none is on earth."""
    import shapely

    shapes = [shape for text in texts if (shape := read(text)) is not None and not shape.is_empty]
    if not shapes:
        return None
    box = shapely.box(*shapely.total_bounds(shapes)).buffer(_MARGIN, join_style="mitre")
    return str(box.wkt) if is_boundary(box) else None


def method() -> str:
    """What measures, with its version."""
    import shapely

    return f"shapely {shapely.__version__}, GEOS {shapely.geos_version_string}"


def _depth(text: str) -> int:
    """How deep the brackets of a text nest."""
    depth = deepest = 0
    for bracket in re.findall(r"[()]", text):
        depth += 1 if bracket == "(" else -1
        deepest = max(deepest, depth)
    return deepest
