"""Reports as SARIF 2.1.0: a run for each report; the shapes that were violated are its rules."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Final

from quartierkg.language import Language
from quartierkg.report import sarif_log as log
from quartierkg.report.sarif_log import Object
from quartierkg.report.w3c import words
from quartierkg.report.w3c.reader import VIOLATION
from quartierkg.report.w3c.result import Report, Result
from quartierkg.terms import PREFIXES

_LEVELS: Final = {VIOLATION: "error", PREFIXES["sh"] + "Warning": "warning"}
_UNNAMED: Final = "unnamed-shape"


def write(reports: Sequence[Report], name: str, language: Language) -> str:
    """The log of the reports of a file. They do not name the data's file: each result lies in the report itself."""
    return log.write([_run(report, name, language) for report in reports])


def _run(report: Report, name: str, language: Language) -> Object:
    rules = list(dict.fromkeys(_rule(result) for result in report.results))
    return {
        "tool": {"driver": log.driver(language, [{"id": rule} for rule in rules])},
        "language": language,
        "columnKind": "unicodeCodePoints",
        "artifacts": [{"location": {"uri": log.address(name)}}],
        "invocations": [log.invocation([])],
        "results": list(_results(report, name, rules, language)),
    }


def _rule(result: Result) -> str:
    """The shape, where it has an address, else the kind of constraint."""
    named = [node.iri for node in (result.shape, result.component) if node is not None and node.iri]
    return named[0] if named else _UNNAMED


def _results(report: Report, name: str, rules: list[str], language: Language) -> Iterator[Object]:
    told: Counter[str] = Counter()
    places = {rule: place for place, rule in enumerate(rules)}
    for result in report.results:
        nodes = (result.focus, result.value, result.component)
        mark = log.fingerprint(_rule(result), result.path or "", *(node.value if node else "" for node in nodes))
        told[mark] += 1
        found: Object = {
            "ruleId": _rule(result),
            "ruleIndex": places[_rule(result)],
            "kind": "fail",
            "level": _LEVELS.get(result.severity, "note"),
            "message": {"text": result.messages.in_(language) or words.NO_MESSAGE.in_(language)},
            "locations": [_location(result, name, language)],
            "partialFingerprints": {"shaclResult/v1": f"{mark}:{told[mark]}"},
        }
        yield found


def _location(result: Result, name: str, language: Language) -> Object:
    where = {"artifactLocation": {"uri": log.address(name), "index": 0}, "region": log.region(None)}
    found: Object = {"physicalLocation": where}
    if result.focus is not None:
        found["logicalLocations"] = [{"fullyQualifiedName": result.focus.shown.in_(language)}]
    return found
