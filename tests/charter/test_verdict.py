"""How rows make criteria and a dossier, and that nothing passes by accident."""

from __future__ import annotations

import itertools
import pickle

import pytest
from pyoxigraph import NamedNode

from quartierkg.charter import engines, verdict
from quartierkg.charter.check import Question
from quartierkg.charter.document import charter
from quartierkg.charter.engines import Result
from quartierkg.charter.engines.fast import FastEngine
from quartierkg.charter.outcome import Decision, Outcome, Severity, decision, gravest, worst
from quartierkg.charter.rules import RuleSet, rules
from quartierkg.errors import EngineFault
from tests.samples import changed, outcomes
from tests.samples import verdict as judged

ORDER = ["failed", "notStated", "cantTell", "passed", "notApplicable"]


@pytest.mark.parametrize(("one", "other"), list(itertools.product(ORDER, ORDER)))
def test_the_worst_counts_in_the_order_of_the_charter(one: str, other: str) -> None:
    """failed > not stated > cannot tell > passed > not applicable."""
    assert worst([Outcome(one), Outcome(other)]).value == ORDER[min(ORDER.index(one), ORDER.index(other))]


def test_nothing_to_judge_is_not_applicable() -> None:
    """A criterion without a row that decides does not apply."""
    assert worst([]) is Outcome.NOT_APPLICABLE
    assert gravest([]) is None


@pytest.mark.parametrize(
    ("outcome", "expected"),
    [
        ("failed", "notMet"),
        ("notStated", "notMet"),
        ("cantTell", "awaiting"),
        ("passed", "met"),
        ("notApplicable", "met"),
    ],
)
def test_a_dossier_awaits_when_only_the_committee_is_left(outcome: str, expected: str) -> None:
    """Met, awaiting or not met, by the worst row that decides."""
    assert decision(Outcome(outcome)) is Decision(expected)


def test_a_rule_whose_target_met_nothing_is_not_stated() -> None:
    """Without the canary of its target a row is not stated, even when no shape was violated."""
    ruleset = rules("1", "charter", "label")
    found = verdict.rows(charter(), ruleset.rules.values(), set(), set())
    own = [row for row in found if row.severity is Severity.VIOLATION]
    assert own
    assert {row.outcome for row in own} == {Outcome.NOT_STATED}


def test_with_every_target_met_and_nothing_violated_every_row_passes() -> None:
    """The only rows that do not pass then are those that no dossier decides."""
    ruleset = rules("1", "charter", "label")
    canaries = {canary for rule in ruleset.rules.values() for canary in rule.canaries}
    found = verdict.rows(charter(), ruleset.rules.values(), set(), canaries)
    assert {row.requirement.id for row in found if row.outcome is not Outcome.PASSED} == {"QN-P-07", "QN-P-09"}


def test_each_single_violation_gives_its_own_outcome() -> None:
    """Each rule that yields an outcome gives it to its row, and to the rows derived from it, and to no other."""
    ruleset = rules("1", "charter", "label")
    canaries = {canary for rule in ruleset.rules.values() for canary in rule.canaries}
    for rule in ruleset.rules.values():
        if rule.yields is None or rule.judges is None:
            continue
        found = verdict.rows(charter(), ruleset.rules.values(), {rule.iri}, canaries)
        changed_rows = {row.requirement.iri for row in found if row.outcome is rule.yields}
        derived = {
            row.iri for row in charter().requirements if rule.judges in row.derived_from or row.derived_from_verdict
        }
        assert rule.judges in changed_rows
        nobody = {row.iri for row in charter().requirements if row.decided_by == "ByNobody"}
        assert changed_rows - nobody <= {rule.judges} | derived


def test_the_engines_agree_on_a_dossier_with_many_faults() -> None:
    """Both engines, asked together, give one verdict on a dossier with faults of every kind."""
    text = changed(
        ("qn:minutes 24", "qn:minutes 45"),
        ("qn:usableArea 52500", 'qn:usableArea "52500"'),
        ("qn:periodicity qn:Month", 'qn:periodicity "P1M"^^xsd:duration'),
        ("qn:turnover 8100000", "qn:turnover 5000000"),
        ("org:heldBy :cdo", "org:heldBy :cdo , :champion"),
        ("qn:linkedTo :prefecture", "qn:linkedTo :metropole"),
        ("qn:legalForm qn:Gip", "qn:legalForm qn:Gip , qn:Sem"),
    )
    found = judged(text, Question(engine="both"))
    failing = {id_ for id_, outcome in outcomes(found).items() if outcome == "failed"}
    assert {"QN-C1-03", "QN-C2-04", "QN-C4-06", "QN-C8-04", "QN-C7-02", "QN-G-04"} <= failing
    assert [engine.name for engine in found.engines] == ["shacl", "pyshacl"]


