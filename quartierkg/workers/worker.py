"""One worker, from the side of the service: it is started, asked, read from and, when need be, killed."""

from __future__ import annotations

import asyncio
import json
import mmap
import os
import sys
from collections.abc import AsyncGenerator
from contextlib import suppress
from pathlib import Path
from typing import Any, Final, Self

import quartierkg
from quartierkg.remote import Remote
from quartierkg.snapshot import Snapshot
from quartierkg.workers import frames

REMOTE: Final = "QUARTIERKG_WORKER_REMOTE"
"""The variable by which a worker is told which server to ask."""
_START: Final = 30.0
"""Seconds in which a worker must be ready."""


class Lost(Exception):
    """The worker ended before its answer did."""


class Worker:
    """A process that answers one question at a time."""

    def __init__(self, process: asyncio.subprocess.Process, snapshot: Snapshot | None) -> None:
        self._process = process
        self.snapshot = snapshot
        """The revision that it reads; it is kept as long as somebody does."""
        self.protections: tuple[str, ...] = ()
        self.killed_for: str | None = None
        """Why the service killed it, if it did."""
        self.peak = 0
        """The most memory that it was seen to hold, in MiB."""

    @classmethod
    async def start(
        cls, snapshot: Snapshot | None, memory: int, *, network: bool = False, remote: Remote | None = None
    ) -> Self:
        """Start a worker on a revision, and wait until it is ready.

        :param snapshot: the revision; None for the writer.
        :param network: whether it may ask other servers.
        :param remote: the server that it asks in place of the revision's index.
        :raises Lost: when it does not become ready.
        """
        process = await asyncio.create_subprocess_exec(
            *(
                sys.executable,
                "-m",
                "quartierkg.workers",
                str(snapshot.directory) if snapshot else "",
                str(memory),
                str(int(network)),
            ),
            stdin=asyncio.subprocess.PIPE,
            stdout=asyncio.subprocess.PIPE,
            env=_environment(remote),
        )
        worker = cls(process, snapshot)
        try:
            kind, body = await asyncio.wait_for(worker._read(), _START)
        except (TimeoutError, Lost) as fault:
            worker.kill("start")
            await worker.gone()
            raise Lost(f"worker {process.pid} did not become ready") from fault
        except asyncio.CancelledError:
            worker.kill("stop")
            await worker.gone()
            raise
        assert kind == frames.READY
        worker.protections = tuple(frames.value(body))
        return worker

    @property
    def alive(self) -> bool:
        """Whether it can be asked."""
        return self.killed_for is None and self._process.returncode is None

    @property
    def pid(self) -> int:
        """The number of its process."""
        return self._process.pid

    def resident(self) -> int:
        """The memory that it holds, in MiB; 0 where the platform does not tell."""
        try:
            pages = int(Path(f"/proc/{self.pid}/statm").read_text(encoding="ascii").split()[1])
            return pages * mmap.PAGESIZE >> 20
        except (OSError, ValueError, IndexError):
            return 0

    def kill(self, reason: str) -> None:
        """End it at once; the first reason stays."""
        self.killed_for = self.killed_for or reason
        with suppress(ProcessLookupError):
            self._process.kill()

    async def gone(self) -> None:
        """Wait until it has ended."""
        await self._process.wait()
        if self._process.stdin is not None:
            self._process.stdin.close()

    async def turn(self, snapshot: Snapshot) -> None:
        """Read another revision from now on.

        :raises Lost: when the worker ends over it, or takes too long.
        """
        await self._send(frames.TURN, str(snapshot.directory))
        try:
            await asyncio.wait_for(self._read(), _START)
        except TimeoutError as fault:
            raise Lost from fault
        self.snapshot = snapshot

    async def ask(self, job: Any) -> AsyncGenerator[tuple[bytes, bytes]]:
        """Put a question: its frames, the last of which is an end or a fault.

        :raises Lost: when the worker ends before.
        """
        await self._send(frames.ASKED, job)
        while True:
            kind, body = await self._read()
            yield kind, body
            if kind in (frames.END, frames.FAULT, frames.SILENT):
                return

    async def _send(self, kind: bytes, value: Any) -> None:
        assert self._process.stdin is not None
        try:
            self._process.stdin.write(frames.json_frame(kind, value))
            await self._process.stdin.drain()
        except (BrokenPipeError, ConnectionResetError) as fault:
            raise Lost from fault

    async def _read(self) -> tuple[bytes, bytes]:
        assert self._process.stdout is not None
        try:
            kind, length = frames.HEADER.unpack(await self._process.stdout.readexactly(frames.HEADER.size))
            return kind, await self._process.stdout.readexactly(length)
        except (asyncio.IncompleteReadError, ConnectionResetError) as fault:
            raise Lost from fault


def _environment(remote: Remote | None) -> dict[str, str]:
    """The environment of the service, by which a worker finds the same package; passwords stand on no command line."""
    root = str(Path(quartierkg.__file__).parent.parent)
    paths = [root, *filter(None, [os.environ.get("PYTHONPATH")])]
    # The C library keeps 64 MiB of address space for each thread otherwise, which counts against the limit of memory.
    arenas = {"MALLOC_ARENA_MAX": "2"}
    asked = {} if remote is None else {REMOTE: json.dumps(remote.value())}
    return os.environ | {"PYTHONPATH": os.pathsep.join(paths)} | arenas | asked
