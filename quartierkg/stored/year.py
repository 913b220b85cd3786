"""A calendar year earlier or later."""

from __future__ import annotations

import datetime
from typing import Final

_FEBRUARY: Final = 2
_LEAP_DAY: Final = 29


def year_from(day: datetime.date, years: int) -> datetime.date | None:
    """The same day of the month some years later, or earlier; None where the calendar has no such year.

    Not so many days: who goes a year back and a year on is where he began, whatever leap years lie between.
    """
    year = day.year + years
    if not datetime.MINYEAR <= year <= datetime.MAXYEAR:
        return None
    # The day that not every year has; every year has the one before.
    leap_day = (day.month, day.day) == (_FEBRUARY, _LEAP_DAY)
    return day.replace(year=year, day=_LEAP_DAY - 1 if leap_day else day.day)
