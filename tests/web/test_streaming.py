"""Answers that are sent as they come."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator

import pytest
from starlette.types import Message

from quartierkg.web.streaming import BrokenOff, Streamed
from quartierkg.workers import Answer


async def _pieces(_: Answer) -> AsyncGenerator[bytes]:
    for _number in range(3):
        yield b"x" * 40_000


def _sent(most: int) -> list[Message]:
    """What reaches a client of an answer of 120,000 bytes, as far as it comes."""
    sent: list[Message] = []

    async def receive() -> Message:
        await asyncio.Event().wait()
        raise AssertionError

    async def send(message: Message) -> None:
        sent.append(message)

    async def course() -> None:
        await Streamed(Answer(_pieces), {}, "text/plain", most)({"type": "http"}, receive, send)

    try:
        asyncio.run(course())
    except BrokenOff:
        return sent
    assert sent[-1] == {"type": "http.response.body", "body": b"", "more_body": False}
    return sent


@pytest.mark.parametrize("most", [0, 40_000, 119_999])
def test_an_answer_past_its_limit_never_looks_whole(most: int) -> None:
    """No more bytes than the limit, and no end of the body: the client knows that something is missing."""
    sent = _sent(most)
    assert sum(len(message.get("body", b"")) for message in sent) <= most
    assert all(message.get("more_body", True) for message in sent)


def test_an_answer_within_its_limit_is_whole() -> None:
    """To the last byte."""
    assert sum(len(message.get("body", b"")) for message in _sent(120_000)) == 120_000
