"""What a whole build counts of the graphs and lays on as graph/catalogue."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest
from pyoxigraph import Literal, NamedNode, Quad, Store

from quartierkg.journal import Journal, Record
from quartierkg.query.operation import Operation, perform
from quartierkg.snapshot import Archive, catalogue, revision
from quartierkg.snapshot.bundle import bundled
from quartierkg.snapshot.catalogue.counts import ClassCount, Counts, LinkCount, PropertyCount
from quartierkg.snapshot.catalogue.dcat import is_written
from quartierkg.snapshot.graphs import CATALOGUE, COMMITTEE, DERIVED, NETWORK, PUBLIC, REGISTER
from quartierkg.snapshot.statements import statements
from quartierkg.terms import ID, term
from tests.snapshot.reasoning import network

TURTLE = f"""@prefix qn: <https://w3id.org/quartierkg/ontology#> . @prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix id: <{ID}> .
id:a a qn:Quartier ; qn:illustrative true ; qn:networkingMeasure [ qn:partner id:b ] .
id:b a qn:Quartier ; owl:sameAs <https://www.wikidata.org/entity/Q1> , id:a .
id:c a qn:Territory ; qn:illustrative false ."""


def store() -> Store:
    """Three things and one without an address, as the text above has them."""
    found = Store()
    found.extend(network(TURTLE))
    return found


def test_a_graph_is_counted() -> None:
    """Counted by hand: nine statements, four subjects of which three have an address, one of these invented."""
    found = Counts.of(store(), NETWORK, ID)
    assert (found.triples, found.subjects, found.entities, found.fictional) == (9, 4, 3, 1)
    # Quartier, Territory, true, false, the measure, b, Q1, a.
    assert found.objects == 8
    assert found.space == ID


def test_things_are_counted_by_class_and_by_property() -> None:
    """Of each class what is stated of its things, of each property on how many things and with how many values."""
    found = Counts.of(store(), NETWORK, ID)
    quartier, territory, type_ = term("qn:Quartier"), term("qn:Territory"), term("rdf:type")
    measure, illustrative = term("qn:networkingMeasure"), term("qn:illustrative")
    assert found.classes == (
        ClassCount(quartier, 2, ((type_, 2), (term("owl:sameAs"), 2), (illustrative, 1), (measure, 1))),
        ClassCount(territory, 1, ((type_, 1), (illustrative, 1))),
    )
    assert set(found.properties) == {
        PropertyCount(type_, 3, 3, 2),
        PropertyCount(illustrative, 2, 2, 2),
        PropertyCount(measure, 1, 1, 1),
        PropertyCount(term("qn:partner"), 1, 1, 1),
        PropertyCount(term("owl:sameAs"), 2, 1, 2),
    }


def test_only_links_to_others_count_as_links() -> None:
    """Two things of ours that are the same are no link to another dataset."""
    links = Counts.of(store(), NETWORK, ID).links
    assert links == (LinkCount(term("owl:sameAs"), "https://www.wikidata.org/", 1),)


def test_one_address_elsewhere_and_the_space_is_not_said() -> None:
    """VoID says that every address of a dataset begins so: one that does not makes it false."""
    found = store()
    found.add(Quad(NamedNode("urn:other"), term("rdf:type"), term("qn:Quartier"), NETWORK))
    assert Counts.of(found, NETWORK, ID).space is None


def test_an_empty_graph_has_nothing() -> None:
    """No sum over nothing, and no space of nothing."""
    found = Counts.of(Store(), NETWORK, ID)
    assert (found.triples, found.entities, found.fictional, found.space, found.classes) == (0, 0, 0, None, ())


@pytest.fixture(scope="module")
def release() -> Store:
    """The release's own data, in memory."""
    with Archive(None) as archive:
        found = Store()
        found.bulk_extend(archive.snapshot.store)
        return found


@pytest.mark.parametrize("graph", [graph for graph in PUBLIC if graph != CATALOGUE], ids=lambda graph: graph.value[32:])
def test_the_counts_are_those_of_the_statements(release: Store, graph: NamedNode) -> None:
    """What the engine groups is what going through every statement comes to."""
    quads = list(release.quads_for_pattern(None, None, None, graph))
    types = [quad for quad in quads if quad.predicate == term("rdf:type")]
    (found,) = (one for one in catalogue.counted(release) if one.graph == graph)
    subjects = {quad.subject for quad in quads}
    assert found.triples == len(quads)
    assert (found.subjects, found.objects) == (len(subjects), len({quad.object for quad in quads}))
    assert found.entities == sum(isinstance(subject, NamedNode) for subject in subjects)
    assert {one.property: one.triples for one in found.properties} == Counter(quad.predicate for quad in quads)
    assert {one.name: one.entities for one in found.classes} == Counter(
        quad.object for quad in types if isinstance(quad.object, NamedNode)
    )


