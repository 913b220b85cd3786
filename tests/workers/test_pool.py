"""The pool of workers: real processes on a real index, limited, killed and replaced."""

from __future__ import annotations

import asyncio
import os
import signal
import sys
from collections.abc import Awaitable, Callable, Iterator
from typing import TypeVar

import pytest

from quartierkg.errors import OutOfMemory, Overloaded, PastDeadline, QueryFault, TooBusy, WorkerLost
from quartierkg.limits import Limits
from quartierkg.media import CSV, TURTLE, MediaType
from quartierkg.query import Job, Question, admit
from quartierkg.snapshot import Archive, Snapshot
from quartierkg.workers import Pool

T = TypeVar("T")
ENDLESS = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"
HUNGRY = "SELECT ?a ?d ?g { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i } ORDER BY ?c ?f ?i ?a"
GREAT = "SELECT * { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"
TRIPLES = 400
LINUX = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="what only Linux has")


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Snapshot]:
    """A revision."""
    data = tmp_path_factory.mktemp("data")
    (data / "network" / "real").mkdir(parents=True)
    lines = "".join(f'<urn:s{n}> <urn:p{n % 7}> "{n}" .\n' for n in range(TRIPLES))
    (data / "network" / "real" / "a.ttl").write_text(lines)
    with Archive(None, data) as archive:
        yield archive.snapshot


def job(text: str, media: MediaType = CSV) -> Job:
    """A query over the default dataset."""
    return Job.of(Question(text), admit(text), media)


def run(index: Snapshot, work: Callable[[Pool], Awaitable[T]], **limits: float) -> T:
    """What comes of some work with a pool."""
    chosen = Limits(**{"workers": 1, "deadline": 1.0, "patience": 3.0, "memory": 400} | limits)  # type: ignore[arg-type]

    async def worked() -> T:
        pool = Pool(index, chosen)
        await pool.start()
        try:
            return await work(pool)
        finally:
            await pool.stop()

    return asyncio.run(worked())


async def asked(pool: Pool, text: str, media: MediaType = CSV) -> bytes:
    """The whole answer to a query."""
    answer = await pool.ask(job(text, media))
    try:
        return await answer.whole()
    finally:
        await answer.close()


async def refused(pool: Pool, text: str) -> BaseException:
    """What a query ends with instead of an answer."""
    try:
        found = await asked(pool, text)
    except Exception as fault:
        return fault
    raise AssertionError(found[:200])


def test_a_query_is_answered(index: Snapshot) -> None:
    """A table and a graph come whole."""

    async def work(pool: Pool) -> tuple[bytes, bytes]:
        table = await asked(pool, "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }")
        return table, await asked(pool, "CONSTRUCT WHERE { <urn:s1> ?p ?o }", TURTLE)

    table, graph = run(index, work)
    assert table == f"n\r\n{TRIPLES}\r\n".encode()
    assert b'<urn:s1> <urn:p1> "1"' in graph


def test_a_fault_of_the_query_costs_no_worker(index: Snapshot) -> None:
    """It is told with its place, and the same worker answers the next."""

    async def work(pool: Pool) -> tuple[BaseException, int]:
        fault = await refused(pool, "SELECT * {\n ?s nowhere:p ?o }")
        await asked(pool, "ASK { ?s ?p ?o }")
        return fault, pool.kills.total()

    fault, kills = run(index, work)
    assert isinstance(fault, QueryFault)
    assert fault.place is not None
    assert (fault.place.line, kills) == (2, 0)


@pytest.mark.parametrize(
    ("text", "kind", "limit"),
    [(ENDLESS, PastDeadline, "1 s"), (HUNGRY, OutOfMemory, "150 MiB")],
)
def test_what_passes_a_limit_is_ended_and_the_limit_named(
    index: Snapshot, monkeypatch: pytest.MonkeyPatch, text: str, kind: type, limit: str
) -> None:
    """The worker is killed, and the next query is answered by the spare one: it waits for no other to start."""

    async def work(pool: Pool) -> tuple[BaseException, bytes]:
        while len(pool.idle) < 2:
            await asyncio.sleep(0.02)
        monkeypatch.setattr(pool, "_started", asyncio.Event().wait)
        fault = await refused(pool, text)
        return fault, await asked(pool, "SELECT (1 AS ?one) {}")

    fault, answer = run(index, work, memory=150, deadline=1.0 if kind is PastDeadline else 20.0)
    assert isinstance(fault, kind), fault
    assert limit in fault.text.en  # type: ignore[attr-defined]
    assert answer.split() == [b"one", b"1"]


