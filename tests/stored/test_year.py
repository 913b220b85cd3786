"""A year is one of the calendar, not so many days."""

from __future__ import annotations

import datetime

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from quartierkg.stored.year import year_from

LEAP_DAY = datetime.date(2024, 2, 29)


@given(st.dates(), st.sampled_from((-1, 1)))
def test_there_and_back_is_the_same_day(day: datetime.date, years: int) -> None:
    """Whatever leap years lie between; the leap day itself is the one that its neighbours do not have."""
    assume((day.month, day.day) != (2, 29))
    moved = year_from(day, years)
    assume(moved is not None)
    assert moved is not None
    assert (moved.year, moved.month, moved.day) == (day.year + years, day.month, day.day)
    assert year_from(moved, -years) == day


@pytest.mark.parametrize("years", [-1, 1, 4])
def test_the_leap_day_becomes_the_day_before(years: int) -> None:
    """In every year, so that a year on is never in March."""
    assert year_from(LEAP_DAY, years) == datetime.date(2024 + years, 2, 28)


@pytest.mark.parametrize(("day", "years"), [(datetime.date.min, -1), (datetime.date.max, 1)])
def test_the_calendar_has_ends(day: datetime.date, years: int) -> None:
    """There is no year before the first and none behind the last."""
    assert year_from(day, years) is None
