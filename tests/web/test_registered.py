"""What the pages of the register call things."""

from __future__ import annotations

from quartierkg.charter.document import charter
from quartierkg.charter.outcome import OUTCOME_NAMES, Outcome
from quartierkg.web import register_words as words
from quartierkg.web import registered
from tests.web.lived import judgement

CRITERIA = {str(number): "notApplicable" for number in range(1, 9)}


def test_a_criterion_that_the_gate_does_not_judge_is_told_as_such() -> None:
    """It is not said to be without object: nobody looked yet. One that is judged has its outcome."""
    first = next(row.id for row in charter("1").requirements if row.decides == 1)
    said = judgement("application") | {"criteria": CRITERIA | {"1": "passed"}, "rows": {"QN-P-01": "passed"}}
    assert {row.outcome for row in registered.criteria(said)} == {words.NOT_JUDGED}
    assert registered.counts(said) == ((8, words.NOT_JUDGED),)
    said["rows"][first] = "passed"
    one, *others = registered.criteria(said)
    assert one.outcome == OUTCOME_NAMES[Outcome.PASSED]
    assert {row.outcome for row in others} == {words.NOT_JUDGED}
    assert registered.counts(said) == ((1, OUTCOME_NAMES[Outcome.PASSED]), (7, words.NOT_JUDGED))
