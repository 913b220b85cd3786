"""A verdict laid out for a reader: heading, decision, criteria, then what needs attention, the gravest first.

The sheet says what stands where; ``text`` and ``html`` say how it looks.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from quartierkg.charter.engines import available
from quartierkg.charter.outcome import DECISION_NAMES, OUTCOME_NAMES, Decision
from quartierkg.charter.verdict import Verdict
from quartierkg.language import LANGUAGES, Text
from quartierkg.language import number as grouped
from quartierkg.report import words
from quartierkg.report.batch import Summary
from quartierkg.report.section import Mark, Section, sections


@dataclass(frozen=True, slots=True)
class Fact:
    """One line of the heading."""

    name: Text
    value: Text


@dataclass(frozen=True, slots=True)
class Sheet:
    """A verdict as the committee reads it."""

    title: Text
    facts: tuple[Fact, ...]
    decision: Decision
    said: Text
    """The decision in words."""
    criteria: tuple[Mark, ...]
    sections: tuple[Section, ...]
    version: str


def sheet(verdict: Verdict) -> Sheet:
    """The sheet of a verdict."""
    return Sheet(
        title=verdict.quartier_name or words.UNNAMED,
        facts=facts(verdict),
        decision=verdict.outcome,
        said=DECISION_NAMES[verdict.outcome],
        criteria=_criteria(verdict),
        sections=sections(verdict),
        version=verdict.charter.version,
    )


def counts(summary: Summary) -> Text:
    """How many dossiers came out which way, in words; what did not occur is left out."""
    numbers = ((name, getattr(summary, name)) for name in words.COUNTED)
    said = [(words.COUNTED[name][count > 1], count) for name, count in numbers if count]
    return Text(
        *(
            ", ".join(text.in_(language).format(grouped(str(count), language)) for text, count in said)
            for language in LANGUAGES
        )
    )


def facts(verdict: Verdict) -> tuple[Fact, ...]:
    """What the heading says of a verdict."""
    return tuple(_facts(verdict))


def _facts(verdict: Verdict) -> Iterable[Fact]:
    profile, gate = words.PROFILES[verdict.profile], words.GATES[verdict.gate]
    yield Fact(words.DOSSIER, _same(verdict.dossier) if verdict.dossier else words.NO_ADDRESS)
    if verdict.quartier:
        yield Fact(words.QUARTIER, _same(verdict.quartier))
    yield Fact(words.FILE, _same(f"{verdict.source_name} ({verdict.media_type})"))
    yield Fact(words.DIGEST, _same(verdict.source_sha256))
    yield Fact(words.CHARTER, verdict.charter.title)
    yield Fact(words.PROFILE, Text(f"{verdict.profile} ({profile.fr})", f"{verdict.profile} ({profile.en})"))
    yield Fact(words.GATE, Text(f"{verdict.gate} ({gate.fr})", f"{verdict.gate} ({gate.en})"))
    yield Fact(words.DAY, _same(verdict.day))
    yield Fact(words.ENGINE, _engines(verdict))


def _engines(verdict: Verdict) -> Text:
    """The engines that judged; where no other is installed, that is said."""
    names = ", ".join(f"{engine.name} {engine.version}" for engine in verdict.engines)
    if len(available()) > 1:
        return _same(names)
    return Text(f"{names} ({words.ONE_ENGINE.fr})", f"{names} ({words.ONE_ENGINE.en})")


def _criteria(verdict: Verdict) -> tuple[Mark, ...]:
    labels = {criterion.number: criterion.label for criterion in verdict.charter.criteria}
    return tuple(
        Mark(words.SIGNS[found.outcome], found.outcome, labels[found.number], OUTCOME_NAMES[found.outcome])
        for found in verdict.criteria
    )


def _same(said: str) -> Text:
    """What reads alike in both languages."""
    return Text.alike(said)
