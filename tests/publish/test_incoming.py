"""What names a thing: counted by property, and told in pages that together hold each statement once."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest
from pyoxigraph import BlankNode, Literal, NamedNode, Quad, RdfFormat, Store, Triple, parse

from quartierkg import media
from quartierkg.publish import describe, write
from quartierkg.publish.description import Description
from quartierkg.publish.document import document
from quartierkg.publish.incoming import namers
from quartierkg.snapshot import Snapshot
from quartierkg.snapshot.graphs import INFERRED, NETWORK, REGISTER
from quartierkg.terms import ID, term

HUB = NamedNode(ID + "hub")
NAMERS = 137
SEEN = term("rdfs:seeAlso")
MEMBER = term("org:member")
HYDRA = "http://www.w3.org/ns/hydra/core#"


@pytest.fixture(scope="module")
def snapshot() -> Snapshot:
    """A hub that 137 things name by one property and 3 by another, one of them by way of a blank node."""
    store = Store()
    for number in range(NAMERS):
        thing = NamedNode(f"{ID}thing/{number:03}")
        store.add(Quad(thing, SEEN, HUB, NETWORK))
        store.add(Quad(thing, term("rdfs:label"), Literal(f"Thing {number}", language="en"), NETWORK))
    store.add(Quad(NamedNode(f"{ID}thing/000"), SEEN, HUB, REGISTER))  # the same, in another graph
    store.add(Quad(NamedNode(f"{ID}thing/guess"), SEEN, HUB, INFERRED))  # nobody stated that
    for number in (1, 2):
        store.add(Quad(NamedNode(f"{ID}thing/{number:03}"), MEMBER, HUB, NETWORK))
    inner, outer = BlankNode("inner"), BlankNode("outer")
    store.add(Quad(inner, MEMBER, HUB, NETWORK))
    store.add(Quad(outer, term("org:hasUnit"), inner, NETWORK))
    store.add(Quad(NamedNode(f"{ID}thing/003"), term("org:hasSite"), outer, NETWORK))
    store.add(Quad(HUB, term("rdfs:label"), Literal("Hub"), NETWORK))
    return Snapshot(store, Path(), 1, "", "", {})


@pytest.fixture(scope="module")
def hub(snapshot: Snapshot) -> Description:
    """The description of the hub."""
    found = describe(snapshot, HUB)
    assert found is not None
    return found


def test_statements_are_counted_exactly_by_property(hub: Description) -> None:
    """Each once whatever graphs make it, blank nodes among them, and nothing that was inferred."""
    assert hub.namers.counts == {SEEN: 137, MEMBER: 3}
    assert hub.namers.pages == 3


def test_pages_hold_each_statement_once(hub: Description) -> None:
    """Fifty, fifty and thirty-seven: together all, and none twice."""
    pages = [hub.namers.page(number) for number in (1, 2, 3)]
    sizes = [[(part.property, len(part.subjects)) for part in page] for page in pages]
    assert sizes == [[(SEEN, 50), (MEMBER, 3)], [(SEEN, 50)], [(SEEN, 37)]]
    told = Counter(triple for page in pages for part in page for triple in part.statements if triple.object == HUB)
    assert len(told) == 140
    assert set(told.values()) == {1}


def test_a_blank_node_is_told_with_the_thing_that_it_is_part_of(hub: Description) -> None:
    """Nobody can follow a link to a blank node: the page names its thing, the data the way down to it."""
    member = hub.namers.page(1)[1]
    assert member.subjects == tuple(NamedNode(f"{ID}thing/{number:03}") for number in (1, 2, 3))
    inner, outer = BlankNode("inner"), BlankNode("outer")
    assert set(member.statements[2:]) == {
        Triple(NamedNode(f"{ID}thing/003"), term("org:hasSite"), outer),
        Triple(outer, term("org:hasUnit"), inner),
        Triple(inner, MEMBER, HUB),
    }


def test_documents_of_a_hub_are_bounded_and_together_whole(snapshot: Snapshot, hub: Description) -> None:
    """In every syntax no page has more than fifty things for each property, and all pages have all exactly once."""
    for syntax in media.GRAPHS:
        told: Counter[str] = Counter()
        for page in (1, 2, 3):
            assert syntax.rdf is not None
            read = [quad.triple for quad in parse(write(document(snapshot, hub, page), syntax), syntax.rdf)]
            naming = [triple for triple in read if triple.predicate == SEEN]
            assert len(naming) <= 50
            told.update(str(triple.subject) for triple in naming)
        assert len(told) == NAMERS
        assert set(told.values()) == {1}


def test_a_document_that_is_cut_says_so(snapshot: Snapshot, hub: Description) -> None:
    """How many there are, by which properties, and where the pages before and behind are."""
    said = set(document(snapshot, hub, 2))
    whole, view = NamedNode(f"{HUB.value}#incoming"), NamedNode(f"{HUB.value}?page=2")
    integer = term("xsd:integer")
    part = NamedNode(f"{HUB.value}#incoming-rdfs.seeAlso")
    assert {
        Triple(whole, NamedNode(HYDRA + "totalItems"), Literal("140", datatype=integer)),
        Triple(whole, NamedNode(HYDRA + "view"), view),
        Triple(view, NamedNode(HYDRA + "first"), NamedNode(f"{HUB.value}?page=1")),
        Triple(view, NamedNode(HYDRA + "previous"), NamedNode(f"{HUB.value}?page=1")),
        Triple(view, NamedNode(HYDRA + "next"), NamedNode(f"{HUB.value}?page=3")),
        Triple(view, NamedNode(HYDRA + "last"), NamedNode(f"{HUB.value}?page=3")),
        Triple(part, term("void:property"), SEEN),
        Triple(part, term("void:triples"), Literal("137", datatype=integer)),
    } <= said


def test_a_document_that_is_whole_does_not_speak_of_pages(snapshot: Snapshot) -> None:
    """What fits on one page is told without any of that."""
    found = describe(snapshot, NamedNode(f"{ID}thing/000"))
    assert found is not None
    assert not any("hydra" in str(triple) for triple in document(snapshot, found))


def test_a_document_names_all_that_it_mentions(snapshot: Snapshot, hub: Description) -> None:
    """Each thing on a page by its name; what is said of the hub itself stands on the first page."""
    last = document(snapshot, hub, 3)
    named = {triple.subject for triple in last if triple.predicate == term("rdfs:label")}
    assert {triple.subject for triple in last if triple.predicate == SEEN} <= named
    assert HUB in named


def test_a_blank_node_that_hangs_on_nothing_is_told_alone() -> None:
    """It is counted and stated, and leads nowhere."""
    text = b"_:b <http://www.w3.org/ns/org#member> <https://w3id.org/quartierkg/id/hub> ."
    store = Store()
    store.extend(Quad(q.subject, q.predicate, q.object, NETWORK) for q in parse(text, RdfFormat.TURTLE))
    found = describe(Snapshot(store, Path(), 1, "", "", {}), HUB)
    assert found is not None
    (part,) = found.incoming
    assert (part.count, part.subjects, len(part.statements)) == (1, (), 1)


def test_a_large_hub_is_counted_once() -> None:
    """Whatever is asked of it on its many pages; of many such the last few are kept, of small ones none."""
    store = Store()
    hubs = [NamedNode(f"{ID}hub/{number}") for number in range(10)]
    for number in range(1_001):
        store.extend(Quad(NamedNode(f"{ID}thing/{number}"), SEEN, hub, NETWORK) for hub in hubs)
    store.add(Quad(hubs[0], SEEN, HUB, NETWORK))
    found = Snapshot(store, Path(), 1, "", "", {})
    first = {hub: namers(found, hub).by_property for hub in (HUB, *hubs)}
    again = {hub: namers(found, hub).by_property is first[hub] for hub in (hubs[9], hubs[2], hubs[1], HUB)}
    assert again == {hubs[9]: True, hubs[2]: True, hubs[1]: False, HUB: False}
    assert namers(found, hubs[1]).counts == {SEEN: 1_001}
