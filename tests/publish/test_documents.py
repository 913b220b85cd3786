"""The documents of the release, and the lists that pages are made of."""

from __future__ import annotations

import pytest
from pyoxigraph import NamedNode

from quartierkg.errors import NotFound
from quartierkg.publish import documents, network
from quartierkg.snapshot import Snapshot, graphs
from quartierkg.terms import term


def test_quartiers_are_listed_with_state_and_mark(snapshot: Snapshot) -> None:
    """By name, accents not counting; a Quartier without a state is told from one with it."""
    found = network.quartiers(snapshot, "fr")
    assert [(entry.name, entry.state is not None, entry.illustrative) for entry in found] == [
        ("Brume", True, True),
        ("Écluse", False, True),
    ]


def test_real_territories_are_a_list_of_their_own(snapshot: Snapshot) -> None:
    """A territory is never among the Quartiers."""
    assert [(entry.name, entry.illustrative) for entry in network.territories(snapshot, "fr")] == [("Rennes", False)]


def test_the_ontology_is_its_graph(snapshot: Snapshot) -> None:
    """What /ontology serves is graph/ontology, whole."""
    assert len(set(documents.ontology(snapshot))) == snapshot.count(graphs.ONTOLOGY)


def test_a_charter_holds_its_requirements(snapshot: Snapshot) -> None:
    """The document of a version names each of its 68 requirements."""
    statements = documents.charter(snapshot, "1")
    rows = {t.subject for t in statements if (t.predicate, t.object) == (term("rdf:type"), term("qn:Requirement"))}
    assert len(rows) == 68
    assert NamedNode("https://w3id.org/quartierkg/charter/1") in {t.subject for t in statements}


def test_a_version_that_revises_another_is_whole(snapshot: Snapshot) -> None:
    """The illustrative version lists 68 requirements: those that it keeps, under their names, and its own."""
    statements = documents.charter(snapshot, "2-illustrative")
    rows = {t.subject for t in statements if (t.predicate, t.object) == (term("rdf:type"), term("qn:Requirement"))}
    assert len(rows) == 68
    assert term("qc:QN-C5-01") in rows
    assert not {term("qc:QN-C2-04"), term("qc:QN-C6-03")} & rows
    area = NamedNode("https://w3id.org/quartierkg/charter/2-illustrative#QN-C2-04")
    said = {t.predicate for t in statements if t.subject == area}
    assert {term("qn:mustState"), term("qn:quote"), term("qn:illustrative"), term("prov:wasRevisionOf")} <= said


@pytest.mark.parametrize("version", ["0", "99", "", "..", "1/profile", "../ontology"])
def test_an_unknown_version_is_not_found(snapshot: Snapshot, version: str) -> None:
    """Neither a version that does not exist nor a path out of the folder finds anything."""
    with pytest.raises(NotFound):
        documents.charter(snapshot, version)
