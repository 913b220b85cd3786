"""What is missing for the label: the smallest changes, tried on a copy."""

from __future__ import annotations

import random
from collections.abc import Iterable

import pytest
from pyoxigraph import NamedNode

from quartierkg.charter import context, engines
from quartierkg.charter.check import Question, check, outcomes
from quartierkg.charter.outcome import Decision, Outcome
from quartierkg.charter.remedy.change import Change, applied, is_new, joined
from quartierkg.charter.remedy.plan import Plan, Step, plan
from quartierkg.charter.remedy.search import Purse
from quartierkg.charter.rules import Gate, Profile, rules
from quartierkg.intake import dossier as dossiers
from quartierkg.intake.dossier import Dossier
from quartierkg.terms import term
from tests.charter import battery
from tests.samples import DAY, LONG, ROOT, changed, extent, read

SEED = 20130612
SIDES: tuple[tuple[Profile, Gate], ...] = (
    ("charter", "label"),
    ("strict", "label"),
    ("charter", "application"),
    ("strict", "application"),
)
BARE = """@prefix qn: <https://w3id.org/quartierkg/ontology#> .
<https://a.example/d> a qn:Dossier ; qn:concerns <https://a.example/q> .
<https://a.example/q> a qn:Quartier .
"""
# The committee can still refuse: what its members said no dossier changes.
CONTEXTS = ("committee", "silent", "award 2026-05-20")


def planned(found: Dossier, profile: Profile = "charter", gate: Gate = "label", around: str | None = None) -> Plan:
    """The plan of a dossier, on the day of the tests."""
    where = context.bundled(day=DAY) if around is None else battery.contexts()[around]
    return plan(found, where, Question(profile, gate))


def of_file(name: str) -> Plan:
    """The plan of an example dossier."""
    return planned(read((ROOT / "data" / "dossiers" / name).read_bytes(), name))


def rows(step: Step) -> list[str]:
    """The rows of a step by their ids."""
    return [row.value.rpartition("#")[2] for row in step.rows]


def touched(changes: Iterable[Change]) -> list[tuple[str, str]]:
    """What is changed: the last part of each thing and property that was there before."""
    return [
        (change.node.value.rpartition("/")[2], change.predicate.value.rpartition("#")[2])
        for change in changes
        if not is_new(change.node)
    ]


@pytest.mark.parametrize(
    ("name", "row", "effort", "change"),
    [
        ("fails-criterion-1.ttl", "QN-C1-03", "qn:ToBuild", ("acces-aeroport", "minutes")),
        ("fails-criterion-2.ttl", "QN-C2-03", "qn:ToDecide", ("convention-mois", "periodicity")),
        ("fails-criterion-4.ttl", "QN-C4-06", "qn:ToBuild", ("champion-2024", "turnover")),
        ("fails-criterion-6.ttl", "QN-C6-01", "qn:ToFind", ("mesure-1", "partner")),
        ("fails-criterion-7.ttl", "QN-C7-02", "qn:ToDecide", ("guichet", "linkedTo")),
        ("seed-team-not-stated.ttl", "QN-C4-18", "qn:ToFind", ("port-lumiere", "participation")),
    ],
)
def test_what_a_dossier_lacks_is_one_change(name: str, row: str, effort: str, change: tuple[str, str]) -> None:
    """Each example fails by one thing; the remedy touches that thing alone, and the rest is left to the committee."""
    found = of_file(name)
    (step,) = found.steps
    assert row in rows(step)
    assert step.effort.iri == term(effort)
    assert touched(step.changes) == [change]
    assert found.afterwards is Decision.AWAITING
    assert not found.without


def test_the_firm_that_comes_nearest_is_the_one_to_change() -> None:
    """Two half champions: the one that lacks two figures, and not a third firm out of nowhere."""
    (step,) = of_file("two-half-champions.ttl").steps
    assert touched(step.changes) == [("champion-2024", "growth"), ("champion-2024", "shareAbroad")]


