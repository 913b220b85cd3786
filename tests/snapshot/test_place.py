"""The centre of what has an outline."""

from __future__ import annotations

import random

from pyoxigraph import Literal, Store

from quartierkg.snapshot import inference
from tests.snapshot import reasoning


def centres(found: Store) -> set[str]:
    """The centres that a store infers: ``square lat 48.5``."""
    written = set()
    for triple in reasoning.inferred(found):
        name = triple.predicate.value.rpartition("#")[2]
        if name in {"lat", "long"}:
            assert isinstance(triple.object, Literal)
            written.add(f"{triple.subject.value.rpartition('/')[2]} {name} {float(triple.object.value):g}")  # type: ignore[union-attr]
    return written


def of(wkt: str) -> set[str]:
    """The centre of one outline."""
    found = reasoning.store(reasoning.network(f':a geo:hasGeometry :b . :b geo:asWKT "{wkt}"^^geo:wktLiteral .'))
    inference.lay_on(found)
    return centres(found)


def test_the_centre_is_that_of_the_outline() -> None:
    """A square, a point, a square in two parts of one size; a system that gives the latitude first."""
    assert of("POLYGON ((2 48, 3 48, 3 49, 2 49, 2 48))") == {"a lat 48.5", "a long 2.5"}
    assert of("POINT (-1.5 47.25)") == {"a lat 47.25", "a long -1.5"}
    two = "MULTIPOLYGON (((0 40, 1 40, 1 41, 0 41, 0 40)), ((4 40, 5 40, 5 41, 4 41, 4 40)))"
    assert of(two) == {"a lat 40.5", "a long 2.5"}
    assert of("<http://www.opengis.net/def/crs/EPSG/0/4326> POINT (47.25 -1.5)") == {"a lat 47.25", "a long -1.5"}


def test_what_cannot_be_read_has_no_centre() -> None:
    """No text of a shape, one without a point, one in another system, one that is not on earth."""
    for wkt in (
        "somewhere",
        "POLYGON EMPTY",
        "<http://example.org/crs> POINT (1 2)",
        "POINT (2 95)",
        "POINT (1e999 2)",
    ):
        assert of(wkt) == set()


def test_of_several_outlines_one_counts() -> None:
    """The first that can be read, by its text: two centres would make two distances."""
    found = reasoning.store(
        reasoning.network(':a geo:hasGeometry :b , :c , :d . :b geo:asWKT "none" . :c geo:asWKT "POINT (3 4)" . ')
        + reasoning.network(':d geo:asWKT "POINT (1 2)" .')
    )
    inference.lay_on(found)
    assert centres(found) == {"a lat 2", "a long 1"}


def test_a_change_is_followed() -> None:
    """An outline, or what it belongs to, that comes and goes: 60 times, as if all were inferred anew."""
    chance = random.Random(20130612)
    stated = [f":{a} geo:hasGeometry :{b} ." for a in "xy" for b in "bcd"]
    stated += [f':{b} geo:asWKT "POINT ({n} {n + 1})" .' for b in "bcd" for n in range(3)]
    found = reasoning.store([])
    inference.lay_on(found)
    for _ in range(60):
        reasoning.shuffled(found, stated, chance)
        assert centres(found) == centres(reasoning.anew(found))
