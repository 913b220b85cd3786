"""The smallest changes that satisfy some requirements: ways to lay an example, each tried on a copy of the dossier."""

from __future__ import annotations

import time
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field, replace
from itertools import islice, takewhile
from typing import Final

from pyoxigraph import Literal, NamedNode

from quartierkg.charter import check
from quartierkg.charter.context import Context
from quartierkg.charter.engines import Engine
from quartierkg.charter.outcome import Outcome
from quartierkg.charter.remedy.change import Change, applied, is_draft, joined, weight
from quartierkg.charter.remedy.example import Mending, Remedy
from quartierkg.charter.remedy.fitting import Fitting, asks_for_a_day
from quartierkg.charter.remedy.standing import Standing
from quartierkg.charter.rules import RuleSet
from quartierkg.intake import dossier as dossiers
from quartierkg.intake.dossier import Dossier
from quartierkg.intake.position import Nowhere
from quartierkg.terms import term

_TYPE: Final = term("rdf:type")
_GRAVITY: Final = {
    Outcome.NOT_APPLICABLE: 0,
    Outcome.PASSED: 0,
    Outcome.CANNOT_TELL: 1,
    Outcome.NOT_STATED: 2,
    Outcome.FAILED: 3,
}
_SOUGHT: Final = _GRAVITY[Outcome.CANNOT_TELL]
"""At best the committee is left to judge: no dossier can do more."""
# More changes than these are left out several at a time first.
_FEW: Final = 16
# So many ways that work are made as small as can be, to take the smallest.
_COMPARED: Final = 4
SECONDS: Final = 30.0
"""Of CPU that are tried for where nothing else is said; a usual dossier takes one to three."""

Outcomes = Mapping[NamedNode, Outcome]


@dataclass(frozen=True, slots=True)
class Purse:
    """How long may be tried: a dossier with thousands of candidates ends all the same."""

    seconds: float = SECONDS
    """Of CPU."""
    since: float = field(default_factory=time.process_time)

    @property
    def spent(self) -> bool:
        """Whether nothing more may be tried."""
        return time.process_time() - self.since > self.seconds


@dataclass(frozen=True)
class Trial:
    """Judges copies of one dossier."""

    dossier: Dossier
    context: Context
    rules: RuleSet
    engine: Engine
    purse: Purse = field(default_factory=Purse)
    known: dict[tuple[Change, ...], Outcomes] = field(default_factory=dict, compare=False)
    """What was judged of this dossier: two ways to lay an example come down to the same changes more often than not."""

    def outcomes(self, changes: Collection[Change] = ()) -> Outcomes:
        """How each row that decides comes out, and each rule of form, once some changes are made.

        :raises EngineFault: when the engine fails.
        """
        made = tuple(changes)
        if made not in self.known:
            self.known[made] = check.outcomes(self.changed(made), self.context, self.rules, (self.engine,))
        return self.known[made]

    def changed(self, changes: Collection[Change]) -> Dossier:
        """A copy of the dossier with some changes made."""
        triples = applied(self.dossier.triples, changes)
        found = dossiers.stated(self.dossier.iri, triples, self.dossier.source)
        return found if self.dossier.places is None else found.placed(Nowhere())

    def with_(self, changes: Collection[Change]) -> Trial:
        """The same for the dossier with some changes made."""
        return replace(self, dossier=self.changed(changes), known={})


class Search:
    """Looks for the smallest changes of one dossier."""

    def __init__(self, trial: Trial, mendings: Collection[Mending]) -> None:
        self._trial, self._mendings = trial, tuple(mendings)
        self._before = trial.outcomes()
        self._standing = Standing(trial.dossier, trial.context)

    @property
    def before(self) -> Outcomes:
        """How the dossier comes out as it is."""
        return self._before

    def smallest(self, remedy: Remedy, rows: Collection[NamedNode]) -> tuple[Change, ...] | None:
        """The smallest changes after the example of a remedy that satisfy some rows; None where none do."""
        found = [changes for mending in (None, *self._mendings) for changes in self._with(remedy, mending, rows)]
        return min(found, key=weight) if found else None

    def _with(
        self, remedy: Remedy, mending: Mending | None, rows: Collection[NamedNode]
    ) -> Iterator[tuple[Change, ...]]:
        """Some of the smallest changes that a remedy comes to, with one mending; none where it does not serve."""
        for day in self._days(remedy):
            if self._trial.purse.spent:
                return
            fits = Fitting(self._standing, day).fits(remedy, mending)
            within = takewhile(lambda _: not self._trial.purse.spent, fits)
            serving = (changes for fit in within for changes in self._serving(joined(fit.changes), rows))
            found = [self._reduced(changes, rows) for changes in islice(serving, _COMPARED)]
            if found:
                yield from found
                return

    def _days(self, remedy: Remedy) -> list[Literal]:
        """The dates to try; where none is asked for, one."""
        days = self._standing.days()
        return days if asks_for_a_day(remedy.of_dossier) or asks_for_a_day(remedy.of_quartier) else days[:1]

    def _serving(self, changes: tuple[Change, ...], rows: Collection[NamedNode]) -> Iterator[tuple[Change, ...]]:
        """The changes where they serve; else those of them that take nothing away, where these do."""
        keeping = tuple(change for change in changes if change.added is not None)
        for tried in (changes, keeping) if len(keeping) < len(changes) else (changes,):
            if self._serves(tried, rows):
                yield tried
                return

    def _serves(self, changes: Collection[Change], rows: Collection[NamedNode]) -> bool:
        """Whether some rows are satisfied then, and every other that was still is."""
        after = self._trial.outcomes(changes)
        return all(_GRAVITY[after[row]] <= _SOUGHT for row in rows) and all(
            _GRAVITY[outcome] <= _SOUGHT
            for row, outcome in after.items()
            if _GRAVITY[self._before.get(row, outcome)] <= _SOUGHT
        )

    def _reduced(self, changes: tuple[Change, ...], rows: Collection[NamedNode]) -> tuple[Change, ...]:
        """The changes without those that are not needed, the larger ones left out first."""
        size = 1 << (len(changes) // _FEW).bit_length()
        while size:
            before, changes = changes, self._without_some(changes, rows, size)
            if size > 1 or len(changes) == len(before):  # what one left out makes another idle: once more, one by one
                size //= 2
        for change in [change for change in changes if change.removed and change.added is not None]:
            beside = tuple(replace(one, removed=()) if one == change else one for one in changes)
            if self._serves(beside, rows):
                changes = beside
        return changes

    def _without_some(self, changes: tuple[Change, ...], rows: Collection[NamedNode], size: int) -> tuple[Change, ...]:
        """The changes without those that are not needed, looked at so many at a time; what a new thing is stays."""
        order = [
            change
            for change in sorted(changes, key=_last_resort)
            if not (is_draft(change.node) and change.predicate == _TYPE)
        ]
        for start in range(0, len(order), size):
            some = set(order[start : start + size]) & set(changes)
            if not some or self._trial.purse.spent:
                continue
            fewer = joined(one for one in changes if one not in some)
            if self._serves(fewer, rows):
                changes = fewer
        return changes


def _last_resort(change: Change) -> tuple[bool, bool, bool]:
    """In which order changes are left out: things brought in, amounts to be reached, then values taken away."""
    return change.makes is None, not change.is_amount, change.added is not None
