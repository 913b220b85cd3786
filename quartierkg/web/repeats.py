"""Whole answers that are given again as they were: to the same request, until the next revision.

Most of what a short answer costs is not its evaluation. An answer under a strong validator is the same for all who
ask alike, so that the second one is found before anything of the request is looked into; and whoever holds it already
is told so as soon (304).
"""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from typing import Final

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from quartierkg.query.cache import Cache
from quartierkg.web import assets, prefix, timing
from quartierkg.web.negotiation import is_held

Headers = tuple[tuple[bytes, bytes], ...]
Asked = tuple[bytes, ...]
"""What stands before the path, the path, the query, and the headers that answers depend on."""

_DEPENDED_ON: Final = (b"accept", b"accept-language", b"accept-encoding", b"accept-profile", b"host")
_NOT_REPEATED: Final = frozenset((b"range", b"authorization"))
_OF_THE_BODY: Final = frozenset((b"content-length", b"content-type", b"content-encoding", b"content-language"))
"""What is said of a body, and goes with it (RFC 9110, 15.4.5)."""


@dataclass(frozen=True, slots=True)
class Whole:
    """An answer as it was sent, without what every answer gets anew."""

    headers: Headers
    body: bytes

    def __len__(self) -> int:
        """Its size in bytes, about."""
        return len(self.body) + sum(len(name) + len(value) for name, value in self.headers)


def cache(size: int) -> Cache[Asked, Whole]:
    """An empty cache of whole answers."""
    return Cache(size, lambda asked: sum(map(len, asked)))


class Repeats:
    """Gives answers again, and keeps those that can be given again."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Give an answer again, or pass the request on and look at what comes back."""
        asked = _asked(scope)
        service = getattr(scope["app"].state, "service", None) if "app" in scope else None
        if asked is None or service is None:
            await self._app(scope, receive, send)
            return
        kept: Cache[Asked, Whole] = service.repeats
        # What is asked "as of today" is another answer tomorrow; a page that names scripts that are gone is none.
        revision = f"{service.snapshot.chain} {datetime.date.today()} {assets.version()}"
        found = kept.get(revision, asked)
        if found is not None:
            await _given(found, scope, send)
            return
        start: Message | None = None

        async def keeping(message: Message) -> None:
            nonlocal start
            if message["type"] == "http.response.start":
                start = message if _may_be_repeated(message) else None
            elif start is not None:
                if not message.get("more_body", False):
                    kept.put(revision, asked, Whole(timing.kept(start["headers"]), message.get("body", b"")))
                start = None
            await send(message)

        await self._app(scope, receive, keeping if scope["method"] == "GET" else send)


async def _given(found: Whole, scope: Scope, send: Send) -> None:
    """Send an answer that is kept, or that the client holds it."""
    held = b",".join(value for name, value in scope["headers"] if name == b"if-none-match")
    tag = dict(found.headers)[b"etag"].decode("latin-1")
    if held and is_held(held.decode("latin-1"), tag):
        headers = [header for header in found.headers if header[0] not in _OF_THE_BODY]
        await send({"type": "http.response.start", "status": 304, "headers": headers})
        await send({"type": "http.response.body", "body": b""})
        return
    await send({"type": "http.response.start", "status": 200, "headers": list(found.headers)})
    await send({"type": "http.response.body", "body": found.body if scope["method"] == "GET" else b""})


def _asked(scope: Scope) -> Asked | None:
    """What a request asks for; None where it asks for something else than a whole answer."""
    if scope["type"] != "http" or scope["method"] not in {"GET", "HEAD"}:
        return None
    given = dict.fromkeys(_DEPENDED_ON, b"")
    for name, value in scope["headers"]:
        if name in _NOT_REPEATED:
            return None
        if name in given:
            given[name] += b"," + value
    path = scope.get("raw_path") or scope["path"].encode()
    return (prefix.of(scope).encode(), path, scope["query_string"], *given.values())


def _may_be_repeated(message: Message) -> bool:
    """Whether an answer is one that a strong validator names; one without a length comes in pieces.

    What is private depends on more than the revision: on who asks, and on what the register holds of a case now.
    """
    given = dict(message["headers"])
    private = b"private" in given.get(b"cache-control", b"")
    return message["status"] == 200 and given.keys() >= {b"etag", b"content-length"} and not private