def test_what_is_not_published_is_not_counted(release: Store) -> None:
    """The committee's graph is in no count and in no catalogue."""
    assert COMMITTEE not in {one.graph for one in catalogue.counted(release)}
    said = release.quads_for_pattern(None, None, None, CATALOGUE)
    assert not any(COMMITTEE in {quad.subject, quad.object} for quad in said)


def test_the_catalogue_has_no_blank_node_and_is_said_of_no_thing(release: Store) -> None:
    """Another store names blank nodes as it likes; and a thing is not described by who counted it."""
    said = list(release.quads_for_pattern(None, None, None, CATALOGUE))
    assert len(said) > 1_000
    assert all(isinstance(quad.subject, NamedNode) for quad in said)
    assert all(isinstance(quad.object, NamedNode | Literal) for quad in said)
    assert CATALOGUE in DERIVED


def test_both_descriptions_are_asked_by_sparql(release: Store) -> None:
    """The datasets of DCAT and the partitions of VoID, each marked with the revision."""
    query = f"""PREFIX dcat: <http://www.w3.org/ns/dcat#> PREFIX void: <http://rdfs.org/ns/void#>
        PREFIX owl: <http://www.w3.org/2002/07/owl#> SELECT ?entities {{ GRAPH {CATALOGUE} {{
        <https://w3id.org/quartierkg/catalogue> dcat:dataset {REGISTER} . {REGISTER} dcat:version ?revision ;
        owl:versionInfo ?revision ; void:classPartition ?part .
        ?part void:class {term("qn:Verdict")} ; void:entities ?entities }} }}"""
    ((entities,),) = release.query(query)  # type: ignore[misc]
    verdicts = release.quads_for_pattern(None, term("rdf:type"), term("qn:Verdict"), REGISTER)
    assert int(entities.value) == len(list(verdicts)) == 20


def test_a_build_counts_and_a_write_leaves_it(tmp_path: Path) -> None:
    """Numbers say which entry of the journal they describe, and stay so until the next whole build."""
    with Journal(tmp_path) as journal:
        journal.append([Record("load", "network.ttl", "text/turtle", NETWORK.value, TURTLE.encode(), "a", "b")])
        index = revision.ensure(tmp_path, journal) / revision.INDEX
        day = journal.entries[0].fields.time[:10]
    before = set(Store.read_only(str(index)).quads_for_pattern(None, None, None, CATALOGUE))
    assert Quad(CATALOGUE, term("owl:versionInfo"), Literal("1"), CATALOGUE) in before
    assert Quad(CATALOGUE, term("dcterms:date"), Literal(day, datatype=term("xsd:date")), CATALOGUE) in before
    assert Quad(NETWORK, term("void:triples"), Literal(9), CATALOGUE) in before
    changed = tmp_path / "changed"
    perform(Operation("update", f"DELETE WHERE {{ GRAPH {NETWORK} {{ ?s {term('owl:sameAs')} ?o }} }}"), index, changed)
    assert set(Store.read_only(str(changed)).quads_for_pattern(None, None, None, CATALOGUE)) == before


def test_the_same_journal_gives_the_same_catalogue(tmp_path: Path) -> None:
    """Nothing in it depends on when or where an index is built."""
    found = []
    with Journal(tmp_path) as journal:
        journal.append(bundled())
        for name in ("one", "two"):
            revision.build(journal, tmp_path / name / "1")
            index = Store.read_only(str(tmp_path / name / "1" / revision.INDEX))
            found.append(set(index.quads_for_pattern(None, None, None, CATALOGUE)))
    assert found[0] == found[1]


def test_what_follows_is_never_written_by_hand() -> None:
    """The files of the catalogue state nothing that a build lays on: it would be lost, or said twice."""
    files = [record for record in bundled() if record.graph == CATALOGUE.value]
    assert [record.name for record in files] == ["catalogue/catalogue.ttl", "data/network/catalogue/network.ttl"]
    quads = [quad for record in files for quad in statements(record)]
    assert len(quads) > 100
    assert [str(quad.triple) for quad in quads if not is_written(quad.triple)] == []


def test_an_operators_own_data_are_not_described_in_our_words(data: Path) -> None:
    """Who replaces the data replaces what is said of their licence and content as well."""
    names = [record.name for record in bundled(data) if record.graph == CATALOGUE.value]
    assert names == ["catalogue/catalogue.ttl"]
    with Archive(None, data) as archive:
        licences = archive.snapshot.quads(NETWORK, term("dcterms:license"), None, CATALOGUE)
        titles = archive.snapshot.quads(NETWORK, term("dcterms:title"), None, CATALOGUE)
        assert list(licences) == []
        assert len(list(titles)) == 2
