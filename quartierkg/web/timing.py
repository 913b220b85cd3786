"""What an answer cost, told in its headers (W3C Server Timing): its evaluation and what it may take, or nothing."""

from __future__ import annotations

import time
from typing import Final

NAME: Final = "Server-Timing"
KEPT: Final = {NAME: "cache;desc=hit"}
"""Of an answer that was worked out before."""
_KEPT_RAW: Final = (NAME.lower().encode(), KEPT[NAME].encode())


def told(since: float, limit: float) -> dict[str, str]:
    """Of an answer that was evaluated.

    :param since: when that began, by :func:`time.perf_counter`; waiting for a worker is part of it.
    :param limit: how many seconds it may take.
    """
    return {NAME: f"query;dur={1000 * (time.perf_counter() - since):.1f}, limit;dur={1000 * limit:.0f}"}


def kept(headers: list[tuple[bytes, bytes]]) -> tuple[tuple[bytes, bytes], ...]:
    """The headers of an answer as they are given with it the next time."""
    return tuple(_KEPT_RAW if name == _KEPT_RAW[0] else (bytes(name), bytes(value)) for name, value in headers)
