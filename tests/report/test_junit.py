"""JUnit XML.

No package ships a JUnit schema that describes more than its own tool's subset; the form is held to what Ant writes and
Jenkins reads, and an independent reader must understand it.
"""

from __future__ import annotations

import re
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

import pytest
from junitparser import Failure, JUnitXml, Skipped, TestSuite

from quartierkg.charter.outcome import Outcome
from quartierkg.charter.verdict import Row, Verdict
from quartierkg.language import Language
from quartierkg.report import Batch, render

# Elements with the attributes that they must and may have, and the children that they may have, in that order.
FORM: dict[str, tuple[set[str], set[str], list[str]]] = {
    "testsuites": ({"name", "tests", "failures", "errors", "time"}, set(), ["testsuite"]),
    "testsuite": (
        {"name", "tests", "failures", "errors", "skipped", "time"},
        {"timestamp"},
        ["properties", "testcase", "system-out"],
    ),
    "properties": (set(), set(), ["property"]),
    "property": ({"name", "value"}, set(), []),
    "testcase": ({"name", "classname", "time"}, set(), ["skipped", "error", "failure", "system-out"]),
    "skipped": ({"message"}, set(), []),
    "error": ({"message", "type"}, set(), []),
    "failure": ({"message", "type"}, set(), []),
    "system-out": (set(), set(), []),
}


def suites(batch: Batch, language: Language = "fr") -> list[TestSuite]:
    """The suites of a batch, as junitparser reads them."""
    return list(JUnitXml.fromstring(render(batch, "junit", language).encode()))


def check(element: Element) -> None:
    """Hold an element and all below it to the form."""
    must, may, children = FORM[element.tag]
    assert must <= element.attrib.keys() <= must | may
    tags = [child.tag for child in element]
    assert tags == sorted(tags, key=children.index)
    for child in element:
        check(child)


@pytest.mark.parametrize("language", ["fr", "en"])
def test_the_form_is_that_of_ant(batch: Batch, language: Language) -> None:
    """Elements, attributes and their order are those that every reader knows."""
    check(ElementTree.fromstring(render(batch, "junit", language)))


def test_the_counts_are_those_of_the_cases(batch: Batch) -> None:
    """Tests, failures, errors and skipped of a suite add up."""
    for suite in suites(batch):
        cases = list(suite)
        assert suite.tests == len(cases)
        assert suite.failures == sum(case.is_failure for case in cases)
        assert suite.errors == sum(case.is_error for case in cases)
        assert suite.skipped == sum(case.is_skipped for case in cases)


def test_a_dossier_is_a_suite_and_a_requirement_a_case(failing: Verdict) -> None:
    """68 cases in the charter's order, named by id and label, grouped by criterion."""
    (suite,) = suites(Batch((failing,)))
    assert [str(case.name).split()[0] for case in suite] == [row.requirement.id for row in failing.rows]
    assert {case.classname for case in suite} == {"charter", *(f"charter.C{number}" for number in range(1, 9))}


@pytest.mark.parametrize("which", ["awaiting", "failing", "bare", "unnamed"])
def test_only_what_decides_fails(which: str, request: pytest.FixtureRequest) -> None:
    """Failed and not stated rows that decide fail; what awaits or does not apply is skipped; all else passes."""
    verdict: Verdict = request.getfixturevalue(which)
    (suite,) = suites(Batch((verdict,)))
    for row, case in zip(verdict.rows, suite, strict=False):
        kinds = {Failure: "failure", Skipped: "skipped"}
        found = [kinds[type(result)] for result in case.result]
        assert found == expected(row), row.requirement.id
        assert [result.message for result in case.result if not result.message] == []


def expected(row: Row) -> list[str]:
    """How a case of a row comes out."""
    if row.outcome in (Outcome.CANNOT_TELL, Outcome.NOT_APPLICABLE):
        return ["skipped"]
    return ["failure"] if row.decides and row.outcome is not Outcome.PASSED else []


def test_a_failure_says_what_was_found(failing: Verdict) -> None:
    """The message is the finding's, with values and threshold."""
    (case,) = [case for case in suites(Batch((failing,)), "en")[0] if case.is_failure]
    assert "found: 32,000 m² (Offre des bassins, line " in case.result[0].message
    assert "required: at least 50,000 m²" in case.result[0].message


def test_a_suite_is_green_exactly_when_the_dossier_is_not_refused(batch: Batch) -> None:
    """A pipeline that trusts the report decides as the exit code does."""
    for suite, verdict in zip(suites(batch), batch.verdicts, strict=False):
        assert (suite.failures > 0) is (verdict.outcome.value == "notMet")


def test_a_warning_is_printed_and_does_not_fail(bare: Verdict) -> None:
    """A row that only remarks has its words in system-out."""
    (suite,) = suites(Batch((bare,)))
    mild = [row for row in bare.rows if not row.decides and row.outcome in (Outcome.FAILED, Outcome.NOT_STATED)]
    cases = {str(case.name).split()[0]: case for case in suite}
    assert mild
    assert [row for row in mild if not cases[row.requirement.id].system_out] == []


def test_what_was_set_aside_is_told_by_the_suite(aside: Verdict) -> None:
    """A statement that belongs to no requirement stands in the suite's own output."""
    assert "system-out" in {child.tag for child in ElementTree.fromstring(render(Batch((aside,)), "junit", "fr"))[0]}


def test_an_unreadable_file_is_an_error(batch: Batch) -> None:
    """A suite of its own, with the place in the message."""
    (case,) = list(suites(batch)[-1])
    assert case.is_error
    assert "bad.ttl:3:14" in case.result[0].message


def test_what_xml_cannot_hold_is_replaced(hostile: Verdict) -> None:
    """A control code in a dossier does not spoil the document (XML 1.0, 2.2)."""
    text = render(Batch((hostile,)), "junit", "fr")
    ElementTree.fromstring(text)
    assert not re.search("[\x00-\x08]", text)
