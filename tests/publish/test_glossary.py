"""The terms of the ontology, held to its files and to what stands in them."""

from __future__ import annotations

import pytest
from rdflib import RDF, SKOS, Graph, URIRef

from quartierkg.publish.glossary import CLASSES, LISTS, Term, glossary
from quartierkg.snapshot import Snapshot
from quartierkg.terms import ONTOLOGY
from tests.samples import ROOT


@pytest.fixture(scope="module")
def terms(snapshot: Snapshot) -> dict[str, Term]:
    """Every term by its name."""
    return {entry.id: entry for section in glossary(snapshot) for entry in section.terms}


def said(entry: Term) -> dict[str, list[str]]:
    """What a page says in English of how a term stands to others."""
    return {fact.name.en: [value.name.en for value in fact.values] for fact in entry.facts}


def test_every_term_of_the_files_has_one_entry(snapshot: Snapshot) -> None:
    """What the files describe in our namespace, of whatever type, stands once, in both languages, with a definition."""
    described = {
        str(subject).removeprefix(ONTOLOGY)
        for path in (ROOT / "ontology").glob("*.ttl")
        for subject in Graph().parse(path).subjects(RDF.type)
        if isinstance(subject, URIRef) and str(subject).startswith(ONTOLOGY)
    }
    entries = [entry for section in glossary(snapshot) for entry in section.terms]
    assert sorted(entry.id for entry in entries) == sorted(described)
    assert all(entry.label.fr and entry.label.en for entry in entries)
    assert [entry.id for entry in entries if entry.definition is None] == []


def test_a_property_says_what_it_joins(terms: dict[str, Term]) -> None:
    """qn:concerns leads from a dossier to a Quartier, and both classes name it."""
    assert said(terms["concerns"]) == {"said of": ["dossier"], "value": ["Quartier Numérique"]}
    assert "concerns" in said(terms["Dossier"])["its properties"]
    assert "concerns" in said(terms["Quartier"])["value of"]
    assert terms["concerns"].facts[0].values[0].href == "#Dossier"


def test_a_class_says_what_it_is_a_kind_of(terms: dict[str, Term]) -> None:
    """A station is a kind of access point, which knows it; of other vocabularies it is told apart."""
    assert said(terms["Station"])["kind of"] == [terms["AccessPoint"].label.en]
    assert terms["Station"].label.en in said(terms["AccessPoint"])["kinds"]
    aligned = said(terms["Quartier"])["aligned: kind of"]
    assert sorted(aligned) == ["dcterms:Location", "geo:Feature", "schema:Place"]


def test_inverses_and_symmetry_are_told_from_both_sides(terms: dict[str, Term]) -> None:
    """presentIn and hasActor are each other's inverse; a Quartier in network with another has it in its network."""
    for one, other in (("presentIn", "hasActor"), ("hasActor", "presentIn"), ("participationIn", "participation")):
        assert said(terms[one])["inverse of"] == [terms[other].label.en]
    assert "symmetric" in [kind.en for kind in terms["inNetworkWith"].kinds]
    assert said(terms["networkedWith"])["narrows"] == [terms["inNetworkWith"].label.en]


def test_a_derived_property_says_what_it_follows_from(terms: dict[str, Term]) -> None:
    """hasActor follows from two paths."""
    found = {tuple(one.iri.value.rpartition("#")[2] for one in chain) for chain in terms["hasActor"].chains}
    assert found == {("participation", "member"), ("governanceBody", "hasMember")}


def test_an_amount_has_its_unit_and_a_reserved_term_says_so(terms: dict[str, Term]) -> None:
    """Minutes are minutes; the history of the label is not the dossier's to tell."""
    assert said(terms["minutes"])["unit"] == ["unit:MIN"]
    assert terms["history"].reserved
    assert not terms["minutes"].reserved


def test_concepts_stand_behind_their_list(snapshot: Snapshot) -> None:
    """The roles follow the list of roles, which names them all."""
    lists = next(section for section in glossary(snapshot) if section.title is LISTS)
    names = [entry.id for entry in lists.terms]
    graph = Graph().parse(ROOT / "ontology" / "concepts.ttl")
    roles = {str(role).removeprefix(ONTOLOGY) for role in graph.subjects(SKOS.inScheme, URIRef(ONTOLOGY + "Roles"))}
    place = names.index("Roles")
    assert set(names[place + 1 : place + 1 + len(roles)]) == roles
    (concepts,) = (fact for fact in lists.terms[place].facts if fact.name.en == "concepts")
    assert {value.iri.value.removeprefix(ONTOLOGY) for value in concepts.values} == roles


def test_classes_come_first(snapshot: Snapshot) -> None:
    """A reader meets the classes before the properties."""
    assert glossary(snapshot)[0].title is CLASSES
