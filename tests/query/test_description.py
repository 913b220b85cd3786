"""The service description."""

from __future__ import annotations

from pyoxigraph import Literal, NamedNode, Triple

from quartierkg import media
from quartierkg.query.description import DATASET, SERVICE, description
from quartierkg.snapshot import Snapshot
from quartierkg.snapshot.graphs import NETWORK, PUBLIC
from quartierkg.terms import term

BASE = "https://example.org/kg"


def objects(triples: list[Triple], subject: object, predicate: str) -> list[object]:
    """The values of a property."""
    return [triple.object for triple in triples if triple.subject == subject and triple.predicate == term(predicate)]


def test_the_endpoint_is_named_under_its_public_address(snapshot: Snapshot) -> None:
    """sd:endpoint is where clients reach it, not where the process listens."""
    found = list(description(snapshot, BASE))
    assert objects(found, SERVICE, "sd:endpoint") == [NamedNode(f"{BASE}/sparql")]


def test_every_format_is_announced(snapshot: Snapshot) -> None:
    """Each result format by the IRI that the W3C gave it."""
    found = objects(list(description(snapshot, BASE)), SERVICE, "sd:resultFormat")
    assert len(found) == len(set(map(str, found))) == len(media.RESULTS) + len(media.GRAPHS)
    assert all(str(iri).startswith("<http://www.w3.org/ns/formats/") or "JSON-LD" in str(iri) for iri in found)


def test_each_graph_tells_its_size(snapshot: Snapshot) -> None:
    """Graphs that hold something are listed with the number of their statements; empty ones are not."""
    found = list(description(snapshot, BASE))
    sizes = {}
    for named in objects(found, DATASET, "sd:namedGraph"):
        (name,), (graph,) = objects(found, named, "sd:name"), objects(found, named, "sd:graph")
        sizes[name] = objects(found, graph, "void:triples")
    expected = {graph: snapshot.count(graph) for graph in PUBLIC if snapshot.count(graph)}
    assert {
        name: [int(size.value) for size in size_ if isinstance(size, Literal)] for name, size_ in sizes.items()
    } == {graph: [count] for graph, count in expected.items()}
    assert expected[NETWORK] == 3


def test_only_sparql_query_is_promised(snapshot: Snapshot) -> None:
    """No federation and no update is announced, because none is answered."""
    found = list(description(snapshot, BASE))
    assert objects(found, SERVICE, "sd:supportedLanguage") == [term("sd:SPARQL11Query")]
    assert objects(found, SERVICE, "sd:feature") == []
