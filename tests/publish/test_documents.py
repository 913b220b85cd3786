"""The documents of the release, and the lists that pages are made of."""

from __future__ import annotations

import pytest
from pyoxigraph import NamedNode

from quartierkg.charter import rules as charter_rules
from quartierkg.errors import NotFound
from quartierkg.publish import documents, network
from quartierkg.publish.glossary import glossary
from quartierkg.publish.rules import rules
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


def test_the_glossary_lists_every_term_of_ours_once(snapshot: Snapshot) -> None:
    """Classes, properties and concepts, each with a label in both languages."""
    sections = glossary(snapshot)
    names = [entry.id for section in sections for entry in section.terms]
    assert {"Quartier", "state", "Labelled"} <= set(names)
    assert len(names) == len(set(names))
    assert all(entry.label.fr and entry.label.en for section in sections for entry in section.terms)


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


def test_every_rule_on_the_page_speaks_both_languages() -> None:
    """The page of shapes lists those that have a message, in French and in English."""
    found = rules(charter_rules.shapes("1", "charter", "label"))
    assert len(found) > 60
    assert all(rule.message.fr and rule.message.en and rule.message.fr != rule.message.en for rule in found)
    assert any(rule.requirement == term("qc:QN-C1-01") for rule in found)
