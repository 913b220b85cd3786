"""A deed, prepared in a process of its own: dossiers of strangers are parsed and judged there, and nowhere else."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any, Final, Literal

from quartierkg.intake.source import Source
from quartierkg.register.case import Case, Filed
from quartierkg.register.deed import Deed
from quartierkg.register.desk import Desk, Person
from quartierkg.register.prospect import Prospect
from quartierkg.settings import DEFAULTS
from quartierkg.snapshot.snapshot import Snapshot

Verb = Literal["file", "attach", "opine", "propose", "decline", "approve", "make", "show"]


@dataclass(frozen=True, slots=True)
class Task:
    """What is asked of the desk; it goes to another process whole."""

    revision: Path
    """The folder of the graphs as they are."""
    verb: Verb
    case: Case
    person: Person
    today: str
    latest: Source | None = None
    """The bytes of the dossier that counts, where the case has one."""
    said: Mapping[str, Any] = field(default_factory=dict)
    """The arguments of the verb."""
    proposal_days: float = DEFAULTS.proposal_days

    def done(self) -> Deed:
        """The deed.

        :raises QuartierError: as the desk does.
        """
        desk = Desk(_snapshot(self.revision), partial(_given, self.latest), self.today, self.proposal_days)
        prepared: Deed = getattr(desk, self.verb)(self.case, **self.said, person=self.person)
        return prepared


@dataclass(frozen=True, slots=True)
class Foresight:
    """The question what may come next in a case; it goes to another process as well, for it judges the dossier."""

    revision: Path
    case: Case
    today: str
    latest: Source | None = None
    proposal_days: float = DEFAULTS.proposal_days

    def done(self) -> tuple[Prospect, ...]:
        """The moves that lead on.

        :raises QuartierError: as the desk does.
        """
        desk = Desk(_snapshot(self.revision), partial(_given, self.latest), self.today, self.proposal_days)
        return desk.foresee(self.case)


def _given(latest: Source | None, _: Filed) -> Source:
    assert latest is not None
    return latest


_OPEN: Final[dict[Path, Snapshot]] = {}


def _snapshot(revision: Path) -> Snapshot:
    """The revision, kept open for the next task; the one before goes first: both would not fit."""
    if revision not in _OPEN:
        _OPEN.clear()
        _OPEN[revision] = Snapshot.open(revision)
    return _OPEN[revision]
