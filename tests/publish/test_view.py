"""How values are shown to a reader."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest
from pyoxigraph import BlankNode, Literal, NamedNode, Quad, Store, Triple

from quartierkg import vocabulary
from quartierkg.language import Language
from quartierkg.publish.description import Description, describe
from quartierkg.publish.labels import text
from quartierkg.publish.view import Value, lay_out
from quartierkg.snapshot import Snapshot
from quartierkg.snapshot.graphs import NETWORK
from quartierkg.terms import term

THING = NamedNode("https://w3id.org/quartierkg/id/thing")
AREA = next(property_ for property_, unit in vocabulary.bundled().units.items() if unit == "m²")


def snapshot_of(*triples: Triple) -> Snapshot:
    """A snapshot that holds a few statements."""
    store = Store()
    store.extend([Quad(triple.subject, triple.predicate, triple.object, NETWORK) for triple in triples])
    return Snapshot(store, Path(), 1, "", "", {})


def shown(property_: NamedNode, value: Literal | NamedNode, language: Language = "fr") -> Value:
    """What a page shows of one statement."""
    snapshot = snapshot_of(Triple(THING, property_, value))
    description = describe(snapshot, THING)
    assert description is not None
    (found,) = lay_out(snapshot, description, language).properties
    return found.values[0]


@pytest.mark.parametrize(("language", "written"), [("fr", "52\u202f000,5\u00a0m²"), ("en", "52,000.5\u00a0m²")])
def test_a_number_is_written_as_the_reader_writes_it(language: Language, written: str) -> None:
    """Separators of the language, and the unit that the ontology gives the property."""
    assert shown(AREA, Literal("52000.50", datatype=term("xsd:decimal")), language).text == written


@pytest.mark.parametrize(
    ("property_", "value", "written"),
    [
        ("qn:employees", "1200", "1,200"),
        ("void:triples", "1200", "1,200"),
        ("qn:fiscalYear", "2024", "2024"),
        ("qn:order", "1200", "1200"),
    ],
)
def test_only_an_amount_has_separators(property_: str, value: str, written: str) -> None:
    """A number of things is grouped and gets no unit; a year or an order keeps its digits together."""
    assert shown(term(property_), Literal(value, datatype=term("xsd:integer")), "en").text == written


@pytest.mark.parametrize(
    ("value", "language", "written"), [("true", "fr", "oui"), ("false", "en", "no"), ("1", "en", "yes")]
)
def test_truth_is_a_word(value: str, language: Language, written: str) -> None:
    """Readers are not shown xsd:boolean."""
    assert shown(term("qn:illustrative"), Literal(value, datatype=term("xsd:boolean")), language).text == written


def test_an_identifier_keeps_its_digits() -> None:
    """A SIREN is text: no separators, no leading zero lost."""
    assert shown(term("dcterms:identifier"), Literal("000123456"), "fr").text == "000123456"


def test_a_thing_elsewhere_is_named_by_its_iri_and_linked() -> None:
    """What we do not describe is linked to where it lives."""
    assert shown(term("dcterms:source"), NamedNode("https://example.org/page")) == Value(
        "page", "https://example.org/page"
    )


def test_names_come_first_and_types_next() -> None:
    """A reader learns what a thing is called before anything else."""
    snapshot = snapshot_of(
        Triple(THING, term("dcterms:source"), Literal("z")),
        Triple(THING, term("rdf:type"), term("qn:Quartier")),
        Triple(THING, term("rdfs:label"), Literal("Thing")),
    )
    description = describe(snapshot, THING)
    assert isinstance(description, Description)
    order = [entry.iri for entry in lay_out(snapshot, description, "fr").properties]
    assert order == [term("rdfs:label"), term("rdf:type"), term("dcterms:source")]


def test_a_text_in_one_language_stands_for_both() -> None:
    """A label that was given once is shown rather than nothing; the first property that has one wins."""
    snapshot = snapshot_of(
        Triple(THING, term("rdfs:label"), Literal("chose", language="fr")),
        Triple(THING, term("skos:prefLabel"), Literal("other", language="en")),
    )
    both = text(snapshot, THING, term("rdfs:label"), term("skos:prefLabel"))
    only = text(snapshot, THING, term("rdfs:label"))
    assert both is not None
    assert only is not None
    assert (both.fr, both.en, only.en) == ("chose", "other", "chose")
    assert text(snapshot, THING, term("dcterms:title")) is None


def test_a_statement_of_two_graphs_is_shown_once() -> None:
    """Graphs that repeat a statement do not make a page repeat it."""
    store = Store()
    for graph in (NETWORK, NamedNode("urn:other")):
        store.add(Quad(THING, term("rdfs:label"), Literal("Thing"), graph))
    description = describe(Snapshot(store, Path(), 1, "", "", {}), THING)
    assert description is not None
    assert len(description.statements) == 1


def chain(length: int) -> list[Triple]:
    """Blank nodes, each of which stands in the one before."""
    nodes: list[NamedNode | BlankNode] = [THING, *(BlankNode(f"n{number}") for number in range(length))]
    return [Triple(one, term("org:hasSite"), other) for one, other in pairwise(nodes)]


def test_a_deep_description_is_shown_as_far_as_a_page_holds_it() -> None:
    """Blank nodes inside blank nodes are laid out to a depth, and the page knows that there is more."""
    snapshot = snapshot_of(*chain(5_000))
    description = describe(snapshot, THING)
    assert description is not None
    assert len(description.statements) == 5_000
    layout = lay_out(snapshot, description, "fr")
    assert layout.cut
    depth, shown = 0, layout.properties
    while shown:
        depth, shown = depth + 1, shown[0].values[0].nested
    assert 3 < depth < 20


def test_a_wide_description_says_how_many_values_it_leaves_out() -> None:
    """No property fills a page; what is left out is counted."""
    snapshot = snapshot_of(*(Triple(THING, term("dcterms:source"), Literal(str(n))) for n in range(1_000)))
    description = describe(snapshot, THING)
    assert description is not None
    layout = lay_out(snapshot, description, "fr")
    (found,) = layout.properties
    assert layout.cut
    assert len(found.values) + found.left_out == 1_000


def test_a_short_description_is_whole() -> None:
    """A page that shows everything does not say that it is cut."""
    snapshot = snapshot_of(*chain(3))
    description = describe(snapshot, THING)
    assert description is not None
    assert not lay_out(snapshot, description, "fr").cut
