"""Answers compressed for clients that accept it, each under a validator of its own."""

from __future__ import annotations

import re
from typing import Final

from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send
from starlette_compress import CompressMiddleware, add_compress_type

from quartierkg.media import ALL, PDF

_SMALLEST: Final = 1024
# A large answer is compressed on the event loop, piece by piece: these levels cost a third of the usual ones.
_GZIP_LEVEL: Final = 2
_ZSTD_LEVEL: Final = 1
_MARK: Final = re.compile(r'-(?:gzip|zstd)(?=")')

for _media in ALL:
    if _media is not PDF:  # it is compressed in itself
        add_compress_type(_media.essence)


def plain_tag(tags: str) -> str:
    """Entity tags as they are of what is not compressed."""
    return _MARK.sub("", tags)


class Compressed:
    """Compresses answers; an entity tag says so, since a strong one names bytes (RFC 9110, 8.8.3.3)."""

    def __init__(self, app: ASGIApp) -> None:
        async def marked(scope: Scope, receive: Receive, send: Send) -> None:
            await app(_unmarked(scope) if scope["type"] == "http" else scope, receive, send)

        self._app = CompressMiddleware(
            marked, minimum_size=_SMALLEST, gzip_level=_GZIP_LEVEL, zstd_level=_ZSTD_LEVEL, brotli=False
        )

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on; what comes back compressed gets a tag of its own."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        held = _mark_held(scope)

        async def marking(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                tag = headers.get("etag", "")
                encoding = headers.get("content-encoding", "")
                mark = f"-{encoding}" if encoding else held if message["status"] == 304 else ""
                if tag and mark:
                    headers["ETag"] = tag.removesuffix('"') + f'{mark}"'
            await send(message)

        await self._app(scope, receive, marking)


def _mark_held(scope: Scope) -> str:
    """The mark of the tag that the client holds, if that is of something compressed."""
    tags = b",".join(value for name, value in scope["headers"] if name == b"if-none-match").decode("latin-1")
    found = _MARK.search(tags)
    return found[0] if found is not None else ""


def _unmarked(scope: Scope) -> Scope:
    """The request with the tags that the application gave."""
    headers = [
        (name, plain_tag(value.decode("latin-1")).encode("latin-1") if name == b"if-none-match" else value)
        for name, value in scope["headers"]
    ]
    return {**scope, "headers": headers}
