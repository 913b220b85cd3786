"""What may come next in a case: the moves that lead on, what each asks for, and what still stands in its way."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Final

from pyoxigraph import NamedNode

from quartierkg.charter.document import CURRENT, Requirement, charter
from quartierkg.language import Text
from quartierkg.register.case import Case, Judgement
from quartierkg.register.guard import Asked, refusals
from quartierkg.register.lifecycle import Move, moves
from quartierkg.register.refusal import Refusal
from quartierkg.terms import term

_CRITERION: Final = term("qn:CriterionMet")
# Whoever makes the move writes it down then: it stands in nobody's way before.
_MOTIVE: Final = "…"


@dataclass(frozen=True, slots=True)
class Prospect:
    """A move that leads on from where a case is."""

    move: Move
    refusals: tuple[Refusal, ...] = ()
    """What stands in its way today; none where it can be made."""
    criteria: tuple[int, ...] = field(default=())
    """The criteria for which it can be made, where it is about one."""


def leading_on(case: Case) -> tuple[Move, ...]:
    """The moves from the state of a case, in the order of the charter."""
    here = case.state
    return tuple(move for move in moves().values() if (here in move.origins if here is not None else not move.origins))


def conditions(state: NamedNode, version: str = CURRENT) -> tuple[Requirement, ...]:
    """The requirements that the charter makes a condition of a state, each with its sentence."""
    return tuple(row for row in charter(version).requirements if row.condition_of == state)


def prospects(
    case: Case, today: str, judged: Callable[[Move], tuple[Judgement | None, Mapping[str, Text]]]
) -> tuple[Prospect, ...]:
    """Every move that leads on, as if somebody to whom it is open wanted to make it today.

    :param judged: the verdict on the latest dossier for a move, and what it found of the requirements that are not
        passed; None where the move asks for none, or there is none.
    """
    return tuple(_prospect(case, move, today, *judged(move)) for move in leading_on(case))


def _prospect(case: Case, move: Move, today: str, judgement: Judgement | None, told: Mapping[str, Text]) -> Prospect:
    role = min(move.roles, default="")
    proposal = case.proposal if case.proposal is not None and case.proposal.move == move.name else None
    proposed_by, proposed_as = (proposal.by, proposal.role) if proposal is not None else (None, None)
    found: dict[Refusal, None] = {}
    ready: list[int] = []
    for criterion in _criteria(case, move):
        asked = Asked(move, today, today, "", role, criterion, _MOTIVE, proposed_by, proposed_as, judgement, told)
        against = tuple(refusals(case, asked))
        found |= dict.fromkeys(against)
        if criterion is not None and not against:
            ready.append(criterion)
    # What is refused of one criterion is no obstacle to the move with another.
    return Prospect(move, tuple(found), tuple(ready))


def _criteria(case: Case, move: Move) -> Iterator[int | None]:
    """The criteria that a move may still be about; None, once, for a move that is about none."""
    if _CRITERION not in move.guards:
        yield None
        return
    done = {event.criterion for event in case.happened}
    version = case.latest.judgement.charter if case.latest is not None else CURRENT
    yield from (one.number for one in charter(version).criteria if one.number not in done)
