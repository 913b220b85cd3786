"""Answers compressed for clients that accept it, each under a validator of its own."""

from __future__ import annotations

from typing import Final

from starlette.datastructures import Headers, MutableHeaders
from starlette.middleware.gzip import GZipMiddleware
from starlette.types import ASGIApp, Message, Receive, Scope, Send

_SMALLEST: Final = 1024
# A large answer is compressed on the event loop, piece by piece: the second level costs a third of the sixth.
_LEVEL: Final = 2
_MARK: Final = "-gzip"


class Compressed:
    """Compresses answers by gzip; an entity tag says so, since a strong one names bytes (RFC 9110, 8.8.3.3)."""

    def __init__(self, app: ASGIApp) -> None:
        async def marked(scope: Scope, receive: Receive, send: Send) -> None:
            await app(_unmarked(scope) if scope["type"] == "http" else scope, receive, send)

        self._app = GZipMiddleware(marked, minimum_size=_SMALLEST, compresslevel=_LEVEL)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on; what comes back compressed gets a tag of its own."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        accepted = "gzip" in Headers(scope=scope).get("accept-encoding", "")

        async def marking(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                tag = headers.get("etag", "")
                compressed = headers.get("content-encoding") == "gzip"
                if tag and (compressed or (accepted and message["status"] == 304)):
                    headers["ETag"] = tag.removesuffix('"') + f'{_MARK}"'
            await send(message)

        await self._app(scope, receive, marking)


def _unmarked(scope: Scope) -> Scope:
    """The request with the tags that the application gave."""
    headers = [
        (name, value.replace(f'{_MARK}"'.encode(), b'"') if name == b"if-none-match" else value)
        for name, value in scope["headers"]
    ]
    return {**scope, "headers": headers}
