"""How far a dossier is: its eight criteria, and every finding with the field that it speaks of."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from pyoxigraph import NamedNode

from quartierkg.charter.anchor import Anchor, Settled
from quartierkg.charter.cause import Cause
from quartierkg.charter.document import Requirement
from quartierkg.charter.finding import Finding, Found
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
    finding: Finding = field(compare=False)
    """The whole of it, for whoever asks what each thing lacks."""


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
    rows = {row.id: row for row in verdict.charter.requirements}
    outcomes = verdict.criteria
    return Gauge(
        verdict.outcome,
        tuple(Level(one.number, labels[one.number], one.outcome) for one in outcomes),
        tuple(_told(state, rows, finding) for finding in verdict.findings),
    )


def _told(state: State, rows: Mapping[str, Requirement], finding: Finding) -> Told:
    subject, about = next(_places(state, finding), (None, None))
    row = rows.get(finding.requirement or "")
    step = (row.decides or next(iter(row.shown_under), steps.GENERAL)) if row is not None else steps.GENERAL
    return Told(finding.message, finding.requirement, finding.severity, finding.yields, step, subject, about, finding)


def _places(state: State, finding: Finding) -> Iterator[tuple[str, NamedNode | None]]:
    """The fields that a finding speaks of: of what it found first, then of what lacks something."""
    # What is at fault may be a text, or have no address: only what the dossier has is looked for.
    for found in _blamed_first(finding):
        node = state.by_address.get(found.about)
        if node is not None:
            yield state.standing.identifier(node), NamedNode(found.predicate)
    node = state.by_address.get(finding.focus)
    if node is not None:
        yield state.standing.identifier(node), NamedNode(finding.path) if finding.path else None


def _blamed_first(finding: Finding) -> Iterable[Found]:
    """What was found, that at which a cause points before what stands beside it and is as it should be.

    Causes take time to tell: nobody asks for them where everything stands in one field, or where nothing depends on it.
    """
    fields = {(found.about, found.predicate) for found in finding.found}
    if len(fields) < 2 or finding.severity is Severity.INFO:
        return finding.found
    blamed = list(_anchors(finding.causes))
    return sorted(finding.found, key=lambda found: found.anchor not in blamed)


def _anchors(causes: Iterable[Cause]) -> Iterator[Anchor | Settled]:
    for cause in causes:
        if cause.anchor is not None:
            yield cause.anchor
        yield from _anchors(cause.causes)
