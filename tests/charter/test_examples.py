"""The example dossiers, held to the outcomes written by hand from the charter in ``data/expected``."""

from __future__ import annotations

import csv
from collections import Counter
from pathlib import Path

import pytest

from quartierkg.charter.check import Question, check
from quartierkg.charter.context import Context
from quartierkg.charter.context import read as read_context
from quartierkg.charter.rules import Gate, Profile
from quartierkg.intake import dossier
from quartierkg.intake.limits import DOSSIER
from quartierkg.intake.parse import statements
from quartierkg.intake.source import from_path
from tests.samples import LONG, ROOT, extent

DATA = ROOT / "data"
Row = dict[str, str]


def table(path: Path) -> list[Row]:
    """The rows of a CSV file."""
    return list(csv.DictReader(path.read_text(encoding="utf-8").splitlines()))


CASES = table(DATA / "expected" / "cases.csv")


def context_of(case: Row) -> Context:
    """The context that a case names, on its day, with its award if it proposes one."""
    source = from_path(DATA / "contexts" / case["context"], DOSSIER)
    return read_context([source], day=case["day"], award=case["award"] or None)


def question_of(case: Row) -> Question:
    """The profile and gate of a case, and the engines to ask."""
    profile: Profile = "strict" if case["profile"] == "strict" else "charter"
    gate: Gate = "application" if case["gate"] == "application" else "label"
    # Every run has both engines judge some dossiers; the long one all, on every side of which there is a case.
    dossiers = sorted({other["dossier"] for other in CASES})
    first = next(other for other in CASES if other["dossier"] == case["dossier"] and other["engine"] == "both")
    among = case is first and dossiers.index(case["dossier"]) % extent(1, 4, 12) == 0
    both = case["engine"] == "both" and (LONG or among)
    return Question(profile, gate, "both" if both else "fast")


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["case"])
def test_an_example_comes_out_as_written_by_hand(case: Row) -> None:
    """All 68 outcomes and severities, the eight criteria and the decision; where both engines judge, they agree."""
    expected = {
        row["id"]: (row["outcome"], row["severity"]) for row in table(DATA / "expected" / f"{case['case']}.csv")
    }
    example = dossier.read(from_path(DATA / "dossiers" / case["dossier"], DOSSIER))
    found = check(example, context_of(case), question_of(case))
    outcomes = {
        row.requirement.id: (row.outcome.value, row.severity.value if row.severity else "") for row in found.rows
    }
    assert outcomes == expected
    assert len(outcomes) == 68
    assert [c.outcome.value for c in found.criteria] == [case[f"criterion-{number}"] for number in range(1, 9)]
    assert found.outcome.value == case["decision"]


def test_every_example_has_an_expectation_and_two_hundred_triples() -> None:
    """At least twelve dossiers, each of at least 200 triples, each judged by both engines in a case."""
    paths = sorted((DATA / "dossiers").iterdir())
    assert len(paths) >= 12
    assert {path.name for path in paths} == {case["dossier"] for case in CASES}
    assert {path.name for path in paths} == {case["dossier"] for case in CASES if case["engine"] == "both"}
    for path in paths:
        assert len(dossier.read(from_path(path, DOSSIER)).triples) >= 200


def test_each_criterion_has_an_example_that_fails_it_alone() -> None:
    """For each criterion there is a case in which it is the only one not passed."""
    alone = set()
    for case in CASES:
        failing = [n for n in range(1, 9) if case[f"criterion-{n}"] not in {"passed", "notApplicable"}]
        if case["decision"] == "notMet" and len(failing) == 1:
            alone.update(failing)
    assert alone == set(range(1, 9))


def test_a_failing_example_differs_in_few_statements() -> None:
    """An example that fails one criterion differs from the conforming one in what its header says, and nothing else."""
    base = set(map(str, dossier.read(from_path(DATA / "dossiers" / "port-lumiere.ttl", DOSSIER)).triples))
    for number in range(1, 9):
        path = DATA / "dossiers" / f"fails-criterion-{number}.ttl"
        other = set(map(str, dossier.read(from_path(path, DOSSIER)).triples))
        assert 0 < len(base ^ other) <= 16, path.name
        assert "Écart" in path.read_text(encoding="utf-8").splitlines()[1]


def test_every_expectation_belongs_to_a_case() -> None:
    """No table of outcomes is left without a case that is held to it."""
    written = {path.stem for path in (DATA / "expected").glob("*.csv")} - {"cases"}
    assert written == {case["case"] for case in CASES}


def test_the_same_dossier_in_rdf_xml_says_the_same() -> None:
    """The RDF/XML example holds the statements of the Turtle one, as many of each property."""
    said = [
        Counter(triple.predicate for triple in dossier.read(from_path(DATA / "dossiers" / name, DOSSIER)).triples)
        for name in ("port-lumiere.ttl", "port-lumiere.rdf")
    ]
    assert said[0] == said[1]


def test_the_contexts_know_the_network_as_it_is() -> None:
    """The Quartiers and states of each context are those of the bundled fictional network."""
    states = {}
    for path in sorted((DATA / "network" / "illustrative").glob("*.ttl")):
        for triple in statements(from_path(path, DOSSIER), DOSSIER):
            if triple.predicate.value.endswith("#state"):
                states[str(triple.subject)] = str(triple.object)
    assert len(states) >= 12
    for name in ("network.ttl", "committee.ttl", "award.ttl"):
        found = read_context([from_path(DATA / "contexts" / name, DOSSIER)])
        assert {
            str(t.subject): str(t.object) for t in found.triples if t.predicate.value.endswith("#state")
        } == states, name
