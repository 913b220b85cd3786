"""The charter laid out for readers: how it is read, then its criteria with their requirements and the shapes of each.

The layout says what stands where; ``html`` and ``md`` say how it looks. All of it is read from ontology and shapes.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from quartierkg.charter import structure, verdict
from quartierkg.charter.document import Charter
from quartierkg.charter.outcome import Severity
from quartierkg.charter.rules import RuleSet, rules
from quartierkg.charter.verdict import Row
from quartierkg.language import Text
from quartierkg.report.charter import words
from quartierkg.report.charter.entry import Difference, Entry, Link, entry, row_link, same, shape_link
from quartierkg.report.words import GATES, PROFILES, WEIGHTS


@dataclass(frozen=True, slots=True)
class Chapter:
    """A criterion with its requirements, or those outside the criteria."""

    anchor: str
    number: int | None
    title: Text
    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class Book:
    """The whole document."""

    title: Text
    about: Text
    illustrative: bool
    facts: tuple[tuple[Text, Text], ...]
    strict: tuple[Difference, ...]
    at_application: tuple[Link, ...]
    chapters: tuple[Chapter, ...]


def book(charter: Charter, ruleset: RuleSet) -> Book:
    """The document of a version, with weights and shapes as a profile and a gate have them."""
    strict = dict(_strict(charter))
    return Book(
        title=charter.title,
        about=charter.description,
        illustrative=charter.illustrative,
        facts=tuple(_facts(charter, ruleset)),
        strict=tuple(strict.values()),
        at_application=tuple(_at_application(charter, ruleset)),
        chapters=tuple(_chapters(charter, ruleset, strict)),
    )


def _facts(charter: Charter, ruleset: RuleSet) -> Iterator[tuple[Text, Text]]:
    yield words.VERSION, same(charter.version)
    if charter.base is not None:
        yield words.REVISES, same(charter.base)
    profile, gate = PROFILES[ruleset.profile], GATES[ruleset.gate]
    yield words.HELD_AS, Text(f"{profile.fr}, {gate.fr}", f"{profile.en}, {gate.en}")


def _weighed(charter: Charter, ruleset: RuleSet) -> tuple[Row, ...]:
    return verdict.rows(charter, ruleset.rules.values(), (), ())


def _strict(charter: Charter) -> Iterator[tuple[str, Difference]]:
    """The requirements that « strict » reads otherwise, at the award of the label, by their identifiers."""
    mild, strict = (rules(charter.version, profile, "label") for profile in ("charter", "strict"))
    for one, other in zip(_weighed(charter, mild), _weighed(charter, strict), strict=True):
        row = one.requirement
        names = structure.changed(structure.conditions(mild, row.iri), structure.conditions(strict, row.iri))
        if one.severity is not other.severity or names:
            shapes = tuple(shape_link(strict, name) for name in names)
            yield row.id, Difference(row_link(row), WEIGHTS[one.severity], WEIGHTS[other.severity], shapes)


def _at_application(charter: Charter, ruleset: RuleSet) -> Iterator[Link]:
    found = rules(charter.version, ruleset.profile, "application")
    return (row_link(row.requirement) for row in _weighed(charter, found) if row.severity is Severity.VIOLATION)


def _chapters(charter: Charter, ruleset: RuleSet, strict: Mapping[str, Difference]) -> Iterator[Chapter]:
    """The criteria in their order, each with the requirements that are first shown under it; then the others."""
    weighed = _weighed(charter, ruleset)
    for criterion in charter.criteria:
        rows = (row for row in weighed if row.requirement.shown_under[:1] == (criterion.number,))
        entries = tuple(entry(charter, ruleset, row, strict.get(row.requirement.id)) for row in rows)
        yield Chapter(f"criterion-{criterion.number}", criterion.number, criterion.label, entries)
    others = (row for row in weighed if not row.requirement.shown_under)
    entries = tuple(entry(charter, ruleset, row, strict.get(row.requirement.id)) for row in others)
    yield Chapter("beyond", None, words.BEYOND, entries)
