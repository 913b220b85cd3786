"""The dossiers of a fictional network, judged by the engine: they come out in every way."""

from __future__ import annotations

from collections import Counter
from functools import cache

import pytest
from pyoxigraph import RdfFormat, Triple, parse

from quartierkg.charter.check import Question, check
from quartierkg.charter.context import Context
from quartierkg.charter.verdict import Verdict
from quartierkg.cli import verdicts
from quartierkg.cli.filing import DAY, Filing, by_subject, judged_by_committee, source
from quartierkg.cli.verdicts import Sea
from quartierkg.intake import dossier
from quartierkg.intake.source import Source
from quartierkg.synth import Recipe
from quartierkg.terms import term
from tests.samples import LONG, outcomes

SIZE = 400 if LONG else 60
RECIPE = Recipe(SIZE, 1)
SEA = Sea(RECIPE)


@cache
def sources() -> tuple[Source, ...]:
    """The dossiers as they would be handed in."""
    shared = by_subject(RECIPE.shared())
    return tuple(source(f"synth-{number}.nt", own, shared) for number, own in enumerate(RECIPE.each()))


def judged(handed_in: Source, around: tuple[Triple, ...]) -> Verdict:
    """The verdict by the first version."""
    return check(dossier.read(handed_in), Context(around, (), DAY), Question(version="1"))


@cache
def all_of_them() -> tuple[Verdict, ...]:
    """Every verdict, in a context that knows the whole network."""
    known = tuple(triple for number in range(SIZE) for triple in RECIPE.known(number))
    found = []
    for number, one in enumerate(sources()):
        opinions = RECIPE.opinions(number, judged_by_committee())
        found.append(judged(one, (*known, *opinions)))
    return tuple(found)


def test_a_dossier_states_only_what_a_dossier_may() -> None:
    """No statement is set aside, and every actor, call and operator that it names is described in it."""
    for found in all_of_them():
        assert not [finding for finding in found.findings if finding.shape is None]
        assert outcomes(found)["QN-P-06"] == "passed"


def test_dossiers_come_out_in_every_way() -> None:
    """Some are met, most are not; every criterion is passed by some, and rows fail, are silent or wait."""
    decisions = Counter(found.outcome.value for found in all_of_them())
    assert decisions["met"] >= 1
    assert decisions["notMet"] >= 0.5 * SIZE
    passed = {
        criterion.number
        for found in all_of_them()
        for criterion in found.criteria
        if criterion.outcome.value == "passed"
    }
    assert passed == set(range(1, 9))
    rows = Counter(outcome for found in all_of_them() for outcome in outcomes(found).values())
    assert {"failed", "notStated", "cantTell", "passed", "notApplicable"} == set(rows)


def test_some_champions_meet_everything_and_some_all_but_one_threshold() -> None:
    """Four thresholds: four rows of the charter."""
    met = Counter(sum(outcomes(found)[f"QN-C4-0{row}"] == "passed" for row in (6, 7, 8, 9)) for found in all_of_them())
    assert met[4] >= 1
    assert met[3] >= 1


def test_other_processes_write_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    """Each makes the surroundings of its dossiers anew from the recipe; the order is that of the network."""
    few = Recipe(4, 3)
    alone = list(verdicts.verdicts(few))
    monkeypatch.setattr(verdicts, "ENOUGH", 1)
    monkeypatch.setattr(verdicts, "cores", lambda: 2)
    assert list(verdicts.verdicts(few)) == alone


def test_the_quartiers_that_a_dossier_names_are_all_that_its_verdict_depends_on() -> None:
    """What is written is what comes out among all Quartiers of the network."""
    filing = Filing(SEA)
    for handed_in, expected in zip(sources()[:12], all_of_them(), strict=False):
        found = filing(handed_in)
        assert (found.outcome, found.criteria) == (expected.outcome, expected.criteria)
        written = {quad.triple for quad in parse(found.piece or "", format=RdfFormat.TURTLE)}
        rows = {
            t.object for t in written if t.predicate == term("qn:onRequirement") and "/verdict-1/" in str(t.subject)
        }
        open_ = {"failed", "notStated", "cantTell"}
        assert rows == {row.requirement.iri for row in expected.rows if row.outcome.value in open_}
