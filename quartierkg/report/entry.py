"""A verdict as entries for programs: one for each requirement and each finding, in the order of the charter."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from quartierkg.charter.finding import Finding
from quartierkg.charter.outcome import Outcome
from quartierkg.charter.verdict import Row, Verdict
from quartierkg.language import Language
from quartierkg.report import words
from quartierkg.report.section import Explanation, derivation, explanation

OPEN = (Outcome.FAILED, Outcome.NOT_STATED, Outcome.CANNOT_TELL)
_NOTHING = Explanation((), None, None)


@dataclass(frozen=True, slots=True)
class Entry:
    """A requirement with one of its findings, one without any, or a finding that belongs to none."""

    row: Row | None
    finding: Finding | None
    why: Explanation

    @property
    def outcome(self) -> Outcome | None:
        """What the finding yields; without one, how the requirement came out."""
        if self.finding is not None:
            return self.finding.yields
        return self.row.outcome if self.row else None

    def said(self, language: Language) -> str:
        """The message with what was found and required, then a line for each cause; empty where nothing is to say."""
        lacks = (f"{'  ' * reason.depth}– {reason.text.in_(language)}" for reason in self.why.reasons)
        return "\n".join(filter(None, (self._said(language), *lacks)))

    def causes(self, language: Language) -> str:
        """The causes on one line."""
        return words.AND.in_(language).join(reason.text.in_(language) for reason in self.why.reasons)

    def _said(self, language: Language) -> str:
        found = words.AND.in_(language).join(found.in_(language) for found in self.why.found)
        parts = [words.titled(words.FOUND, found, language)] if found else []
        if self.why.required is not None:
            parts.append(words.titled(words.REQUIRED, self.why.required.in_(language), language))
        message = [self.why.message.in_(language)] if self.why.message is not None else []
        return " ".join([*message, *([f"({words.AND.in_(language).join(parts)})"] if parts else [])])


def entries(verdict: Verdict) -> Iterator[Entry]:
    """Every requirement, once for each of its findings and at least once; then the findings that belong to none."""
    ids = {row.requirement.id for row in verdict.rows}
    for row in verdict.rows:
        yield from of_row(verdict, row)
    for finding in verdict.findings:
        if finding.requirement not in ids:
            yield Entry(None, finding, explanation(finding, verdict))


def of_row(verdict: Verdict, row: Row) -> Iterator[Entry]:
    """The entries of one requirement."""
    findings = [finding for finding in verdict.findings if finding.requirement == row.requirement.id]
    for finding in findings:
        yield Entry(row, finding, explanation(finding, verdict))
    if not findings:
        yield Entry(row, None, _unfound(verdict, row))


def _unfound(verdict: Verdict, row: Row) -> Explanation:
    """Why a requirement without a finding is open; one that is not needs no reason."""
    if row.outcome not in OPEN:
        return _NOTHING
    return Explanation((), row.requirement.must_state, derivation(verdict, row))