class _Blind:
    """An engine that sees nothing."""

    name, version = "blind", "0"

    def results(self, _rules: RuleSet, _data: str) -> frozenset[Result]:
        return frozenset()


class _Liar(_Blind):
    """An engine that finds a fault of its own."""

    name = "liar"

    def results(self, rules: RuleSet, data: str) -> frozenset[Result]:
        return FastEngine().results(rules, data) | {Result("https://w3id.org/quartierkg/shapes/1#C5-01-failed", "<x>")}


def test_an_engine_that_sees_nothing_passes_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    """An engine that returns an empty report leaves every row not stated: no vacuous pass."""
    monkeypatch.setattr(engines, "chosen", lambda _: (_Blind(),))
    found = judged(changed())
    assert found.outcome is Decision.NOT_MET
    assert {row.outcome for row in found.rows if row.severity is Severity.VIOLATION} == {Outcome.NOT_STATED}


def test_a_disagreement_gives_no_verdict(monkeypatch: pytest.MonkeyPatch) -> None:
    """When two engines differ in one result there is no verdict, and the error names the shape."""
    monkeypatch.setattr(engines, "chosen", lambda _: (FastEngine(), _Liar()))
    with pytest.raises(EngineFault, match="C5-01-failed") as caught:
        judged(changed())
    assert caught.value.exit_code == 4


def test_one_engine_alone_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the fast engine has no wheel, the reference judges alone and is the only one named."""
    monkeypatch.setattr("importlib.util.find_spec", lambda _: None)
    engines.available.cache_clear()
    monkeypatch.setattr(engines, "find_spec", lambda _: None)
    try:
        assert [engine.name for engine in engines.available()] == ["pyshacl"]
        assert engines.chosen("fast") == engines.chosen("both") == engines.chosen("reference")
    finally:
        engines.available.cache_clear()


def test_every_result_is_of_a_rule_or_a_canary() -> None:
    """No result of an engine is dropped unseen: each belongs to a rule that the package knows."""
    ruleset = rules("1", "charter", "label")
    from quartierkg.charter.check import data_graph
    from quartierkg.charter.context import bundled
    from quartierkg.intake import lexical
    from tests.samples import DAY, read

    graph, _ = data_graph(read(changed(("qn:minutes 24", "qn:minutes 45"))), bundled(day=DAY))
    for engine in engines.available():
        for result in engine.results(ruleset, lexical.text(graph)):
            assert NamedNode(result.shape) in ruleset.rules or result.shape.startswith("urn:quartierkg:canary:")


def test_a_verdict_crosses_to_another_process_without_source_and_charter() -> None:
    """Everything that a report says is there; the charter and its rows are those of the process that gets it."""
    sent = judged(changed(("qn:usableArea 52500", "qn:usableArea 32000")))
    packed = pickle.dumps(sent)
    found = pickle.loads(packed)
    assert len(packed) < 8_000
    assert found == sent.settled()
    assert found.charter is sent.charter
    assert [row.requirement for row in found.rows] == list(sent.charter.requirements)
    assert [finding.position for finding in found.findings] == [finding.position for finding in sent.findings]
    assert any(finding.position for finding in found.findings)


def test_verdicts_from_other_processes_share_what_is_the_same() -> None:
    """Ten thousand of them do not bring ten thousand copies of a row or of a rule's message."""
    packed = pickle.dumps(judged(changed()))
    one, other = pickle.loads(packed), pickle.loads(packed)
    assert all(mine is theirs for mine, theirs in zip(one.rows, other.rows, strict=True))
    assert one.findings[0].message is other.findings[0].message


def test_a_settled_verdict_says_where_or_not() -> None:
    """Places are looked up while the source is there, or left out."""
    found = judged(changed(("qn:usableArea 52500", "qn:usableArea 32000")))
    assert found.settled().settled() == found.settled()
    assert {finding.position for finding in found.settled(places=False).findings} == {None}
