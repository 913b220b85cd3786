"""Statements written as they come, however many they are: no more of them is held than is being written."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterable
from typing import IO, Final, cast

from pyoxigraph import Quad, Triple, serialize

from quartierkg.media import JELLY, JSON_LD, TRIG, TURTLE, MediaType
from quartierkg.publish import jelly
from quartierkg.terms import PREFIXES

Write = Callable[[bytes], object]

_PREFIXED: Final = frozenset((TURTLE, TRIG))


def stream(
    statements: Iterable[Quad] | Iterable[Triple], media: MediaType, write: Write, about: Iterable[str] = ()
) -> None:
    """Write statements in one syntax; of the same ones in the same order it makes the same bytes.

    :param about: lines that tell a reader what follows, where the syntax has comments.
    :raises NotInstalled: when the syntax needs an extra that is not there.
    """
    if media is JELLY:
        for frame in jelly.encoded(cast(Iterable[Quad], statements)):
            write(frame)
        return
    if media is not JSON_LD:
        write("".join(f"# {line}\n" for line in about).encode())
    prefixes = PREFIXES if media in _PREFIXED else {}
    sink = _Sink(write, len(prefixes))
    serialize(statements, output=cast(IO[bytes], sink), format=media.rdf, prefixes=prefixes or None)
    sink.end()


class _Sink(io.RawIOBase):
    """Takes what the library writes. It writes prefixes in an order of its own each time: here they are put in one."""

    def __init__(self, write: Write, prefixes: int) -> None:
        super().__init__()
        self._write, self._prefixes = write, prefixes
        self._head = b""

    def writable(self) -> bool:
        """It is."""
        return True

    def write(self, data: bytes) -> int:  # type: ignore[override]
        """Pass on a piece, or keep it as long as not all prefixes are there."""
        if not self._prefixes:
            self._write(bytes(data))
        else:
            self._head += bytes(data)
            if self._head.count(b"\n") >= self._prefixes:
                self.end()
        return len(data)

    def end(self) -> None:
        """Pass on what was kept."""
        lines = self._head.split(b"\n", self._prefixes)
        self._write(b"\n".join((*sorted(lines[: self._prefixes]), *lines[self._prefixes :])))
        self._head, self._prefixes = b"", 0
