"""Clerks: processes that prepare what is done in the register. One that takes too long, or dies, is replaced."""

from __future__ import annotations

import asyncio
import ctypes
import multiprocessing
import os
from collections.abc import Callable
from concurrent.futures import BrokenExecutor, ProcessPoolExecutor
from contextlib import suppress
from typing import Final, TypeVar

from quartierkg.errors import PastDeadline, TooBusy, WorkerLost
from quartierkg.language import Text
from quartierkg.workers.confinement import confine
from quartierkg.workers.orphan import end_with_parent

_T = TypeVar("_T")
_M_ARENA_MAX: Final = -8
_COUNT: Final = 2
_WAITING: Final = 64
"""So many may wait; who comes then is told to come again."""
_DEADLINE: Final = 120.0
"""Seconds for one deed: two engines on the largest dossier that is taken."""
_LATE: Final = Text(
    "Le contrôle n’a pas abouti dans le délai de {} s ; rien n’est fait.",
    "The check did not end within the deadline of {} s; nothing is done.",
)
_LOST: Final = Text("Le processus qui contrôlait s’est arrêté ; rien n’est fait.", "The checking process ended.")
_BUSY: Final = Text("Trop de dépôts attendent.", "Too many filings are waiting.")


class Clerks:
    """Some processes, started when they are first needed."""

    def __init__(self, memory: int, count: int = _COUNT) -> None:
        """Take note of how many there are, and how much memory each may take, in MiB."""
        self._memory = memory
        self._free: asyncio.Queue[ProcessPoolExecutor | None] = asyncio.Queue()
        for _ in range(count):
            self._free.put_nowait(None)
        self._waiting = 0

    async def do(self, task: Callable[[], _T]) -> _T:
        """What a task gives, done by a clerk.

        :raises QuartierError: what the task raises.
        :raises Unanswered: when it takes too long, its process ends, or too many wait.
        """
        if self._waiting >= _WAITING:
            raise TooBusy(_BUSY)
        self._waiting += 1
        try:
            clerk = await self._free.get()
        finally:
            self._waiting -= 1
        kept: ProcessPoolExecutor | None = None
        try:
            clerk = clerk or self._started()
            future = asyncio.get_running_loop().run_in_executor(clerk, task)
            found = await asyncio.wait_for(asyncio.shield(future), _DEADLINE)
            kept = clerk
            return found
        except TimeoutError as fault:
            _end(clerk)
            raise PastDeadline(_LATE.filled(f"{_DEADLINE:g}")) from fault
        except BrokenExecutor as fault:
            raise WorkerLost(_LOST) from fault
        except asyncio.CancelledError:
            _end(clerk)
            raise
        except BaseException:
            kept = clerk
            raise
        finally:
            self._free.put_nowait(kept)

    async def stop(self) -> None:
        """End them all."""
        while not self._free.empty():
            clerk = self._free.get_nowait()
            if clerk is not None:
                _end(clerk)

    def _started(self) -> ProcessPoolExecutor:
        fresh = multiprocessing.get_context("spawn")
        return ProcessPoolExecutor(1, mp_context=fresh, initializer=_start, initargs=(self._memory,))


def _end(clerk: ProcessPoolExecutor | None) -> None:
    """Kill its process: what it computes nobody waits for."""
    if clerk is None:
        return
    for process in list((clerk._processes or {}).values()):
        with suppress(OSError, ValueError):
            process.kill()
    clerk.shutdown(wait=False, cancel_futures=True)


def _keep_together() -> None:
    """Let threads share what the C library sets apart for them: the store's take 64 MiB of address space each, unused.

    The limit of the memory counts that, so that a clerk would end amid a task (mallopt(3); other libraries have none).
    """
    with suppress(AttributeError, OSError, TypeError):
        ctypes.CDLL(None).mallopt(_M_ARENA_MAX, 2)


def _start(memory: int) -> None:
    """In the other process: load what judges, then give up what is not needed."""
    end_with_parent()
    _keep_together()
    # What a library prints would count as a file that is written, where the service's log is one: and none may be.
    null = os.open(os.devnull, os.O_WRONLY)
    for stream in (1, 2):
        os.dup2(null, stream)
    from quartierkg.charter.engines import available

    available()
    confine(memory)
