"""Spots: marks that can be told apart, and nothing that is lost among them."""

from __future__ import annotations

import math
from itertools import combinations

from hypothesis import given, settings
from hypothesis import strategies as st

from quartierkg.publish.picture.frame import METROPOLE
from quartierkg.publish.picture.spot import MOST, radius, spots

PLACES = st.lists(st.tuples(st.floats(-5, 9), st.floats(42, 51), st.booleans()), max_size=60)


@settings(max_examples=25)
@given(PLACES)
def test_every_place_is_in_one_mark_of_its_sort(places: list[tuple[float, float, bool]]) -> None:
    """No place is left out, none is in two, and no mark has two sorts."""
    points = {number: (east, north) for number, (east, north, _) in enumerate(places)}
    sorts = [sort for *_, sort in places]
    found = spots(METROPOLE, points, sorts)
    assert sorted(number for spot in found for number in spot.numbers) == list(points)
    assert all({sorts[number] for number in spot.numbers} == {spot.sort} for spot in found)
    assert len(found) <= MOST


def test_two_at_one_place_share_a_mark_that_tells_both() -> None:
    """Two Quartiers of one sort; a territory at the same place has its own."""
    found = spots(METROPOLE, {0: (2, 48), 1: (2, 48), 2: (2, 48)}, ["q", "q", "t"])
    assert sorted(spot.numbers for spot in found) == [(0, 1), (2,)]
    assert found[0].box == (2, 48, 2, 48)


def test_what_is_far_apart_has_marks_of_its_own() -> None:
    """Lille, Brest and Marseille."""
    found = spots(METROPOLE, {0: (3.06, 50.63), 1: (-4.49, 48.39), 2: (5.37, 43.3)}, ["q"] * 3)
    assert [spot.numbers for spot in found] == [(0,), (1,), (2,)]  # from north to south


def test_a_thousand_places_are_few_marks_that_hardly_touch() -> None:
    """A crowd of a thousand: no more marks than are allowed, each apart from the others by most of its size."""
    points = {number: (-5 + number % 40 * 0.35, 42 + number // 40 * 0.35) for number in range(1000)}
    found = spots(METROPOLE, points, ["q"] * 1000)
    assert len(found) <= MOST
    for one, other in combinations(found, 2):
        wide = radius(len(one.numbers)) + radius(len(other.numbers))
        assert math.hypot(one.x - other.x, one.y - other.y) > wide / 2