@pytest.mark.parametrize("gate", ["label", "application"])
def test_an_actor_of_two_kinds_loses_the_wrong_one(gate: Gate) -> None:
    """Among eleven participations, the firm that is said to be a person as well; no other firm is asked for."""
    found = planned(read(changed((":champion a qn:Enterprise", ":champion a qn:Enterprise , foaf:Person"))), gate=gate)
    (step,) = found.steps
    (change,) = step.changes
    assert touched(step.changes) == [("champion", "type")]
    assert change.removed == (term("foaf:Person"),)
    assert found.afterwards is not Decision.NOT_MET


def test_what_is_planned_has_to_be_realised_before_anything_new_is_asked_for() -> None:
    """The lots, the network and the fab lab of the application are there, planned; nothing is invented beside them."""
    found = of_file("application.ttl")
    asked = {row: step for step in found.steps for row in rows(step)}
    assert set(asked) == {"QN-C2-01", "QN-C2-04", "QN-C3-03", "QN-C5-01", "QN-P-04"}
    for row in ("QN-C2-01", "QN-C2-04", "QN-C3-03", "QN-C5-01"):
        assert {predicate for _, predicate in touched(asked[row].changes)} == {"status", "statusDate"}, row


def test_a_dossier_that_says_nothing_is_told_everything() -> None:
    """A bare Quartier: every requirement that decides is remedied or follows, the lightest first."""
    found = planned(read(BARE))
    assert found.afterwards is Decision.AWAITING
    open_ = {row.requirement.id for row in found.verdict.rows if row.decides and row.outcome is not Outcome.PASSED}
    told = {row for step in found.steps for row in rows(step)} | {row.requirement.id for row in found.following}
    assert open_ - told == {"QN-P-05"}  # no award is proposed
    ranks = [step.effort.rank for step in found.steps[:-1]]
    assert ranks == sorted(ranks)


def test_nothing_is_told_of_a_dossier_that_lacks_nothing() -> None:
    """The conforming one waits for the committee alone."""
    found = of_file("port-lumiere.ttl")
    assert (found.steps, found.without, found.afterwards) == ((), (), Decision.AWAITING)
    assert {row.requirement.id for row in found.awaiting} == {"QN-C2-02", "QN-C4-02", "QN-C4-11", "QN-C7-03"}


def test_a_structure_older_than_the_response_is_reused() -> None:
    """Its date is a fact: the charter's own way out is asked for, and not another date."""
    found = planned(read(changed(('qn:createdOn "2024-06-18"', 'qn:createdOn "2020-06-18"'))))
    (step,) = found.steps
    assert touched(step.changes) == [("structure", "reused")]
    assert step.effort.iri == term("qn:ToState")


def test_a_value_of_the_wrong_kind_is_to_be_corrected() -> None:
    """A text where a number belongs is a slip of the pen, and not 50,000 square metres to build."""
    found = planned(read(changed(("qn:usableArea 52500", 'qn:usableArea "52500"'))))
    (step,) = found.steps
    assert step.effort.iri == term("qn:ToCorrect")


def failing(profile: Profile, gate: Gate, count: int) -> list[battery.Case]:
    """Some dossiers of the battery that are not met."""
    chosen = random.Random(SEED)
    cases = [case for case in battery.cases() if case.context in CONTEXTS]
    found: list[battery.Case] = []
    for case in chosen.sample(cases, len(cases)):
        verdict = check(dossier(case), battery.contexts()[case.context], Question(profile, gate))
        if verdict.outcome is Decision.NOT_MET:
            found.append(case)
        if len(found) == count:
            break
    return found


def dossier(case: battery.Case) -> Dossier:
    """The dossier of a case."""
    base = battery.base()
    kept = (triple for triple in base.triples if triple not in case.without)
    return dossiers.stated(base.iri, tuple(dict.fromkeys((*kept, *case.plus))), base.source)


