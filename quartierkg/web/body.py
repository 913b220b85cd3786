"""The body of a request, never more of it than a cap: counted while it comes in, not after."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from email.message import Message
from typing import Final

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.types import Message as Event

from quartierkg.errors import TooLarge, UnknownFormat
from quartierkg.intake.source import SAVE_AS_UTF8
from quartierkg.language import Text, number

# A dossier is at most 10 MiB (quartierkg.intake.limits); a form may carry several, and a few contexts.
UPLOAD: Final = 10 * 1024 * 1024
# A query is at most 64 KiB; percent-encoded, it may be three times as long.
QUERY: Final = 256 * 1024
# An update is the operator's: at most 4 MiB, as a form three times as long.
UPDATE: Final = 12 * 1024 * 1024

FORMS: Final = ("multipart/form-data", "application/x-www-form-urlencoded")
"""The media types of forms."""
FILES: Final = 200
"""So many files a form has at most, and so many other fields unless its page has more."""
# No length has so many digits; Python turns no more than some thousands into a number.
_LENGTH: Final = 20

Doing = Callable[[Callable[[], FormData]], Awaitable[FormData]]
"""Who has a form taken apart."""


async def read(request: Request, limit: int) -> bytes:
    """The whole body.

    :raises TooLarge: as soon as more than ``limit`` bytes are announced or have come; the error names the limit.
    """
    announced = request.headers.get("content-length", "")
    if announced.isdecimal() and (len(announced) > _LENGTH or int(announced) > limit):
        raise _too_large(limit)
    body = bytearray()
    async for chunk in request.stream():
        body += chunk
        if len(body) > limit:
            raise _too_large(limit)
    return bytes(body)


def check_utf8(content_type: str | None) -> None:
    """Nothing, when a body says that it is UTF-8, or does not say.

    :raises UnknownFormat: when it says that it is in another encoding.
    """
    message = Message()
    message["content-type"] = content_type or ""
    charset = message.get_param("charset")
    if isinstance(charset, str) and charset.strip().lower() not in {"utf-8", "utf8", ""}:
        raise UnknownFormat(
            Text(f"Le corps se dit en « {charset} ».", f"The body says that it is in {charset}."), remedy=SAVE_AS_UTF8
        )


@asynccontextmanager
async def form(
    request: Request, limit: int, *, parts: int = FILES, do: Doing = run_in_threadpool
) -> AsyncIterator[FormData]:
    """The fields of a form, uploaded files included, as long as they are read.

    :param parts: how many there may be.
    :param do: where it is taken apart, once all of it is there: in the turn of whoever sends it, say.
    :raises TooLarge: when the body is over the cap.
    """
    body = await read(request, limit)

    async def replay() -> Event:
        return {"type": "http.request", "body": body, "more_body": False}

    async def fields() -> FormData:
        return await Request(request.scope, replay).form(max_files=FILES, max_fields=parts, max_part_size=limit)

    # The parser is written in Python: on the event loop, ten megabytes would hold up every other request.
    found = await do(lambda: asyncio.run(fields()))
    try:
        yield found
    finally:
        await found.close()


def _too_large(limit: int) -> TooLarge:
    size = str(limit)
    return TooLarge(
        Text(
            f"La demande dépasse {number(size, 'fr')} octets.",
            f"The request is larger than {number(size, 'en')} bytes.",
        )
    )
