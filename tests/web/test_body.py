"""Bodies are capped while they come in."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Iterable

import pytest
from starlette.datastructures import FormData
from starlette.formparsers import MultiPartParser
from starlette.requests import Request
from starlette.types import Message

from quartierkg.errors import TooLarge
from quartierkg.web import body


def request(chunks: Iterable[bytes], headers: dict[str, str] | None = None) -> tuple[Request, list[int]]:
    """A request whose body comes in chunks, and the sizes of those that were asked for."""
    taken: list[int] = []
    waiting = iter(chunks)

    async def receive() -> Message:
        chunk = next(waiting, b"")
        taken.append(len(chunk))
        return {"type": "http.request", "body": chunk, "more_body": bool(chunk)}

    raw = [(name.encode(), value.encode()) for name, value in (headers or {}).items()]
    return Request({"type": "http", "method": "POST", "headers": raw, "query_string": b"", "path": "/"}, receive), taken


def test_a_body_within_the_cap_is_read_whole() -> None:
    """Chunks are joined, up to and including the last byte that fits."""
    found, _ = request([b"ab", b"cd"])
    assert asyncio.run(body.read(found, 4)) == b"abcd"


def test_a_stream_is_left_as_soon_as_it_passes_the_cap() -> None:
    """No more than one chunk beyond the cap is ever held."""
    found, taken = request([b"x" * 10] * 1000)
    with pytest.raises(TooLarge, match="25"):
        asyncio.run(body.read(found, 25))
    assert len(taken) == 3


def test_an_announced_length_is_believed_at_once() -> None:
    """A body that announces too much is refused before a byte is taken."""
    found, taken = request([b"x"], {"content-length": "1000"})
    with pytest.raises(TooLarge):
        asyncio.run(body.read(found, 10))
    assert taken == []


@pytest.mark.parametrize("length", ["-1", "abc", "", "1e9", "²"])
def test_a_length_that_is_none_is_ignored(length: str) -> None:
    """A garbled Content-Length neither helps nor hurts: the bytes are counted."""
    found, _ = request([b"ab"], {"content-length": length})
    assert asyncio.run(body.read(found, 2)) == b"ab"


def test_a_form_is_taken_apart_beside_the_event_loop(monkeypatch: pytest.MonkeyPatch) -> None:
    """Ten megabytes of multipart take seconds to parse: the thread that serves everybody does not do it."""
    parse, threads = MultiPartParser.parse, []

    async def watched(parser: MultiPartParser) -> FormData:
        threads.append(threading.get_ident())
        return await parse(parser)

    async def content() -> bytes:
        async with body.form(found, body.UPLOAD) as fields:
            upload = fields["file"]
            assert not isinstance(upload, str)
            return await upload.read()

    monkeypatch.setattr(MultiPartParser, "parse", watched)
    sent = b"x" * 3_000_000
    head = b'--b\r\nContent-Disposition: form-data; name="file"; filename="a.ttl"\r\n\r\n'
    found, _ = request([head + sent + b"\r\n--b--\r\n"], {"content-type": "multipart/form-data; boundary=b"})
    assert asyncio.run(content()) == sent
    assert threads != []
    assert threading.get_ident() not in threads


def test_a_length_of_thousands_of_digits_is_too_large() -> None:
    """Python would not turn it into a number."""
    found, _ = request([b"ab"], {"content-length": "9" * 5000})
    with pytest.raises(TooLarge):
        asyncio.run(body.read(found, 2))
