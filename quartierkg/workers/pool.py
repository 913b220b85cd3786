"""The pool: a bounded queue before a few warm workers, a clock over each, and a spare for the one that is killed."""

from __future__ import annotations

import asyncio
import logging
from collections import Counter, deque
from collections.abc import AsyncGenerator, Callable, Coroutine
from contextlib import aclosing, suppress
from functools import partial
from typing import Any, Final

from quartierkg.errors import (
    OutOfMemory,
    Overloaded,
    PastDeadline,
    QueryFault,
    RemoteFault,
    TooBusy,
    Unanswered,
    WorkerLost,
)
from quartierkg.language import Text
from quartierkg.limits import Limits
from quartierkg.query import Job
from quartierkg.remote import Remote
from quartierkg.snapshot import Snapshot
from quartierkg.workers import frames
from quartierkg.workers.answer import Answer
from quartierkg.workers.worker import Lost, Worker

_LOG: Final = logging.getLogger(__name__)
_SPARES: Final = 1
_WATCH: Final = 0.05
"""Seconds between two looks at the memory of the workers."""
_AGAIN: Final = 0.5
"""Seconds before another try where a worker did not start."""


class Pool:
    """The workers of one instance."""

    def __init__(
        self, snapshot: Snapshot, limits: Limits, *, network: bool = False, remote: Remote | None = None
    ) -> None:
        """A pool that is not started yet.

        :param network: whether the workers may ask other servers.
        :param remote: the server that they ask in place of the revision's index.
        """
        self._snapshot, self.limits = snapshot, limits
        self._network, self._remote = network or remote is not None, remote
        self._free: asyncio.Queue[Worker] = asyncio.Queue()
        self._slots = asyncio.Semaphore(limits.workers)
        self._busy: set[Worker] = set()
        self._tasks: set[asyncio.Task[None]] = set()
        self._ending: set[asyncio.Task[None]] = set()
        self._stopping = False
        self.waiting = 0
        self.protections: tuple[str, ...] = ()
        self.outcomes: Counter[str] = Counter()
        """How many queries came to which end: answered, fault, left, and the kinds of :class:`Unanswered`."""
        self.kills: Counter[str] = Counter()
        """How many workers were killed, or ended, for which reason."""
        self.seconds = 0.0
        """How long workers were busy."""

    async def start(self) -> None:
        """Start the workers, and wait for the first.

        :raises Lost: when none can be started.
        """
        first = await self._started()
        self.protections = first.protections
        self._freed(first)
        for _ in range(self.limits.workers + _SPARES - 1):
            self._spawn(self._replace())
        self._spawn(self._watch())

    def turn_to(self, snapshot: Snapshot) -> None:
        """Ask every query from now on of another revision; those that run end on theirs."""
        self._snapshot = snapshot
        self._spawn(self._turn_idle())

    async def stop(self) -> None:
        """Kill every worker."""
        self._stopping = True
        for task in tuple(self._tasks):
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        left = [*self._busy, *(self._free.get_nowait() for _ in range(self._free.qsize()))]
        for worker in left:
            worker.kill("stop")
        await asyncio.gather(*self._ending, *(worker.gone() for worker in left))

    @property
    def busy(self) -> int:
        """How many queries are evaluated now."""
        return len(self._busy)

    @property
    def running(self) -> tuple[int, ...]:
        """The processes that evaluate something now."""
        return tuple(worker.pid for worker in self._busy)

    @property
    def idle(self) -> tuple[int, ...]:
        """The processes that wait for a query."""
        waiting: deque[Worker] = self._free._queue  # type: ignore[attr-defined]
        return tuple(worker.pid for worker in waiting)

    async def ask(self, job: Job, spent: Callable[[float], None] | None = None) -> Answer:
        """The answer to a job, once its first piece is there.

        :param spent: told at the end how long a worker was busy, whatever the end.
        :raises QueryFault: when the query cannot be parsed or evaluated.
        :raises Unanswered: when the queue is full, no worker becomes free in time, or the query passes a limit.
        """
        try:
            await self._admitted()
            answer = Answer(partial(self._run, job, spent))
            try:
                await answer.begin()
            except BaseException:
                await answer.close()
                raise
        except (Unanswered, QueryFault) as fault:
            self.outcomes[fault.kind if isinstance(fault, Unanswered) else "fault"] += 1
            raise
        return answer

    async def _admitted(self) -> None:
        """Wait for a place among those that are evaluated."""
        if not self._slots.locked():
            await self._slots.acquire()
            return
        if self.waiting >= self.limits.queue:
            raise TooBusy(_full(self.limits))
        self.waiting += 1
        try:
            await asyncio.wait_for(self._slots.acquire(), self.limits.patience)
        except TimeoutError as fault:
            raise Overloaded(_no_worker(self.limits)) from fault
        finally:
            self.waiting -= 1

    async def _run(self, job: Job, spent: Callable[[float], None] | None, answer: Answer) -> AsyncGenerator[bytes]:
        """The pieces of an answer; gives the place back at the end, and the worker where it is still good."""
        loop = asyncio.get_running_loop()
        worker: Worker | None = None
        started, done = loop.time(), False
        try:
            worker = await self._worker()
            answer.snapshot = worker.snapshot
            started = loop.time()
            clock = loop.call_later(self.limits.deadline, worker.kill, PastDeadline.kind)
            self._busy.add(worker)
            try:
                async with aclosing(worker.ask(job.value())) as told:
                    async for kind, body in told:
                        if kind == frames.DATA:
                            yield body
                        else:
                            done = True
                            clock.cancel()
                            if kind == frames.FAULT:
                                raise QueryFault.read(frames.value(body))
                            if kind == frames.SILENT:
                                raise RemoteFault(Text(*frames.value(body)))
            finally:
                clock.cancel()
            self.outcomes["answered"] += 1
        except Lost as fault:
            assert worker is not None
            raise self._lost(worker) from fault
        finally:
            if worker is not None:
                self._busy.discard(worker)
                busy = loop.time() - started
                self.seconds += busy
                if spent is not None:
                    spent(busy)
                self._give_back(worker, done=done)
            self._slots.release()

    async def _worker(self) -> Worker:
        """A worker that lives; one that ended while it had nothing to do is replaced."""
        while True:
            try:
                worker = await asyncio.wait_for(self._free.get(), self.limits.patience)
            except TimeoutError as fault:
                raise Overloaded(_no_worker(self.limits)) from fault
            if await self._turned(worker):
                return worker
            self._ended(worker)

    async def _turned(self, worker: Worker) -> bool:
        """Whether a worker lives, and reads the revision of now."""
        if worker.alive and worker.snapshot is not self._snapshot:
            try:
                await worker.turn(self._snapshot)
            except Lost:
                worker.kill("turn")
            except asyncio.CancelledError:  # nobody holds it: it must not be left behind
                worker.kill("left")
                self._ended(worker)
                raise
        return worker.alive

    async def _turn_idle(self) -> None:
        """Have the workers that wait read the revision of now, so that nobody holds the one before for nothing."""
        for _ in range(self._free.qsize()):
            with suppress(asyncio.QueueEmpty):
                worker = self._free.get_nowait()
                if await self._turned(worker):
                    self._free.put_nowait(worker)
                else:
                    self._ended(worker)

    def _freed(self, worker: Worker) -> None:
        """Have a worker wait for a query; one that was busy, or was starting, while the revision changed turns now."""
        self._free.put_nowait(worker)
        if worker.snapshot is not self._snapshot:
            self._spawn(self._turn_idle())

    def _give_back(self, worker: Worker, *, done: bool) -> None:
        if done and worker.alive:
            self._freed(worker)
            return
        if not done and worker.alive:
            self.outcomes["left"] += 1
            worker.kill("left")
        self._ended(worker)

    def _ended(self, worker: Worker) -> None:
        """Count the end of a worker, and start another."""
        self.kills[worker.killed_for or "crash"] += 1
        _kept(worker.gone(), self._ending)
        if not self._stopping:
            self._spawn(self._replace())

    def _lost(self, worker: Worker) -> Unanswered:
        """Why there is no answer."""
        if worker.killed_for == PastDeadline.kind:
            return PastDeadline(_too_long(self.limits))
        if worker.killed_for == OutOfMemory.kind or (worker.killed_for is None and self._short_of_memory(worker)):
            worker.killed_for = OutOfMemory.kind
            return OutOfMemory(_too_much(self.limits))
        return WorkerLost(_LOST)

    def _short_of_memory(self, worker: Worker) -> bool:
        """Whether it ended itself since the system gave no more memory: the engine aborts then."""
        return worker.peak >= self.limits.memory // 2

    def _spawn(self, work: Coroutine[Any, Any, None]) -> None:
        _kept(work, self._tasks)

    async def _replace(self) -> None:
        """Start a worker, again and again until one is ready."""
        while True:
            with suppress(Lost, OSError):
                self._freed(await self._started())
                return
            _LOG.warning("a worker did not start; another try follows")
            await asyncio.sleep(_AGAIN)

    async def _started(self) -> Worker:
        return await Worker.start(self._snapshot, self.limits.memory, network=self._network, remote=self._remote)

    async def _watch(self) -> None:
        """Kill whatever takes more memory than it may: the limit of the system stands above, for what grows at once."""
        while True:
            await asyncio.sleep(_WATCH)
            for worker in tuple(self._busy):
                worker.peak = max(worker.peak, worker.resident())
                if worker.peak > self.limits.memory:
                    worker.kill(OutOfMemory.kind)


