"""How far a dossier is: its eight criteria, and every finding with the field that it speaks of."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from pyoxigraph import NamedNode

from quartierkg.charter.finding import Finding
from quartierkg.charter.outcome import Decision, Outcome, Severity
from quartierkg.charter.verdict import Verdict
from quartierkg.filling import steps
from quartierkg.filling.state import State
from quartierkg.language import Text


@dataclass(frozen=True, slots=True)
class Told:
    """A finding, and where on the pages one answers it."""

    message: Text
    requirement: str | None
    severity: Severity
    outcome: Outcome | None
    step: int
    subject: str | None
    """The thing that it is about, where the dossier has it."""
    about: NamedNode | None
    """The property."""


@dataclass(frozen=True, slots=True)
class Level:
    """A criterion and how it stands."""

    number: int
    label: Text
    outcome: Outcome


@dataclass(frozen=True, slots=True)
class Gauge:
    """How far a dossier is."""

    decision: Decision
    levels: tuple[Level, ...]
    told: tuple[Told, ...]

    def of(self, subject: str, property_: NamedNode) -> tuple[Told, ...]:
        """What is said of a field of a thing."""
        return tuple(one for one in self.told if one.subject == subject and one.about == property_)

    def in_(self, step: int) -> tuple[Told, ...]:
        """What is said in a step."""
        return tuple(one for one in self.told if one.step == step)


def gauge(state: State, verdict: Verdict) -> Gauge:
    """How far a dossier is, by what the charter's shapes say of it."""
    labels = {one.number: one.label for one in verdict.charter.criteria}
    outcomes = verdict.criteria
    return Gauge(
        verdict.outcome,
        tuple(Level(one.number, labels[one.number], one.outcome) for one in outcomes),
        tuple(_told(state, verdict, finding) for finding in verdict.findings),
    )


def _told(state: State, verdict: Verdict, finding: Finding) -> Told:
    subject, about = next(_places(state, finding), (None, None))
    rows = {row.id: row for row in verdict.charter.requirements}
    row = rows.get(finding.requirement or "")
    step = (row.decides or next(iter(row.shown_under), steps.GENERAL)) if row is not None else steps.GENERAL
    return Told(finding.message, finding.requirement, finding.severity, finding.yields, step, subject, about)


def _places(state: State, finding: Finding) -> Iterator[tuple[str, NamedNode | None]]:
    """The fields that a finding speaks of: of what it found first, then of what lacks something."""
    known = set(state.standing.things)
    for found in finding.found:
        node = NamedNode(found.about) if ":" in found.about and " " not in found.about else None
        if node in known:
            yield state.standing.identifier(node), NamedNode(found.predicate)
    node = NamedNode(finding.focus) if ":" in finding.focus and " " not in finding.focus else None
    if node in known:
        yield state.standing.identifier(node), NamedNode(finding.path) if finding.path else None
