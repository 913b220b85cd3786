"""docs/model.md says what the ontology has, and its example is a dossier."""

from __future__ import annotations

import re

import pytest
from rdflib import RDF, SKOS, Graph

from quartierkg.terms import PREFIXES
from tests.samples import ROOT, outcomes, read, verdict

PAGE = (ROOT / "docs" / "model.md").read_text(encoding="utf-8")
ONTOLOGY = Graph()
for _name in ("core.ttl", "concepts.ttl"):
    ONTOLOGY.parse(ROOT / "ontology" / _name)
QN = PREFIXES["qn"]
# Lists that a dossier does not use: they belong to the charter, the register and the context of a check.
ELSEWHERE = {"States", "Gates", "Levels", "Comparators", "Deciders", "Outcomes", "Efforts", "OutlineFaults"}


def test_the_closed_lists_are_those_of_the_ontology() -> None:
    """Every list that a dossier chooses from stands in the table, whole and without anything else."""
    rows = PAGE.split("## Closed lists")[1]
    shown = {frozenset(re.findall(r"`qn:(\w+)`", row.split("|")[3])) for row in re.findall(r"^\| `.*$", rows, re.M)}
    lists: dict[str, frozenset[str]] = {}
    for scheme in ONTOLOGY.subjects(RDF.type, SKOS.ConceptScheme):
        values = ONTOLOGY.subjects(SKOS.inScheme, scheme)
        lists[str(scheme).removeprefix(QN)] = frozenset(str(value).removeprefix(QN) for value in values)
    assert shown == {values for name, values in lists.items() if name not in ELSEWHERE}


def test_the_prefixes_are_ours() -> None:
    """Each prefix of the page stands for the namespace that the product knows by it."""
    shown = dict(re.findall(r"^\| `(\w+):` \| `(.*)` \|$", PAGE, re.M))
    assert shown == {prefix: PREFIXES[prefix] for prefix in shown}
    used = set(re.findall(r"\b([a-z]+):[A-Za-z]", PAGE)) & set(PREFIXES)
    assert used <= set(shown)


def test_every_term_of_the_page_exists() -> None:
    """No term of ours that the page names is missing from the ontology."""
    whole = Graph()
    for path in (ROOT / "ontology").glob("*.ttl"):
        whole.parse(path)
    known = {str(term).removeprefix(QN) for term in whole.subjects() if str(term).startswith(QN)}
    assert set(re.findall(r"\bqn:(\w+)", PAGE)) <= known | {"contextOnly"}


@pytest.mark.parametrize("name", ["minutes", "usableArea", "rentPerSquareMetre", "downloadRate", "turnover", "growth"])
def test_the_units_have_their_property(name: str) -> None:
    """A property with a unit stands in the table of units."""
    assert f"`qn:{name}`" in PAGE.split("## Units")[1].split("## Closed")[0]


def test_the_example_is_judged() -> None:
    """The lines to start from are a dossier: every requirement gets its answer, and what they state is found."""
    (example,) = re.findall(r"```turtle\n(.*?)```", PAGE, re.S)
    assert len(example.strip().splitlines()) < 20
    assert len(read(example).triples) > 20
    found = verdict(example)
    assert len(found.rows) == 68
    assert outcomes(found)["QN-C1-03"] == "passed"
