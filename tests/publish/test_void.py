"""The VoID description: what each graph holds at a revision, and where it is had."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from pyoxigraph import BlankNode, Literal, NamedNode, Triple

from quartierkg.charter.engines import Engine
from quartierkg.media import N_QUADS
from quartierkg.publish.coding import GZIP
from quartierkg.publish.dump import Dump, Part
from quartierkg.publish.holdings import holdings
from quartierkg.publish.void import counted, description
from quartierkg.query.operation import Operation, perform
from quartierkg.snapshot import Archive, Snapshot
from quartierkg.snapshot.changes import Changes
from quartierkg.snapshot.graphs import CATALOGUE, CHARTER, NETWORK, ONTOLOGY, PUBLIC, REGISTER, STATIONS
from quartierkg.terms import BASE, ID, term
from tests.publish.shapes import ENGINES, shapes, violations, without
from tests.samples import ROOT

HERE = "https://example.org/kg"
SHAPES = shapes((ROOT / "tests" / "publish" / "void.ttl").read_bytes())
WHOLE = NamedNode(BASE + "void#dataset")
DUMP = Dump(Part(None, N_QUADS, GZIP), 41, "2026-11-28T01:00:00.000Z", 20_000, 900, 365_946, "ab" * 32)


@pytest.fixture(scope="module")
def release() -> Iterator[Snapshot]:
    """The release's own data."""
    with Archive(None) as archive:
        yield archive.snapshot


@pytest.fixture(scope="module")
def said(release: Snapshot) -> tuple[Triple, ...]:
    """The description of the release, with one file."""
    return tuple(dict.fromkeys(description(release, HERE, [DUMP])))


def numbers(said: tuple[Triple, ...], subject: NamedNode, name: str) -> list[int]:
    """What is counted of something."""
    wanted = (subject, term(f"void:{name}"))
    found = (triple.object for triple in said if (triple.subject, triple.predicate) == wanted)
    return [int(value.value) for value in found if isinstance(value, Literal)]


def objects(said: tuple[Triple, ...], subject: NamedNode, name: str) -> set[str]:
    """What is said of something by a term of VoID."""
    wanted = (subject, term(f"void:{name}"))
    return {str(triple.object).strip("<>") for triple in said if (triple.subject, triple.predicate) == wanted}


@ENGINES
def test_the_description_is_as_the_note_has_it(engine: Engine, said: tuple[Triple, ...]) -> None:
    """Both engines find nothing wrong by our reading of the Note."""
    assert violations(engine, SHAPES, said) == []


@ENGINES
@pytest.mark.parametrize(
    ("subject", "property_"),
    [
        (NamedNode(BASE + "void#network/class/qn.Quartier"), "void:class"),
        (NamedNode(BASE + "void#network/property/qn.state"), "void:triples"),
        (NamedNode(BASE + "void#network/links/sws.geonames.org/skos.exactMatch"), "void:objectsTarget"),
        (NamedNode(BASE + "void"), "foaf:primaryTopic"),
    ],
    ids=["class", "triples", "target", "topic"],
)
def test_the_shapes_would_notice(engine: Engine, said: tuple[Triple, ...], subject: NamedNode, property_: str) -> None:
    """Without what they ask for they find something."""
    assert violations(engine, SHAPES, without(said, subject, term(property_))) != []


def test_each_graph_has_its_size(release: Snapshot, said: tuple[Triple, ...]) -> None:
    """As many statements as the revision says, in every graph and in all but the catalogue together."""
    for graph in PUBLIC:
        assert numbers(said, graph, "triples") == [release.count(graph)]
        assert graph.value in objects(said, WHOLE, "subset")
    counted = sum(release.count(graph) for graph in PUBLIC if graph != CATALOGUE)
    assert numbers(said, WHOLE, "triples") == [counted]


def test_partitions_are_asked_by_class_and_property(release: Snapshot, said: tuple[Triple, ...]) -> None:
    """Of the Quartiers how many there are, and how often each property is stated of them."""
    quartiers = {quad.subject for quad in release.quads(None, term("rdf:type"), term("qn:Quartier"), NETWORK)}
    part = NamedNode(BASE + "void#network/class/qn.Quartier")
    assert part.value in objects(said, NETWORK, "classPartition")
    assert numbers(said, part, "entities") == [len(quartiers)] == [14]
    within = NamedNode(f"{part.value}/qn.participation")
    assert within.value in objects(said, part, "propertyPartition")
    stated = release.quads(None, term("qn:participation"), None, NETWORK)
    assert numbers(said, within, "triples") == [sum(quad.subject in quartiers for quad in stated)]


def test_what_is_invented_is_counted_apart(release: Snapshot, said: tuple[Triple, ...]) -> None:
    """Of the network how many things are, and how many are not; of the register all are; of the stations none is."""
    marked = release.quads(None, term("qn:illustrative"), Literal(True), NETWORK)
    fictional = len({quad.subject for quad in marked if isinstance(quad.subject, NamedNode)})
    whole = numbers(said, NETWORK, "entities")[0]
    assert numbers(said, NamedNode(BASE + "void#network/fictional"), "entities") == [fictional]
    assert numbers(said, NamedNode(BASE + "void#network/real"), "entities") == [whole - fictional]
    assert 0 < fictional < whole
    assert objects(said, REGISTER, "subset") == {f"{BASE}void#register/fictional"}
    assert objects(said, STATIONS, "subset") == set()


