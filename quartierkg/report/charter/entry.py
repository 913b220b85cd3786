"""One requirement of the charter's document: its sentence, what is asked, how it is read, and the shapes behind it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from pyoxigraph import NamedNode

from quartierkg import vocabulary
from quartierkg.charter import structure
from quartierkg.charter.document import Charter, Requirement
from quartierkg.charter.outcome import OUTCOME_NAMES
from quartierkg.charter.rules import Rule, RuleSet
from quartierkg.charter.threshold import thresholds
from quartierkg.charter.verdict import Row
from quartierkg.language import Text
from quartierkg.report.charter import words
from quartierkg.report.words import GATES, WEIGHTS, concept
from quartierkg.terms import SHAPES, last_part


@dataclass(frozen=True, slots=True)
class Link:
    """A text, and where it leads: a place of the document, or a path below the persistent address."""

    text: Text
    href: str | None = None


@dataclass(frozen=True, slots=True)
class Fact:
    """One thing that is said of a requirement."""

    name: Text
    values: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class Difference:
    """What the profile « strict » changes for a requirement: its weight, its shapes, or both."""

    requirement: Link
    before: Text
    after: Text
    shapes: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class ShapeLine:
    """A shape that judges a requirement."""

    name: Link
    severity: Text
    outcome: Text
    message: Text


@dataclass(frozen=True, slots=True)
class Entry:
    """A requirement."""

    id: str
    label: Text
    quote: Text
    sentence: str
    """The name of the sentence that is quoted."""
    facts: tuple[Fact, ...]
    shapes: tuple[ShapeLine, ...]
    caption: Text


def entry(charter: Charter, ruleset: RuleSet, row: Row, strict: Difference | None) -> Entry:
    """The entry of a requirement, with weights and shapes as a rule set has them.

    :param strict: what « strict » changes for it.
    """
    found = row.requirement
    judging = sorted(
        (rule for rule in ruleset.rules.values() if rule.judges == found.iri), key=lambda rule: rule.iri.value
    )
    return Entry(
        id=found.id,
        label=found.label,
        quote=found.quote,
        sentence=last_part(found.sentence),
        facts=tuple(fact for fact in _facts(charter, ruleset, row, strict) if fact.values),
        shapes=tuple(_shape(ruleset, rule) for rule in judging),
        caption=words.SHAPES_OF.filled(same(found.id)),
    )


def _facts(charter: Charter, ruleset: RuleSet, row: Row, strict: Difference | None) -> Iterator[Fact]:
    found = row.requirement
    required = thresholds(ruleset, found.iri, vocabulary.bundled())
    yield Fact(words.MUST_STATE, (Link(found.must_state),))
    yield Fact(words.THRESHOLD, tuple(Link(entry.whole) for entry in required))
    yield Fact(words.COMPARATOR, (Link(concept(found.comparator)),))
    yield Fact(words.LEVEL, (Link(concept(found.level)),))
    yield Fact(words.WEIGHT, (Link(WEIGHTS[row.severity]),))
    yield Fact(words.GATE, (Link(words.FROM_GATE.filled(GATES[found.gate]) if found.gate else words.NO_GATE),))
    yield Fact(words.DECIDED_BY, (Link(concept(found.decided_by)),))
    yield Fact(words.FOLLOWS, tuple(row_link(charter.requirement(iri)) for iri in found.derived_from))
    decided = _criterion(charter, found.decides) if found.decides else Link(words.DOSSIER)
    yield Fact(words.COUNTS_FOR, (decided,) if row.decides else ())
    yield Fact(words.SHOWN_UNDER, tuple(_criterion(charter, number) for number in found.shown_under[1:]))
    yield Fact(words.READING, (Link(found.reading),) if found.reading else ())
    yield Fact(words.UNDER_STRICT, _under_strict(strict) if strict else ())


def _under_strict(strict: Difference) -> tuple[Link, ...]:
    """The weight, where it differs, and the shapes that do."""
    weight = (Link(strict.after),) if strict.after != strict.before else ()
    return (*weight, *strict.shapes)


def _shape(ruleset: RuleSet, rule: Rule) -> ShapeLine:
    return ShapeLine(
        name=shape_link(ruleset, structure.local(rule.iri)),
        severity=WEIGHTS[rule.severity],
        outcome=OUTCOME_NAMES[rule.yields] if rule.yields else words.REMARK,
        message=rule.message,
    )


def row_link(found: Requirement) -> Link:
    """A requirement by its identifier, in this document."""
    return Link(same(found.id), f"#{found.id}")


def shape_link(ruleset: RuleSet, name: str) -> Link:
    """A shape by its name; one that is run for itself stands on the page of the shapes."""
    chosen = (ruleset.profile, ruleset.gate) != ("charter", "label")
    query = f"?profile={ruleset.profile}&gate={ruleset.gate}" if chosen else ""
    listed = NamedNode(f"{SHAPES}{ruleset.version}#{name}") in ruleset.rules
    return Link(same(name), f"/shapes/{ruleset.version}{query}#{name}" if listed else None)


def _criterion(charter: Charter, number: int) -> Link:
    label = next(found.label for found in charter.criteria if found.number == number)
    said = Text(f"{words.CRITERION.fr} {number} ({label.fr})", f"{words.CRITERION.en} {number} ({label.en})")
    return Link(said, f"#criterion-{number}")


def same(said: str) -> Text:
    """What reads alike in both languages."""
    return Text.alike(said)
