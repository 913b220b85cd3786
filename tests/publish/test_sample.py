"""Examples of terms, out of published statements."""

from __future__ import annotations

from pathlib import Path

import pytest
from pyoxigraph import NamedNode, Quad, RdfFormat, Store, parse

from quartierkg.publish.sample import Samples
from quartierkg.snapshot import Snapshot
from quartierkg.snapshot.graphs import COMMITTEE, INFERRED, NETWORK, ONTOLOGY
from quartierkg.terms import term

PREFIXES = """
@prefix qn: <https://w3id.org/quartierkg/ontology#> . @prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix id: <https://w3id.org/quartierkg/id/> .
"""
FACTS = """
id:a a qn:Quartier ; rdfs:label "Aube" ; qn:illustrative true ; qn:state qn:Labelled ; qn:minutes 9.5 .
id:z a qn:Quartier ; rdfs:label "Zone" ; qn:minutes 12 ; qn:access [ qn:minutes 1 ] .
id:hidden a qn:Quartier ; qn:notPublished true ; qn:minutes 3 .
id:m qn:partner id:a .
"""


def snapshot(**graphs: str) -> Snapshot:
    """A snapshot of some graphs."""
    store = Store()
    names = {"network": NETWORK, "committee": COMMITTEE, "inferred": INFERRED, "ontology": ONTOLOGY}
    for name, text in graphs.items():
        found = parse(PREFIXES + text, format=RdfFormat.TURTLE)
        store.extend(Quad(quad.subject, quad.predicate, quad.object, names[name]) for quad in found)
    return Snapshot(store, Path(), 1, "", "", {})


def shown(found: Snapshot, name: str) -> list[tuple[str, str, str, bool]]:
    """The examples of a term, in English."""
    return [
        (sample.subject.text, sample.property, sample.value.text, sample.illustrative)
        for sample in Samples(found).of(term(name), "en")
    ]


def test_a_property_has_its_statements_the_real_first() -> None:
    """With names, values as readers write them, and a mark on what is invented; nothing without an address."""
    assert shown(snapshot(network=FACTS), "qn:minutes") == [
        ("Zone", "qn:minutes", "12\u00a0min", False),
        ("Aube", "qn:minutes", "9.5\u00a0min", True),
    ]


def test_a_class_has_its_things_and_a_concept_what_names_it() -> None:
    """What is marked as not published is no example."""
    assert [row[0] for row in shown(snapshot(network=FACTS), "qn:Quartier")] == ["Zone", "Aube"]
    assert shown(snapshot(network=FACTS), "qn:Labelled") == [("Aube", "qn:state", "Labelled", True)]


def test_what_names_something_invented_is_marked() -> None:
    """A statement about a thing without a mark, whose value has one, is marked too."""
    assert shown(snapshot(network=FACTS), "qn:partner") == [("m", "qn:partner", "Aube", True)]


def test_stated_comes_before_derived_and_nothing_of_the_committee() -> None:
    """The network is asked first; what defines a term and what only the committee reads are no examples."""
    found = snapshot(
        network="id:a qn:degree 1 .",
        inferred="id:b qn:degree 2 .",
        committee="id:c qn:degree 3 .",
        ontology="qn:degree rdfs:label 'degree' ; rdfs:seeAlso qn:degree .",
    )
    assert [row[0] for row in shown(found, "qn:degree")] == ["a", "b"]


@pytest.mark.parametrize("name", ["qn:Remedy", "qn:nobody"])
def test_what_nothing_uses_has_no_example(name: str) -> None:
    """An empty list, and no fault."""
    assert Samples(snapshot(network=FACTS)).of(NamedNode(term(name).value), "fr") == ()


def test_few_are_shown_of_many() -> None:
    """Three, whatever there is."""
    many = snapshot(network="".join(f"id:n{number} qn:degree {number} ." for number in range(200)))
    assert len(shown(many, "qn:degree")) == 3
