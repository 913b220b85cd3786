"""How often one may write: so many times at once, and again as the minute passes."""

from __future__ import annotations

import math
import time
from collections.abc import Callable
from typing import Final

from quartierkg.errors import TooManyWrites
from quartierkg.language import Text

_MINUTE: Final = 60.0
# So many are remembered; beyond, those who are not known yet share one measure.
_KNOWN: Final = 10_000
_OTHERS: Final = "*"
_USED: Final = Text("Plus de {} écritures en une minute.", "More than {} writes in a minute.")


class Rate:
    """A bucket for each token or address: it holds the writes of a minute, and fills as time goes by."""

    def __init__(self, writes: float | None, clock: Callable[[], float] = time.monotonic) -> None:
        """A rate.

        :param writes: how many in a minute; None: as many as one likes.
        """
        self._writes, self._clock = writes, clock
        self._left: dict[str, tuple[float, float]] = {}

    def take(self, who: str) -> None:
        """Nothing, where somebody may write once more.

        :raises TooManyWrites: when not; the error says after how many seconds.
        """
        if self._writes is None:
            return
        if who not in self._left and len(self._left) >= _KNOWN:
            self._forget()
            who = who if len(self._left) < _KNOWN else _OTHERS
        left = self._now(who)
        if left < 1:
            fault = TooManyWrites(_USED.filled(f"{self._writes:g}"))
            fault.retry_after = max(1, math.ceil((1 - left) * _MINUTE / self._writes))
            raise fault
        self._left[who] = (left - 1, self._clock())

    def _now(self, who: str) -> float:
        """How many writes somebody has left by now."""
        assert self._writes is not None
        most = max(1.0, self._writes)
        left, since = self._left.get(who, (most, self._clock()))
        return min(most, left + (self._clock() - since) * self._writes / _MINUTE)

    def _forget(self) -> None:
        assert self._writes is not None
        self._left = {who: left for who, left in self._left.items() if self._now(who) < max(1.0, self._writes)}
