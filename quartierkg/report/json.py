"""A batch as JSON, by the schema beside this file (``verdict.schema.json``, JSON Schema 2020-12)."""

from __future__ import annotations

import json
from importlib.resources import files
from typing import Any, Final

from quartierkg.charter.cause import Cause
from quartierkg.charter.finding import Finding, Found
from quartierkg.charter.verdict import Verdict
from quartierkg.errors import Place, Unreadable
from quartierkg.language import Language, Text
from quartierkg.report.batch import Batch, Ending, Summary
from quartierkg.report.pieces import Pieces

SCHEMA_VERSION: Final = "1"
_SCHEMA: Final = "verdict.schema.json"

Object = dict[str, Any]


def write(batch: Batch, language: Language) -> str:
    """The JSON of a batch; it carries both languages, so that the language changes nothing."""
    return PIECES.whole(batch, language)


def schema() -> str:
    """The JSON Schema of what :func:`write` writes."""
    return (files("quartierkg.report") / _SCHEMA).read_text(encoding="utf-8")


def value(batch: Batch) -> Object:
    """A batch as the objects that JSON has."""
    return {
        "schemaVersion": SCHEMA_VERSION,
        "verdicts": [_verdict(verdict) for verdict in batch.verdicts],
        **_ending(batch),
    }


def _head(_: Language) -> str:
    return f'{{\n  "schemaVersion": {json.dumps(SCHEMA_VERSION)},\n  "verdicts": ['


def _piece(verdict: Verdict, _: Language) -> str:
    """A member of the list, indented as it stands in the whole; no string of JSON holds a line feed."""
    return "\n    " + _written(_verdict(verdict)).replace("\n", "\n    ")


def _foot(ending: Ending, language: Language, *, after: bool) -> str:  # noqa: ARG001 - both languages are there
    closed = "\n  ]" if after else "]"
    return f"{closed},\n{_written(_ending(ending)).removeprefix('{').lstrip(chr(10))}\n"


def _written(found: Object) -> str:
    return json.dumps(found, ensure_ascii=False, indent=2)


def _ending(ending: Ending) -> Object:
    """What stands after the verdicts."""
    return {
        "unreadable": [_unreadable(fault) for fault in ending.unreadable],
        "summary": _summary(ending.summary),
    }


def _summary(found: Summary) -> Object:
    return {
        "met": found.met,
        "awaiting": found.awaiting,
        "notMet": found.not_met,
        "unreadable": found.unreadable,
        "notLookedAt": found.not_looked_at,
        "criteria": [
            {"number": entry.number, **{outcome.value: count for outcome, count in entry.dossiers.items()}}
            for entry in found.criteria
        ],
    }


def _verdict(verdict: Verdict) -> Object:
    return {
        "dossier": verdict.dossier or None,
        "quartier": verdict.quartier or None,
        "source": {
            "file": verdict.source_name,
            "sha256": verdict.source_sha256,
            "mediaType": verdict.media_type,
        },
        "charter": verdict.charter.version,
        "profile": verdict.profile,
        "gate": verdict.gate,
        "day": verdict.day,
        "contextGraphSha256": verdict.context_sha256,
        "engines": [{"name": engine.name, "version": engine.version} for engine in verdict.engines],
        "outcome": verdict.outcome.value,
        "criteria": [{"number": found.number, "outcome": found.outcome.value} for found in verdict.criteria],
        "requirements": [
            {
                "id": row.requirement.id,
                "criteria": list(row.requirement.shown_under),
                "outcome": row.outcome.value,
                "severity": row.severity.value if row.severity else None,
            }
            for row in verdict.rows
        ],
        "findings": [_finding(finding) for finding in verdict.findings],
    }


def _finding(finding: Finding) -> Object:
    return {
        "requirement": finding.requirement,
        "shape": finding.shape,
        "severity": finding.severity.value,
        "focus": finding.focus,
        "path": finding.path,
        "found": " | ".join(found.value for found in finding.found) if finding.found else None,
        "values": [found.value for found in finding.found],
        "valuesLeftOut": finding.left_out,
        "statements": [_statement(found) for found in finding.found],
        "required": _text(finding.required),
        "unit": finding.unit,
        "message": _text(finding.message),
        "position": _place(finding.position),
        "causes": [_cause(cause) for cause in finding.causes] if finding.yields is not None else [],
    }


def _statement(found: Found) -> Object:
    return {
        "about": found.about,
        "aboutLabel": _text(found.about_label),
        "property": found.predicate,
        "propertyLabel": _text(found.predicate_label),
        "value": found.value,
        "said": _text(found.label),
        "unit": found.unit,
        "position": _place(found.position),
    }


def _cause(cause: Cause) -> Object:
    return {
        "label": _text(cause.label),
        "message": _text(cause.message),
        "position": _place(cause.position),
        "causes": [_cause(inner) for inner in cause.causes],
    }


def _unreadable(fault: Unreadable) -> Object:
    return {
        "file": fault.source,
        "kind": fault.kind,
        "title": _text(fault.title),
        "detail": _text(fault.text),
        "remedy": _text(fault.remedy),
        "line": fault.place.line if fault.place else None,
        "column": fault.place.column if fault.place else None,
    }


def _text(text: Text | None) -> Object | None:
    return None if text is None else {"fr": text.in_("fr"), "en": text.in_("en")}


def _place(place: Place | None) -> Object | None:
    return None if place is None else place.value()


PIECES: Final = Pieces(_head, _piece, ",", _foot)
