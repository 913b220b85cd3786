"""The places of a thing: where it is itself, what it lies within, and what is near it, as far as the graphs know."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from pyoxigraph import Literal, NamedNode

from quartierkg.intake import geometry
from quartierkg.publish.description import Description
from quartierkg.publish.incoming import stated
from quartierkg.snapshot import Snapshot
from quartierkg.terms import term

Point = tuple[float, float]
"""Longitude and latitude, in degrees of WGS 84."""

_GEOMETRY: Final = term("geo:hasGeometry")
_WKT: Final = term("geo:asWKT")
_WITHIN: Final = term("geo:sfWithin")
# The properties that lead from a thing to places of it.
_LEADING: Final = tuple(
    term(name)
    for name in (
        *("qn:leadCommune", "qn:associatedCommune", "org:hasSite", "qn:fabLab", "qn:guestDesk"),
        *("qn:fromCommune", "qn:toPoint"),
    )
)
# What stands between two places, from either.
_BETWEEN: Final = (
    (term("qn:fromCommune"), term("qn:toPoint")),
    (term("qn:toPoint"), term("qn:fromCommune")),
)
# So many places are shown beside the thing's own.
_MOST: Final = 24
# Mean radius of the earth in kilometres (IUGG).
_RADIUS: Final = 6371.0088


@dataclass(frozen=True, slots=True)
class Place:
    """A thing that has a place."""

    node: NamedNode
    lines: tuple[tuple[Point, ...], ...]
    """What is drawn of it: outlines, or single points."""

    @property
    def centre(self) -> Point:
        """The middle of its extent."""
        longitudes, latitudes = zip(*(point for line in self.lines for point in line), strict=True)
        return (min(longitudes) + max(longitudes)) / 2, (min(latitudes) + max(latitudes)) / 2


def places(snapshot: Snapshot, found: Description) -> tuple[Place, ...]:
    """The thing's own place first, then that which it lies within, then those that belong to it or are measured."""
    nodes = dict.fromkeys((found.iri, *_related(snapshot, found)))
    known = (_place(snapshot, node) for node in list(nodes)[: _MOST + 1])
    return tuple(place for place in known if place is not None)


def kilometres(one: Point, other: Point) -> float:
    """The great-circle distance of two points (haversine)."""
    east, north = (math.radians(b - a) for a, b in zip(one, other, strict=True))
    near = math.sin(north / 2) ** 2
    far = math.cos(math.radians(one[1])) * math.cos(math.radians(other[1])) * math.sin(east / 2) ** 2
    return 2 * _RADIUS * math.asin(min(1.0, math.sqrt(near + far)))


def _related(snapshot: Snapshot, found: Description) -> Iterator[NamedNode]:
    said = found.of(found.iri)
    for property_ in (_WITHIN, *_LEADING):
        yield from (one.object for one in said if one.predicate == property_ and isinstance(one.object, NamedNode))
    naming = found.namers.by_property
    yield from (node for node in naming.get(_WITHIN, ())[:_MOST] if isinstance(node, NamedNode))
    for to, on in _BETWEEN:
        for node in naming.get(to, ())[:_MOST]:
            yield from _nodes(snapshot, node, on)


def _place(snapshot: Snapshot, node: NamedNode) -> Place | None:
    texts = [text for shape in (node, *_nodes(snapshot, node, _GEOMETRY)) for text in _texts(snapshot, shape)]
    lines = tuple(line for text in texts[:_MOST] for line in geometry.rings(text))
    return Place(node, lines) if lines else None


def _texts(snapshot: Snapshot, node: object) -> Iterable[str]:
    assert isinstance(node, NamedNode)
    return sorted(quad.object.value for quad in stated(snapshot.quads(node, _WKT)) if isinstance(quad.object, Literal))


def _nodes(snapshot: Snapshot, node: object, property_: NamedNode) -> Iterable[NamedNode]:
    assert not isinstance(node, Literal)
    found = (quad.object for quad in stated(snapshot.quads(node, property_)))  # type: ignore[arg-type]
    return sorted((one for one in found if isinstance(one, NamedNode)), key=lambda one: one.value)
