"""The work on one file, as it goes to whoever does it: this process, another one, or another machine."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import NamedTuple, Protocol

from quartierkg.charter.check import Question, check
from quartierkg.charter.context import Context
from quartierkg.charter.outcome import Decision
from quartierkg.charter.verdict import CriterionOutcome, Verdict
from quartierkg.intake.source import Source
from quartierkg.language import Language
from quartierkg.report import pieces
from quartierkg.report.format import BY_NAME
from quartierkg.workbook import reading


class Judged(NamedTuple):
    """What came of one file: what is counted, and what the report needs of it."""

    outcome: Decision
    criteria: tuple[CriterionOutcome, ...]
    charter: str
    """Its version."""
    piece: str | None = None
    """What a report that is written piece by piece says of it."""
    verdict: Verdict | None = None
    """The whole, for a report that needs all of them; without its source where there are others."""
    ignored: tuple[str, ...] = ()
    """What of a workbook was passed over, as it is told."""


Work = Callable[[Source], Judged]
"""What is done with a file: a :class:`Job`."""
Wait = Callable[[], Judged]
"""What gives the result of a file that was begun, when it is there."""


class Crew(Protocol):
    """Those who judge."""

    @property
    def ahead(self) -> int:
        """How many files may be under way at once."""

    def begin(self, source: Source) -> Wait:
        """Begin a file."""

    def close(self) -> None:
        """Send everybody home; what is still under way is dropped."""


@dataclass(frozen=True, slots=True)
class Job:
    """How files are judged, and what is wanted of each."""

    context: Context
    question: Question
    format: str
    """The name of the report's format; ``""`` where only the counts are wanted."""
    language: Language
    alone: bool = False
    """Whether there is only one file, so that nothing piles up."""

    def __call__(self, source: Source) -> Judged:
        """Judge a file.

        :raises Unreadable: when it is not a dossier that can be judged.
        :raises EngineFault: when an engine fails, or when two disagree.
        """
        read = reading.of(source)
        found = check(read.dossier, self.context, self.question)
        ignored = tuple(f"{source.name} {remark.line.in_(self.language)}" for remark in read.ignored)
        counted = Judged(found.outcome, found.criteria, found.charter.version, ignored=ignored)
        return self._with_report(counted, found) if self.format else counted

    def _with_report(self, counted: Judged, found: Verdict) -> Judged:
        written = pieces(self.format)
        if written is not None:
            return counted._replace(piece=written.piece(found, self.language))
        return counted._replace(verdict=found if self.alone else found.settled(places=BY_NAME[self.format].places))
