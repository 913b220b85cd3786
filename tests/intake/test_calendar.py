"""Dates that lie ahead of the day of the check."""

from __future__ import annotations

import pytest
from pyoxigraph import Literal, NamedNode, Triple

from quartierkg.intake.calendar import DATED_AHEAD, ahead, superseded
from quartierkg.terms import term

NODE = NamedNode("http://a.example/")
DAY = "2026-06-01"
OPENED = frozenset((term("qn:openedOn"),))


def found(predicate: str, value: str, datatype: str) -> bool:
    """Whether a value of a property is said to lie ahead."""
    said = list(ahead([Triple(NODE, term(predicate), Literal(value, datatype=term(datatype)))], DAY, OPENED))
    assert said in ([], [Triple(NODE, DATED_AHEAD, term(predicate))])
    return bool(said)


@pytest.mark.parametrize(
    ("value", "lies_ahead"),
    [
        ("2026-06-01", False),
        ("2026-06-02", True),
        ("2026-06-02Z", True),
        ("2026-06-01+14:00", False),
        ("2025-12-31", False),
        ("12026-01-01", True),
        ("-2030-01-01", False),
        ("2026-06-31", True),
        ("2030", True),
        ("", False),
    ],
)
def test_a_date_lies_ahead_from_the_next_day_on(value: str, lies_ahead: bool) -> None:
    """The day itself does not; nor does what is no date and may have passed."""
    assert found("qn:openedOn", value, "xsd:date") is lies_ahead


@pytest.mark.parametrize(
    ("value", "datatype", "lies_ahead"),
    [
        ("2026-06-02T00:00:00", "xsd:dateTime", True),
        ("2026-06-01T23:59:59Z", "xsd:dateTime", False),
        ("2026-07", "xsd:gYearMonth", True),
        ("2026-06", "xsd:gYearMonth", False),
        ("2027", "xsd:gYear", True),
        ("2026", "xsd:gYear", False),
        (" 2029-01-01", "xsd:string", True),
        ("1/7/2026", "xsd:string", True),
        ("01.06.2026", "xsd:string", False),
        ("bientôt", "xsd:string", False),
        ("9" * 5000, "xsd:string", True),
        ("0" * 5000 + "2020-01-01", "xsd:string", False),
        ("9" * 5000 + "-01-01", "xsd:date", True),
        ("2029", "xsd:integer", False),
    ],
)
def test_what_can_only_lie_ahead_does_however_it_is_written(value: str, datatype: str, lies_ahead: bool) -> None:
    """A moment, a month, a year, a text: an opening to come is not open for being no date."""
    assert found("qn:openedOn", value, datatype) is lies_ahead


@pytest.mark.parametrize(("value", "lies_ahead"), [("2026", True), ("2027", True), ("2025", False), ("x", False)])
def test_a_fiscal_year_lies_ahead_until_it_has_ended(value: str, lies_ahead: bool) -> None:
    """The year of the check has not; the one before has."""
    assert found("qn:fiscalYear", value, "xsd:integer") is lies_ahead


def test_other_texts_and_numbers_lie_nowhere() -> None:
    """Only dates and fiscal years are looked at."""
    assert not found("qn:employees", "2099", "xsd:integer")
    assert not found("rdfs:label", "2099-01-01", "xsd:string")


def test_figures_are_superseded_by_those_of_the_last_year_that_has_ended() -> None:
    """A forecast supersedes nothing, and another firm's figures do not."""

    def record(firm: str, year: int) -> list[Triple]:
        node = NamedNode(f"http://{firm}.example/{year}")
        dated = Triple(node, term("qn:fiscalYear"), Literal(str(year), datatype=term("xsd:integer")))
        return [Triple(NamedNode(f"http://{firm}.example/"), term("qn:figures"), node), dated]

    said = [t for year in (2023, 2024, 2025, 2026) for t in record("a", year)] + record("b", 2024)
    found = {(t.subject.value, t.object.value) for t in superseded(said, DAY)}  # type: ignore[union-attr]
    last = "http://a.example/2025"
    assert found == {("http://a.example/2023", last), ("http://a.example/2024", last)}
