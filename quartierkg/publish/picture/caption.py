"""Where the names on a picture have room: no font is known, so that the number of letters tells how wide they are."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final

from quartierkg.publish.place import Point

_LETTER: Final = 6.3
"""How wide a letter is at most, about."""
_LINE: Final = 14
_ABOUT: Final = 8.0
Rectangle = tuple[float, float, float, float]


@dataclass(slots=True)
class Captions:
    """What is taken already on a piece of paper."""

    width: float
    taken: list[Rectangle] = field(default_factory=list)

    def mark(self, place: Point, about: float = _ABOUT) -> None:
        """Nothing is to be written over a mark.

        :param about: what it takes to each side of its middle.
        """
        x, y = place
        self.taken.append((x - about, y - about, x + about, y + about))

    def room(self, name: str, mark: Point) -> Point | None:
        """Where a name begins that hides nothing; None where there is no room."""
        known = len(self.taken)
        found = self.place(name, mark)
        if self._hidden(found, len(name) * _LETTER, known) == 0:
            return found
        del self.taken[known:]
        return None

    def place(self, name: str, mark: Point) -> Point:
        """Where a name begins: to the right of its mark, to the left, above or below; where it hides least."""
        (x, y), wide = mark, len(name) * _LETTER
        offered = ((x + 10, y + 4), (x - 10 - wide, y + 4), (x - wide / 2, y - 11), (x - wide / 2, y + 20))
        found = min(offered, key=lambda start: self._hidden(start, wide))
        self.taken.append(_box(found, wide))
        return found

    def _hidden(self, start: Point, wide: float, first: int | None = None) -> int:
        """How much a name would hide there; what goes beyond the paper is worse than all of it.

        :param first: so many of what is taken count; None: all.
        """
        box = _box(start, wide)
        outside = box[0] < 0 or box[2] > self.width
        return sum(_meet(box, other) for other in self.taken[:first]) + (len(self.taken) + 1) * outside


def shortened(name: str, letters: int) -> str:
    """The beginning of a long name."""
    return name if len(name) <= letters else name[: letters - 1].rstrip() + "…"


def _box(start: Point, wide: float) -> Rectangle:
    left, base = start
    return left, base - _LINE + 3, left + wide, base + 3


def _meet(one: Rectangle, other: Rectangle) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]
