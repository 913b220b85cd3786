"""Reports as CSV (RFC 4180): one line for each result; a detail names the result that it belongs to."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from quartierkg.language import Language
from quartierkg.report.w3c.result import Node, Report, Result
from quartierkg.spreadsheet import table

COLUMNS: Final = (
    *("file", "report", "conforms", "result", "detailOf", "severity"),
    *("focus", "path", "value", "message", "shape", "component"),
)


def write(reports: Sequence[Report], name: str, language: Language) -> str:
    """The lines of every report; one without results has a line of its own."""
    lines: list[dict[str, object]] = []
    for number, report in enumerate(reports, 1):
        judged = {"file": name, "report": number, "conforms": "true" if report.conforms else "false"}
        found = [judged | line for line in _lines(report.results, "", language)]
        lines += found or [judged]
    return table(COLUMNS, lines)


def _lines(results: Sequence[Result], parent: str, language: Language) -> Iterator[dict[str, object]]:
    """Results numbered as 1, 2, 3, their details as 1.1, 1.2."""
    for number, result in enumerate(results, 1):
        own = f"{parent}.{number}" if parent else str(number)
        yield {
            "result": own,
            "detailOf": parent,
            "severity": result.severity,
            "focus": _said(result.focus, language),
            "path": result.path,
            "value": _said(result.value, language),
            "message": result.messages.in_(language),
            "shape": _said(result.shape, language),
            "component": _said(result.component, language),
        }
        yield from _lines(result.details, own, language)


def _said(node: Node | None, language: Language) -> str:
    """An IRI in full, a literal as it is written, a blank node by its description."""
    return "" if node is None else node.value or node.shown.in_(language)
