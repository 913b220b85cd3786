"""One task in a process of its own, with a clock and a limit of memory, without network and files."""

from __future__ import annotations

import multiprocessing
import os
import signal
from collections.abc import Callable
from multiprocessing.connection import Connection
from multiprocessing.reduction import ForkingPickler
from typing import Final, TypeVar

from quartierkg.errors import OutOfMemory, PastDeadline, QuartierError, WorkerLost
from quartierkg.language import Text
from quartierkg.workers.confinement import confine
from quartierkg.workers.orphan import end_with_parent

_T = TypeVar("_T")
_LATE: Final = Text(
    "Le travail n’a pas abouti dans le délai de {} s ; rien n’est écrit.",
    "The work did not end within {} s; nothing is written.",
)
_LARGE: Final = Text(
    "Le travail demande plus de {} Mio de mémoire ; rien n’est écrit.",
    "The work takes more than {} MiB of memory; nothing is written.",
)
_LOST: Final = Text(
    "Le processus qui travaillait s’est arrêté ; rien n’est écrit.", "The working process ended; nothing is written."
)
# What the engine ends with when the system gives it no more memory (the Rust library's handle_alloc_error).
_ABORTED: Final = -6


def alone(task: Callable[[], _T], seconds: float, memory: int, remedy: Text | None = None) -> _T:
    """What a task gives; it is of a kind that another process can take over, and so is what it gives.

    :param seconds: how long it may take by the clock on the wall, the start of its process included.
    :param memory: how much it may take beside what its process has at its start, in MiB.
    :param remedy: what to do about a limit that is passed.
    :raises QuartierError: what the task raises.
    :raises Unanswered: when it passes a limit, or its process ends.
    """
    fresh = multiprocessing.get_context("spawn")
    told, telling = fresh.Pipe(duplex=False)
    process = fresh.Process(target=_do, args=(task, memory, telling), daemon=True)
    with told:
        process.start()
        telling.close()
        try:
            if not told.poll(seconds):
                raise PastDeadline(_LATE.filled(f"{seconds:g}"), remedy=remedy)
            found = told.recv()
        except EOFError as fault:
            process.join()
            if process.exitcode == _ABORTED:
                raise OutOfMemory(_LARGE.filled(memory), remedy=remedy) from fault
            raise WorkerLost(_LOST) from fault
        finally:
            process.kill()
            process.join()
            process.close()
    if isinstance(found, MemoryError):
        raise OutOfMemory(_LARGE.filled(memory), remedy=remedy)
    if isinstance(found, QuartierError):
        raise found
    return found  # type: ignore[no-any-return]


def _do(task: Callable[[], object], memory: int, telling: Connection) -> None:
    """In the other process: give up what is not needed, then work."""
    end_with_parent()
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # whoever waits is told, and ends this process
    null = os.open(os.devnull, os.O_WRONLY)
    for stream in (1, 2):
        os.dup2(null, stream)
    no_more = ForkingPickler.dumps(MemoryError())  # while there is some
    confine(memory)
    try:
        said = ForkingPickler.dumps(task())
    except QuartierError as fault:
        said = ForkingPickler.dumps(fault)
    except MemoryError:
        said = no_more
    telling.send_bytes(said)
