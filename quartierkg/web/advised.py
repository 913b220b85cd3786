"""What the page of a verdict says of remedies: those that are known, where to ask for them, or why there are none.

The verdict is there at once; remedies take seconds, so that they come by a request of their own, which asks for them.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial
from typing import Final

from starlette.requests import Request

from quartierkg.charter.outcome import Decision
from quartierkg.charter.verdict import Verdict
from quartierkg.errors import QuartierError, Unanswered
from quartierkg.intake.source import Source
from quartierkg.language import Text
from quartierkg.report.remedy.advice import Advice
from quartierkg.web import service
from quartierkg.web.advising import Asking
from quartierkg.web.budget import asking
from quartierkg.web.judge import Case, Outcome
from quartierkg.web.streaming import unless_left

PARAMETER: Final = "remedies"
ASKED: Final[Mapping[str, str]] = {PARAMETER: "1"}
"""What an address says that asks for them."""


@dataclass(frozen=True, slots=True)
class Advised:
    """What the page says."""

    advice: Advice | None = None
    said: Text | None = None
    """Why there is none."""
    offered: bool = False
    """Whether they may be asked for."""


async def remedies(request: Request, case: Case, dossier: Source, judged: Outcome, *, asked: bool) -> Advised:
    """What the page of one dossier says of them.

    :param asked: whether they are looked for, which takes seconds.
    :raises ClientDisconnect: when the client left meanwhile.
    """
    if not isinstance(judged, Verdict) or judged.outcome is not Decision.NOT_MET:
        return Advised()
    about, client = service.of(request), asking(request)
    advisers = about.advisers
    if not asked:
        known = advisers.known(case, dossier)
        return Advised(known, offered=known is None)
    who = Asking(client, partial(about.budget.spend, client))
    try:
        return Advised(await unless_left(request.receive, advisers.advice(case, dossier, who)))
    except QuartierError as fault:
        return Advised(said=fault.text, offered=isinstance(fault, Unanswered))
