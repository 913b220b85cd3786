"""How the parts of a verdict come out, and which of two outcomes is the worse."""

from __future__ import annotations

from collections.abc import Iterable
from enum import Enum
from typing import Final

from quartierkg.language import Text
from quartierkg.terms import term


class Outcome(Enum):
    """The outcome of a requirement or of a criterion; the value is its name in JSON (EARL 1.0 Schema, 2.7)."""

    FAILED = "failed"
    NOT_STATED = "notStated"
    CANNOT_TELL = "cantTell"
    PASSED = "passed"
    NOT_APPLICABLE = "notApplicable"


class Decision(Enum):
    """The outcome of a dossier."""

    MET = "met"
    AWAITING = "awaiting"
    NOT_MET = "notMet"


class Severity(Enum):
    """How much a violated shape weighs (SHACL, 2.1.4); only a violation decides."""

    VIOLATION = "Violation"
    WARNING = "Warning"
    INFO = "Info"


BY_TERM: Final = {
    term("earl:failed"): Outcome.FAILED,
    term("qn:notStated"): Outcome.NOT_STATED,
    term("earl:cantTell"): Outcome.CANNOT_TELL,
    term("earl:passed"): Outcome.PASSED,
    term("earl:inapplicable"): Outcome.NOT_APPLICABLE,
}
SEVERITY_BY_TERM: Final = {term("sh:" + severity.value): severity for severity in Severity}

# failed > not stated > cannot tell > passed > not applicable (charter, "Decision").
_RANK: Final = {outcome: rank for rank, outcome in enumerate(Outcome)}
_WEIGHT: Final = {severity: weight for weight, severity in enumerate(Severity)}

OUTCOME_NAMES: Final = {
    Outcome.FAILED: Text("non rempli", "failed"),
    Outcome.NOT_STATED: Text("non renseigné", "not stated"),
    Outcome.CANNOT_TELL: Text("à apprécier par le comité", "awaits the committee"),
    Outcome.PASSED: Text("rempli", "passed"),
    Outcome.NOT_APPLICABLE: Text("sans objet", "not applicable"),
}
DECISION_NAMES: Final = {
    Decision.MET: Text("conforme", "met"),
    Decision.AWAITING: Text("conforme à ce stade, en attente du comité", "met so far, awaiting the committee"),
    Decision.NOT_MET: Text("non conforme", "not met"),
}


def worst(outcomes: Iterable[Outcome]) -> Outcome:
    """The worst of some outcomes; not applicable when there is none."""
    return min(outcomes, key=_RANK.__getitem__, default=Outcome.NOT_APPLICABLE)


def gravest(severities: Iterable[Severity]) -> Severity | None:
    """The gravest of some severities, or None when there is none."""
    return min(severities, key=_WEIGHT.__getitem__, default=None)


def decision(outcome: Outcome) -> Decision:
    """What the worst outcome of the rows that decide makes of the dossier."""
    if outcome in (Outcome.PASSED, Outcome.NOT_APPLICABLE):
        return Decision.MET
    return Decision.AWAITING if outcome is Outcome.CANNOT_TELL else Decision.NOT_MET
