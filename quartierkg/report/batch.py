"""What came of the dossiers of one run: the verdicts, and the files that got none."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final, NamedTuple, Protocol

from quartierkg.charter import document
from quartierkg.charter.outcome import Decision, Outcome
from quartierkg.charter.verdict import CriterionOutcome, Verdict
from quartierkg.errors import Unreadable
from quartierkg.language import Text

NOT_MET: Final = 1


class CriterionCount(NamedTuple):
    """How many dossiers came out which way on one criterion."""

    number: int
    label: Text
    dossiers: Mapping[Outcome, int]
    """By outcome, every outcome of them."""


@dataclass(frozen=True, slots=True)
class Summary:
    """How many dossiers came out which way, as a whole and on each criterion."""

    met: int
    awaiting: int
    not_met: int
    unreadable: int
    not_looked_at: int = 0
    """Files that a run left out because it was stopped."""
    criteria: tuple[CriterionCount, ...] = ()

    @property
    def judged(self) -> int:
        """How many dossiers got a verdict."""
        return self.met + self.awaiting + self.not_met

    @property
    def files(self) -> int:
        """How many files were asked for, those apart on which an engine failed."""
        return self.judged + self.unreadable + self.not_looked_at


class Ending(Protocol):
    """What is known of a run when it is over."""

    @property
    def summary(self) -> Summary:
        """The counts."""

    @property
    def unreadable(self) -> Sequence[Unreadable]:
        """The files that got no verdict."""


class Tally:
    """The counts of a run while it goes on; of the verdicts themselves nothing is kept."""

    def __init__(self, unreadable: Iterable[Unreadable] = (), not_looked_at: int = 0) -> None:
        self.unreadable = list(unreadable)
        self.not_looked_at = not_looked_at
        self._decisions: Counter[Decision] = Counter()
        self._criteria: Counter[CriterionOutcome] = Counter()
        self._labels: dict[int, Text] = {}

    def add(self, outcome: Decision, criteria: Iterable[CriterionOutcome], version: str) -> None:
        """Count one dossier.

        :param version: of the charter.
        """
        self._decisions[outcome] += 1
        self._criteria.update(criteria)
        for criterion in document.charter(version).criteria:
            self._labels.setdefault(criterion.number, criterion.label)

    @property
    def summary(self) -> Summary:
        """The counts as they are now."""
        found = self._decisions
        return Summary(
            met=found[Decision.MET],
            awaiting=found[Decision.AWAITING],
            not_met=found[Decision.NOT_MET],
            unreadable=len(self.unreadable),
            not_looked_at=self.not_looked_at,
            criteria=tuple(self._criterion(number) for number in sorted(self._labels)),
        )

    @property
    def exit_code(self) -> int:
        """0 when every dossier is met or awaiting, 1 when one is not met; something unreadable wins over 1."""
        if self.unreadable:
            return Unreadable.exit_code
        return NOT_MET if self._decisions[Decision.NOT_MET] else 0

    def _criterion(self, number: int) -> CriterionCount:
        counts = {outcome: self._criteria[CriterionOutcome(number, outcome)] for outcome in Outcome}
        return CriterionCount(number, self._labels[number], counts)


@dataclass(frozen=True, slots=True)
class Batch:
    """The verdicts of a run and what could not be read."""

    verdicts: tuple[Verdict, ...]
    unreadable: tuple[Unreadable, ...] = ()
    not_looked_at: int = 0

    @property
    def summary(self) -> Summary:
        """The counts."""
        return self._tally.summary

    @property
    def exit_code(self) -> int:
        """The exit code of the counts."""
        return self._tally.exit_code

    @property
    def _tally(self) -> Tally:
        found = Tally(self.unreadable, self.not_looked_at)
        for verdict in self.verdicts:
            found.add(verdict.outcome, verdict.criteria, verdict.charter.version)
        return found
