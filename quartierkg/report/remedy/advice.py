"""What is missing for the label in words alone, to be shown on a page: it holds neither the dossier nor its copies."""

from __future__ import annotations

from dataclasses import dataclass

from quartierkg.charter.outcome import Decision
from quartierkg.charter.remedy.plan import Plan, Step
from quartierkg.errors import Place
from quartierkg.language import Text
from quartierkg.report.remedy.told import Teller, Told


@dataclass(frozen=True, slots=True)
class Line:
    """One change, and how deep it stands below the thing that it belongs to."""

    depth: int
    thing: Text
    predicate: Text
    said: Text
    place: Place | None


@dataclass(frozen=True, slots=True)
class Remedy:
    """One remedy, with the changes that it takes."""

    label: Text
    effort: Text
    rows: tuple[str, ...]
    """The ids of the requirements that it satisfies; none where it is one of form."""
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Advice:
    """The remedies of one dossier, the lightest first."""

    remedies: tuple[Remedy, ...]
    afterwards: Decision
    """What the dossier comes to once all of them are made."""
    complete: bool
    """Whether everything was tried."""


def advice(plan: Plan) -> Advice:
    """What a plan says."""
    teller, ids = Teller(plan), {row.requirement.iri: row.requirement.id for row in plan.verdict.rows}
    remedies = tuple(_remedy(step, teller, tuple(ids[row] for row in step.rows if row in ids)) for step in plan.steps)
    return Advice(remedies, plan.afterwards, plan.complete)


def _remedy(step: Step, teller: Teller, rows: tuple[str, ...]) -> Remedy:
    return Remedy(step.remedy.label, step.effort.label, rows, tuple(map(_line, teller.told(step))))


def _line(told: Told) -> Line:
    return Line(told.depth, told.thing, told.predicate, told.said, told.place)
