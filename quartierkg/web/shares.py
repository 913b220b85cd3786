"""Work on the processors shared between clients: one piece of each at a time, whatever the number of its requests."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from quartierkg.web.turns import Turns


class Shares:
    """Who works now, and who waits: each client for itself, in the order of its requests."""

    def __init__(self, together: int, most: int) -> None:
        """Nobody yet.

        :param together: of how many clients something is done at once.
        :param most: how many requests of one client may wait.
        """
        self._together = asyncio.Semaphore(together)
        self._most = most
        self._turns: dict[str, Turns] = {}

    @asynccontextmanager
    async def mine(self, client: str) -> AsyncIterator[None]:
        """What is done for a client.

        :raises TooBusy: when too many of its requests wait already.
        """
        turns = self._turns.setdefault(client, Turns(self._most))
        try:
            async with turns.mine(), self._together:
                yield
        finally:
            if turns.is_idle and self._turns.get(client) is turns:
                del self._turns[client]
