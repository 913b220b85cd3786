"""The verdict: what each row, each criterion and the dossier come to, derived from the violated rules alone."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, fields, replace
from functools import cache
from typing import Any, Final

from pyoxigraph import NamedNode

from quartierkg.charter import document
from quartierkg.charter.document import Charter, Requirement
from quartierkg.charter.finding import Finding
from quartierkg.charter.outcome import Decision, Outcome, Severity, decision, gravest, worst
from quartierkg.charter.rules import Rule
from quartierkg.language import Text


@dataclass(frozen=True, slots=True)
class Row:
    """A requirement and how it came out."""

    requirement: Requirement
    outcome: Outcome
    severity: Severity | None

    @property
    def decides(self) -> bool:
        """Whether the row enters criterion and dossier."""
        return self.severity is Severity.VIOLATION

    @property
    def needs_the_rest(self) -> bool:
        """Whether the row applies and also needs the rest of the verdict (QN-P-05)."""
        return self.requirement.derived_from_verdict and self.outcome is not Outcome.NOT_APPLICABLE


@dataclass(frozen=True, slots=True)
class CriterionOutcome:
    """A criterion and how it came out."""

    number: int
    outcome: Outcome


@dataclass(frozen=True, slots=True)
class EngineName:
    """An engine that judged."""

    name: str
    version: str


@dataclass(frozen=True, slots=True)
class Verdict:
    """What the charter's shapes say of one dossier, in one context, for one profile and gate."""

    dossier: str
    quartier: str | None
    quartier_name: Text | None
    source_name: str
    source_sha256: str
    media_type: str
    charter: Charter
    profile: str
    gate: str
    day: str
    context_sha256: str
    engines: tuple[EngineName, ...]
    outcome: Decision
    criteria: tuple[CriterionOutcome, ...]
    rows: tuple[Row, ...]
    findings: tuple[Finding, ...]

    def settled(self, *, places: bool = True) -> Verdict:
        """The verdict without its source, to be kept with thousands of others.

        :param places: whether its findings still say where they point to; looking that up costs a second reading.
        """
        return replace(self, findings=tuple(finding.settled(place=places) for finding in self.findings))

    def __reduce__(self) -> tuple[object, ...]:
        """To another process the charter goes by its version, the rows by what came of them, and no source at all."""
        kept = self.settled()
        rest = {field.name: getattr(kept, field.name) for field in fields(kept) if field.name not in _BY_VERSION}
        return _restored, (self.charter.version, tuple((row.outcome, row.severity) for row in self.rows), rest)


_BY_VERSION: Final = ("charter", "rows")


def _restored(version: str, outcomes: Iterable[tuple[Outcome, Severity | None]], rest: Mapping[str, Any]) -> Verdict:
    found = tuple(_row(version, number, *outcome) for number, outcome in enumerate(outcomes))
    return Verdict(charter=document.charter(version), rows=found, **rest)


@cache
def _row(version: str, number: int, outcome: Outcome, severity: Severity | None) -> Row:
    """A row of a charter, the same object for every verdict of which it came out that way."""
    return Row(document.charter(version).requirements[number], outcome, severity)


def rows(
    charter: Charter, rules: Collection[Rule], violated: Collection[NamedNode], met: Collection[NamedNode]
) -> tuple[Row, ...]:
    """Every row of the charter with its outcome and weight.

    :param violated: the rules that were violated.
    :param met: the canaries that fired; a rule of which one did not met no focus node.
    """
    by_row: dict[NamedNode, list[Rule]] = {}
    for rule in rules:
        if rule.judges is not None and rule.yields is not None:
            by_row.setdefault(rule.judges, []).append(rule)
    found = {
        row.iri: Row(row, _outcome(by_row[row.iri], violated, met), gravest(rule.severity for rule in by_row[row.iri]))
        for row in charter.requirements
        if row.iri in by_row
    }
    for row in charter.requirements:
        if row.iri not in found:
            found[row.iri] = _derived(row, found)
    return tuple(found[row.iri] for row in charter.requirements)


def with_the_rest(found: Iterable[Row], at_label: Iterable[Row]) -> tuple[Row, ...]:
    """The rows, of which those that need the rest of the verdict have it: the other rows that decide at gate label.

    :param at_label: the rows at gate label.
    """
    rest = [row for row in at_label if row.decides and not row.requirement.derived_from_verdict]
    return tuple(
        replace(row, outcome=worst([row.outcome, *(other.outcome for other in rest)])) if row.needs_the_rest else row
        for row in found
    )


def criteria(charter: Charter, found: Iterable[Row]) -> tuple[CriterionOutcome, ...]:
    """Each criterion: the worst of the rows that decide it."""
    deciding = [row for row in found if row.decides]
    return tuple(
        CriterionOutcome(
            criterion.number, worst(row.outcome for row in deciding if row.requirement.decides == criterion.number)
        )
        for criterion in charter.criteria
    )


def dossier(found: Iterable[Row], rules: Mapping[NamedNode, Rule], violated: Iterable[NamedNode]) -> Decision:
    """The dossier: the worst of all rows that decide, and of its form."""
    form = (
        rule.yields
        for rule in (rules[iri] for iri in violated)
        if rule.judges is None and rule.yields is not None and rule.severity is Severity.VIOLATION
    )
    return decision(worst([*(row.outcome for row in found if row.decides), *form]))


def _outcome(rules: Iterable[Rule], violated: Collection[NamedNode], met: Collection[NamedNode]) -> Outcome:
    """What a row's rules yield: the worst of the violated ones, unless one says that the row does not apply."""
    rules = list(rules)
    if not all(canary in met for rule in rules for canary in rule.canaries):
        return Outcome.NOT_STATED
    yielded = {rule.yields for rule in rules if rule.iri in violated and rule.yields is not None}
    if Outcome.NOT_APPLICABLE in yielded:
        return Outcome.NOT_APPLICABLE
    return worst(yielded or {Outcome.PASSED})


def _derived(row: Requirement, found: Mapping[NamedNode, Row]) -> Row:
    """A row that no shape judges: the worst of those it is derived from."""
    parts = [found[iri] for iri in row.derived_from]
    severity = gravest(part.severity for part in parts if part.severity) if row.weighs else None
    return Row(row, worst(part.outcome for part in parts), severity)
