"""What became of a fictional Quartier: its states, each with the day on which it was reached."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from typing import Final

from quartierkg.synth.chance import Chance

BEGINNING: Final = datetime.date(2016, 1, 4)
LAST: Final = datetime.date(2026, 6, 30)
"""Nothing is known after that day."""
_PATH: Final = (
    "qn:InterestDeclared",
    "qn:ResponseFiled",
    "qn:StructureConstituted",
    "qn:CharterSigned",
    "qn:CalendarSet",
    "qn:InRealisation",
    "qn:AllCriteriaRealised",
    "qn:Labelled",
)
_LEAST: Final = 3
"""So many events has the shortest history."""
_LABELLED: Final = 0.6
_LEFT: Final = (("qn:Suspended", 0.08), ("qn:Withdrawn", 0.06))
"""What becomes of some of those that were labelled."""


@dataclass(frozen=True, slots=True)
class History:
    """The states of a Quartier, in the order of their days."""

    events: tuple[tuple[str, datetime.date], ...]

    @property
    def state(self) -> str:
        """The state that it has now."""
        return self.events[-1][0]

    @property
    def since(self) -> datetime.date:
        """The day from which the Quartier does anything: that of its structure."""
        return self.day("qn:StructureConstituted") or BEGINNING

    def day(self, state: str) -> datetime.date | None:
        """The day on which a state was reached; None for one that was not."""
        return dict(self.events).get(state)


def history(seed: int, number: int) -> History:
    """The history of a Quartier, which needs nothing else of it."""
    chance = Chance(seed, f"history{number}")
    whole = chance.whether(_LABELLED)
    path = list(_PATH) if whole else list(_PATH[: chance.number(_LEAST, len(_PATH) - 1)])
    left = next((state for state, share in _LEFT if chance.whether(share)), None)
    if whole and left is not None:
        path.append(left)
    events = []
    day = chance.day(BEGINNING, LAST - datetime.timedelta(days=2400))
    for state in path:
        events.append((state, day))
        day = chance.day(day + datetime.timedelta(days=20), day + datetime.timedelta(days=240))
    return History(tuple(events))


def wave(labelled: datetime.date) -> int:
    """The wave in which a label was awarded: one a year, from the second year on."""
    return max(1, labelled.year - BEGINNING.year)
