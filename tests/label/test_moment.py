"""Days and moments, written in one way."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone

import pytest

from quartierkg.label import moment
from quartierkg.label.misfit import Misfit


def test_a_moment_is_written_in_universal_time_to_the_second() -> None:
    """Whatever its zone, and without fractions."""
    paris = timezone(timedelta(hours=2))
    assert moment.write(datetime(2026, 6, 1, 1, 30, 5, 999_999, paris)) == "2026-05-31T23:30:05Z"
    assert moment.read("2026-05-31T23:30:05Z") == datetime(2026, 5, 31, 23, 30, 5, tzinfo=UTC)


@pytest.mark.parametrize(
    "text",
    [
        *("2026-05-31", "2026-05-31T23:30:05", "2026-05-31T23:30:05+00:00", "2026-02-30T00:00:00Z"),
        *("2026-05-31T24:00:00Z", "٢٠٢٦-05-31T23:30:05Z", "2026-05-31T23:30:05Z\n", 5, None),
    ],
)
def test_a_moment_that_is_written_otherwise_is_told(text: object) -> None:
    """Other zones, fractions of the format, days that there are not, and digits of other scripts."""
    with pytest.raises(Misfit):
        moment.read(text)


@pytest.mark.parametrize("text", ["20260531", "2026-02-30", "2026-05-31Z", "", None])
def test_a_day_that_is_written_otherwise_is_told(text: object) -> None:
    """Only a year, a month and a day that there are."""
    with pytest.raises(Misfit):
        moment.day(text)


def test_a_day_lasts_until_its_last_second() -> None:
    """From midnight on, both ends included."""
    assert moment.write(moment.beginning(date(2026, 3, 1))) == "2026-03-01T00:00:00Z"
    assert moment.write(moment.end(date(2026, 3, 1))) == "2026-03-01T23:59:59Z"
