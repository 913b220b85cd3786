"""What came of the dossiers of one run: the verdicts, and the files that got none."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import Final

from quartierkg.charter.outcome import Decision
from quartierkg.charter.verdict import Verdict
from quartierkg.errors import Unreadable

NOT_MET: Final = 1


@dataclass(frozen=True, slots=True)
class Summary:
    """How many dossiers came out which way."""

    met: int
    awaiting: int
    not_met: int
    unreadable: int


@dataclass(frozen=True, slots=True)
class Batch:
    """The verdicts of a run and what could not be read."""

    verdicts: tuple[Verdict, ...]
    unreadable: tuple[Unreadable, ...] = ()

    @property
    def summary(self) -> Summary:
        """The counts."""
        found = Counter(verdict.outcome for verdict in self.verdicts)
        return Summary(found[Decision.MET], found[Decision.AWAITING], found[Decision.NOT_MET], len(self.unreadable))

    @property
    def exit_code(self) -> int:
        """0 when every dossier is met or awaiting, 1 when one is not met; something unreadable wins over 1."""
        if self.unreadable:
            return Unreadable.exit_code
        return NOT_MET if self.summary.not_met else 0
