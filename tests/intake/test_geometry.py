"""Well-known text, read safely."""

from __future__ import annotations

import subprocess
import sys

import pytest

from quartierkg.intake import geometry

SQUARE = "POLYGON ((0 0, 0.01 0, 0.01 0.01, 0 0.01, 0 0))"


@pytest.mark.parametrize(
    "text",
    [
        "GEOMETRYCOLLECTION (POINT (1 1))",
        "CURVEPOLYGON ((0 0, 1 0, 1 1, 0 0))",
        "POLYGON ((nan nan, 1 0, 1 1, nan nan))",
        "POLYGON ((0 0, inf 0, 1 1, 0 0))",
        "POLYGON (((0 0, 1 0, 1 1, 0 0)",
        "POLYGON ((((0 0, 1 0, 1 1, 0 0))))",
        "un quartier",
        "",
        "<http://www.opengis.net/def/crs/EPSG/0/2154> POINT (1 1)",
    ],
)
def test_what_is_no_simple_feature_in_wgs_84_is_not_read(text: str) -> None:
    """Collections, curves, words in the place of numbers, other reference systems."""
    assert geometry.read(text) is None


def test_a_number_beyond_all_numbers_is_no_boundary(capfd: pytest.CaptureFixture[str]) -> None:
    """Nothing is printed about it either."""
    shape = geometry.read("POLYGON ((0 0, 1e400 0, 1 1, 0 0))")
    assert shape is None or not geometry.is_boundary(shape)
    assert capfd.readouterr().err == ""


def test_axes_are_in_the_order_of_their_reference_system() -> None:
    """EPSG:4326 has latitude first, CRS84 longitude (OGC 05-096r1)."""
    swapped = geometry.read("<http://www.opengis.net/def/crs/EPSG/0/4326> POINT (48 2)")
    plain = geometry.read("<http://www.opengis.net/def/crs/OGC/1.3/CRS84> POINT (2 48)")
    assert swapped is not None
    assert plain is not None
    assert (swapped.wkt, plain.wkt) == ("POINT (2 48)", "POINT (2 48)")


def test_an_area_is_that_of_the_sphere() -> None:
    """A hundredth of a degree at the equator is 1,111.95 m on a sphere of 6,371,007 m."""
    shape = geometry.read(SQUARE)
    assert shape is not None
    assert geometry.area(shape) == pytest.approx(1111.95**2, rel=1e-4)


def test_nothing_nests_deep_enough_to_kill_the_process() -> None:
    """A megabyte of brackets is refused before the library sees it."""
    work = (
        "from quartierkg.intake.geometry import read\n"
        "for word in ('POINT', 'MULTIPOLYGON', 'GEOMETRYCOLLECTION'):\n"
        "    for text in (word + '(' * 500000, (word + '(') * 50000, word + '(' * 9 + '0 0' + ')' * 9):\n"
        "        assert read(text) is None, text[:40]\n"
    )
    assert subprocess.run([sys.executable, "-c", work], check=False).returncode == 0
