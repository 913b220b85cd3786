"""A deed, prepared in a process of its own: dossiers of strangers are parsed and judged there, and nowhere else."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final, Literal

from quartierkg.intake.source import Source
from quartierkg.register.case import Case, Filed
from quartierkg.register.deed import Deed
from quartierkg.register.desk import Desk, Person
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

    def done(self) -> Deed:
        """The deed.

        :raises QuartierError: as the desk does.
        """
        desk = Desk(_snapshot(self.revision), self._source, self.today)
        prepared: Deed = getattr(desk, self.verb)(self.case, **self.said, person=self.person)
        return prepared

    def _source(self, _: Filed) -> Source:
        assert self.latest is not None
        return self.latest


_OPEN: Final[dict[Path, Snapshot]] = {}


def _snapshot(revision: Path) -> Snapshot:
    """The revision, kept open for the next task; the one before goes first: both would not fit."""
    if revision not in _OPEN:
        _OPEN.clear()
        _OPEN[revision] = Snapshot.open(revision)
    return _OPEN[revision]
