"""A worker: ``python -m quartierkg.workers FOLDER MEMORY NETWORK``; it reads questions from standard input.

Without a folder it is the writer, which builds changed copies of an index.
"""

from __future__ import annotations

import gc
import json
import os
import sys
from collections.abc import Callable
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import Any, BinaryIO, Final

from quartierkg import query
from quartierkg.errors import QueryFault, RemoteFault
from quartierkg.query import Job
from quartierkg.query.operation import Operation, perform
from quartierkg.remote import Remote
from quartierkg.snapshot import Snapshot
from quartierkg.workers import frames
from quartierkg.workers.confinement import confine
from quartierkg.workers.worker import REMOTE

# The engine writes by 8 KiB; the first piece leaves at once, the others together.
_TOGETHER: Final = 64 * 1024


class _Pieces:
    """Takes what the engine writes and sends it on as frames."""

    def __init__(self, pipe: BinaryIO) -> None:
        self._pipe = pipe
        self._held = bytearray()
        self._first = True

    def write(self, data: bytes) -> int:
        """Take a piece."""
        self._held += data
        if len(self._held) >= _TOGETHER or (self._first and len(self._held) >= 8 * 1024):
            self.send()
        return len(data)

    def flush(self) -> None:
        """Nothing: what is held goes with the next frame."""

    def send(self) -> None:
        """Send what is held."""
        if self._held:
            self._pipe.write(frames.frame(frames.DATA, bytes(self._held)))
            self._pipe.flush()
            self._held.clear()
            self._first = False

    def end(self) -> None:
        """Send what is held, and that it was all."""
        held = frames.frame(frames.DATA, bytes(self._held)) if self._held else b""
        self._pipe.write(held + frames.frame(frames.END))
        self._pipe.flush()


def main(directory: Path | None, memory: int, *, network: bool, remote: Remote | None = None) -> None:
    """Answer questions about one revision, one after another, until there is nobody to ask.

    :param remote: the server that holds the revision; the index here is not opened then.
    """
    asked, told = os.fdopen(os.dup(0), "rb"), os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # what a library prints must not pass for a frame
    snapshot = None if directory is None or remote is not None else Snapshot.open(directory).in_memory()
    if snapshot is not None:
        query.ask(snapshot, "SELECT * { ?s ?p ?o } LIMIT 1")  # whatever is loaded late is loaded now
    told.write(frames.json_frame(frames.READY, confine(memory, writes=directory is None, network=network)))
    told.flush()
    while header := asked.read(frames.HEADER.size):
        kind, length = frames.HEADER.unpack(header)
        value = frames.value(asked.read(length))
        if kind == frames.TURN:
            snapshot = Snapshot.open(Path(value)).in_memory() if remote is None else None
            told.write(frames.frame(frames.END))
            told.flush()
        elif remote is not None:
            _answer(remote.write, Job.read(value), told)
        elif snapshot is not None:
            _answer(partial(query.write, snapshot), Job.read(value), told)
        else:
            _write(value, told)


def _write(value: dict[str, Any], told: BinaryIO) -> None:
    pieces = _Pieces(told)
    try:
        changes = perform(Operation.read(value["operation"]), Path(value["index"]), Path(value["changed"]))
        gc.collect()  # the library closes its files when the object goes
        pieces.write(changes.written())
    except QueryFault as fault:
        told.write(frames.json_frame(frames.FAULT, fault.value()))
        told.flush()
    else:
        pieces.end()


def _answer(write: Callable[[Job, _Pieces], None], job: Job, told: BinaryIO) -> None:
    pieces = _Pieces(told)
    try:
        write(job, pieces)
    except QueryFault as fault:
        told.write(frames.json_frame(frames.FAULT, fault.value()))
        told.flush()
    except RemoteFault as fault:
        told.write(frames.json_frame(frames.SILENT, [fault.text.fr, fault.text.en]))
        told.flush()
    else:
        pieces.end()


def _remote(told: str) -> Remote | None:
    return Remote.read(json.loads(told)) if told else None


if __name__ == "__main__":
    with suppress(BrokenPipeError):  # the service is gone, and with it whoever asked
        main(
            Path(sys.argv[1]) if sys.argv[1] else None,
            int(sys.argv[2]),
            network=sys.argv[3] == "1",
            remote=_remote(os.environ.pop(REMOTE, "")),
        )
