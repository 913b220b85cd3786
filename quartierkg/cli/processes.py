"""Several processes of this machine judge files; one that dies costs at most the file that it died of.

A pool of processes is lost as a whole when one of them dies, and does not tell which file it died of. So each file that
was under way is judged once more, in a process of its own; the one of which that dies too gets no verdict.
"""

from __future__ import annotations

import multiprocessing
import signal
from collections.abc import Iterator
from concurrent.futures import BrokenExecutor, Future, ProcessPoolExecutor
from contextlib import contextmanager
from functools import partial
from typing import Final

from quartierkg import reasons
from quartierkg.cli.interruption import held
from quartierkg.cli.job import Judged, Wait, Work
from quartierkg.errors import EngineFault, UsageFault
from quartierkg.intake.source import Source
from quartierkg.language import Text

# So many files are under way for each process: none waits for work while the first of them takes long.
AHEAD: Final = 16
# Windows cannot wait for more (concurrent.futures, ProcessPoolExecutor).
_MOST: Final = 61
# In seconds, and how many of them at most.
_MOMENT: Final = 0.05
_MOMENTS: Final = 100
_job: Work | None = None


class Processes:
    """A pool of processes, and one apart for what was under way when the pool broke."""

    def __init__(self, job: Work, jobs: int) -> None:
        self._job = job
        self._jobs = min(jobs, _MOST)
        self._others = set(multiprocessing.active_children())
        self._pool = self._started(self._jobs)
        self._apart: ProcessPoolExecutor | None = None
        self._under_way = 0
        self.ahead = self._jobs * AHEAD

    def begin(self, source: Source) -> Wait:
        """Give a file to the pool."""
        try:
            future = _submitted(self._pool, source)
        except BrokenExecutor:
            self._pool = self._renewed(self._pool, self._jobs)
            future = _submitted(self._pool, source)
        self._under_way += 1
        return partial(self._result, future, source)

    def close(self) -> None:
        """End the processes; files that nobody waits for any more are not judged to their end."""
        for pool in (self._pool, self._apart):
            if pool is not None:
                pool.shutdown(wait=not self._under_way, cancel_futures=True)
        for process in set(multiprocessing.active_children()) - self._others:
            process.terminate()
            process.join()
            # The pool's own thread may wait for it too: who comes second is told a moment later that it ended.
            for _ in range(_MOMENTS):
                if process not in multiprocessing.active_children():
                    break
                process.join(_MOMENT)

    def _result(self, future: Future[Judged], source: Source) -> Judged:
        try:
            return future.result()
        except BrokenExecutor:
            return self._once_more(source)
        finally:
            self._under_way -= future.done()

    def _once_more(self, source: Source) -> Judged:
        """Judge a file in the process apart.

        :raises EngineFault: when that dies of it.
        """
        self._apart = self._apart or self._started(1)
        try:
            return _submitted(self._apart, source).result()
        except BrokenExecutor as fault:
            self._apart = self._renewed(self._apart, 1)
            raise died() from fault

    def _renewed(self, broken: ProcessPoolExecutor, jobs: int) -> ProcessPoolExecutor:
        broken.shutdown(wait=True)
        return self._started(jobs)

    def _started(self, jobs: int) -> ProcessPoolExecutor:
        # Started anew rather than copied: a copy of a process that has threads (the engine's) may hang.
        fresh = multiprocessing.get_context("spawn")
        return ProcessPoolExecutor(jobs, mp_context=fresh, initializer=_start, initargs=(self._job,))


def died() -> EngineFault:
    """The error for a file of which a process died."""
    return EngineFault(
        Text(
            "Le processus qui jugeait ce fichier s’est arrêté brutalement.",
            "The process that judged this file died.",
        ),
        remedy=Text(
            "Jugez ce fichier seul ; s’il arrête encore le programme, signalez-le.",
            "Judge this file alone; if the program stops again, report it.",
        ),
    )


def _submitted(pool: ProcessPoolExecutor, source: Source) -> Future[Judged]:
    """A file given to a pool, which may start a process for it.

    :raises UsageFault: when the system starts no more of them.
    """
    try:
        with held(), _uninterrupted():
            return pool.submit(_judge, source)
    except OSError as fault:
        reason = reasons.of_system(fault)
        raise UsageFault(
            Text(f"Aucun processus ne peut être lancé ({reason.fr}).", f"No process can be started ({reason.en})."),
            remedy=Text("Essayez avec --jobs 1.", "Try --jobs 1."),
        ) from fault


@contextmanager
def _uninterrupted() -> Iterator[None]:
    """Ctrl-C is no business of processes that are started meanwhile: they inherit that it waits."""
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


# --- In the other process


def _start(job: Work) -> None:
    """Keep the job; Ctrl-C is for the process that gave it."""
    global _job
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    _job = job


def _judge(source: Source) -> Judged:
    assert _job is not None
    return _job(source)
