"""Reports as JUnit XML: a suite for each report, a case for whether it conforms and one for each result."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from quartierkg.language import Language
from quartierkg.report.junit import Case, Suite, document
from quartierkg.report.w3c import words
from quartierkg.report.w3c.layout import Item, item
from quartierkg.report.w3c.reader import VIOLATION
from quartierkg.report.w3c.result import Report, Result
from quartierkg.report.words import titled


def write(reports: Sequence[Report], name: str, language: Language) -> str:
    """A suite for each report."""
    return document(words.REPORT.in_(language), [_suite(report, name, language) for report in reports])


def _suite(report: Report, name: str, language: Language) -> Suite:
    answer = titled(words.CONFORMS, (words.YES if report.conforms else words.NO).in_(language), language)
    kind = None if report.conforms else "failure"
    whole = Case(words.CONFORMS.in_(language), "report", kind, "notConforming", (answer,))
    cases = [_case(result, number, language) for number, result in enumerate(report.results, 1)]
    return Suite(name, (whole, *cases))


def _case(result: Result, number: int, language: Language) -> Case:
    """A result; only a violation fails."""
    severity = result.severity.rpartition("#")[2]
    kind = "failure" if result.severity == VIOLATION else None
    name = f"{words.RESULT.in_(language)} {number}"
    return Case(name, f"result.{severity}", kind, severity, tuple(_lines(item(result, language), "", language)))


def _lines(found: Item, indent: str, language: Language) -> Iterator[str]:
    yield f"{indent}{found.message}"
    for fact in found.facts:
        yield f"{indent}  {titled(fact.name, fact.value.in_(language), language)}"
    for detail in found.details:
        yield from _lines(detail, indent + "  ", language)
