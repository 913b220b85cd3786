"""Dossiers judged by two versions: just between two thresholds, and on either side of both."""

from __future__ import annotations

import pytest

from quartierkg.charter import context
from quartierkg.charter.check import Question
from quartierkg.charter.comparison import Comparison, compare
from quartierkg.charter.outcome import Decision
from tests.samples import BASE, DAY, changed, extent, outcomes, read, verdict

ILLUSTRATIVE = "https://w3id.org/quartierkg/charter/2-illustrative"
NAMES = ("qn:answersCharter <https://w3id.org/quartierkg/charter/1>", f"qn:answersCharter <{ILLUSTRATIVE}>")
# The conforming example made to meet both versions: its airport is 24 minutes away and its offer has 52,500 m².
NEAR = ("qn:minutes 24", "qn:minutes 19.99")
LARGE = (
    ("qn:usableArea 52500", "qn:usableArea 60000"),
    ("qn:usableArea 12500", "qn:usableArea 20000"),
)
MET = (NEAR, *LARGE)


def compared(*replacements: tuple[str, str], question: Question | None = None) -> Comparison:
    """The example after some changes, judged by both versions."""
    around = context.bundled(day=DAY)
    return compare(read(changed(*replacements)), around, question or Question(), "1", "2-illustrative")


def moved(found: Comparison) -> dict[str, tuple[str, str]]:
    """The rows that come out otherwise, each before and after."""
    return {
        (change.after or change.before).requirement.id: (  # type: ignore[union-attr]
            change.before.outcome.value if change.before else "",
            change.after.outcome.value if change.after else "",
        )
        for change in found.rows
    }


def test_a_dossier_that_meets_both_does_not_change() -> None:
    """60,000 m² and 19.99 minutes: no row comes out otherwise."""
    found = compared(*MET)
    assert found.rows == ()
    assert not found.decision_changes
    assert found.after.outcome is Decision.AWAITING


@pytest.mark.parametrize(
    ("replacements", "rows"),
    [
        (
            (
                NEAR,
                ("qn:usableArea 52500", "qn:usableArea 59999.99"),
                ("qn:usableArea 12500", "qn:usableArea 19999.99"),
            ),
            {"QN-C2-04"},
        ),
        ((("qn:minutes 24", "qn:minutes 20"), *LARGE), {"QN-C1-03", "QN-C1-06"}),
        ((("qn:minutes 24", "qn:minutes 29.99"), *LARGE), {"QN-C1-03", "QN-C1-06"}),
        ((*MET, ("qn:minutes 9.5", "qn:minutes 20")), {"QN-C1-02", "QN-C1-06"}),
        ((*MET, ("qn:minutes 12 ", "qn:minutes 20 ")), {"QN-C1-04", "QN-C1-06"}),
    ],
)
def test_between_the_two_thresholds_the_outcome_changes(
    replacements: tuple[tuple[str, str], ...], rows: set[str]
) -> None:
    """What version 1 lets pass fails by the illustrative version, and so does the dossier."""
    found = compared(*replacements)
    assert moved(found) == dict.fromkeys(rows, ("passed", "failed"))
    assert (found.before.outcome, found.after.outcome) == (Decision.AWAITING, Decision.NOT_MET)


@pytest.mark.parametrize(("rate", "outcome"), [("1000", None), ("999.99", "failed")])
def test_a_requirement_that_is_added_counts_where_it_is_not_met(rate: str, outcome: str | None) -> None:
    """1,000 Mbit/s are enough; a row that is met changes nothing for the dossier."""
    found = moved(compared(*MET, ("qn:downloadRate 8000", f"qn:downloadRate {rate}")))
    assert found == ({"QN-C3-04": ("", outcome)} if outcome else {})


def test_a_rate_that_is_missing_is_not_stated() -> None:
    """Without a rate the added row is not stated, as QN-C3-01 is in both versions."""
    found = compared(*MET, ("qn:downloadRate 8000 ; ", ""))
    assert moved(found) == {"QN-C3-04": ("", "notStated")}


def test_an_open_row_that_no_longer_blocks_is_told() -> None:
    """A Chief Digital Officer who is no entrepreneur fails both versions, but blocks only the first."""
    found = compared(*MET, ("qn:digital true", "qn:digital false"))
    (change,) = found.rows
    assert change.before is not None
    assert change.after is not None
    assert (change.before.requirement.id, change.before.decides, change.after.decides) == ("QN-C8-06", True, False)
    assert (found.before.outcome, found.after.outcome) == (Decision.NOT_MET, Decision.AWAITING)


@pytest.mark.parametrize("named", [(), (NAMES,)])
def test_both_versions_judge_whatever_the_dossier_names(named: tuple[tuple[str, str], ...]) -> None:
    """The comparison is the same for a dossier of version 1 and for one of the illustrative version."""
    assert set(moved(compared(*named))) == {"QN-C1-03", "QN-C1-06", "QN-C2-04"}


# The reference engine takes seconds for a dossier.
TWO_SIDES = [("charter", "label"), ("strict", "application")]
MANY = [(), LARGE, MET, (*MET, ("qn:digital true", "qn:digital false"))]


@pytest.mark.parametrize("replacements", extent(MANY, MANY[:1], MANY[:1]))
@pytest.mark.parametrize(("profile", "gate"), TWO_SIDES[: extent(2, 2, 1)])
def test_both_engines_agree_on_the_illustrative_version(
    replacements: tuple[tuple[str, str], ...], profile: str, gate: str
) -> None:
    """The fast engine and the reference find the same; their disagreement would be an error."""
    question = Question(profile, gate, engine="both")  # type: ignore[arg-type]
    found = verdict(changed(NAMES, *replacements), question)
    assert found.charter.version == "2-illustrative"


def test_the_version_that_a_dossier_names_judges_it() -> None:
    """The same facts pass by one version and fail by the other."""
    one, other = outcomes(verdict(BASE.read_bytes())), outcomes(verdict(changed(NAMES)))
    assert (one["QN-C2-04"], other["QN-C2-04"]) == ("passed", "failed")
    assert other["QN-P-01"] == "passed"
    assert "QN-C3-04" in other
    assert "QN-C6-03" not in other


def test_an_unknown_version_is_a_finding() -> None:
    """A dossier that answers a version which nobody holds is judged by the current one, and fails QN-P-01."""
    unknown = (NAMES[0], "qn:answersCharter <https://w3id.org/quartierkg/charter/3>")
    found = verdict(changed(unknown))
    assert found.charter.version == "1"
    assert outcomes(found)["QN-P-01"] == "failed"


def test_a_dossier_answers_one_version() -> None:
    """One that names both known versions is judged by one of them, and fails QN-P-01."""
    both = (NAMES[0], f"{NAMES[0]} , <{ILLUSTRATIVE}>")
    found = outcomes(verdict(changed(both), Question(engine="both")))
    assert found["QN-P-01"] == "failed"
