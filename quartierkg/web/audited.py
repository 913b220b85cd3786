"""Writes and refusals go to the trail before they are answered."""

from __future__ import annotations

import asyncio
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from typing import Final, Literal

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from quartierkg.access import Access, Line, Token, moment
from quartierkg.access.audit import shortened, tidy
from quartierkg.errors import StoreFault

_KEY: Final = "quartierkg.noted"
_SAFE: Final = frozenset(("GET", "HEAD", "OPTIONS"))
_REFUSALS: Final = frozenset((401, 403, 409, 412, 429))
_READ_BY_POST: Final = frozenset(("/sparql", "/validate", "/verify"))
"""A query, a dossier to be judged or a credential to be verified is sent by POST and changes nothing; an update at the
first answers 204."""

_SECRET: Final = "/validate/results/"
"""Results that are kept for some days at the wish of whoever sends them: their addresses are secrets, and no act of the
register is done there."""

Kind = Literal["write", "refusal"]


@dataclass(slots=True)
class Noted:
    """What becomes known of a request while it is answered."""

    token: Token | None = None
    """The token that it shows, whether it counts or not."""
    what: str = ""


def name(request: Request, token: Token) -> None:
    """Let the trail know whose token a request shows."""
    if (noted := request.scope.get(_KEY)) is not None:
        noted.token = token


def tell(request: Request, what: str) -> None:
    """Let the trail know, in a word, what a request does, or why it is refused."""
    if (noted := request.scope.get(_KEY)) is not None:
        noted.what = what


def kind(method: str, path: str, status: int) -> Kind | None:
    """What the trail makes of an answer; None: it is nothing for the trail.

    Whatever is refused is counted (:meth:`Trail.refuse`), a write to an address that takes none among it: strangers
    could fill the disk otherwise. Each write that is made has its line.
    """
    if path.startswith(_SECRET):
        return None
    reading = method in _SAFE or (path in _READ_BY_POST and status != 204)
    if status in _REFUSALS or (not reading and status >= 400):
        return "refusal"
    return None if reading else "write"


class Audited:
    """Writes the trail of an instance."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on; what the trail keeps is on the disk before anything of the answer is sent."""
        about = getattr(scope["app"].state, "service", None) if scope["type"] == "http" and "app" in scope else None
        if about is None or about.access is None:
            await self._app(scope, receive, send)
            return
        scope[_KEY] = noted = Noted()
        told = False

        async def recording(message: Message) -> None:
            nonlocal told
            if message["type"] == "http.response.start" and not told:
                told = True
                await _record(about.access, scope, noted, message["status"])
            await send(message)

        try:
            await self._app(scope, receive, recording)
        finally:
            if not told:  # a fault of ours, which is answered outside
                await _record(about.access, scope, noted, 500)


async def each_minute(access: Access) -> None:
    """Write what is counted when its minute is over, also where nobody comes after it."""
    while True:
        await asyncio.sleep(60)
        with suppress(StoreFault):  # a disk that is full may have room again; whoever writes is told
            await run_in_threadpool(access.trail.flush)


async def _record(access: Access, scope: Scope, noted: Noted, status: int) -> None:
    found = kind(scope["method"], scope["path"], status)
    if found is None:
        return
    token = noted.token
    client = scope.get("client")
    line = Line(
        time=moment.written(moment.now()),
        holder=token.holder if token else "",
        token=token.id if token else "",
        role=token.role.value if token else "",
        method=tidy(scope["method"]),
        path=tidy(scope["path"]),
        status=status,
        what=tidy(noted.what),
        origin=shortened(client[0]) if client else "",
    )
    await run_in_threadpool(partial(access.trail.append if found == "write" else access.trail.refuse, line))
