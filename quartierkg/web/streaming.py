"""An answer whose end nobody knows yet: sent as it comes, broken off as it breaks off, ended when the client leaves."""

from __future__ import annotations

import asyncio
from collections.abc import Coroutine, Mapping
from typing import Any, Final, TypeVar

from starlette.requests import ClientDisconnect, Request
from starlette.responses import Response
from starlette.types import Receive, Scope, Send

from quartierkg.errors import Unanswered
from quartierkg.workers import Answer

LONGEST: Final = 1 << 30
"""So many bytes of an answer are sent at most, before they are compressed; whoever wants more takes the dumps."""

_T = TypeVar("_T")


class BrokenOff(Exception):
    """An answer that had begun did not come to its end: the connection ends, so that nobody takes it for whole."""


async def unless_left(receive: Receive, work: Coroutine[Any, Any, _T]) -> _T:
    """What comes of some work, which ends when the client leaves.

    :raises ClientDisconnect: when it left before.
    """
    task, left = asyncio.ensure_future(work), asyncio.ensure_future(_left(receive))
    try:
        await asyncio.wait({task, left}, return_when=asyncio.FIRST_COMPLETED)
        if task.done():
            return task.result()
        raise ClientDisconnect
    finally:
        for one in (task, left):
            one.cancel()
        await asyncio.wait({task, left})


async def _left(receive: Receive) -> None:
    while (await receive())["type"] != "http.disconnect":
        pass


class Streamed(Response):
    """An answer in pieces."""

    def __init__(self, answer: Answer, headers: Mapping[str, str], media_type: str, most: int = LONGEST) -> None:
        super().__init__(None, 200, headers, media_type)
        del self.headers["content-length"]
        self._answer, self._most = answer, most

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:  # noqa: ARG002
        """Send the pieces.

        :raises BrokenOff: when the answer does not come to its end.
        """
        try:
            await unless_left(receive, self._sent(send))
        except ClientDisconnect:
            return
        except Unanswered as fault:
            raise BrokenOff(str(fault)) from fault
        finally:
            await self._answer.close()

    async def _sent(self, send: Send) -> None:
        await send({"type": "http.response.start", "status": self.status_code, "headers": self.raw_headers})
        size = 0
        async for piece in self._answer.pieces():
            size += len(piece)
            if size > self._most:
                # The status is sent, and a trailer reaches hardly any client: only the connection can say it.
                raise BrokenOff(f"more than {self._most} bytes")
            await send({"type": "http.response.body", "body": piece, "more_body": True})
        await send({"type": "http.response.body", "body": b"", "more_body": False})


async def begun(request: Request, work: Coroutine[Any, Any, Answer]) -> Answer:
    """The beginning of an answer, unless the client leaves before."""
    return await unless_left(request.receive, work)
