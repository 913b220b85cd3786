"""What may come next in a case, worked out once for as long as the case, the graphs and the day stay the same."""

from __future__ import annotations

import asyncio
from collections import OrderedDict
from collections.abc import Awaitable, Callable
from contextlib import suppress
from typing import Final

from quartierkg.errors import TooBusy
from quartierkg.language import Text
from quartierkg.register.prospect import Prospect

Key = tuple[str, int, str, str]
"""A Quartier, the entry that changed its case last, the revision of the graphs and the day."""
Outlook = tuple[Prospect, ...]
_MOST: Final = 256
_WAITING: Final = 16
"""So many cases may wait for theirs; whoever asks of yet another one is told to come again."""
_BUSY: Final = Text("Trop de dossiers attendent le calcul.", "Too many cases are waiting to be worked out.")


class Outlooks:
    """The latest of them; who asks while one is worked out waits for it.

    They are worked out one at a time: everybody may ask for them, and whoever files or decides finds a clerk all the
    same.
    """

    def __init__(self, most: int = _MOST) -> None:
        """Nothing yet.

        :param most: so many are kept.
        """
        self._most = most
        self._kept: OrderedDict[Key, asyncio.Task[Outlook]] = OrderedDict()
        self._alone = asyncio.Semaphore()

    async def get(self, key: Key, make: Callable[[], Awaitable[Outlook]]) -> Outlook:
        """The outlook of a case; one that could not be worked out is tried again by the next who asks.

        :raises TooBusy: when too many wait.
        :raises QuartierError: as making it does.
        """
        task = self._kept.get(key)
        if task is None:
            if sum(not one.done() for one in self._kept.values()) > _WAITING:
                raise TooBusy(_BUSY)
            task = self._kept[key] = asyncio.ensure_future(self._made(make))
            task.add_done_callback(lambda done: self._forget(key, done))
            while len(self._kept) > self._most:
                self._kept.popitem(last=False)
        # Whoever asked first may leave; the others wait on.
        return await asyncio.shield(task)

    def _forget(self, key: Key, done: asyncio.Task[Outlook]) -> None:
        if done.cancelled() or done.exception() is not None:
            with suppress(KeyError):
                del self._kept[key]

    async def _made(self, make: Callable[[], Awaitable[Outlook]]) -> Outlook:
        async with self._alone:
            return await make()
