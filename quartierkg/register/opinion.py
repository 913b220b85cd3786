"""An opinion of the committee: on which requirements it has a say, and what it can say."""

from __future__ import annotations

from typing import Any, Final

from quartierkg.charter.document import charter
from quartierkg.charter.outcome import Outcome
from quartierkg.errors import ParameterFault
from quartierkg.language import Text
from quartierkg.register.case import Filed

OPINIONS: Final = (Outcome.PASSED.value, Outcome.FAILED.value, Outcome.CANNOT_TELL.value)
"""What an opinion can be."""


def opinion(filed: Filed, requirement: str, outcome: str, motive: str) -> dict[str, Any]:
    """What the journal keeps of an opinion on a requirement, by its identifier (``QN-4-03``), of a dossier.

    :raises ParameterFault: when the committee has no say on the requirement, the outcome is none, or the motive is
        missing.
    """
    rows = {row.id: row for row in charter(filed.judgement.charter).requirements if "Committee" in row.decided_by}
    if requirement not in rows:
        raise ParameterFault(
            Text(
                f"Le comité ne se prononce pas sur « {requirement} ».",
                f"The committee has no say on {requirement!r}.",
            ),
            source="requirement",
            remedy=Text(f"Il se prononce sur : {', '.join(rows)}.", f"It has on: {', '.join(rows)}."),
        )
    if outcome not in OPINIONS:
        raise ParameterFault(
            Text(f"« {outcome} » n’est pas une issue.", f"{outcome!r} is no outcome."),
            source="outcome",
            remedy=Text("passed, failed ou cantTell.", "passed, failed or cantTell."),
        )
    if not motive.strip():
        raise ParameterFault(Text("Le motif manque.", "The motive is missing."), source="motive")
    return {
        "version": filed.version,
        "requirement": rows[requirement].iri.value,
        "outcome": outcome,
        "motive": motive.strip(),
    }
