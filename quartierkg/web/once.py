"""A write that is made once, however often it is asked for under one ``Idempotency-Key``."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from typing import Final

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response

from quartierkg.access import Asked, Replies, Reply, Token
from quartierkg.access.idempotency import HEADER
from quartierkg.errors import QuartierError, RemoteFault, Unanswered
from quartierkg.web import service

REPLAYED: Final = "Idempotency-Replayed"


async def once(request: Request, token: Token, body: bytes, make: Callable[[], Awaitable[Response]]) -> Response:
    """The answer of a write; without a key, it is made as often as it is asked for.

    :param token: who asks: keys of two tokens have nothing to do with each other.
    :param body: the whole body of the request.
    :param make: makes the write, and its answer in one piece.
    :raises ParameterFault: when the key is none.
    :raises Conflict: when the key was used for another request, or this one is being carried out, or was cut off.
    """
    access, key = service.of(request).access, request.headers.get(HEADER)
    if access is None or key is None:
        return await make()
    # What the body is said to be, and how it is called, is of the request too: the register keeps both.
    said = (request.headers.get(name, "") for name in ("content-type", "content-disposition"))
    address = "\n".join((f"{request.url.path}?{request.url.query}", *said))
    asked = Asked.of(token.id, key, request.method, address, body)
    # Once begun, it ends: whoever asked may leave.
    return await asyncio.shield(_made(access.replies, asked, make))


async def _made(replies: Replies, asked: Asked, make: Callable[[], Awaitable[Response]]) -> Response:
    kept = await run_in_threadpool(replies.begin, asked)
    if kept is not None:
        return _again(kept)
    end: Callable[[Asked], None] | None = replies.abandon
    try:
        answer = await make()
        reply = Reply(answer.status_code, _kept(answer), bytes(answer.body))
        await run_in_threadpool(replies.settle, asked, reply)
        end = None
        return answer
    except QuartierError as fault:
        if _changed_nothing(fault):
            end = replies.release
        raise
    finally:
        if end is not None:
            await run_in_threadpool(end, asked)


def _changed_nothing(fault: QuartierError) -> bool:
    """Whether a write surely was not made: what the client got wrong is found before, and so is a lack of workers."""
    return fault.status < 500 or (isinstance(fault, Unanswered) and not isinstance(fault, RemoteFault))


def _kept(answer: Response) -> tuple[tuple[str, str], ...]:
    return tuple((name, value) for name, value in answer.headers.items() if name != "content-length")


def _again(kept: Reply) -> Response:
    answer = Response(kept.body, kept.status)
    for name, value in kept.headers:
        answer.headers.append(name, value)
    answer.headers[REPLAYED] = "true"
    return answer
