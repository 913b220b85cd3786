"""What is worked out in this process, off the event loop: in the turn of whoever asks, and at its expense."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable
from typing import TypeVar

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request

from quartierkg.web import service
from quartierkg.web.budget import asking
from quartierkg.web.service import Service
from quartierkg.web.streaming import unless_left

_T = TypeVar("_T")


async def computed(request: Request, work: Callable[[], _T]) -> _T:
    """What comes of some work; nobody who left before its turn has it done.

    :raises ClientDisconnect: when the client left.
    :raises OverBudget: when it has used its budget.
    :raises TooBusy: when too many of its requests wait already.
    """
    about = service.of(request)
    client = asking(request)
    if not getattr(request.state, "is_computed", False):
        about.budget.check(client)  # once: what was begun is ended, or its cost would be for nothing
        request.state.is_computed = True
    return await unless_left(request.receive, _in_turn(about, client, work))


async def _in_turn(about: Service, client: str, work: Callable[[], _T]) -> _T:
    spent: list[float] = []

    def measured() -> _T:
        started = time.thread_time()
        try:
            return work()
        finally:
            spent.append(time.thread_time() - started)

    async with about.shares.mine(client):
        # A thread cannot be stopped: while it works for somebody who left, the turn is still that one's.
        task = asyncio.ensure_future(run_in_threadpool(measured))
        try:
            return await asyncio.shield(task)
        finally:
            await asyncio.wait({task})
            task.exception()  # whoever left is told of none
            about.budget.spend(client, sum(spent))
