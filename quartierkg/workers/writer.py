"""The writer: one process, started for the first write, that builds changed copies of the index, one after another."""

from __future__ import annotations

import asyncio
import shutil
from contextlib import aclosing
from pathlib import Path
from typing import Final

from quartierkg.errors import PastDeadline, QueryFault, WorkerLost
from quartierkg.language import Text
from quartierkg.limits import Limits
from quartierkg.query.operation import Operation
from quartierkg.snapshot import Archive
from quartierkg.snapshot.changes import Changes
from quartierkg.snapshot.revision import INDEX
from quartierkg.workers import frames
from quartierkg.workers.worker import Lost, Worker

_SCRATCH: Final = "changed"
# An operator's write may copy and compare a whole index: so many times the deadline of a query.
_DEADLINES: Final = 12
_LOST: Final = Text(
    "Le processus qui écrivait s’est arrêté ; rien n’est écrit.", "The writing process ended; nothing is written."
)
_LATE: Final = Text(
    "L’écriture n’a pas abouti dans le délai de {} s ; rien n’est écrit.",
    "The write did not end within the deadline of {} s; nothing is written.",
)


class Writer:
    """Writes to one store; of two writes the second waits."""

    def __init__(self, archive: Archive, limits: Limits) -> None:
        self._archive = archive
        self._memory, self._deadline = limits.memory, limits.deadline * _DEADLINES
        self._alone = asyncio.Lock()
        self._worker: Worker | None = None

    async def changed(self, operation: Operation) -> tuple[Changes, Path]:
        """What an operation changes, and the index with it; nothing is written yet.

        :raises QueryFault: when the operation cannot be parsed or evaluated.
        :raises Unanswered: when it takes too long, or its process ends.
        """
        scratch = self._archive.directory / _SCRATCH
        index = self._archive.snapshot.directory / INDEX
        value = {"operation": operation.value(), "index": str(index), "changed": str(scratch)}
        try:
            return Changes.read(await asyncio.wait_for(self._told(value), self._deadline)), scratch
        except TimeoutError as fault:
            await self.stop()
            raise PastDeadline(_LATE.filled(f"{self._deadline:g}")) from fault
        except Lost as fault:
            await self.stop()
            raise WorkerLost(_LOST) from fault

    async def _told(self, value: object) -> bytes:
        if self._worker is None or not self._worker.alive:
            self._worker = await Worker.start(None, self._memory)
        found = b""
        async with aclosing(self._worker.ask(value)) as told:
            async for kind, body in told:
                if kind == frames.FAULT:
                    raise QueryFault.read(frames.value(body))
                found += body
        return found

    def alone(self) -> asyncio.Lock:
        """Held by whoever writes: from what is changed until it is shown."""
        return self._alone

    async def stop(self) -> None:
        """End the process, and remove what it built."""
        worker, self._worker = self._worker, None
        if worker is not None:
            worker.kill("stop")
            await worker.gone()
        shutil.rmtree(self._archive.directory / _SCRATCH, ignore_errors=True)
