"""What a dossier cannot say of itself is set aside, reported and not judged."""

from __future__ import annotations

import pytest

from quartierkg.charter import context
from quartierkg.charter.check import data_graph
from quartierkg.intake import screen
from tests.samples import DAY, changed, outcomes, read, verdict

ASIDE = [
    "qid:val-claire qn:state qn:Labelled .",
    ':dossier qn:awardProposedOn "2025-01-01"^^xsd:date .',
    ':dossier qn:checkedOn "2020-01-01"^^xsd:date .',
    ":avis a qn:CommitteeAssertion .",
    ":perimetre qn:boundaryIsValid true .",
    ":labo qn:liesWithin qid:port-lumiere .",
    ":champion qn:shows qc:QN-C4-06 .",
    ":mine qn:rank 1 .",
    ":ma-charte a qn:Charter .",
    ":second rdfs:subClassOf qn:Enterprise .",
    'qn:StateBody rdfs:label "Autre" .',
    'qn:TechChampion qn:sector "x"@fr .',
    "<https://w3id.org/quartierkg/charter/1> qn:status qn:Planned .",
    "<https://w3id.org/quartierkg/shapes/1#C2-04-failed> <http://www.w3.org/ns/shacl#deactivated> true .",
    'qid:haute-roche rdfs:label "Autre nom"@fr .',
    ":x a <http://www.w3.org/2002/07/owl#Class> .",
]


@pytest.mark.parametrize("statement", ASIDE)
def test_a_statement_that_is_not_the_dossiers_to_make_is_set_aside(statement: str) -> None:
    """Reserved terms, schema statements and statements about others leave the graph and come back as a finding."""
    before = verdict(changed())
    after = verdict(changed() + "\n" + statement + "\n")
    assert outcomes(after) == outcomes(before)
    remarks = [finding for finding in after.findings if finding.shape is None]
    assert len(remarks) == 1
    assert remarks[0].severity.value == "Warning"


def test_links_and_labels_are_kept() -> None:
    """owl:sameAs, labels and comments are a dossier's own business."""
    text = (
        changed() + ':champion <http://www.w3.org/2002/07/owl#sameAs> <http://elsewhere.example/x> ; rdfs:comment "x" .'
    )
    assert data_graph(read(text), context.bundled(day=DAY))[1] == ()


def test_the_dossiers_own_quartier_may_be_one_that_the_context_knows() -> None:
    """A known Quartier that applies describes itself; only other known Quartiers are out of reach."""
    text = changed().replace("qid:port-lumiere", "qid:val-claire")
    assert data_graph(read(text), context.bundled(day=DAY))[1] == ()


def test_a_placeholder_states_nothing() -> None:
    """What it stands in is set aside, whatever the property; the rest of the thing is judged."""
    text = changed(("qn:employees 61", 'qn:employees "À compléter"^^qn:Placeholder'))
    found = verdict(text)
    assert outcomes(found)["QN-C4-07"] == "notStated"
    assert outcomes(found)["QN-C4-06"] == "passed"
    (aside,) = [finding for finding in found.findings if finding.message == screen.PLACEHOLDER]
    assert aside.position is not None
    assert 'qn:employees "À compléter"' in text.split("\n")[aside.position.line - 1]


def test_a_thing_without_an_address_counts_once_it_is_whole() -> None:
    """A university added with the name of its department still to come is none yet, though its class is stated."""
    text = changed(
        ("qn:participation :p-champion , :p-second , :p-universite ,", "qn:participation :p-champion , :p-second ,")
    )
    more = """
        qid:port-lumiere qn:participation [ a qn:Participation ; org:role qn:HigherEducation ;
            org:member [ a qn:HigherEducationInstitution ; org:hasUnit [ a qn:Department ; rdfs:label %s ] ] ] .
    """
    whole, unfinished = (text + more % name for name in ('"Réseaux"@fr', '"À compléter"^^qn:Placeholder'))
    assert outcomes(verdict(whole))["QN-C4-10"] == "passed"
    assert outcomes(verdict(unfinished))["QN-C4-10"] == "notStated"
