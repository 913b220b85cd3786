"""One at a time."""

from __future__ import annotations

import asyncio

import pytest

from quartierkg.errors import TooBusy
from quartierkg.web.turns import Turns


def test_one_at_a_time_in_their_order_and_no_more_than_may_wait() -> None:
    """While one works others wait; one too many is refused; then there is room again."""
    done: list[int] = []

    async def work(turns: Turns, number: int, end: asyncio.Event) -> None:
        async with turns.mine():
            done.append(number)
            await end.wait()

    async def course() -> None:
        turns, end = Turns(2), asyncio.Event()
        tasks = [asyncio.ensure_future(work(turns, number, end)) for number in range(3)]
        await asyncio.sleep(0)
        assert done == [0]
        with pytest.raises(TooBusy):
            await work(turns, 9, end)
        end.set()
        await asyncio.gather(*tasks)
        await work(turns, 3, end)

    asyncio.run(course())
    assert done == [0, 1, 2, 3]


def test_whoever_fails_or_leaves_ends_its_turn() -> None:
    """The next one's comes."""

    async def course() -> None:
        turns = Turns(0)
        for error in (ValueError, asyncio.CancelledError):
            with pytest.raises(error):
                async with turns.mine():
                    raise error
        async with turns.mine():
            pass

    asyncio.run(course())
