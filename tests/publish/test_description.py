"""Descriptions of resources, and how pages lay them out."""

from __future__ import annotations

from collections.abc import Iterable

import pytest
from pyoxigraph import BlankNode, CanonicalizationAlgorithm, Dataset, NamedNode, Quad, Triple, parse

from quartierkg import media
from quartierkg.language import Language
from quartierkg.publish import describe, label, write
from quartierkg.publish.labels import local_name
from quartierkg.publish.view import Property, href, lay_out
from quartierkg.snapshot import Snapshot
from quartierkg.terms import curie, term

ID = "https://w3id.org/quartierkg/id/"
BRUME = NamedNode(ID + "brume")


def page(snapshot: Snapshot, iri: NamedNode, language: Language = "fr") -> dict[str, Property]:
    """The properties of a resource, by their name on the page."""
    description = describe(snapshot, iri)
    assert description is not None
    return {entry.name: entry for entry in lay_out(snapshot, description, language).properties}


def test_a_description_holds_what_is_said_and_what_hangs_on_blank_nodes(snapshot: Snapshot) -> None:
    """Outgoing statements, and those about blank nodes, each once, even when they name each other in a circle."""
    description = describe(snapshot, BRUME)
    assert description is not None
    subjects = {triple.subject for triple in description.statements}
    assert len([node for node in subjects if isinstance(node, BlankNode)]) == 2
    assert {node for node in subjects if isinstance(node, NamedNode)} == {BRUME}
    assert len(description.statements) == len(set(description.statements)) == 13


def test_a_description_counts_who_names_the_resource(snapshot: Snapshot) -> None:
    """Incoming statements are counted by property, and the subjects that have a name are given."""
    description = describe(snapshot, NamedNode(ID + "nuage"))
    assert description is not None
    (incoming,) = description.incoming
    assert (incoming.property, incoming.count, incoming.subjects) == (term("org:hasMember"), 1, (BRUME,))


def test_what_nobody_names_has_no_description(snapshot: Snapshot) -> None:
    """An unknown resource is told from an empty one."""
    assert describe(snapshot, NamedNode(ID + "nowhere")) is None


def test_an_illustrative_resource_is_known_as_such(snapshot: Snapshot) -> None:
    """The mark comes from the data; a real territory does not have it."""
    fictional, real = describe(snapshot, BRUME), describe(snapshot, NamedNode(ID + "territory/rennes"))
    assert fictional is not None
    assert real is not None
    assert fictional.illustrative
    assert not real.illustrative


@pytest.mark.parametrize(("language", "name"), [("fr", "Brume"), ("en", "Mist")])
def test_a_thing_is_called_by_its_name_in_the_readers_language(
    snapshot: Snapshot, language: Language, name: str
) -> None:
    """Both languages are honoured."""
    assert label(snapshot, BRUME, language) == name


@pytest.mark.parametrize(
    ("iri", "name"), [("ecluse", "Écluse"), ("nuage", "Nuage & Fils"), ("territory/nowhere", "nowhere")]
)
def test_a_missing_name_is_replaced(snapshot: Snapshot, iri: str, name: str) -> None:
    """The other language stands in, then a name without language, then the end of the IRI."""
    assert label(snapshot, NamedNode(ID + iri), "en") == name


def test_a_page_names_properties_and_values(snapshot: Snapshot) -> None:
    """Types and states are shown by their names in the ontology, with a link; truth is a word."""
    shown = page(snapshot, BRUME, "en")
    assert [value.text for value in shown["type"].values] == [label(snapshot, term("qn:Quartier"), "en")]
    assert [(value.text, value.href) for value in shown["state"].values] == [("labelled", "/ontology#Labelled")]
    assert [value.text for value in shown["illustrative"].values] == ["yes"]
    assert [value.text for value in shown["site"].values[0].nested[0].values] == ["Quai"]


def test_a_page_shows_the_readers_language_first(snapshot: Snapshot) -> None:
    """Names in several languages stand in the reader's order."""
    assert [value.text for value in page(snapshot, BRUME, "en")["name"].values] == ["Mist", "Brume"]


def test_only_web_addresses_become_links(snapshot: Snapshot) -> None:
    """A literal that is an address is a link if it leads to the web, and never a script."""
    found = {value.text: value.href for value in page(snapshot, BRUME)["rdfs:seeAlso"].values}
    assert found == {"javascript:alert(1)": None, "https://example.org/": "https://example.org/"}


@pytest.mark.parametrize(
    ("iri", "address"),
    [
        (ID + "brume", "/id/brume"),
        ("https://w3id.org/quartierkg/charter/1#QN-C1-01", "/charter/1#QN-C1-01"),
        ("https://w3id.org/quartierkg//evil.example", "/evil.example"),
        ("https://example.org/x", "https://example.org/x"),
        ("urn:x", None),
        ("javascript:alert(1)", None),
    ],
)
def test_our_own_addresses_are_served_here(iri: str, address: str | None) -> None:
    """Persistent addresses become paths of this instance."""
    assert href(NamedNode(iri)) == address


@pytest.mark.parametrize("format_", media.GRAPHS, ids=str)
def test_a_description_is_the_same_in_every_syntax(snapshot: Snapshot, format_: media.MediaType) -> None:
    """Turtle, N-Triples, JSON-LD and RDF/XML hold the same graph."""
    description = describe(snapshot, BRUME)
    assert description is not None
    assert format_.rdf is not None
    written = write(description.statements, format_)
    assert canonical(quad.triple for quad in parse(written, format_.rdf)) == canonical(description.statements)


def canonical(triples: Iterable[Triple]) -> list[str]:
    """Statements whose blank nodes are called alike in every copy."""
    dataset = Dataset(Quad(t.subject, t.predicate, t.object) for t in triples)
    dataset.canonicalize(CanonicalizationAlgorithm.RDFC_1_0)
    return sorted(map(str, dataset))


def test_only_prefixes_in_use_are_declared(snapshot: Snapshot) -> None:
    """A short description is not buried under prefixes."""
    description = describe(snapshot, NamedNode(ID + "nuage"))
    assert description is not None
    assert write(description.statements, media.TURTLE).count(b"@prefix") == 1


@pytest.mark.parametrize(
    ("iri", "name"), [("urn:a", "a"), ("https://example.org/a/", "a"), ("https://example.org/a#b", "b")]
)
def test_an_iri_has_a_short_name(iri: str, name: str) -> None:
    """The last part of an IRI names it when nothing else does."""
    assert local_name(NamedNode(iri)) == name


def test_a_prefixed_name_stands_for_a_whole_step() -> None:
    """Our prefixes shorten an IRI only where what is left is one name."""
    assert curie(term("qn:Quartier")) == "qn:Quartier"
    assert curie(NamedNode("https://w3id.org/quartierkg/ontology#a/b")) == "https://w3id.org/quartierkg/ontology#a/b"
