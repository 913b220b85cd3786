"""What stands in the way, told: of the charter's requirements each for itself, and of a proposal its age."""

from __future__ import annotations

from dataclasses import replace

import pytest

from quartierkg.charter.document import charter
from quartierkg.charter.outcome import Outcome
from quartierkg.language import Text
from quartierkg.register.act import Act
from quartierkg.register.case import Case, Filed, Judgement, Opinion, Proposal
from quartierkg.register.guard import Asked, heard, refusals
from quartierkg.register.lifecycle import moves
from quartierkg.register.refusal import lapsed
from quartierkg.register.shown import refusal
from tests.register.test_prospect import UNTIL_CALENDAR, case

ROWS = {row.id: "passed" for row in charter("1").requirements if row.weighs}


def judgement(outcome: str, **rows: str) -> Judgement:
    """A verdict of the label's gate, in which some requirements are not passed."""
    told = ROWS | {name.replace("_", "-"): said for name, said in rows.items()}
    criteria = {str(number): "passed" for number in range(1, 9)} | {"2": "failed"}
    return Judgement("label", "charter", "2026-05-10", outcome, criteria, told, "1", "", "", "", ())


def asked(move: str, judged: Judgement, **more: object) -> Asked:
    """A move of a member, on the day of the verdict."""
    return Asked(moves()[move], "2026-05-10", "2026-06-01", "Ana", "member", judgement=judged, **more)  # type: ignore[arg-type]


def test_a_verdict_that_is_not_met_says_each_requirement() -> None:
    """Its state, the day, what was found, the charter's sentence, and a way out that fits who decides it."""
    judged = judgement("notMet", QN_C2_02="cantTell", QN_C2_04="failed", QN_C5_01="notStated")
    found = {"QN-C2-04": Text("Trouvé : 10.", "Found: 10.")}
    told = list(refusals(case(*UNTIL_CALENDAR), asked("RealiseAll", judged, found=found)))
    assert {one.guard for one in told} == {"VerdictMet"}
    whole, *each = told
    assert whole.text.fr == "Le verdict du dernier dossier déposé est « non conforme », au 10\u00a0mai 2026."
    assert [(one.requirement and one.requirement.id, one.outcome, one.day) for one in each] == [
        ("QN-C2-02", Outcome.CANNOT_TELL, "2026-05-10"),
        ("QN-C2-04", Outcome.FAILED, "2026-05-10"),
        ("QN-C5-01", Outcome.NOT_STATED, "2026-05-10"),
    ]
    assert each[1].text.en.endswith(": failed, as of 10\u00a0May 2026. Found: 10.")
    opinions, version, _ = (refusal(one, "en") for one in each)
    assert opinions["outcome"] == "cantTell"
    assert "/opinions" in opinions["remedy"]
    assert opinions["sentence"].startswith("2 – Propose an attractive real-estate offer")
    assert "new version" in version["remedy"]


def test_a_criterion_that_is_not_met_says_its_own_requirements_alone() -> None:
    """Those that decide it, and no other."""
    judged = judgement("notMet", QN_C2_04="failed", QN_C5_01="notStated")
    told = list(refusals(case(*UNTIL_CALENDAR), asked("RealiseCriterion", judged, criterion=2)))
    assert [one.requirement.id for one in told if one.requirement is not None] == ["QN-C2-04"]
    assert told[0].text.fr.startswith("Critère 2, ")


def test_a_requirement_is_told_once() -> None:
    """What is a condition of the state is told as such, and not again as a part of the verdict."""
    judged = judgement("notMet", QN_P_02="failed")
    told = list(refusals(case(*UNTIL_CALENDAR[:-2]), asked("SignCharter", judged)))
    told += list(refusals(case(*UNTIL_CALENDAR, "RealiseAll"), asked("Award", judged, proposed_by="Bo")))
    ids = [(one.guard, one.requirement.id) for one in told if one.requirement is not None]
    assert ids == [("requirement", "QN-P-02"), ("VerdictMet", "QN-P-02")]


@pytest.mark.parametrize(("today", "is_open"), [("2026-05-31", True), ("2026-06-01", False)])
def test_a_proposal_has_an_end(today: str, *, is_open: bool) -> None:
    """Thirty days after it was made, whatever the day that it is about; of whom the day is not known it has none."""
    made = Proposal(9, "Award", "2026-01-01", "Ana", recorded="2026-05-01")
    assert made.is_open(today, 30) is is_open
    assert replace(made, recorded=None).is_open(today, 30)
    assert lapsed("2026-05-01", "2026-05-31").text.en.endswith("until 31\u00a0May 2026 only.")


def test_who_acts_for_the_applicant_later_is_not_heard_any_more() -> None:
    """An opinion that was given before counts no longer; those of others do, on the dossier that counts."""
    judged = judgement("met")
    filed = Filed(1, 1, "urn:d", "d.ttl", "text/turtle", "d" * 64, "c" * 64, "Zoé", "2026-05-01", judged)
    given = tuple(Opinion(2, 1, "urn:r", "passed", "Vu.", name, "2026-05-02") for name in ("Ana", "Bo"))
    stale = Opinion(2, 0, "urn:r", "passed", "Vu.", "Cy", "2026-05-02")
    found = Case("urn:q", 2, filed=(filed,), opinions=(*given, stale))
    assert [one.by for one in heard(found)] == ["Ana", "Bo"]
    acted = found.after(Act("publish", "urn:q", "2026-05-03", "ana", "applicant", {"published": True}), 3)
    assert [one.by for one in heard(acted)] == ["Bo"]
