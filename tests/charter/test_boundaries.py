"""Every numeric boundary of the charter falls on the right side.

The expected side is written by hand from the charter's table of thresholds. Each value is judged alone by the fast
engine (by both in the long run), and by both together with one value of every other row.
"""

from __future__ import annotations

import pytest

from quartierkg.charter.check import Question
from tests.samples import LONG, changed, extent, outcomes, verdict

MONTH = '"Convention au mois"@fr ; qn:periodicity qn:Month'
WEEK = '"Convention à la semaine"@fr ; qn:periodicity qn:Week'


def after(*replacements: tuple[str, str]) -> dict[str, str]:
    """The outcome of each row after some changes to the conforming dossier."""
    return outcomes(verdict(changed(*replacements), Question(engine="both" if LONG else "fast")))


MINUTES = {
    "29.99": "passed",
    "0": "passed",
    "29.999999999999999": "passed",
    '"29.99"^^xsd:double': "passed",
    "2.999E1": "passed",
    "30": "failed",
    "30.0": "failed",
    "30.000000000000001": "failed",
    '"PT30M"^^xsd:duration': "failed",
    "-1": "failed",
    '"NaN"^^xsd:double': "failed",
    '"-INF"^^xsd:double': "failed",
    '"12"': "failed",
    '"douze"@fr': "failed",
    "12 , 13": "failed",
}
FIGURES = {
    ("QN-C4-06", "qn:turnover 8100000"): {
        "qn:turnover 5000000.01": "passed",
        "qn:turnover 5000000": "failed",
        "qn:turnover 5000000.00": "failed",
        'qn:turnover "8100000"': "failed",
        'qn:turnover "INF"^^xsd:double': "failed",
        "qn:turnover 8100000 , 9000000": "failed",
    },
    ("QN-C4-07", "qn:employees 61"): {
        "qn:employees 26": "passed",
        "qn:employees 25.5": "passed",
        "qn:employees 25": "failed",
        "qn:employees 25.0": "failed",
    },
    ("QN-C4-08", "qn:growth 30.6"): {
        "qn:growth 25": "passed",
        "qn:growth 25.0": "passed",
        "qn:growth 24.99": "failed",
        "qn:growth 0.25": "failed",
        'qn:growth "INF"^^xsd:double': "failed",
    },
    ("QN-C4-09", "qn:shareAbroad 47.5"): {
        "qn:shareAbroad 40": "passed",
        "qn:shareAbroad 100": "passed",
        "qn:shareAbroad 39.99": "failed",
        "qn:shareAbroad 0.40": "failed",
        "qn:shareAbroad 140": "failed",
        "qn:shareAbroad 100.01": "failed",
    },
}
AREAS = {
    "50000": "passed",
    "50000.00": "passed",
    "5.0E4": "passed",
    "49999.99": "failed",
    '"60000"': "failed",
    '"INF"^^xsd:double': "failed",
    '"NaN"^^xsd:double': "failed",
    "-50000": "failed",
    "52500 , 60000": "failed",
}
PERIODS = {
    "qn:Day": "passed",
    "qn:Week": "passed",
    "qn:Month": "passed",
    "qn:Quarter": "failed",
    "qn:Year": "failed",
    "qn:Longer": "failed",
    '"P1M"^^xsd:duration': "failed",
    '"mois"@fr': "failed",
    "<http://ailleurs.example/mois>": "failed",
}


@pytest.mark.parametrize(("written", "expected"), MINUTES.items())
def test_the_travel_time_is_strictly_below_its_limit(written: str, expected: str) -> None:
    """QN-C1-02 to QN-C1-04: less than thirty minutes, as one plain number of minutes."""
    assert after(("qn:minutes 24", f"qn:minutes {written}"))["QN-C1-03"] == expected


@pytest.mark.parametrize(("row", "old"), [("QN-C1-02", "qn:minutes 9.5"), ("QN-C1-04", "qn:minutes 12 ")])
def test_each_of_the_three_times_has_the_same_limit(row: str, old: str) -> None:
    """The limit holds for the city centre and for the TGV station as well."""
    assert after((old, "qn:minutes 29.99 "))[row] == "passed"
    assert after((old, "qn:minutes 30 "))[row] == "failed"


@pytest.mark.parametrize(("written", "expected"), AREAS.items())
def test_the_usable_area_reaches_its_minimum(written: str, expected: str) -> None:
    """QN-C2-04: at least fifty thousand square metres, as one plain number."""
    assert after(("qn:usableArea 52500", f"qn:usableArea {written}"))["QN-C2-04"] == expected


def test_delivered_lots_reach_the_minimum_when_others_are_planned() -> None:
    """QN-C2-04 at gate label: where a lot is planned, what is delivered counts, whatever total is declared."""
    planned = (
        "qn:usableArea 12500 ; qn:flexible true ; qn:status qn:Realised",
        "qn:usableArea 12500 ; qn:status qn:Planned",
    )
    assert after(planned)["QN-C2-04"] == "failed"
    assert after(planned, ("qn:usableArea 40000", "qn:usableArea 49999.99"))["QN-C2-04"] == "failed"
    assert after(planned, ("qn:usableArea 40000", "qn:usableArea 50000"))["QN-C2-04"] == "passed"


