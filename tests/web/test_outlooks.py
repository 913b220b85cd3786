"""What may come next in a case is worked out once."""

from __future__ import annotations

import asyncio

import pytest

from quartierkg.errors import Gone, TooBusy
from quartierkg.language import Text
from quartierkg.web.outlooks import Key, Outlook, Outlooks


def key(entry: int) -> Key:
    """The key of a case after an entry."""
    return "urn:q", entry, "chain", "2026-06-01"


def test_many_who_ask_at_once_and_later_are_answered_by_one() -> None:
    """Also when the first of them leaves before it is done."""
    made: list[int] = []

    async def make() -> Outlook:
        made.append(1)
        await asyncio.sleep(0.01)
        return ()

    async def ask() -> None:
        found = Outlooks()
        first = asyncio.create_task(found.get(key(1), make))
        others = [asyncio.create_task(found.get(key(1), make)) for _ in range(3)]
        await asyncio.sleep(0)
        first.cancel()
        assert await asyncio.gather(*others) == [(), (), ()]
        assert await found.get(key(1), make) == ()
        await found.get(key(2), make)

    asyncio.run(ask())
    assert len(made) == 2


def test_what_could_not_be_worked_out_is_tried_again() -> None:
    """The fault is told to who asked, and not kept for the next."""
    made: list[int] = []

    async def make() -> Outlook:
        made.append(1)
        if len(made) == 1:
            raise Gone(Text("parti", "gone"))
        return ()

    async def ask() -> None:
        found = Outlooks()
        with pytest.raises(Gone):
            await found.get(key(1), make)
        await asyncio.sleep(0)
        assert await found.get(key(1), make) == ()

    asyncio.run(ask())


def test_no_more_are_kept_than_there_is_room_for() -> None:
    """The oldest goes first."""
    made: list[int] = []

    async def ask() -> None:
        found = Outlooks(most=2)

        async def make() -> Outlook:
            made.append(1)
            return ()

        for entry in (1, 2, 3, 3, 2, 1):
            await found.get(key(entry), make)

    asyncio.run(ask())
    assert len(made) == 4


def test_who_looks_at_many_cases_takes_one_clerk_and_no_more() -> None:
    """They are worked out one after the other; beyond sixteen that wait one is told to come again."""
    running: list[int] = []
    most: list[int] = []

    async def make() -> Outlook:
        running.append(1)
        most.append(len(running))
        await asyncio.sleep(0)
        running.pop()
        return ()

    async def ask() -> None:
        found = Outlooks()
        asked = [asyncio.create_task(found.get(key(number), make)) for number in range(30)]
        answers = await asyncio.gather(*asked, return_exceptions=True)
        assert answers.count(()) == 17
        assert sum(isinstance(one, TooBusy) for one in answers) == 13
        assert await found.get(key(29), make) == ()

    asyncio.run(ask())
    assert max(most) == 1
