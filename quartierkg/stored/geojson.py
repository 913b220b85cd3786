"""An answer on a map (GeoJSON, RFC 7946): one feature for each row whose first place is known."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from pyoxigraph import Literal, NamedNode

from quartierkg.intake import geometry
from quartierkg.language import Language
from quartierkg.snapshot import Snapshot
from quartierkg.stored import json
from quartierkg.stored.answer import Answer, Cell
from quartierkg.terms import term

_GEOMETRY = term("geo:hasGeometry")
_WKT = term("geo:asWKT")
_WITHIN = term("geo:sfWithin")
_LEAD = term("qn:leadCommune")


def of_answer(answer: Answer, snapshot: Snapshot, language: Language) -> dict[str, Any]:
    """A collection of features; a row without a known place is one without a geometry (RFC 7946, 3.2)."""
    placed = answer.query.places
    at = answer.columns.index(placed) if placed is not None else -1
    features = [
        {
            "type": "Feature",
            "geometry": _geometry(snapshot, row[at]) if at >= 0 else None,
            "properties": json.item(answer.columns, row, language),
        }
        for row in answer.rows
    ]
    return {"type": "FeatureCollection", "features": features}


def _geometry(snapshot: Snapshot, cell: Cell | None) -> dict[str, Any] | None:
    """The outline of a thing, or of the thing that it lies within; of a territory that of its lead commune."""
    if cell is None or cell.iri is None:
        return None
    for thing in (cell.iri, *_nodes(snapshot, cell.iri, _WITHIN), *_nodes(snapshot, cell.iri, _LEAD)):
        for shape in _nodes(snapshot, thing, _GEOMETRY):
            for quad in snapshot.quads(shape, _WKT):
                if isinstance(quad.object, Literal) and (found := geometry.read(quad.object.value)) is not None:
                    return _written(found)
    return None


def _written(shape: object) -> dict[str, Any]:
    import shapely  # costs a quarter of a second: only when there is something to show

    written: dict[str, Any] = shapely.geometry.mapping(shape)
    return written


def _nodes(snapshot: Snapshot, thing: Any, property_: NamedNode) -> Iterator[Any]:
    yield from sorted((quad.object for quad in snapshot.quads(thing, property_)), key=str)
