"""The trees of classes: each class once, each joining property there."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

import pytest
from rdflib import OWL, RDF, RDFS, SKOS, XSD, Graph, URIRef

from quartierkg.publish.diagram import Box, diagram
from quartierkg.publish.glossary import glossary
from quartierkg.snapshot import Snapshot
from quartierkg.terms import ONTOLOGY
from tests.samples import ROOT


@pytest.fixture(scope="module")
def trees(snapshot: Snapshot) -> tuple[Box, ...]:
    """The trees of the release."""
    return diagram(glossary(snapshot))


@pytest.fixture(scope="module")
def graph() -> Graph:
    """The files of the ontology."""
    found = Graph()
    for path in (ROOT / "ontology").glob("*.ttl"):
        found.parse(path)
    return found


def boxes(trees: tuple[Box, ...]) -> Iterator[Box]:
    """Every box of some trees."""
    for tree in trees:
        yield tree
        yield from boxes(tree.boxes)


def test_each_class_stands_once(trees: tuple[Box, ...], graph: Graph) -> None:
    """With all that leads on from it; elsewhere it is only named."""
    classes = {
        "#" + str(found).removeprefix(ONTOLOGY)
        for found in graph.subjects(RDF.type, OWL.Class)
        if str(found).startswith(ONTOLOGY)
    }
    assert Counter(box.href for box in boxes(trees) if box.ours and not box.again) == Counter(classes)
    assert not any(box.boxes for box in boxes(trees) if box.again)


def test_each_property_that_joins_classes_is_there(trees: tuple[Box, ...], graph: Graph) -> None:
    """One for each pair of classes that it joins, one of ours among them; lists of concepts join nothing."""
    expected = Counter(
        ("#" + str(found).removeprefix(ONTOLOGY))
        for found in graph.subjects(RDF.type, OWL.ObjectProperty)
        for start in graph.objects(found, RDFS.domain)
        for end in graph.objects(found, RDFS.range)
        if isinstance(end, URIRef) and end != SKOS.Concept and not str(end).startswith((str(XSD), str(RDF)))
        if str(start).startswith(ONTOLOGY) or str(end).startswith(ONTOLOGY)
    )
    joints = Counter(box.joint.href for box in boxes(trees) if box.joint and box.joint.href)
    assert joints == expected
    assert joints["#concerns"] == 1
    assert "#state" not in joints


def test_a_reader_begins_at_the_dossier(trees: tuple[Box, ...]) -> None:
    """It leads to the Quartier, and that to its offer and to the lots of the offer."""
    first = trees[0]
    assert (first.href, first.joint) == ("#Dossier", None)
    quartier = next(box for box in first.boxes if box.href == "#Quartier")
    offer = next(box for box in quartier.boxes if box.href == "#RealEstateOffer")
    assert "#Lot" in [box.href for box in offer.boxes]


def test_what_nothing_joins_is_told_by_its_kind(trees: tuple[Box, ...]) -> None:
    """The types of actor stand below the class of W3C ORG that they are kinds of, which is marked as another's."""
    organisation = next(tree for tree in trees if tree.name.en == "org:FormalOrganization")
    assert not organisation.ours
    assert {"#Enterprise", "#Association"} <= {box.href for box in organisation.boxes}
    assert {box.joint.href for box in organisation.boxes if box.joint} == {None}