def test_a_great_answer_begins_before_its_end_and_does_not_end_short(index: Snapshot) -> None:
    """Much of it is there before the end, which never comes: that is an error, and not the end."""

    async def work(pool: Pool) -> tuple[int, bool, BaseException | None]:
        answer, size, ended = await pool.ask(job(GREAT)), 0, None
        try:
            async for piece in answer.pieces():
                size += len(piece)
        except PastDeadline as fault:
            ended = fault
        await answer.close()
        return size, answer.complete, ended

    size, complete, ended = run(index, work)
    assert size > 1_000_000
    assert not complete
    assert isinstance(ended, PastDeadline)


def test_who_leaves_frees_the_worker(index: Snapshot) -> None:
    """A query that nobody waits for is not evaluated to its end, begun or not: the next one need not wait for it."""

    async def work(pool: Pool) -> tuple[bytes, dict[str, int]]:
        begun = await pool.ask(job(GREAT))
        await begun.close()
        waiting = asyncio.ensure_future(pool.ask(job(ENDLESS)))
        while not pool.running:
            await asyncio.sleep(0.02)
        waiting.cancel()
        await asyncio.wait({waiting})
        return await asked(pool, "SELECT (1 AS ?one) {}"), dict(pool.kills)

    answer, kills = run(index, work, deadline=60, patience=30)
    assert answer.split() == [b"one", b"1"]
    assert kills == {"left": 2}


def test_the_queue_is_bounded_and_its_limits_are_named(index: Snapshot) -> None:
    """One is evaluated, one waits in vain, and the rest are turned away at once."""

    async def work(pool: Pool) -> list[BaseException]:
        return await asyncio.gather(*(refused(pool, ENDLESS) for _ in range(4)))

    faults = run(index, work, queue=1, patience=0.5, deadline=2)
    assert [type(fault) for fault in faults] == [PastDeadline, Overloaded, TooBusy, TooBusy]
    assert "0.5 s" in faults[1].text.en  # type: ignore[attr-defined]
    assert "the limit is 1" in faults[2].text.en  # type: ignore[attr-defined]


def test_a_worker_that_dies_takes_its_own_query_alone(index: Snapshot) -> None:
    """SIGKILL from outside: one query has no answer, those that wait get theirs."""

    async def work(pool: Pool) -> tuple[BaseException, list[bytes]]:
        doomed = asyncio.ensure_future(refused(pool, ENDLESS))
        await asyncio.sleep(0.3)
        waiting = [asyncio.ensure_future(asked(pool, "ASK { ?s ?p ?o }")) for _ in range(5)]
        (busy,) = pool.running
        os.kill(busy, signal.SIGKILL)
        return await doomed, await asyncio.gather(*waiting)

    fault, others = run(index, work, deadline=30)
    assert isinstance(fault, WorkerLost)
    assert len(others) == 5


def test_workers_that_die_while_they_wait_are_replaced(index: Snapshot) -> None:
    """Every one of them is killed; the next query finds another."""

    async def work(pool: Pool) -> bytes:
        await asyncio.sleep(1)
        for number in pool.idle:
            os.kill(number, signal.SIGKILL)
        await asyncio.sleep(0.1)
        return await asked(pool, "ASK { ?s ?p ?o }")

    assert b"true" in run(index, work)


@LINUX
def test_the_protections_that_hold_are_named(index: Snapshot) -> None:
    """On Linux: no network, no other program, no file, a cap of the system on memory, and no life after the service."""

    async def work(pool: Pool) -> tuple[str, ...]:
        return pool.protections

    assert set(run(index, work)) == {
        *("no network", "no other program", "no file is written", "memory", "ends with the service"),
    }


def test_a_worker_that_starts_or_works_while_the_revision_changes_lets_go_of_the_one_before(index: Snapshot) -> None:
    """No process that waits holds a revision that nobody asks any more."""

    async def holding(pool: Pool) -> list[bool]:
        answer = await pool.ask(job("SELECT * { ?a ?b ?c }"))  # while the others start
        other = Snapshot.open(index.directory)
        pool.turn_to(other)
        await answer.whole()
        held = []
        for _ in range(400):
            waiting = tuple(pool._free._queue)  # type: ignore[attr-defined]
            held = [worker.snapshot is not other for worker in waiting]
            if len(held) == len(pool.idle) > 1 and not any(held):
                break
            await asyncio.sleep(0.05)
        return held

    held = run(index, holding, workers=3, deadline=20.0)
    assert len(held) > 1
    assert not any(held)
