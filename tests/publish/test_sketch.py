"""The sketch map of a thing: what is on it, at which scale, and what it says in words."""

from __future__ import annotations

import math
import re
from itertools import pairwise

import pytest
from pyoxigraph import NamedNode

from quartierkg.publish import describe
from quartierkg.publish.place import kilometres, places
from quartierkg.publish.sketch import HEIGHT, WIDTH, Sketch, sketch
from quartierkg.terms import ID
from tests.publish.test_document import snapshot_of

SQUARE = "POLYGON ((2 48, 2.02 48, 2.02 48.01, 2 48.01, 2 48))"
TEXT = f"""
<q> a qn:Quartier ; rdfs:label "Q" ; geo:hasGeometry <q/outline> ; qn:illustrative true .
<q/outline> geo:asWKT "{SQUARE}"^^geo:wktLiteral .
<lab> rdfs:label "Lab" ; geo:sfWithin <q> ; geo:hasGeometry <lab/point> .
<lab/point> geo:asWKT "POINT(2.01 48.02)"^^geo:wktLiteral .
<desk> rdfs:label "Desk" ; geo:sfWithin <q> .
<commune> rdfs:label "Commune" ; geo:hasGeometry <commune/point> .
<commune/point> geo:asWKT "POINT(2 48)"^^geo:wktLiteral .
<distance> qn:fromCommune <commune> ; qn:toPoint <station> .
<station> rdfs:label "Station" ; geo:hasGeometry <station/point> .
<station/point> geo:asWKT "POINT(3 48)"^^geo:wktLiteral .
<nowhere> rdfs:label "Nowhere" ; geo:hasGeometry <nowhere/point> .
<nowhere/point> geo:asWKT "POINT(200 95)"^^geo:wktLiteral , "POINT EMPTY"^^geo:wktLiteral ,
    "rubbish"^^geo:wktLiteral .
"""
SNAPSHOT = snapshot_of(TEXT)


def of(name: str) -> Sketch | None:
    """The sketch of a thing, in English."""
    found = describe(SNAPSHOT, NamedNode(ID + name))
    assert found is not None
    return sketch(SNAPSHOT, found, "en")


def names(name: str) -> list[str]:
    """The places of a thing."""
    found = describe(SNAPSHOT, NamedNode(ID + name))
    assert found is not None
    return [place.node.value.removeprefix(ID) for place in places(SNAPSHOT, found)]


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("q", ["q", "lab"]),
        ("lab", ["lab", "q"]),
        ("desk", ["q"]),
        ("commune", ["commune", "station"]),
        ("station", ["station", "commune"]),
        ("q/outline", ["q/outline"]),
        ("nowhere", []),
    ],
)
def test_a_thing_is_shown_with_what_is_about_it(name: str, shown: list[str]) -> None:
    """Its own place first, then what it lies within, what lies within it, and what its distance is known from."""
    assert names(name) == shown


def test_what_is_nowhere_on_earth_has_no_sketch() -> None:
    """Text that is no place is passed over."""
    assert of("nowhere") is None


def test_a_sketch_is_drawn_to_its_scale() -> None:
    """All lies on the paper; the outline is as long, by the bar, as it is on the earth."""
    drawn = of("q")
    assert drawn is not None
    own = drawn.marks[0]
    points = [tuple(map(float, pair.split(","))) for pair in re.findall(r"[-\d.]+,[-\d.]+", own.path)]
    assert all(0 <= x <= WIDTH and 0 <= y <= HEIGHT for x, y in points)
    metres = float(drawn.scale.split("\u00a0")[0]) * (1000 if drawn.scale.endswith("km") else 1)
    sides = [math.dist(one, other) / drawn.bar * metres / 1000 for one, other in pairwise(points)]
    # A fiftieth of a degree of longitude at 48° is 1.488 km, a hundredth of one of latitude 1.112 km.
    assert sides[:2] == [pytest.approx(1.488, rel=0.01), pytest.approx(1.112, rel=0.01)]


def test_a_sketch_is_told_in_words() -> None:
    """Each place with its coordinates, a geo URI, a map elsewhere, and how far it is and where."""
    drawn = of("commune")
    assert drawn is not None
    commune, station = drawn.marks
    assert (commune.uri, commune.letter, commune.own, commune.away) == ("geo:48.00000,2.00000", "A", True, None)
    assert station.away == "74.4\u00a0km east"  # 111.195 km times the cosine of 48°
    assert station.map == "https://www.openstreetmap.org/?mlat=48.00000&mlon=3.00000#map=15/48.00000/3.00000"
    assert not station.own


@pytest.mark.parametrize(
    ("one", "other", "far"),
    [((0.0, 0.0), (0.0, 90.0), 10007.5), ((0.0, 0.0), (180.0, 0.0), 20015.1), ((2.35, 48.85), (2.35, 48.85), 0.0)],
)
def test_distances_are_those_of_the_sphere(one: tuple[float, float], other: tuple[float, float], far: float) -> None:
    """A quarter and a half of a great circle of the mean radius, 6371.0088 km."""
    assert kilometres(one, other) == pytest.approx(far, abs=0.1)


def test_an_outline_of_very_many_points_is_drawn_simply() -> None:
    """No text of ten thousand points makes a page of them."""
    ring = [(2 + math.cos(a / 1600) / 100, 48 + math.sin(a / 1600) / 100) for a in range(10_053)]
    text = ", ".join(f"{x} {y}" for x, y in [*ring, ring[0]])
    snapshot = snapshot_of(f'<big> geo:asWKT "POLYGON (({text}))"^^geo:wktLiteral .')
    found = describe(snapshot, NamedNode(ID + "big"))
    assert found is not None
    drawn = sketch(snapshot, found, "fr")
    assert drawn is not None
    assert len(drawn.marks[0].path) < 8_000