def test_links_to_other_datasets_are_sets_of_links(said: tuple[Triple, ...]) -> None:
    """The communes are those of GeoNames."""
    links = NamedNode(BASE + "void#network/links/sws.geonames.org/skos.exactMatch")
    assert objects(said, links, "linkPredicate") == {term("skos:exactMatch").value}
    assert numbers(said, links, "triples") == [32]
    (target,) = objects(said, links, "objectsTarget")
    assert objects(said, NamedNode(target), "uriSpace") == {'"https://sws.geonames.org/"'}


def test_a_graph_says_how_its_things_are_called(said: tuple[Triple, ...]) -> None:
    """What their addresses begin with where all do, the vocabularies, and an example that is there."""
    assert objects(said, NETWORK, "uriSpace") == {f'"{ID}"'}
    assert objects(said, ONTOLOGY, "uriSpace") == set()  # it also says something of terms of others
    assert objects(said, CHARTER, "vocabulary") >= {f"{BASE}ontology#", "http://www.w3.org/2004/02/skos/core#"}
    assert objects(said, NETWORK, "exampleResource") == {ID + "territory/rennes", ID + "quartier/port-lumiere"}


def test_an_example_that_is_not_there_is_not_named(snapshot: Snapshot) -> None:
    """Another network than that of the release has no examples of ours."""
    said = tuple(description(snapshot, HERE))
    assert not any(triple.predicate == term("void:exampleResource") for triple in said)


def test_it_says_where_the_graphs_are_had(said: tuple[Triple, ...]) -> None:
    """At the instance's own endpoint, and as the file of the revision."""
    for graph in PUBLIC:
        if graph != CATALOGUE:
            assert objects(said, graph, "sparqlEndpoint") == {f"{HERE}/sparql"}
    assert objects(said, WHOLE, "dataDump") == {f"{HERE}/dumps/{DUMP.name}"}
    assert "http://www.w3.org/ns/formats/Turtle" in objects(said, WHOLE, "feature")


def test_after_a_write_the_counts_are_those_of_the_revision(tmp_path: Path) -> None:
    """The graph keeps what the build counted; the description counts anew, and once."""
    with Archive(tmp_path / "store") as archive:
        before = counted(archive.snapshot)
        text = f"DELETE WHERE {{ GRAPH {NETWORK} {{ ?s {term('skos:exactMatch')} ?o }} }}"
        index = tmp_path / "index"
        changes: Changes = perform(Operation("update", text), archive.snapshot.directory / "index", index)
        snapshot = archive.write("test", changes, index, "a test")
        after = counted(snapshot)
        assert after is counted(snapshot)
        stale = snapshot.quads(NETWORK, term("void:triples"), None, CATALOGUE)
        assert [quad.object for quad in stale] == [Literal(archive.snapshot.count(NETWORK))]
        del archive.snapshot
    links = NamedNode(BASE + "void#network/links/sws.geonames.org/skos.exactMatch")
    assert numbers(before, NETWORK, "triples")[0] - numbers(after, NETWORK, "triples")[0] == 32
    assert (numbers(before, links, "triples"), numbers(after, links, "triples")) == ([32], [])
    revision = Literal(str(snapshot.revision))
    assert Triple(NETWORK, term("owl:versionInfo"), revision) in after


def test_counting_anew_says_what_the_build_said(release: Snapshot) -> None:
    """The two ways come to the same."""
    from quartierkg.publish.void import _anew, _built

    assert set(_anew(release)) == set(_built(release))


def test_no_part_is_a_blank_node(said: tuple[Triple, ...]) -> None:
    """Each has an address, and no two partitions share one."""
    assert not any(isinstance(node, BlankNode) for triple in said for node in (triple.subject, triple.object))
    for name in ("class", "property"):
        parts = [triple.subject for triple in said if triple.predicate == term(f"void:{name}")]
        assert len(parts) == len(set(parts)) > 50


def test_an_empty_store_has_nothing_to_describe(tmp_path: Path) -> None:
    """A store for test suites holds whatever it is given, and none of our graphs."""
    with Archive(tmp_path, empty=True) as archive:
        said = tuple(description(archive.snapshot, HERE))
    assert not any(triple.predicate == term("void:triples") for triple in said)


def test_a_page_tells_what_there_is_most_of_first(release: Snapshot, said: tuple[Triple, ...]) -> None:
    """Classes and properties with their names in the reader's language, and how many things are invented."""
    found = {holding.id: holding for holding in holdings(release, said, "fr")}
    assert found.keys() == {graph.value.rpartition("/")[2] for graph in PUBLIC if graph != CATALOGUE}
    network = found["network"]
    assert [one.count for one in network.classes] == sorted((one.count for one in network.classes), reverse=True)
    assert ("Quartier Numérique", "qn:Quartier", 14) in {(one.name, one.term, one.count) for one in network.classes}
    assert [network.fictional] == numbers(said, NamedNode(BASE + "void#network/fictional"), "entities")
    assert found["stations"].fictional == 0
    assert [(link.space, link.count) for link in network.links] == [("https://sws.geonames.org/", 32)]
