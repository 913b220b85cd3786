"""Where results go: into the report at once, or into memory where the report needs all of them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

from quartierkg.charter.verdict import Verdict
from quartierkg.cli.job import Judged
from quartierkg.language import Language
from quartierkg.report import Batch, Pieces, Tally, Writer

Write = Callable[[str | bytes], None]


class Sink(Protocol):
    """What takes the results of a run."""

    def add(self, judged: Judged) -> None:
        """Take one."""

    def end(self, tally: Tally) -> None:
        """Write what is not written yet."""


class Streamed:
    """A report that is written as results come in."""

    def __init__(self, pieces: Pieces, language: Language, write: Write) -> None:
        self.pieces = pieces
        self.language: Language = language
        self.write = write
        self._after = False

    def add(self, judged: Judged) -> None:
        """Write a piece; where only the counts are wanted, there is none."""
        if judged.piece is not None:
            before = self.pieces.between if self._after else self._head()
            self._after = True
            self.write(before + judged.piece)

    def end(self, tally: Tally) -> None:
        """Write the foot."""
        before = "" if self._after else self._head()
        self.write(before + self.pieces.foot(tally, self.language, after=self._after))

    def _head(self) -> str:
        return self.pieces.head(self.language)


class Collected:
    """A report that is written when everything is there."""

    def __init__(self, writer: Writer, language: Language, write: Write) -> None:
        self.writer = writer
        self.language: Language = language
        self.write = write
        self._verdicts: list[Verdict] = []

    def add(self, judged: Judged) -> None:
        """Keep the verdict."""
        if judged.verdict is not None:
            self._verdicts.append(judged.verdict)

    def end(self, tally: Tally) -> None:
        """Write all of them."""
        batch = Batch(tuple(self._verdicts), tuple(tally.unreadable), tally.not_looked_at)
        self.write(self.writer(batch, self.language))
