"""What is kept of one check: the bytes that were handed in, how they were judged, and the report that came of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from quartierkg.intake.source import Source


@dataclass(frozen=True, slots=True)
class Piece:
    """What somebody hands in to be kept."""

    dossiers: tuple[Source, ...]
    contexts: tuple[Source, ...]
    choice: Mapping[str, str]
    """How it was judged: each option by its name, the day among them, whichever it was then."""
    report: bytes
    """The report as data (JSON), as it was given."""

    @property
    def size(self) -> int:
        """How many bytes it takes, about: a name may be as long as a file."""
        sources = (*self.dossiers, *self.contexts)
        named = sum(len(f"{source.name}{source.media_type or ''}".encode("utf-8", "replace")) for source in sources)
        return len(self.report) + named + sum(len(source.data) for source in sources)


@dataclass(frozen=True, slots=True)
class Kept:
    """The same, as it is found again."""

    piece: Piece
    since: datetime
    until: datetime
