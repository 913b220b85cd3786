"""The scale of a chart: round steps from the least to the greatest."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

_ROUND: Final = (1, 2, 2.5, 5, 10)


@dataclass(frozen=True, slots=True)
class Scale:
    """Steps of equal size from a start."""

    start: float
    step: float
    count: int

    @property
    def end(self) -> float:
        """Where the last step ends."""
        return self.start + self.step * self.count

    @property
    def ticks(self) -> tuple[float, ...]:
        """Where the steps begin, and where the last ends."""
        return tuple(self.start + self.step * number for number in range(self.count + 1))


def scale(values: Iterable[float], most: int) -> Scale:
    """A scale on which all values lie, with at most so many steps; the greatest value lies before its end."""
    known = list(values)
    least, greatest = min(known, default=0.0), max(known, default=0.0)
    rough = (greatest - least) / max(most - 1, 1) or 1.0
    power = 10 ** math.floor(math.log10(rough))
    step = next(one * power for one in _ROUND if one * power >= rough)
    start = math.floor(least / step) * step
    return Scale(start, step, math.floor((greatest - start) / step) + 1)


@dataclass(frozen=True, slots=True)
class Bin:
    """How many values lie from one number to before another."""

    start: float
    end: float
    count: int


def bins(values: Iterable[float], most: int, line: float | None = None) -> tuple[Bin, ...]:
    """Values by steps of a scale.

    :param line: a number that the scale shows too.
    """
    known = list(values)
    if not known:
        return ()
    found = scale((*known, *([] if line is None else [line])), most)
    counts = [0] * found.count
    for value in known:
        counts[min(int((value - found.start) / found.step), found.count - 1)] += 1
    ticks = found.ticks
    return tuple(Bin(ticks[at], ticks[at + 1], count) for at, count in enumerate(counts))
