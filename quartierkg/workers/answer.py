"""An answer on its way: looked at as long as it comes at once, then passed on piece by piece, and let go at the end."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator, AsyncIterator, Callable
from typing import Final

from quartierkg.snapshot import Snapshot

_BEGINNING: Final = 64 * 1024
"""How much of an answer is gathered before it is sent, if it comes at once."""
_AT_ONCE: Final = 0.02
"""Seconds between two pieces of it."""


class Answer:
    """An answer that has begun. Whoever leaves before its end closes it."""

    def __init__(self, run: Callable[[Answer], AsyncGenerator[bytes]]) -> None:
        self._told = run(self)
        self.snapshot: Snapshot | None = None
        """The revision that it is about, once it has begun."""
        self._next: asyncio.Future[bytes] | None = None
        self.begun = b""
        """What was there soon enough to be looked at before anything is sent."""
        self.complete = False
        """Whether that is all of it."""

    async def begin(self) -> None:
        """Wait for the first piece, and take those that follow at once.

        :raises QueryFault: when the query cannot be parsed or evaluated.
        :raises Unanswered: when it passes a limit.
        """
        patience = None
        while len(self.begun) < _BEGINNING:
            self._next = asyncio.ensure_future(anext(self._told, b""))
            await asyncio.wait({self._next}, timeout=patience)
            if not self._next.done():
                return
            piece, patience = await self._taken(), _AT_ONCE
            if not piece:
                self.complete = True
                return
            self.begun += piece

    async def _taken(self) -> bytes:
        assert self._next is not None
        future, self._next = self._next, None
        return await future

    async def pieces(self) -> AsyncIterator[bytes]:
        """Every piece, once.

        :raises Unanswered: when it does not come to its end: what was given is not all.
        """
        yield self.begun
        while not self.complete:
            piece = await self._taken() if self._next is not None else await anext(self._told, b"")
            self.complete = not piece
            if piece:
                yield piece

    async def whole(self) -> bytes:
        """The whole answer.

        :raises Unanswered: when it does not come to its end.
        """
        return b"".join([piece async for piece in self.pieces()])

    async def beginning(self, most: int) -> bytes:
        """The answer as far as some bytes; what comes after them is not waited for.

        :raises Unanswered: when it does not come so far.
        """
        found = b""
        async for piece in self.pieces():
            found += piece
            if len(found) > most:
                break
        return found

    async def close(self) -> None:
        """Let the worker go; one that is not done is killed."""
        if self._next is not None:
            self._next.cancel()
            await asyncio.wait({self._next})
        await self._told.aclose()
