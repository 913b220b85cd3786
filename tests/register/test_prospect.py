"""What may come next: out of a case and a verdict, without a register and without an engine."""

from __future__ import annotations

from collections.abc import Mapping

from quartierkg.language import Text
from quartierkg.register.act import Act
from quartierkg.register.case import Case, Judgement, Proposal
from quartierkg.register.lifecycle import Move
from quartierkg.register.prospect import Prospect, leading_on, prospects
from quartierkg.terms import ID

TODAY = "2026-06-01"
UNTIL_CALENDAR = (
    *("DeclareInterest", "OpenCall", "FileResponse", "ConstituteStructure", "SignCharter", "SetCalendar"),
)


def case(*moves: str) -> Case:
    """A case in which some moves were made."""
    found = Case(ID + "quartier/essai")
    for number, name in enumerate(moves, start=1):
        act = Act("move", found.quartier, f"2024-01-{number:02}", "Bo", "member", {"move": name})
        found = found.after(act, number)
    return found


def judgement(outcome: str = "met", **criteria: str) -> Judgement:
    """A verdict of the label's gate."""
    told = {str(number): "passed" for number in range(1, 9)} | {name[1:]: said for name, said in criteria.items()}
    rows = dict.fromkeys(("QN-P-02", "QN-P-03", "QN-P-04", "QN-P-05"), "passed")
    return Judgement("label", "charter", TODAY, outcome, told, rows, "1", "", "", "", ())


def foreseen(found: Case, judged: Judgement | None) -> Mapping[str, Prospect]:
    """What may come next, by the name of the move."""

    def answer(_: Move) -> tuple[Judgement | None, Mapping[str, Text]]:
        return judged, {}

    return {one.move.name: one for one in prospects(found, TODAY, answer)}


def guards(one: Prospect) -> list[str]:
    """What refuses a move."""
    return [refusal.guard for refusal in one.refusals]


def test_a_history_is_opened_by_the_interest_alone() -> None:
    """Nothing leads on from nothing but the declaration, and nothing stands in its way."""
    assert [move.name for move in leading_on(case())] == ["DeclareInterest"]
    assert foreseen(case(), None)["DeclareInterest"].refusals == ()


def test_moves_come_in_the_order_of_the_charter() -> None:
    """Those from the state where the case is, and no others."""
    assert list(foreseen(case(*UNTIL_CALENDAR), judgement())) == [
        *("SignCharter", "RealiseCriterion", "RealiseAll", "Withdraw"),
    ]
    assert leading_on(case("DeclareInterest", "Withdraw")) == ()


def test_what_refuses_comes_with_the_sentence_of_the_charter() -> None:
    """The calendar is not set: the requirement behind it is told, and its sentence."""
    found = foreseen(case(*UNTIL_CALENDAR[:-1]), judgement())["RealiseAll"]
    assert guards(found) == ["afterState"]
    (refusal,) = found.refusals
    assert refusal.requirement is not None
    assert refusal.requirement.id == "QN-P-03"
    assert refusal.requirement.quote.fr == (
        "Il est nécessaire au préalable de signer une charte nationale ainsi que de déterminer un calendrier."
    )


def test_without_a_dossier_no_verdict_lets_anything_pass() -> None:
    """Each move that rests on one says that nothing was filed."""
    found = foreseen(case(*UNTIL_CALENDAR), None)
    assert "VerdictMet" in guards(found["RealiseAll"])
    assert "CriterionMet" in guards(found["RealiseCriterion"])
    assert found["RealiseCriterion"].criteria == ()


def test_the_criteria_that_could_be_recorded_are_told() -> None:
    """Those that are met and were not recorded yet; one that is not met says so, and no other is held up by it."""
    found = foreseen(case(*UNTIL_CALENDAR), judgement("notMet", c3="failed"))["RealiseCriterion"]
    assert found.criteria == (1, 2, 4, 5, 6, 7, 8)
    (refusal,) = found.refusals
    assert refusal.text.en.startswith("Criterion 3, ")
    assert refusal.text.en.endswith(": failed, as of 1\u00a0June 2026.")


def test_what_is_written_when_the_move_is_made_stands_in_nobodys_way() -> None:
    """A motive is asked for then, by the chair alone: neither is missing before."""
    assert foreseen(case("DeclareInterest"), None)["Withdraw"].refusals == ()


def test_an_award_waits_for_two_people() -> None:
    """For somebody who proposes; once somebody has, for nothing else, unless they had filed."""
    ready = case(*UNTIL_CALENDAR, "RealiseAll")
    assert guards(foreseen(ready, judgement())["Award"]) == ["TwoPeople"]
    proposed = Case(ready.quartier, ready.entry, happened=ready.happened, proposal=Proposal(9, "Award", TODAY, "Ana"))
    assert guards(foreseen(proposed, judgement())["Award"]) == []
    filed = Case(
        ready.quartier,
        ready.entry,
        happened=ready.happened,
        proposal=Proposal(9, "Award", TODAY, "Zoé"),
        holders=frozenset(("zoé",)),
    )
    assert guards(foreseen(filed, judgement())["Award"]) == ["NotTheApplicant"]
