"""A batch as CSV (RFC 4180): one line for each requirement and each finding, safe to open in a spreadsheet."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from pyoxigraph import NamedNode

from quartierkg.charter.finding import Finding, Found
from quartierkg.charter.verdict import Verdict
from quartierkg.errors import Unreadable
from quartierkg.language import Language
from quartierkg.report.batch import Batch, Ending
from quartierkg.report.entry import Entry, entries
from quartierkg.report.pieces import Pieces
from quartierkg.spreadsheet import head, rows
from quartierkg.terms import curie

COLUMNS: Final = (
    *("file", "dossier", "quartier", "charter", "profile", "gate", "day", "decision"),
    *("requirement", "criteria", "label", "outcome", "weight"),
    *("severity", "shape", "focus", "path", "found", "required", "unit", "message", "causes", "line", "column"),
    "cell",
)
_UNREADABLE: Final = "unreadable"


def write(batch: Batch, language: Language) -> str:
    """The lines of every verdict, then one for each file that got none."""
    return PIECES.whole(batch, language)


def _head(_: Language) -> str:
    return head(COLUMNS)


def _piece(verdict: Verdict, language: Language) -> str:
    return rows(COLUMNS, _lines(verdict, language))


def _foot(ending: Ending, language: Language, *, after: bool) -> str:  # noqa: ARG001 - lines follow on lines
    return rows(COLUMNS, (_unreadable(fault, language) for fault in ending.unreadable))


def _lines(verdict: Verdict, language: Language) -> Iterator[dict[str, object]]:
    judged: dict[str, object] = {
        "file": verdict.source_name,
        "dossier": verdict.dossier,
        "quartier": verdict.quartier,
        "charter": verdict.charter.version,
        "profile": verdict.profile,
        "gate": verdict.gate,
        "day": verdict.day,
        "decision": verdict.outcome.value,
    }
    for entry in entries(verdict):
        yield judged | _row(entry, language) | _finding(entry.finding) | _message(entry, language)


def _row(entry: Entry, language: Language) -> dict[str, object]:
    if entry.row is None:
        return {}
    found = entry.row.requirement
    return {
        "requirement": found.id,
        "criteria": " ".join(map(str, found.shown_under)),
        "label": found.label.in_(language),
        "outcome": entry.row.outcome.value,
        "weight": entry.row.severity.value if entry.row.severity else "",
    }


def _finding(finding: Finding | None) -> dict[str, object]:
    if finding is None:
        return {}
    place = finding.position
    return {
        "severity": finding.severity.value,
        "shape": finding.shape,
        "focus": finding.focus,
        "path": finding.path,
        "found": _found(finding),
        "unit": finding.unit,
        "line": place.line if place else "",
        "column": place.column if place else "",
        "cell": place.cell if place and place.sheet is not None else "",
    }


def _found(finding: Finding) -> str:
    """The values; where they are of several things or properties, each with its own."""
    several = len({(value.about, value.predicate) for value in finding.found}) > 1
    said = (f"{_local(value)}: {value.value}" if several else value.value for value in finding.found)
    return " | ".join(said)


def _local(value: Found) -> str:
    return f"{value.about} {curie(NamedNode(value.predicate))}"


def _message(entry: Entry, language: Language) -> dict[str, object]:
    why = entry.why
    return {
        "required": why.required.in_(language) if why.required else "",
        "message": why.message.in_(language) if why.message else "",
        "causes": entry.causes(language),
    }


def _unreadable(fault: Unreadable, language: Language) -> dict[str, object]:
    place = fault.place
    return {
        "file": fault.source,
        "decision": _UNREADABLE,
        "message": fault.text.in_(language),
        "line": place.line if place else "",
        "column": place.column if place else "",
    }


PIECES: Final = Pieces(_head, _piece, "", _foot)