@pytest.mark.parametrize(("written", "expected"), PERIODS.items())
def test_one_agreement_is_monthly_or_shorter(written: str, expected: str) -> None:
    """QN-C2-03: the rank of a month or a shorter one, from the closed list, on one agreement at least."""
    long = (WEEK, WEEK.replace("qn:Week", "qn:Year"))
    assert after((MONTH, MONTH.replace("qn:Month", written)), long)["QN-C2-03"] == expected


def test_a_malformed_agreement_beside_a_good_one_does_not_spoil_it() -> None:
    """QN-C2-03: at least one agreement under « charter », each of them under « strict »."""
    malformed = (MONTH, MONTH.replace("qn:Month", '"P1M"^^xsd:duration'))
    assert after(malformed)["QN-C2-03"] == "passed"
    strict = outcomes(verdict(changed(malformed), Question("strict", "label")))
    assert strict["QN-C2-03"] == "failed"


@pytest.mark.parametrize(
    ("row", "old", "new", "expected"),
    [(row, old, new, expected) for (row, old), values in FIGURES.items() for new, expected in values.items()],
)
def test_each_figure_of_the_champion_has_its_side(row: str, old: str, new: str, expected: str) -> None:
    """QN-C4-06 to QN-C4-09, and QN-C4-03 with them: one firm meets all or the row fails."""
    found = after((old, new))
    assert found[row] == expected
    assert found["QN-C4-03"] == expected


def test_two_half_firms_are_not_one_champion() -> None:
    """Firm A meets turnover and employees, firm B growth and share: no single firm meets all."""
    found = after(
        ("qn:growth 30.6 ; qn:shareAbroad 47.5", "qn:growth 12 ; qn:shareAbroad 18"),
        (
            "qn:turnover 3400000 ; qn:employees 22 ; qn:growth 41 ; qn:shareAbroad 18",
            "qn:growth 41 ; qn:shareAbroad 52",
        ),
    )
    assert found["QN-C4-03"] == "failed"


def test_other_firms_may_fail_beside_one_that_meets_all() -> None:
    """One firm that meets all is enough, however far the others are."""
    found = after(("qn:turnover 3400000 ; qn:employees 22", "qn:turnover -1 ; qn:employees 0"))
    assert [found[f"QN-C4-0{number}"] for number in range(3, 10)] == ["passed"] * 7


def test_the_last_closed_year_decides() -> None:
    """A good year that is past does not make a champion, and a bad one does not unmake it."""
    assert after(("qn:turnover 6200000", "qn:turnover 10"))["QN-C4-06"] == "passed"
    assert (
        after(("qn:fiscalYear 2023 ; qn:turnover 6200000", "qn:fiscalYear 2025 ; qn:turnover 10"))["QN-C4-06"]
        == "failed"
    )


def test_two_values_of_one_figure_for_one_year_are_not_valid() -> None:
    """QN-C4-06: two turnovers for the same year fail the row even if both are above the limit."""
    assert (
        after(("qn:fiscalYear 2023 ; qn:turnover 6200000", "qn:fiscalYear 2024 ; qn:turnover 6200000"))["QN-C4-06"]
        == "failed"
    )


TIMES = {"QN-C1-02": "qn:minutes 9.5 ", "QN-C1-03": "qn:minutes 24 ", "QN-C1-04": "qn:minutes 12 "}
ROUNDS = max(len(AREAS), len(PERIODS), -(-len(MINUTES) // len(TIMES)), *(len(values) for values in FIGURES.values()))


def turn(values: dict[str, str], number: int) -> tuple[str, str]:
    """The value of a round with its side; when all had their turn, the first again."""
    return list(values.items())[number % len(values)]


@pytest.mark.parametrize("number", range(ROUNDS))
def test_both_engines_put_every_value_on_its_side(number: int) -> None:
    """Each value of these tables, one of each row at a time, is judged alike by both engines.

    The second firm is left out, so that the rows report the one that is changed.
    """
    expected: dict[str, str] = {}
    changes = [(" :p-second ,", ""), (WEEK, WEEK.replace("qn:Week", "qn:Year"))]
    for index, (row, old) in enumerate(TIMES.items()):
        written, expected[row] = turn(MINUTES, number * len(TIMES) + index)
        changes.append((old, f"qn:minutes {written} "))
    written, expected["QN-C2-04"] = turn(AREAS, number)
    changes.append(("qn:usableArea 52500", f"qn:usableArea {written}"))
    written, expected["QN-C2-03"] = turn(PERIODS, number)
    changes.append((MONTH, MONTH.replace("qn:Month", written)))
    for (row, old), values in FIGURES.items():
        new, expected[row] = turn(values, number)
        changes.append((old, new))
    expected["QN-C4-03"] = "failed" if "failed" in {expected[row] for row, _ in FIGURES} else "passed"
    # Every value alone is put to the fast engine above, to both in the long run.
    both = number % extent(1, 3, ROUNDS) == 0
    found = outcomes(verdict(changed(*changes), Question(engine="both" if both else "fast")))
    assert {row: found[row] for row in expected} == expected
