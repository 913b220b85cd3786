"""What is left to chance, the same for the same seed."""

from __future__ import annotations

import datetime
import random
from collections.abc import Sequence
from typing import TypeVar

_T = TypeVar("_T")


class Chance:
    """Draws for one part of the network: parts do not depend on one another, so that each can be made alone."""

    def __init__(self, seed: int, part: str) -> None:
        self._random = random.Random(f"{seed}:{part}")

    def whether(self, share: float) -> bool:
        """Yes, in so many cases of one."""
        return self._random.random() < share

    def number(self, least: int, most: int, step: int = 1) -> int:
        """A whole number, both ends included."""
        return self._random.randrange(least, most + 1, step)

    def amount(self, least: float, most: float) -> float:
        """An amount with one decimal."""
        return round(self._random.uniform(least, most), 1)

    def one(self, of: Sequence[_T]) -> _T:
        """One of some things."""
        return of[int(self._random.random() * len(of))]

    def some(self, of: Sequence[_T], least: int, most: int) -> list[_T]:
        """Some of them, none twice."""
        return self._random.sample(of, min(len(of), self.number(least, most)))

    def popular(self, among: int, tail: float = 3.0) -> int:
        """One of so many by its number: a few are drawn often, most hardly ever.

        :param tail: how unequally; 1 draws all alike.
        """
        return int(among * self._random.random() ** tail)

    def day(self, first: datetime.date, last: datetime.date) -> datetime.date:
        """A day of a period, both ends included."""
        return first + datetime.timedelta(days=self.number(0, max(0, (last - first).days)))

    def moment(self, first: datetime.date, last: datetime.date) -> datetime.datetime:
        """An hour of the working day, on a day of a period."""
        hour = datetime.time(self.number(8, 18), tzinfo=datetime.UTC)
        return datetime.datetime.combine(self.day(first, last), hour)
