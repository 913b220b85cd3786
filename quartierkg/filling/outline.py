"""Outlines as people have them, WKT or GeoJSON (RFC 7946), to the literal that states one."""

from __future__ import annotations

import json
from typing import Any, Final

from quartierkg.filling import words
from quartierkg.intake import geometry
from quartierkg.workbook.cell import Bad

_KINDS: Final = {"Point": 0, "LineString": 1, "Polygon": 2, "MultiPolygon": 3}
"""How deep the positions of each stand."""
_DEEPEST: Final = 8


def wkt(said: str) -> str:
    """The well-known text of an outline, which is left as it is where it is one already.

    :raises Bad: when it is none, with what keeps it from being one.
    """
    plain = said.strip()
    text = _from_json(plain) if plain.startswith("{") else plain
    if geometry.read(text) is None:
        raise Bad(words.OUTLINE.get(geometry.fault(text) or "", words.UNREADABLE_OUTLINE))
    return text


def _from_json(said: str) -> str:
    try:
        found = _geometry(json.loads(said), _DEEPEST)
        kind = found["type"]
        depth = _KINDS[kind]  # of what is no kind at all there is none
        return f"{kind.upper()} {_positions(found['coordinates'], depth)}"
    except (ValueError, RecursionError, KeyError, TypeError, IndexError) as fault:
        raise Bad(words.NO_GEOJSON) from fault


def _geometry(found: Any, deep: int) -> dict[str, Any]:
    """The one geometry of a document.

    :raises ValueError: when there is none, or more than one.
    """
    if not isinstance(found, dict) or not deep:
        raise ValueError
    if found.get("type") == "Feature":
        return _geometry(found["geometry"], deep - 1)
    if found.get("type") == "FeatureCollection":
        (only,) = found["features"]
        return _geometry(only, deep - 1)
    return found


def _positions(found: Any, depth: int) -> str:
    """Positions as well-known text writes them; heights are left out."""
    if not depth:
        return f"({_position(found)})"
    if not isinstance(found, list) or not found:
        raise ValueError
    if depth == 1:
        return f"({', '.join(map(_position, found))})"
    return f"({', '.join(_positions(one, depth - 1) for one in found)})"


def _position(found: Any) -> str:
    longitude, latitude = found[:2]
    for one in (longitude, latitude):
        if isinstance(one, bool) or not isinstance(one, int | float):
            raise ValueError
    return f"{longitude!r} {latitude!r}"
