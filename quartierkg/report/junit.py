"""A batch as JUnit XML, for continuous integration: a suite for each dossier, a case for each requirement.

JUnit's XML has no standard; this is the form that Ant writes and that Jenkins and GitLab read.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final
from xml.etree import ElementTree
from xml.etree.ElementTree import Element, SubElement

from quartierkg.charter.outcome import OUTCOME_NAMES, Outcome, Severity
from quartierkg.charter.verdict import Row, Verdict
from quartierkg.errors import Unreadable
from quartierkg.language import Language
from quartierkg.report import words
from quartierkg.report.batch import Batch
from quartierkg.report.entry import OPEN, Entry, entries, of_row

# What XML cannot hold, not even as a reference (XML 1.0, 2.2).
_NO_CHARACTER: Final = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_SKIPPED: Final = (Outcome.CANNOT_TELL, Outcome.NOT_APPLICABLE)


@dataclass(frozen=True, slots=True)
class Case:
    """One test case: how it came out, and what there is to say."""

    name: str
    group: str
    kind: str | None = None
    """``failure``, ``error`` or ``skipped``; None when it passed."""
    outcome: str = ""
    said: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Suite:
    """The cases of one thing that was tested."""

    name: str
    cases: tuple[Case, ...]
    properties: tuple[tuple[str, str], ...] = ()
    notes: tuple[str, ...] = ()
    day: str = ""


def write(batch: Batch, language: Language) -> str:
    """A suite for each dossier, then one for each file that got no verdict."""
    suites = [_suite(verdict, language) for verdict in batch.verdicts]
    suites += [_unreadable(fault, language) for fault in batch.unreadable]
    return document(words.VERDICT.in_(language), suites)


def document(name: str, suites: Sequence[Suite]) -> str:
    """The XML of some suites."""
    counts = _counts([case for suite in suites for case in suite.cases])
    del counts["skipped"]  # only a suite has that one
    root = Element("testsuites", {"name": _legal(name), **counts})
    for suite in suites:
        _add(root, suite)
    ElementTree.indent(root)
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + ElementTree.tostring(root, encoding="unicode") + "\n"


def _add(root: Element, suite: Suite) -> None:
    """The elements of a suite, in the order that Ant writes: properties, cases, what was printed."""
    named = {"name": _legal(suite.name), **_counts(suite.cases)}
    element = SubElement(root, "testsuite", named | ({"timestamp": f"{suite.day}T00:00:00"} if suite.day else {}))
    if suite.properties:
        properties = SubElement(element, "properties")
        for name, value in suite.properties:
            SubElement(properties, "property", {"name": name, "value": _legal(value)})
    for case in suite.cases:
        _add_case(element, case)
    if suite.notes:
        SubElement(element, "system-out").text = _legal("\n".join(suite.notes))


def _add_case(suite: Element, case: Case) -> None:
    element = SubElement(suite, "testcase", {"name": _legal(case.name), "classname": _legal(case.group), "time": "0"})
    text = _legal("\n".join(case.said))
    if case.kind is None:
        if text:
            SubElement(element, "system-out").text = text
        return
    found = SubElement(
        element, case.kind, {"message": _legal(case.said[0].partition("\n")[0] if case.said else case.outcome)}
    )
    if case.kind != "skipped":
        found.set("type", case.outcome)
        found.text = text


def _counts(cases: Iterable[Case]) -> dict[str, str]:
    kinds = [case.kind for case in cases]
    counted = {"failures": "failure", "errors": "error", "skipped": "skipped"}
    return {"tests": str(len(kinds)), **{name: str(kinds.count(kind)) for name, kind in counted.items()}, "time": "0"}


def _legal(said: str) -> str:
    """A text without what XML cannot hold."""
    return _NO_CHARACTER.sub("\ufffd", said)


# --- Of a verdict


def _suite(verdict: Verdict, language: Language) -> Suite:
    apart = [entry for entry in entries(verdict) if entry.row is None]
    form = [entry for entry in apart if _blocks(entry)]
    cases = [_case(verdict, row, language) for row in verdict.rows]
    if form:  # it decides as a requirement does, and is none
        said = tuple(entry.said(language) for entry in form)
        cases.append(Case(words.FORM.in_(language), "form", "failure", Outcome.FAILED.value, said))
    named = verdict.quartier_name or words.UNNAMED
    return Suite(
        f"{named.in_(language)} ({verdict.source_name})",
        tuple(cases),
        tuple(_properties(verdict)),
        tuple(entry.said(language) for entry in apart if entry not in form),
        verdict.day,
    )


def _blocks(entry: Entry) -> bool:
    return entry.finding is not None and entry.finding.severity is Severity.VIOLATION and entry.outcome in OPEN


def _properties(verdict: Verdict) -> Iterable[tuple[str, str]]:
    yield "dossier", verdict.dossier
    yield "file", verdict.source_name
    yield "sha256", verdict.source_sha256
    yield "charter", verdict.charter.version
    yield "profile", verdict.profile
    yield "gate", verdict.gate
    yield "decision", verdict.outcome.value


def _case(verdict: Verdict, row: Row, language: Language) -> Case:
    found = row.requirement
    number = next(iter(found.shown_under), None)
    kind = _kind(row)
    said = tuple(filter(None, (entry.said(language) for entry in of_row(verdict, row))))
    if kind and not said:
        said = (OUTCOME_NAMES[row.outcome].in_(language),)
    group = f"charter.C{number}" if number else "charter"
    return Case(f"{found.id} {found.label.in_(language)}", group, kind, row.outcome.value, said)


def _kind(row: Row) -> str | None:
    """Only what decides can fail; what awaits the committee or does not apply was not run."""
    if row.outcome in _SKIPPED:
        return "skipped"
    return "failure" if row.decides and row.outcome is not Outcome.PASSED else None


def _unreadable(fault: Unreadable, language: Language) -> Suite:
    name = fault.source or words.FILE.in_(language)
    return Suite(name, (Case(words.FILE.in_(language), "file", "error", fault.kind, (fault.line(language),)),))
