"""What a change of version does to a dossier: it is judged by both, whatever version it names."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Final

from quartierkg.charter.check import Question, check
from quartierkg.charter.context import Context
from quartierkg.charter.outcome import Outcome
from quartierkg.charter.verdict import Row, Verdict
from quartierkg.intake.dossier import Dossier

_SETTLED: Final = frozenset((Outcome.PASSED, Outcome.NOT_APPLICABLE))


@dataclass(frozen=True, slots=True)
class RowChange:
    """A requirement that comes out otherwise; None where a version does not have it."""

    before: Row | None
    after: Row | None


@dataclass(frozen=True, slots=True)
class Comparison:
    """A dossier judged by two versions."""

    before: Verdict
    after: Verdict
    rows: tuple[RowChange, ...]

    @property
    def decision_changes(self) -> bool:
        """Whether the dossier as a whole comes out otherwise."""
        return self.before.outcome is not self.after.outcome


def compare(dossier: Dossier, context: Context, question: Question, before: str, after: str) -> Comparison:
    """What two versions say of a dossier.

    :raises EngineFault: when an engine fails, or when two disagree.
    """
    old, new = (check(dossier, context, replace(question, version=version)) for version in (before, after))
    return Comparison(old, new, tuple(_rows(old, new)))


def _rows(before: Verdict, after: Verdict) -> Iterator[RowChange]:
    """The rows that come out otherwise, in the order of the later version; those that it no longer has come last."""
    old, new = ({row.requirement.id: row for row in found.rows} for found in (before, after))
    for id_ in dict.fromkeys((*new, *old)):
        change = RowChange(old.get(id_), new.get(id_))
        if _differs(change):
            yield change


def _differs(change: RowChange) -> bool:
    """Whether the dossier is told something else: another outcome, or an open row that weighs otherwise."""
    one, other = change.before, change.after
    if one is not None and other is not None:
        open_ = one.outcome not in _SETTLED
        return one.outcome is not other.outcome or (open_ and one.severity is not other.severity)
    row = one or other
    return row is not None and row.outcome not in _SETTLED
