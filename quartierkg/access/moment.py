"""Moments as the desk keeps them: UTC, to the second, as text that sorts."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime

Clock = Callable[[], datetime]


def now() -> datetime:
    """This moment."""
    return datetime.now(UTC)


def written(moment: datetime) -> str:
    """A moment as RFC 3339 has it (5.6)."""
    return moment.astimezone(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")


def read(text: str) -> datetime:
    """The moment that :func:`written` wrote."""
    return datetime.fromisoformat(text.replace("Z", "+00:00"))
