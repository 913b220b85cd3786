"""A batch as SARIF 2.1.0 (OASIS, errata 01), for code scanning and editors: the charter's rows are the rules."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from typing import Final

from quartierkg.charter import document
from quartierkg.charter.outcome import Outcome
from quartierkg.charter.verdict import Verdict
from quartierkg.errors import Unreadable
from quartierkg.language import LANGUAGES, Language
from quartierkg.report import sarif_log as log
from quartierkg.report import sarif_rules as rules
from quartierkg.report.batch import Batch
from quartierkg.report.entry import Entry, entries
from quartierkg.report.sarif_log import Object

# 3.27.9: "review" awaits a person; 3.27.10: a result that is no failure has the level "none".
_KINDS: Final = {Outcome.CANNOT_TELL: "review", Outcome.NOT_APPLICABLE: "notApplicable"}


def write(batch: Batch, language: Language) -> str:
    """A run for each version of the charter; files that got no verdict are told by the first."""
    ordered = sorted(batch.verdicts, key=lambda verdict: verdict.charter.version)
    groups = [tuple(group) for _, group in groupby(ordered, key=lambda verdict: verdict.charter.version)] or [()]
    runs = [_run(group, () if place else batch.unreadable, language) for place, group in enumerate(groups)]
    return log.write(runs)


def _run(verdicts: Sequence[Verdict], unreadable: Sequence[Unreadable], language: Language) -> Object:
    charter = verdicts[0].charter if verdicts else document.charter()
    known = rules.rules(charter, verdicts, language)
    places = {descriptor["id"]: place for place, descriptor in enumerate(known)}
    other = next(code for code in LANGUAGES if code != language)
    return {
        "tool": {"driver": log.driver(language, known)},
        "translations": [log.translation(other, rules.rules(charter, verdicts, other))],
        "language": language,
        "columnKind": "unicodeCodePoints",
        "artifacts": [_artifact(verdict) for verdict in verdicts],
        "invocations": [log.invocation([_notification(fault, language) for fault in unreadable])],
        "results": [
            result for index, verdict in enumerate(verdicts) for result in _results(verdict, index, places, language)
        ],
    }


def _artifact(verdict: Verdict) -> Object:
    return {
        "location": {"uri": log.address(verdict.source_name)},
        "roles": ["analysisTarget"],
        "mimeType": verdict.media_type,
        "hashes": {"sha-256": verdict.source_sha256},
        "properties": {
            "dossier": verdict.dossier,
            "decision": verdict.outcome.value,
            "profile": verdict.profile,
            "gate": verdict.gate,
            "day": verdict.day,
        },
    }


def _results(verdict: Verdict, index: int, places: dict[str, int], language: Language) -> Iterator[Object]:
    """Every finding, and every open row that has none; a row that passed is no result."""
    told: Counter[str] = Counter()
    for entry in entries(verdict):
        if not entry.said(language):
            continue
        mark = _mark(verdict, entry)
        told[mark] += 1
        rule = rules.rule_id(entry)
        yield {
            "ruleId": rule,
            "ruleIndex": places[rule],
            **_weight(entry),
            "message": {"text": entry.said(language)},
            "locations": [_location(verdict, index, entry, language)],
            "partialFingerprints": {"quartierkgFinding/v1": f"{mark}:{told[mark]}"},
        }


def _weight(entry: Entry) -> Object:
    """Kind and level (3.27.9, 3.27.10)."""
    if entry.outcome in _KINDS:
        return {"kind": _KINDS[entry.outcome], "level": "none"}
    severity = entry.finding.severity if entry.finding else entry.row.severity if entry.row else None
    return {"kind": "fail", "level": rules.LEVELS[severity]}


def _location(verdict: Verdict, index: int, entry: Entry, language: Language) -> Object:
    finding = entry.finding
    place = log.region(finding.position if finding else None)
    found: Object = {
        "physicalLocation": {
            "artifactLocation": {"uri": log.address(verdict.source_name), "index": index},
            "region": place,
        }
    }
    if finding is not None:
        named = {"fullyQualifiedName": finding.focus, "name": finding.focus_label.in_(language)}
        cell = finding.position.cell if finding.position and finding.position.sheet is not None else None
        found["logicalLocations"] = [named, *([{"fullyQualifiedName": cell, "kind": "cell"}] if cell else [])]
    return found


def _mark(verdict: Verdict, entry: Entry) -> str:
    """What a finding is recognised by in a later run, whatever its line and its values (3.27.17)."""
    finding = entry.finding
    parts: Iterable[str | None] = (finding.shape, finding.focus, finding.path) if finding else ()
    return log.fingerprint(verdict.dossier, rules.rule_id(entry), *(part or "" for part in parts))


def _notification(fault: Unreadable, language: Language) -> Object:
    return log.notification(fault.kind, fault.line(language), fault.source, fault.place)
