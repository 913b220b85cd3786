"""A desk of a test's own, and a clock that stands until it is moved."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from quartierkg.access import Database


class Clock:
    """A moment that tests move on."""

    def __init__(self) -> None:
        self.now = datetime(2026, 3, 1, 12, 0, 0, tzinfo=UTC)
        self.seconds = 0.0

    def __call__(self) -> datetime:
        """The moment."""
        return self.now

    def monotonic(self) -> float:
        """The same clock as a number of seconds."""
        return self.seconds

    def turn(self, **by: float) -> None:
        """Move on."""
        passed = timedelta(**by)
        self.now += passed
        self.seconds += passed.total_seconds()


@pytest.fixture
def clock() -> Clock:
    """A clock at noon."""
    return Clock()


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Database]:
    """An open file."""
    with Database(tmp_path) as found:
        yield found
