"""Measured facts: validity and area of a boundary, places within it, sums of lots."""

from __future__ import annotations

import math

import pytest
from pyoxigraph import Literal, Triple

from quartierkg.intake.measure import measure
from quartierkg.terms import term
from tests.samples import DAY, changed, outcomes, read, verdict

WKT = "POLYGON ((-4.520 47.900, -4.500 47.900, -4.500 47.912, -4.520 47.912, -4.520 47.900))"


def facts(text: str) -> tuple[Triple, ...]:
    """What is measured of a dossier."""
    dossier = read(text)
    return measure(dossier.triples, dossier.quartiers, DAY)


def values(text: str, name: str) -> list[str]:
    """The measured values of one property."""
    return [
        fact.object.value for fact in facts(text) if fact.predicate == term(name) and isinstance(fact.object, Literal)
    ]


def test_the_area_of_a_boundary_is_that_of_the_sphere() -> None:
    """The measured area is the spherical one: R² · Δλ · (sin φ2 - sin φ1)."""
    radius = 6_371_007.2
    expected = radius**2 * math.radians(0.020) * (math.sin(math.radians(47.912)) - math.sin(math.radians(47.900)))
    assert float(values(changed(), "qn:boundaryArea")[0]) == pytest.approx(expected, rel=1e-6)


@pytest.mark.parametrize(
    "wkt",
    [
        "POLYGON ((-4.52 47.9, -4.50 47.912, -4.50 47.9, -4.52 47.912, -4.52 47.9))",
        "POLYGON ((-4.52 47.9, -4.50 47.9, -4.50 47.912, -4.52 47.912))",
        "POLYGON EMPTY",
        "POINT (-4.5 47.9)",
        "LINESTRING (-4.52 47.9, -4.50 47.9)",
        "POLYGON ((200 10, 201 10, 201 11, 200 11, 200 10))",
        "<http://www.opengis.net/def/crs/EPSG/0/2154> POLYGON ((0 0, 1 0, 1 1, 0 1, 0 0))",
        "n’importe quoi",
        "POLYGON ((" * 2_000,
    ],
)
def test_what_is_not_a_boundary_is_not_valid(wkt: str) -> None:
    """A self-crossing, unclosed, empty, pointlike or projected outline is measured as not valid and fails QN-C1-01."""
    text = changed((WKT, wkt))
    assert values(text, "qn:boundaryIsValid") == ["false"]
    assert outcomes(verdict(text))["QN-C1-01"] == "failed"


@pytest.mark.parametrize(
    "wkt",
    [
        WKT,
        WKT.replace("POLYGON ((", "MULTIPOLYGON (((").replace("))", ")))"),
        "<http://www.opengis.net/def/crs/OGC/1.3/CRS84> " + WKT,
        "<http://www.opengis.net/def/crs/EPSG/0/4326> "
        "POLYGON ((47.900 -4.520, 47.900 -4.500, 47.912 -4.500, 47.912 -4.520, 47.900 -4.520))",
    ],
)
def test_every_way_to_write_wgs84_is_read(wkt: str) -> None:
    """A multipolygon, the CRS84 prefix and the latitude-first EPSG:4326 give the same valid boundary."""
    text = changed((WKT, wkt))
    assert values(text, "qn:boundaryIsValid") == ["true"]
    assert outcomes(verdict(text))["QN-C1-01"] == "passed"


def test_a_place_outside_the_boundary_is_measured_so_whatever_it_declares() -> None:
    """A site that declares to be in the Quartier but lies outside it fails QN-C4-13."""
    text = changed(("POINT (-4.512 47.905)", "POINT (-4.612 47.905)"))
    assert outcomes(verdict(text))["QN-C4-13"] == "failed"
