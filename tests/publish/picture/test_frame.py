"""Frames: what lies where, and how it is laid on paper."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quartierkg.publish.picture.frame import METROPOLE, OVERSEAS, fitted, frames, within

PARIS, CAYENNE, NOUMEA = (2.35, 48.85), (-52.33, 4.92), (166.45, -22.27)
SAINT_DENIS, AT_SEA = (55.45, -20.88), (-25.0, 40.0)
POINT = st.tuples(st.floats(-180, 180), st.floats(-85, 85))


def test_each_place_is_in_its_frame() -> None:
    """Paris in the metropole, Cayenne, Nouméa and Saint-Denis in insets, and what is at sea in a frame of its own."""
    found = {
        frame.name.en: numbers for frame, numbers in frames((PARIS, CAYENNE, NOUMEA, SAINT_DENIS, AT_SEA)) if numbers
    }
    assert found == {
        "Metropolitan France": (0,),
        "Elsewhere, at sea for what is invented": (4,),
        "French Guiana": (1,),
        "Réunion": (3,),
        "New Caledonia": (2,),
    }


def test_the_overseas_territories_are_there_though_they_are_empty() -> None:
    """The five départements and régions, and those that are not."""
    codes = {code for frame, _ in frames(()) for code in frame.codes}
    assert {"GP", "MQ", "GF", "RE", "YT", "PM", "MF", "NC", "PF", "WF"} < codes
    assert all(frame.inset for frame in OVERSEAS)


def test_north_is_up_and_east_is_right() -> None:
    """Lille above Marseille, Strasbourg to the right of Brest, and all of them on the paper."""
    lille, marseille, strasbourg, brest = map(
        METROPOLE.at, ((3.06, 50.63), (5.37, 43.3), (7.75, 48.58), (-4.49, 48.39))
    )
    assert lille[1] < marseille[1]
    assert strasbourg[0] > brest[0]
    assert all(0 < x < METROPOLE.width and 0 < y < METROPOLE.height for x, y in (lille, marseille, strasbourg, brest))


def test_a_degree_of_longitude_is_narrower_than_one_of_latitude() -> None:
    """At 60 degrees north, half as wide."""
    frame = within((0, 59, 2, 61), METROPOLE.name)
    (x, y), (east, _), (_, north) = frame.at((1, 60)), frame.at((2, 60)), frame.at((1, 61))
    assert (east - x) / (y - north) == pytest.approx(0.5, abs=0.01)


@settings(max_examples=30)
@given(st.lists(POINT, min_size=1, max_size=20))
def test_a_fitted_frame_holds_what_it_is_fitted_to(points: list[tuple[float, float]]) -> None:
    """Every point, on the paper."""
    frame = fitted(points)
    for point in points:
        x, y = frame.at(point)
        assert frame.holds(point)
        assert 0 <= x <= frame.width
        assert 0 <= y <= frame.height
