"""Days and moments as they stand in credentials: UTC, to the second (XML Schema 1.1, dateTimeStamp)."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, time, timedelta
from typing import Final

from quartierkg.label.misfit import Misfit

_MOMENT: Final = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", re.ASCII)
_DAY: Final = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)


def write(moment: datetime) -> str:
    """A moment as text, its fractions of a second left out."""
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def after(moment: datetime) -> datetime:
    """The first whole second after a moment: what :func:`write` made of the moment is before it."""
    return moment.replace(microsecond=0) + timedelta(seconds=1)


def read(text: object) -> datetime:
    """The moment that :func:`write` wrote.

    :raises Misfit: when it is written otherwise.
    """
    if not isinstance(text, str) or not _MOMENT.fullmatch(text):
        raise Misfit("moment")
    try:
        return datetime.strptime(text, "%Y-%m-%dT%H:%M:%SZ").replace(tzinfo=UTC)
    except ValueError as error:
        raise Misfit("moment") from error


def day(text: object) -> date:
    """A day as XML Schema writes it, without a time zone.

    :raises Misfit: when it is written otherwise.
    """
    if not isinstance(text, str) or not _DAY.fullmatch(text):
        raise Misfit("day")
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise Misfit("day") from error


def beginning(of: date) -> datetime:
    """The first moment of a day."""
    return datetime.combine(of, time.min, UTC)


def end(of: date) -> datetime:
    """The last second of a day."""
    return datetime.combine(of, time(23, 59, 59), UTC)