@pytest.mark.parametrize(("profile", "gate"), SIDES)
def test_whatever_is_wrong_has_a_remedy(profile: Profile, gate: Gate) -> None:
    """Every dossier of a sample of the battery is met, or left to the committee, once its remedies are made."""
    few = extent(40, 3, 1) if gate == "label" else extent(40, 1, 1)  # most dossiers are met at gate application
    cases = failing(profile, gate, few)
    print(f"seed {SEED}, {len(cases)} dossiers, {profile}, {gate}")
    left = {
        case.name: [row.requirement.id for row in found.without]
        for case in cases
        if (found := planned(dossier(case), profile, gate, case.context)).afterwards is Decision.NOT_MET
    }
    assert not left


def test_the_reference_engine_agrees_that_the_remedies_serve() -> None:
    """What the fast engine was asked, the reference says as well, of the dossier with every remedy made."""
    names = ("application.ttl", "fails-criterion-8.ttl", "two-half-champions.ttl")
    for name in names if LONG else names[-1:]:
        found = of_file(name)
        after = check(found.changed, context.bundled(day=DAY), Question(engine="reference"))
        assert after.outcome is Decision.AWAITING, name


def test_no_change_can_be_spared() -> None:
    """Without any one of its changes a remedy no longer serves; what a new thing is says itself."""
    for case in failing("charter", "label", extent(20, 2, 1)):
        found = planned(dossier(case), around=case.context)
        current = found.dossier
        for step in found.steps:
            before = open_rows(current, (), case)
            for change in step.changes:
                if is_new(change.node) and change.predicate == term("rdf:type"):
                    continue
                rest = reachable(one for one in step.changes if one != change)
                after = open_rows(current, rest, case)
                assert after & set(step.rows) or after - before, (case.name, change)
            current = dossiers.stated(current.iri, applied(current.triples, step.changes), current.source)


def reachable(changes: Iterable[Change]) -> tuple[Change, ...]:
    """The changes without those of things that none of them brings in."""
    found = joined(changes)
    while True:
        made = {change.makes for change in found}
        kept = tuple(change for change in found if not is_new(change.node) or change.node in made)
        if kept == found:
            return found
        found = kept


def open_rows(found: Dossier, changes: tuple[Change, ...], case: battery.Case) -> set[NamedNode]:
    """The rows that fail, or are not stated, with some changes made."""
    copy = dossiers.stated(found.iri, applied(found.triples, changes), found.source)
    ruleset = rules("1", "charter", "label")
    said = outcomes(copy, battery.contexts()[case.context], ruleset, (engines.chosen("fast")[0],))
    return {row for row, outcome in said.items() if outcome in (Outcome.FAILED, Outcome.NOT_STATED)}


def test_each_participation_without_a_role_is_told_one() -> None:
    """What one step says of a thing the next takes as it is: nobody is told to hold nine roles."""
    text = battery.base().source.data.decode()
    for role in ("TechChampion", "HigherEducation", "ProgrammingSchool", "VentureCapital", "SeedInvestment"):
        text = text.replace(f"org:role qn:{role} ;", "").replace(f"; org:role qn:{role} .", ".")
    found = planned(read(text))
    told = [change.node for step in found.steps for change in step.changes if change.predicate == term("org:role")]
    assert len(told) == len(set(told)) == 5
    assert found.afterwards is Decision.AWAITING


def test_realisations_of_no_criterion_are_told_theirs_in_a_moment() -> None:
    """Eight things for eight places: the ways to lay them are pruned as they are made."""
    text = battery.base().source.data.decode()
    for number in range(1, 9):
        text = text.replace(f"qn:Realisation ; qn:ofCriterion qc:criterion-{number} ;", "qn:Realisation ;")
    (step,) = planned(read(text)).steps
    assert len({change.node for change in step.changes}) == 8


def test_a_search_ends_when_its_time_is_spent(monkeypatch: pytest.MonkeyPatch) -> None:
    """What was found until then is told, and that it is not all."""
    monkeypatch.setattr(Purse, "spent", property(lambda _: True))
    found = planned(read(BARE))
    assert not found.complete
    assert found.afterwards is Decision.NOT_MET
    assert found.without
