"""The spots of a map: what lies so near to each other that one mark stands for all of it, and is told by its number."""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from quartierkg.publish.picture.frame import Box, Frame
from quartierkg.publish.place import Point

MOST: Final = 120
"""So many marks a frame has at most: what lies nearer to each other shares one."""
_FINEST: Final = 12
"""In the units of the paper: about the size of a mark."""


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


def spots(frame: Frame, points: Mapping[int, Point], sorts: Sequence[Hashable]) -> tuple[Spot, ...]:
    """The marks of a frame, from the north-west to the south-east: as many as can be told apart, and :data:`MOST`."""
    size = _FINEST
    while True:
        cells: dict[tuple[Hashable, int, int], list[int]] = {}
        for number, point in points.items():
            x, y = frame.at(point)
            cells.setdefault((sorts[number], int(x // size), int(y // size)), []).append(number)
        if len(cells) <= MOST or size > max(frame.width, frame.height):
            break
        size *= 2
    found = [_spot(frame, points, sort, numbers) for (sort, _, _), numbers in cells.items()]
    return tuple(sorted(found, key=lambda spot: (spot.y, spot.x, str(spot.sort))))


def _spot(frame: Frame, points: Mapping[int, Point], sort: Hashable, numbers: Sequence[int]) -> Spot:
    longitudes, latitudes = zip(*(points[number] for number in numbers), strict=True)
    middle = sum(longitudes) / len(numbers), sum(latitudes) / len(numbers)
    box = min(longitudes), min(latitudes), max(longitudes), max(latitudes)
    return Spot(*frame.at(middle), sort, tuple(numbers), box)
