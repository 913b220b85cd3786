"""What one query may take, and how many may wait."""

from __future__ import annotations

import os
from dataclasses import dataclass, fields
from typing import Final


def _cores() -> int:
    return max(2, min(8, os.cpu_count() or 2))


@dataclass(frozen=True, slots=True)
class Limits:
    """The limits of a pool of workers."""

    workers: int = _cores()
    """How many queries are evaluated at once."""
    queue: int = 64
    """How many more may wait for a worker."""
    patience: float = 5.0
    """For how many seconds a query waits for a worker."""
    deadline: float = 10.0
    """For how many seconds it is evaluated and written, by the clock on the wall."""
    memory: int = 1024
    """How much memory a worker may take, in MiB."""


LIMITS: Final = tuple(field.name for field in fields(Limits))
WHOLE: Final = ("workers", "queue", "memory")
"""Those that count things."""
