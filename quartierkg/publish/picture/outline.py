"""Outlines of France and of what belongs to it overseas, as far as a library holds them (Natural Earth, 1:110 million).

They are coarse, and tell which country it is and no more: nothing is measured by them.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from typing import Any

from quartierkg.publish.place import Point

Ring = tuple[Point, ...]


@cache
def outline(code: str) -> tuple[Ring, ...]:
    """The rings of a country or territory, in degrees; none where the library has no outline of it.

    :param code: its code (ISO 3166-1 alpha-2).
    """
    from countryinfo import CountryInfo, CountryNotFoundError  # 0.04 s, and only a map needs it

    try:
        found: Any = CountryInfo(code).geo_json()
    except CountryNotFoundError:
        return ()
    return tuple(_rings(found.get("features", ())))


def _rings(features: Sequence[Any]) -> Iterator[Ring]:
    """The outer and inner rings of polygons (RFC 7946, 3.1.6 and 3.1.7)."""
    for feature in features:
        shape = feature["geometry"]
        polygons = shape["coordinates"] if shape["type"] == "MultiPolygon" else [shape["coordinates"]]
        for polygon in polygons:
            for ring in polygon:
                yield tuple((float(point[0]), float(point[1])) for point in ring)