def _kept(work: Coroutine[Any, Any, None], among: set[asyncio.Task[None]]) -> None:
    """Do some work aside; a task that nobody holds may vanish."""
    task = asyncio.get_running_loop().create_task(work)
    among.add(task)
    task.add_done_callback(among.discard)


_LOST: Final = Text(
    "Le processus qui répondait s’est arrêté ; la requête n’a pas de réponse.",
    "The process that answered ended; the query has no answer.",
)


def _full(limits: Limits) -> Text:
    return Text(
        "{} requêtes attendent déjà ; la limite est de {}.", "{} queries wait already; the limit is {}."
    ).filled(limits.queue, limits.queue)


def _no_worker(limits: Limits) -> Text:
    return Text(
        "Aucun processus ne s’est libéré en {} s, limite de l’attente.",
        "No worker became free within {} s, the limit of waiting.",
    ).filled(f"{limits.patience:g}")


def _too_long(limits: Limits) -> Text:
    return Text(
        "La requête n’a pas abouti dans le délai de {} s.", "The query did not end within the deadline of {} s."
    ).filled(f"{limits.deadline:g}")


def _too_much(limits: Limits) -> Text:
    return Text(
        "La requête demande plus de mémoire que la limite de {} Mio.",
        "The query asks for more memory than the limit of {} MiB.",
    ).filled(limits.memory)
