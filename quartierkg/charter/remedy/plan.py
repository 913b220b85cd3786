"""What is missing for the label: the remedies of one dossier, the lightest first."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import count
from typing import Final

from pyoxigraph import NamedNode

from quartierkg.charter import engines
from quartierkg.charter.check import Question, check
from quartierkg.charter.context import Context
from quartierkg.charter.outcome import Decision, Outcome, Severity
from quartierkg.charter.remedy.change import Change, changing, settled, weight
from quartierkg.charter.remedy.example import Effort, Limit, Remedies, Remedy, StandIn, effort, remedies
from quartierkg.charter.remedy.search import SECONDS, Purse, Search, Trial
from quartierkg.charter.rules import RuleSet, rules
from quartierkg.charter.verdict import Row, Verdict
from quartierkg.intake.dossier import Dossier
from quartierkg.terms import NUMERIC, SHAPES, term

OPEN: Final = (Outcome.FAILED, Outcome.NOT_STATED)
"""How a row comes out that a remedy is looked for."""


@dataclass(frozen=True, slots=True)
class Step:
    """One remedy, with the changes that it takes in this dossier."""

    remedy: Remedy
    effort: Effort
    rows: tuple[NamedNode, ...]
    """The requirements, or rules of form, that it satisfies."""
    changes: tuple[Change, ...]


@dataclass(frozen=True, slots=True)
class Plan:
    """What is missing for a dossier to be met."""

    dossier: Dossier
    context: Context
    verdict: Verdict
    steps: tuple[Step, ...]
    """The remedies, the lightest first."""
    following: tuple[Row, ...]
    """Rows that are satisfied once the steps are made."""
    awaiting: tuple[Row, ...]
    """Rows that the committee has yet to judge."""
    without: tuple[Row, ...]
    """Rows for which nothing that a dossier can state was found."""
    afterwards: Decision
    """What the dossier comes to once every step is made."""
    complete: bool
    """Whether everything was tried; a dossier of thousands of candidates is left before that."""
    changed: Dossier
    """The copy with every step made, with probe values: never to be handed out."""


def plan(dossier: Dossier, context: Context, question: Question, seconds: float = SECONDS) -> Plan:
    """What is missing for a dossier to be met, each with the smallest change found.

    :param seconds: of CPU that may be tried for.
    :raises EngineFault: when an engine fails, or when two disagree.
    :raises ShapesFault: when the shapes, or the remedies, are broken.
    """
    verdict = check(dossier, context, question)
    ruleset = rules(verdict.charter.version, question.profile, question.gate)
    trial = Trial(dossier, context, ruleset, engines.chosen("fast")[0], Purse(seconds))
    steps = tuple(_Planner(ruleset, dossier.source.sha256[:8]).steps(trial))
    for step in steps:
        trial = trial.with_(step.changes)
    after = check(trial.dossier, context, question)
    open_before = [row for row in verdict.rows if row.severity is Severity.VIOLATION and row.outcome in OPEN]
    served = {iri for step in steps for iri in step.rows}
    still = {row.requirement.iri for row in after.rows if row.outcome in OPEN}
    awaiting = tuple(row for row in after.rows if row.decides and row.outcome is Outcome.CANNOT_TELL)
    left = {row.requirement.iri for row in awaiting}
    return Plan(
        dossier,
        context,
        verdict,
        steps,
        tuple(row for row in open_before if row.requirement.iri not in served | still | left),
        awaiting,
        tuple(row for row in open_before if row.requirement.iri in still),
        after.outcome,
        not trial.purse.spent,
        trial.dossier,
    )


class _Planner:
    """Finds the steps of one dossier."""

    def __init__(self, ruleset: RuleSet, key: str) -> None:
        self._key = key
        self._numbers = count(1)
        self._remedies: Remedies = remedies(ruleset.version, ruleset.profile, ruleset.gate)

    def steps(self, trial: Trial) -> Iterator[Step]:
        """The steps in their order; each is tried again on top of those before it."""
        form = Search(trial, self._remedies.mendings)
        begun = [self._settled(step) for step in self._found(form, _is_form)]
        for step in begun:
            trial = trial.with_(step.changes)
        rest = Search(trial, self._remedies.mendings) if begun else form
        yield from begun
        touched: set[tuple[NamedNode, NamedNode]] = set()
        for step in sorted(self._found(rest), key=_order):
            now = trial.outcomes()
            open_ = [row for row in step.rows if _is_open(now.get(row))]
            if not open_:
                continue
            again = self._again(trial, step, open_, touched)
            if again is not None:
                again = self._settled(again)
                touched.update((change.node, change.predicate) for change in again.changes)
                trial = trial.with_(again.changes)
                yield again
        yield from self._left(trial)

    def _left(self, trial: Trial) -> Iterator[Step]:
        """The steps that only those before them make possible."""
        while any(map(_is_open, trial.outcomes().values())):
            step = next(self._found(Search(trial, self._remedies.mendings)), None)
            if step is None:
                return
            step = self._settled(step)
            trial = trial.with_(step.changes)
            yield step

    def _settled(self, step: Step) -> Step:
        return replace(step, changes=settled(step.changes, self._key, self._numbers))

    def _again(
        self, trial: Trial, step: Step, open_: Sequence[NamedNode], touched: Collection[tuple[NamedNode, NamedNode]]
    ) -> Step | None:
        """The step as it is needed after those before it."""
        overlaps = any((change.node, change.predicate) in touched for change in step.changes)
        if overlaps or any(change.makes is not None for change in step.changes):  # it may be there by now
            found = self._step(Search(trial, self._remedies.mendings), (step.remedy,), open_)
            return replace(found, effort=step.effort) if found is not None else None
        changes = changing(step.changes, trial.dossier.triples)
        before, after = trial.outcomes(), trial.outcomes(changes)
        reopened = (row for row, outcome in after.items() if _is_open(outcome) and not _is_open(before.get(row)))
        if not any(_is_open(after.get(row)) for row in open_) and not any(reopened):
            return Step(step.remedy, _effort(step.remedy, changes), tuple(open_), changes)
        return self._step(Search(trial, self._remedies.mendings), (step.remedy,), open_)

    def _found(self, search: Search, sought: Callable[[NamedNode], bool] = lambda _: True) -> Iterator[Step]:
        """A step for the open rows of each group of remedies, of those rows that are sought."""
        open_ = [row for row, outcome in search.before.items() if _is_open(outcome) and sought(row)]
        groups: dict[tuple[Remedy, ...], list[NamedNode]] = {}
        for row in open_:
            serving = tuple(remedy for remedy in self._remedies.remedies if row in remedy.remedies)
            if serving:
                groups.setdefault(serving, []).append(row)
        for serving, rows in groups.items():
            whole = self._step(search, serving, rows)
            if whole is not None:
                yield whole
            elif len(rows) > 1:
                yield from (step for row in rows if (step := self._step(search, serving, [row])) is not None)

    def _step(self, search: Search, serving: Collection[Remedy], rows: Sequence[NamedNode]) -> Step | None:
        found = [
            Step(remedy, _effort(remedy, changes), tuple(rows), changes)
            for remedy in serving
            if (changes := search.smallest(remedy, rows)) is not None
        ]
        return min(found, key=_order) if found else None


def _is_form(row: NamedNode) -> bool:
    """Whether a rule is one of form: everything else builds on what it asks for."""
    return row.value.startswith(SHAPES)


def _is_open(outcome: Outcome | None) -> bool:
    return outcome in OPEN


def _order(step: Step) -> tuple[int, int, int, str]:
    """The lightest first; then by how much changes, then in the order of the charter."""
    return step.effort.rank, *weight(step.changes), min(row.value for row in step.rows)


def _effort(remedy: Remedy, changes: Collection[Change]) -> Effort:
    """What some changes take: a thing to bring in, one to change, a value to correct, or a fact to state."""
    if any(change.makes is not None for change in changes):
        return max(remedy.to_add, remedy.to_change, key=lambda one: one.rank) if _replaces(changes) else remedy.to_add
    if _replaces(changes) or any(_asks_for_another(change) for change in changes):
        return remedy.to_change
    return effort(term("qn:ToCorrect" if any(change.removed for change in changes) else "qn:ToState"))


def _replaces(changes: Collection[Change]) -> bool:
    """Whether a state, or an amount that falls short, has to change in the world and not in the dossier alone."""
    return any(change.removed and (change.stands_for is None or _falls_short(change)) for change in changes)


def _asks_for_another(change: Change) -> bool:
    """Whether somebody else has to join in: what the context alone knows."""
    return isinstance(change.stands_for, StandIn) and change.stands_for.known is not None


def _falls_short(change: Change) -> bool:
    """Whether the value now stated is a right one that is not enough."""
    value = change.removed[0]
    if not isinstance(change.stands_for, Limit):
        return False
    if change.stands_for.threshold.against(change.removed) is not change.stands_for.threshold:
        return False  # it is no amount that can be
    return len(change.removed) == 1 and (isinstance(value, NamedNode) or value.datatype in NUMERIC)
