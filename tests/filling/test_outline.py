"""Outlines as people have them."""

from __future__ import annotations

import json

import pytest

from quartierkg.filling import outline, words
from quartierkg.workbook.cell import Bad

RING = [[2.0, 48.0], [2.5, 48.0], [2.5, 48.5], [2.0, 48.0]]
WKT = "((2.0 48.0, 2.5 48.0, 2.5 48.5, 2.0 48.0))"
POLYGON = {"type": "Polygon", "coordinates": [RING]}


@pytest.mark.parametrize(
    ("said", "wkt"),
    [
        (POLYGON, f"POLYGON {WKT}"),
        ({"type": "Feature", "geometry": POLYGON, "properties": {}}, f"POLYGON {WKT}"),
        ({"type": "FeatureCollection", "features": [{"type": "Feature", "geometry": POLYGON}]}, f"POLYGON {WKT}"),
        ({"type": "MultiPolygon", "coordinates": [[RING], [RING]]}, f"MULTIPOLYGON ({WKT}, {WKT})"),
        ({"type": "Point", "coordinates": [2, 48, 35.5]}, "POINT (2 48)"),
    ],
)
def test_geojson_becomes_the_same_outline(said: object, wkt: str) -> None:
    """RFC 7946, 3.1: longitude first; a height is left out."""
    assert outline.wkt(json.dumps(said)) == wkt


def test_well_known_text_is_left_as_it_is() -> None:
    """Numbers, spaces and reference system as they were pasted."""
    said = "<http://www.opengis.net/def/crs/EPSG/0/4326> POLYGON((48.0 2,48 2.5 , 48.5 2.5, 48.0 2))"
    assert outline.wkt(f"\n {said} ") == said


@pytest.mark.parametrize(
    ("said", "words_"),
    [
        ("un carré", words.UNREADABLE_OUTLINE),
        ("POLYGON ((0 0, 1 0, 1 1))", words.OUTLINE["UnclosedOutline"]),
        ("<http://crs.example/2154> POINT (1 2)", words.OUTLINE["UnknownReferenceSystem"]),
        ("{", words.NO_GEOJSON),
        ("{" * 100_000, words.NO_GEOJSON),
        ('{"type": "Polygon", "coordinates": [[["2", "48"]]]}', words.NO_GEOJSON),
        ('{"type": "Polygon", "coordinates": [[[true, false]]]}', words.NO_GEOJSON),
        ('{"type": "FeatureCollection", "features": []}', words.NO_GEOJSON),
        ('{"type": 5, "coordinates": [2, 48]}', words.NO_GEOJSON),
        ('{"type": null}', words.NO_GEOJSON),
        ('{"type": "Polygon", "coordinates": [[[1e999, 0], [1, 1], [0, 1], [1e999, 0]]]}', words.UNREADABLE_OUTLINE),
    ],
)
def test_what_is_no_outline_says_why(said: str, words_: object) -> None:
    """And nothing is stated."""
    with pytest.raises(Bad) as found:
        outline.wkt(said)
    assert found.value.text == words_
