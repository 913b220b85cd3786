"""The spots of a map: what lies so near to each other that one mark stands for all of it, and tells how much it is."""

from __future__ import annotations

import math
from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from quartierkg.publish.picture.frame import Box, Frame
from quartierkg.publish.place import Point

MOST: Final = 120
"""So many marks a frame has at most: what lies nearer to each other shares one."""
_FINEST: Final = 11
"""In the units of the paper: what is nearer than that is one mark in any case."""
_SINGLE: Final = 6.0
_APART: Final = 0.95
"""How near two marks may come, in parts of what they measure."""


@dataclass(frozen=True, slots=True)
class Spot:
    """A mark on a frame, and what it stands for."""

    x: float
    y: float
    sort: Hashable
    """What all of it is: things of two sorts never share a mark."""
    numbers: tuple[int, ...]
    """What it stands for, by the numbers of their points."""
    box: Box
    """Where all of it lies."""


def radius(many: int) -> float:
    """How far a mark reaches that stands for so many."""
    return _SINGLE if many == 1 else 8 + 1.5 * math.log2(many)


def spots(frame: Frame, points: Mapping[int, Point], sorts: Sequence[Hashable]) -> tuple[Spot, ...]:
    """The marks of a frame, from the north-west to the south-east: as many as can be told apart, and :data:`MOST`."""
    cells: dict[tuple[Hashable, int, int], _Heap] = {}
    for number, point in points.items():
        x, y = frame.at(point)
        key = sorts[number], int(x // _FINEST), int(y // _FINEST)
        cells.setdefault(key, _Heap(sorts[number])).add(x, y, number)
    heaps = sorted(cells.values(), key=lambda heap: (-len(heap.numbers), heap.numbers[0]))
    wide = _APART
    while True:
        found = _merged(heaps, wide)
        if len(found) <= MOST:
            break
        wide *= 1.5
    made = (_spot(points, heap) for heap in found)
    return tuple(sorted(made, key=lambda spot: (spot.y, spot.x, str(spot.sort))))


@dataclass(slots=True)
class _Heap:
    """Things that share a mark."""

    sort: Hashable
    across: float = 0.0
    down: float = 0.0
    numbers: list[int] = field(default_factory=list)

    @property
    def middle(self) -> Point:
        """Where the mark is."""
        return self.across / len(self.numbers), self.down / len(self.numbers)

    def add(self, x: float, y: float, *numbers: int) -> None:
        """Take in what lies there."""
        self.across += x * len(numbers)
        self.down += y * len(numbers)
        self.numbers.extend(numbers)


def _merged(heaps: Sequence[_Heap], wide: float) -> list[_Heap]:
    """Heaps of which none hides another of its sort: a smaller one joins the first greater one that it would touch."""
    found: list[_Heap] = []
    for heap in heaps:
        (x, y), reach = heap.middle, radius(len(heap.numbers))
        for other in found:
            to_x, to_y = other.middle
            near = math.hypot(to_x - x, to_y - y) < wide * (reach + radius(len(other.numbers)))
            if near and other.sort == heap.sort:
                other.add(x, y, *heap.numbers)
                break
        else:
            found.append(_Heap(heap.sort, heap.across, heap.down, list(heap.numbers)))
    return found


def _spot(points: Mapping[int, Point], heap: _Heap) -> Spot:
    longitudes, latitudes = zip(*(points[number] for number in heap.numbers), strict=True)
    box = min(longitudes), min(latitudes), max(longitudes), max(latitudes)
    x, y = heap.middle
    return Spot(round(x, 1), round(y, 1), heap.sort, tuple(sorted(heap.numbers)), box)
