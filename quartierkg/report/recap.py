"""The counts of a batch as a table for a terminal: how many dossiers came out which way on each criterion."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator
from typing import Final

from quartierkg.charter.outcome import Outcome
from quartierkg.language import Language, number
from quartierkg.report import words
from quartierkg.report.batch import CriterionCount, Summary
from quartierkg.report.sheet import counts

# The order in which a reader expects them: what is well first.
_ORDER: Final = (
    Outcome.PASSED,
    Outcome.CANNOT_TELL,
    Outcome.FAILED,
    Outcome.NOT_STATED,
    Outcome.NOT_APPLICABLE,
)
_GAP: Final = "  "
_LABEL: Final = 24
_WIDTH: Final = 100


def recap(summary: Summary, language: Language) -> Iterator[str]:
    """The lines: the table where anything was judged, then the dossiers as a whole."""
    if summary.criteria:
        yield from table(summary, language)
        yield ""
        if any(found.dossiers[Outcome.CANNOT_TELL] for found in summary.criteria):
            yield from textwrap.wrap(words.AWAITED.in_(language), _WIDTH)
            yield ""
    yield words.titled(words.SUMMARY, counts(summary).in_(language), language)


def table(summary: Summary, language: Language) -> Iterator[str]:
    """The head, a rule, and a row for each criterion."""
    heads = [words.COLUMNS[outcome].in_(language) for outcome in _ORDER]
    head = _line(words.CRITERION.in_(language), heads, heads)
    yield head
    yield "─" * len(head)
    for found in summary.criteria:
        yield from _row(found, heads, language)


def _row(found: CriterionCount, heads: list[str], language: Language) -> Iterator[str]:
    """A criterion; what does not fit of its name goes on below."""
    first, *rest = textwrap.wrap(found.label.in_(language), _LABEL - 3) or [""]
    cells = [number(str(found.dossiers[outcome]), language) for outcome in _ORDER]
    yield _line(f"{found.number}{_GAP}{first}", cells, heads)
    for line in rest:
        yield f"   {line}"


def _line(label: str, cells: list[str], heads: list[str]) -> str:
    """A label and its cells, each at the right end of its column."""
    aligned = (f"{cell:>{max(len(head), 6)}}" for cell, head in zip(cells, heads, strict=True))
    return _GAP.join((f"{label:<{_LABEL}}", *aligned))
