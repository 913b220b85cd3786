"""What is dear to work out, once for all who ask for it while it stays the same."""

from __future__ import annotations

import asyncio
from collections import OrderedDict
from collections.abc import Awaitable, Callable, Hashable
from contextlib import suppress
from typing import Final, Generic, TypeVar

from quartierkg.errors import TooBusy
from quartierkg.language import Text

_K = TypeVar("_K", bound=Hashable)
_V = TypeVar("_V")
_WAITING: Final = 16
_BUSY: Final = Text("Trop de dossiers attendent le calcul.", "Too many cases are waiting to be worked out.")


class Latest(Generic[_K, _V]):
    """The latest of them; who asks while one is worked out waits for it.

    They are worked out one at a time, or a few: everybody may ask for them, and none may take all processes.
    """

    def __init__(self, most: int, *, waiting: int = _WAITING, together: int = 1) -> None:
        """Nothing yet.

        :param most: so many are kept.
        :param waiting: so many may wait for theirs; whoever asks for yet another one is told to come again.
        :param together: so many are worked out at once.
        """
        self._most, self._waiting = most, waiting
        self._kept: OrderedDict[_K, asyncio.Task[_V]] = OrderedDict()
        self._together = asyncio.Semaphore(together)

    def known(self, key: _K) -> _V | None:
        """What a key stands for, where it is known by now."""
        task = self._kept.get(key)
        done = task is not None and task.done() and not task.cancelled() and task.exception() is None
        return task.result() if task is not None and done else None

    async def get(self, key: _K, make: Callable[[], Awaitable[_V]]) -> _V:
        """What a key stands for; what could not be worked out is tried again by the next who asks.

        :raises TooBusy: when too many wait.
        :raises QuartierError: as making it does.
        """
        task = self._kept.get(key)
        if task is None:
            if sum(not one.done() for one in self._kept.values()) > self._waiting:
                raise TooBusy(_BUSY)
            task = self._kept[key] = asyncio.ensure_future(self._made(make))
            task.add_done_callback(lambda done: self._forget(key, done))
            while len(self._kept) > self._most:
                self._kept.popitem(last=False)
        # Whoever asked first may leave; the others wait on.
        return await asyncio.shield(task)

    def _forget(self, key: _K, done: asyncio.Task[_V]) -> None:
        if done.cancelled() or done.exception() is not None:
            with suppress(KeyError):
                del self._kept[key]

    async def _made(self, make: Callable[[], Awaitable[_V]]) -> _V:
        async with self._together:
            return await make()
