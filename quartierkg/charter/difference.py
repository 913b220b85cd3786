"""What differs between two versions of the charter: the requirements added, removed and changed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import Enum
from typing import Final

from quartierkg import vocabulary
from quartierkg.charter import structure, verdict
from quartierkg.charter.document import Charter, Requirement
from quartierkg.charter.outcome import Severity
from quartierkg.charter.rules import GATES, PROFILES, Gate, Profile, rules
from quartierkg.charter.threshold import thresholds
from quartierkg.language import Text

# A profile and a gate.
Reading = tuple[Profile, Gate]
_READINGS: Final[tuple[Reading, ...]] = tuple((profile, gate) for profile in PROFILES for gate in GATES)


class Kind(Enum):
    """What happened to a requirement."""

    ADDED = "added"
    REMOVED = "removed"
    CHANGED = "changed"


class Field(Enum):
    """A part of a requirement that may differ."""

    THRESHOLD = "threshold"
    SHAPES = "shapes"
    SEVERITY = "severity"
    GATE = "gate"
    LEVEL = "level"
    COMPARATOR = "comparator"
    DECIDED_BY = "decidedBy"
    DECIDES = "decides"
    CRITERIA = "criteria"
    DERIVED_FROM = "derivedFrom"
    QUOTE = "quote"
    LABEL = "label"
    MUST_STATE = "mustState"
    READING = "reading"


# Texts in both languages, or names of concepts, criteria, severities and requirements; none where there is nothing.
Values = tuple[Text, ...]


@dataclass(frozen=True, slots=True)
class Change:
    """One part of a requirement before and after, and the profiles and gates in which it differs so."""

    field: Field
    before: Values
    after: Values
    readings: tuple[Reading, ...]
    """Empty where profile and gate do not matter: the difference is the same in all."""


@dataclass(frozen=True, slots=True)
class RowDifference:
    """A requirement that is not the same in both versions."""

    id: str
    kind: Kind
    before: Requirement | None
    after: Requirement | None
    changes: tuple[Change, ...]
    """Of a requirement that was added or removed, what it has or had."""


@dataclass(frozen=True, slots=True)
class Difference:
    """All that differs between two versions."""

    before: Charter
    after: Charter
    rows: tuple[RowDifference, ...]

    def of(self, kind: Kind) -> tuple[RowDifference, ...]:
        """The requirements to which one thing happened."""
        return tuple(row for row in self.rows if row.kind is kind)


def difference(before: Charter, after: Charter) -> Difference:
    """What differs between two versions, in the order of the later one; what it no longer has comes last."""
    old, new = ({row.id: row for row in charter.requirements} for charter in (before, after))
    weights = {charter.version: _weights(charter) for charter in (before, after)}
    found = (_row(id_, (before, old.get(id_)), (after, new.get(id_)), weights) for id_ in dict.fromkeys((*new, *old)))
    return Difference(before, after, tuple(row for row in found if row.changes))


Weights = Mapping[tuple[str, Reading], Severity | None]


def _weights(charter: Charter) -> Weights:
    """The severity of every row in every reading."""
    return {
        (row.requirement.id, (profile, gate)): row.severity
        for profile in PROFILES
        for gate in GATES
        for row in verdict.rows(charter, rules(charter.version, profile, gate).rules.values(), (), ())
    }


def _row(
    id_: str,
    before: tuple[Charter, Requirement | None],
    after: tuple[Charter, Requirement | None],
    weights: Mapping[str, Weights],
) -> RowDifference:
    kind = Kind.ADDED if before[1] is None else Kind.REMOVED if after[1] is None else Kind.CHANGED
    sides = [
        {reading: _values(charter, row, reading, weights[charter.version]) for reading in _READINGS}
        for charter, row in (before, after)
    ]
    changes = [change for field in Field for change in _changes(field, sides[0], sides[1])]
    if kind is Kind.CHANGED:
        changes += _shapes(before, after)
    return RowDifference(id_, kind, before[1], after[1], tuple(changes))


Sides = Mapping[Reading, Mapping[Field, Values]]


def _changes(field: Field, before: Sides, after: Sides) -> Iterator[Change]:
    """The differences of one part: one where all readings have the same, else one for those that share it."""
    shared: dict[tuple[Values, Values], list[Reading]] = {}
    for reading in _READINGS:
        pair = before[reading].get(field, ()), after[reading].get(field, ())
        if pair[0] != pair[1]:
            shared.setdefault(pair, []).append(reading)
    yield from _grouped(field, shared)


def _grouped(field: Field, shared: Mapping[tuple[Values, Values], list[Reading]]) -> Iterator[Change]:
    for (old, new), readings in shared.items():
        yield Change(field, old, new, () if len(readings) == len(_READINGS) else tuple(readings))


def _shapes(before: tuple[Charter, Requirement | None], after: tuple[Charter, Requirement | None]) -> Iterator[Change]:
    """The shapes behind a requirement that say something else, whether or not a threshold is named in them."""
    shared: dict[tuple[Values, Values], list[Reading]] = {}
    for reading in _READINGS:
        one, other = (
            structure.conditions(rules(charter.version, *reading), row.iri) if row else {}
            for charter, row in (before, after)
        )
        names = structure.changed(one, other)
        old, new = (tuple(_same(name) for name in names if name in side) for side in (one, other))
        if names:
            shared.setdefault((old, new), []).append(reading)
    yield from _grouped(Field.SHAPES, shared)


def _values(charter: Charter, row: Requirement | None, reading: Reading, weights: Weights) -> Mapping[Field, Values]:
    """Every part of a requirement as a reading has it; none of one that is not there."""
    if row is None:
        return {}
    severity = weights[row.id, reading]
    names = {found.iri: found.id for found in charter.requirements}
    required = thresholds(rules(charter.version, *reading), row.iri, vocabulary.bundled())
    return {
        Field.THRESHOLD: tuple(entry.whole for entry in required),
        Field.SEVERITY: (_same(severity.value),) if severity else (),
        Field.GATE: (_same(row.gate),) if row.gate else (),
        Field.LEVEL: (_same(row.level),),
        Field.COMPARATOR: (_same(row.comparator),),
        Field.DECIDED_BY: (_same(row.decided_by),),
        Field.DECIDES: (_same(str(row.decides)),) if row.decides else (),
        Field.CRITERIA: tuple(_same(str(number)) for number in row.shown_under),
        Field.DERIVED_FROM: tuple(_same(id_) for id_ in sorted(names[iri] for iri in row.derived_from)),
        Field.QUOTE: (row.quote,),
        Field.LABEL: (row.label,),
        Field.MUST_STATE: (row.must_state,),
        Field.READING: (row.reading,) if row.reading else (),
    }


def _same(said: str) -> Text:
    return Text.alike(said)
