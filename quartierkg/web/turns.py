"""Work of which one piece is done at a time, so that it leaves the processor to what is answered fast."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from quartierkg.errors import TooBusy
from quartierkg.language import Text


class Turns:
    """Those who wait for their turn, in their order."""

    def __init__(self, most: int) -> None:
        """Turns.

        :param most: how many may wait.
        """
        self._most = most
        self._waiting = 0
        self._alone = asyncio.Lock()

    @property
    def is_idle(self) -> bool:
        """Whether nobody works or waits."""
        return not self._waiting

    @asynccontextmanager
    async def mine(self) -> AsyncIterator[None]:
        """What is done by one at a time.

        :raises TooBusy: when too many wait already.
        """
        if self._waiting > self._most:
            raise TooBusy(
                Text("Trop de demandes de cette sorte attendent déjà.", "Too many requests of this kind wait already.")
            )
        self._waiting += 1
        try:
            async with self._alone:
                yield
        finally:
            self._waiting -= 1
