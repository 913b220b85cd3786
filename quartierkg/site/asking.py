"""The application, asked in this process: the same answers as over a socket, and no socket (ASGI 3.0, HTTP)."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final
from urllib.parse import quote, urlsplit

from starlette.datastructures import Headers
from starlette.types import ASGIApp, Message, Scope

from quartierkg.errors import EngineFault
from quartierkg.language import Text
from quartierkg.media import MediaType
from quartierkg.web.still import KEY

_OK: Final = 200


@dataclass(frozen=True, slots=True)
class Answer:
    """What came: headers and the whole body."""

    headers: Headers
    body: bytes


def scope(path: str, query: str = "", headers: Mapping[str, str] | None = None, **more: object) -> Scope:
    """A request for an answer that becomes a file.

    :param path: as it is, not as a link writes it.
    """
    said = {"host": "quartierkg.invalid", **(headers or {})}
    return {
        "type": "http",
        "asgi": {"version": "3.0"},
        "http_version": "1.1",
        "method": "GET",
        "scheme": "https",
        "path": path,
        "raw_path": quote(path).encode(),
        "root_path": "",
        "query_string": query.encode(),
        "headers": [(name.encode(), value.encode()) for name, value in said.items()],
        "client": None,
        "server": ("quartierkg.invalid", 443),
        KEY: True,
        **more,
    }


async def ask(app: ASGIApp, address: str, media: MediaType) -> Answer:
    """What the application answers to a GET.

    :raises EngineFault: when that is no answer; it names the address.
    """
    parts = urlsplit(address)
    asked = scope(parts.path, parts.query, {"accept": media.essence})
    sent: list[Message] = []
    waiting = [{"type": "http.request", "body": b"", "more_body": False}]
    never = asyncio.Event()

    async def receive() -> Message:
        if not waiting:
            await never.wait()  # nobody leaves
        return waiting.pop()

    async def send(message: Message) -> None:
        sent.append(message)

    await app(asked, receive, send)
    start = next(message for message in sent if message["type"] == "http.response.start")
    body = b"".join(message.get("body", b"") for message in sent if message["type"] == "http.response.body")
    if start["status"] != _OK:
        raise _unanswered(address, start["status"], body)
    return Answer(Headers(raw=start["headers"]), body)


def _unanswered(address: str, status: int, body: bytes) -> EngineFault:
    said = body.decode("utf-8", "replace")[:500]
    return EngineFault(
        Text(f"Sans réponse ({status}). {said}", f"No answer ({status}). {said}"),
        source=address,
    )
