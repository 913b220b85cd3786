"""Each client in its own turn, and at its own expense."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from fastapi import FastAPI
from starlette.requests import ClientDisconnect, Request
from starlette.testclient import TestClient
from starlette.types import Message

from quartierkg.errors import OverBudget, TooBusy
from quartierkg.settings import Settings
from quartierkg.web.app import create_app
from quartierkg.web.budget import Budget
from quartierkg.web.computed import computed
from quartierkg.web.shares import Shares
from tests.filling.pages import HEAD


def test_who_sends_many_waits_for_its_own_and_nobody_else_does() -> None:
    """Of three requests of one client the first is done, then those of the other; one too many is refused."""
    done: list[str] = []

    async def work(shares: Shares, client: str, name: str, end: asyncio.Event) -> None:
        async with shares.mine(client):
            done.append(name)
            await end.wait()

    async def course() -> None:
        shares, end = Shares(2, 2), asyncio.Event()
        tasks = [asyncio.ensure_future(work(shares, "a", f"a{number}", end)) for number in range(3)]
        tasks.append(asyncio.ensure_future(work(shares, "b", "b0", end)))
        await asyncio.sleep(0)
        assert done == ["a0", "b0"]
        with pytest.raises(TooBusy):
            await work(shares, "a", "a3", end)
        end.set()
        await asyncio.gather(*tasks)

    asyncio.run(course())
    assert done == ["a0", "b0", "a1", "a2"]


def test_no_more_clients_than_that_are_served_at_once() -> None:
    """The third waits for one of two."""

    async def course() -> None:
        shares = Shares(2, 2)
        async with shares.mine("a"):
            async with shares.mine("b"):
                waiting = asyncio.ensure_future(shares.mine("c").__aenter__())
                await asyncio.sleep(0.01)
                assert not waiting.done()
            await asyncio.wait_for(waiting, 1)

    asyncio.run(course())


@pytest.fixture(scope="module")
def service(tmp_path_factory: pytest.TempPathFactory, data: Path) -> Iterator[TestClient]:
    """A client of an instance on which a client has a thousandth of a second in a minute."""
    store = tmp_path_factory.mktemp("shares") / "store"
    app = create_app(Settings(store=store, data=data, base="https://example.org", budget=0.001, write_rate=None))
    with TestClient(app, raise_server_exceptions=False) as client:
        yield client


def test_what_dossiers_cost_is_of_the_budget(service: TestClient) -> None:
    """What was begun is answered, a page in several pieces too; then the form, the gauge and the check are refused."""
    json, page = {"Accept": "application/json"}, {"Accept": "text/html"}
    first = service.post("/validate", files={"file": ("a.ttl", HEAD.encode())}, headers=page)
    assert first.status_code == 200
    for path, accept in (("/form", page), ("/form/gauge", json), ("/validate", json)):
        body = {"text": HEAD} if path == "/validate" else {"state": HEAD}
        answer = service.post(path, data=body, headers=accept)
        assert answer.status_code == 429
        assert int(answer.headers["Retry-After"]) >= 1
    broken = service.post("/validate", content=b"--", headers={"Content-Type": "multipart/form-data"} | json)
    assert broken.status_code == 429  # it is not taken apart, or one would be told that it cannot be


def test_who_left_is_not_worked_for_and_who_leaves_keeps_its_turn(service: TestClient) -> None:
    """A thread goes on when its client leaves: until it ends, the client's next request waits."""
    begun, end, done = threading.Event(), threading.Event(), list[str]()
    running, budget = service.app.state.service, Budget(1e-9, clock=lambda: 0.0)  # type: ignore[attr-defined]

    def work() -> None:
        begun.set()
        end.wait(10)
        done.append("first")

    async def course() -> None:
        app = FastAPI()
        app.state.service = replace(running, shares=Shares(2, 2), budget=budget)
        left = [asyncio.Event() for _ in range(3)]

        def request(number: int) -> Request:
            async def receive() -> Message:
                await left[number].wait()
                return {"type": "http.disconnect"}

            return Request({"type": "http", "client": ("192.0.2.1", 1), "app": app, "headers": []}, receive)

        first = asyncio.ensure_future(computed(request(0), work))
        await asyncio.to_thread(begun.wait, 10)
        second = asyncio.ensure_future(computed(request(1), lambda: done.append("second")))
        third = asyncio.ensure_future(computed(request(2), lambda: done.append("third")))
        left[1].set()
        with pytest.raises(ClientDisconnect):
            await second
        left[0].set()
        await asyncio.sleep(0.05)
        assert not third.done()
        end.set()
        with pytest.raises(ClientDisconnect):
            await first
        await asyncio.wait_for(third, 5)
        with pytest.raises(OverBudget):
            budget.check("192.0.2.1")  # what was done for whoever left counts as well

    asyncio.run(course())
    assert done == ["first", "third"]
