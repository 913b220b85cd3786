"""Scales and bins: round steps, and every value counted once."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quartierkg.publish.picture.scale import Bin, bins, scale

VALUES = st.lists(st.floats(-1e6, 1e6).map(lambda value: round(value, 3)), min_size=1, max_size=50)


def test_the_steps_are_round() -> None:
    """From 12 to 29 by fives; from 0 to 1 by tenths; a single value has a step of its own."""
    assert scale((12, 29), 5).ticks == (10, 15, 20, 25, 30)
    assert scale((0, 1), 11).step == pytest.approx(0.1)
    assert bins((7,), 10) == (Bin(7, 8, 1),)
    assert bins((), 10) == ()


def test_the_line_of_the_charter_lies_on_the_scale() -> None:
    """Where all values are below it, the scale goes on beyond it."""
    found = bins((5, 12), 10, 30)
    assert found[0].start <= 5
    assert found[-1].end > 30
    assert sum(one.count for one in found) == 2


@settings(max_examples=40)
@given(VALUES)
def test_every_value_is_counted_once(values: list[float]) -> None:
    """In the bin that holds it, and there are not more bins than were asked for."""
    found = bins(values, 10)
    assert sum(one.count for one in found) == len(values)
    assert len(found) <= 11
    assert all(one.end == pytest.approx(other.start) for one, other in pairwise(found))
    assert found[0].start <= min(values)
    assert max(values) <= found[-1].end
