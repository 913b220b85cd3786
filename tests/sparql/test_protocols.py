"""SPARQL 1.1 Protocol, Graph Store Protocol and Service Description: the W3C's own tests, over HTTP."""

from __future__ import annotations

import json
from collections.abc import Iterator

import pytest
from rdflib import Graph, URIRef
from rdflib.compare import isomorphic

from tests.sparql.endpoint import Answer, Endpoint, send, suite, under_test
from tests.sparql.exchange import MF, Exchange, Step, exchanges

FOLDER = suite()
pytestmark = pytest.mark.skipif(FOLDER is None, reason="QUARTIERKG_W3C names no folder of the W3C's test data")
PROTOCOL = list(exchanges(FOLDER / "protocol" / "manifest.ttl", MF.ProtocolTest)) if FOLDER else []
STORE = (
    [
        test
        for name in ("manifest-direct.ttl", "manifest-indirect.ttl")
        for test in exchanges(FOLDER / "graph-store-protocol" / name, MF.GraphStoreProtocolTest)
    ]
    if FOLDER
    else []
)
SD = "http://www.w3.org/ns/sparql-service-description#"
TABLES = {
    "application/sparql-results+json",
    "application/sparql-results+xml",
    "text/csv",
    "text/tab-separated-values",
}
GRAPHS = {"text/turtle", "application/n-triples", "application/ld+json", "application/rdf+xml"}


@pytest.fixture(scope="module")
def endpoint() -> Iterator[Endpoint]:
    """The endpoint, for all tests of this file."""
    with under_test() as found:
        yield found


def test_the_suites_are_whole() -> None:
    """Thirty-four tests of the protocol, thirteen of the graph store."""
    assert (len(PROTOCOL), len(STORE)) == (34, 13)


@pytest.mark.parametrize("test", PROTOCOL, ids=lambda test: test.name)
def test_the_protocol(endpoint: Endpoint, test: Exchange) -> None:
    """Each request of the W3C's test comes out as it says."""
    endpoint.change("DROP ALL")
    for name, file in test.data:
        endpoint.put(name, file.read_bytes(), "application/n-triples")
    for step in test.steps:
        writes = any("sparql-update" in value for _, value in step.headers) or b"update=" in (step.body or b"")
        address = endpoint.update if writes else endpoint.query
        answer = send(step.method, step.path.replace("/sparql/", address, 1), dict(step.headers), step.body)
        check(step, answer)


@pytest.mark.parametrize("test", STORE, ids=lambda test: test.name)
def test_the_graph_store(endpoint: Endpoint, test: Exchange) -> None:
    """Each request of the W3C's test comes out as it says, the graphs that are read among them."""
    endpoint.change("DROP ALL")
    known: dict[str, str] = {}
    for step in test.steps:
        path = step.path.replace("/gsp", endpoint.graph_store, 1)
        for name, value in known.items():
            path = path.replace(name, value)
        answer = send(step.method, path, dict(step.headers), step.body)
        check(step, answer)
        if step.location is not None:
            known[step.location] = answer.headers["location"]


def check(step: Step, answer: Answer) -> None:
    """An answer has the status, the format and the content that a step expects."""
    status = str(answer.status)
    assert any(status == wanted or (wanted.endswith("xx") and status[0] == wanted[0]) for wanted in step.statuses), (
        step,
        answer,
    )
    if step.format == "boolean":
        assert answer.type in TABLES - {"text/csv", "text/tab-separated-values"}
    elif step.format == "tabular":
        assert answer.type in TABLES
    elif step.format == "RDF":
        assert answer.type in GRAPHS
    if step.truth is not None:
        assert json.loads(answer.body)["boolean"] is step.truth, step
    if step.graph is not None and step.method == "GET":
        found = Graph().parse(data=answer.body, format=answer.type)
        assert isomorphic(found, Graph().parse(data=step.graph, format="turtle")), step


@pytest.fixture(scope="module")
def description(endpoint: Endpoint) -> tuple[Answer, Graph]:
    """What the endpoint says of itself."""
    answer = send("GET", endpoint.query, {"Accept": "text/turtle"})
    return answer, Graph().parse(data=answer.body, format="turtle")


def test_a_get_on_the_endpoint_returns_rdf(description: tuple[Answer, Graph]) -> None:
    """``returns-rdf``."""
    assert description[0].status == 200
    assert description[0].type in GRAPHS


def test_the_description_names_the_endpoint(endpoint: Endpoint, description: tuple[Answer, Graph]) -> None:
    """``has-endpoint-triple``."""
    assert (None, URIRef(SD + "endpoint"), URIRef(endpoint.query)) in description[1]


def test_the_description_conforms_to_the_schema(description: tuple[Answer, Graph]) -> None:
    """``conforms-to-schema``: what SD 3 declares of classes and of the ranges of properties holds (1.1, 3.3)."""
    graph = description[1]
    kinds = {
        "defaultDataset": "Dataset",
        "availableGraphs": "GraphCollection",
        "namedGraph": "NamedGraph",
        "defaultGraph": "Graph",
        "graph": "Graph",
    }
    a = URIRef("http://www.w3.org/1999/02/22-rdf-syntax-ns#type")
    (service,) = graph.subjects(a, URIRef(SD + "Service"))
    assert len(list(graph.objects(service, URIRef(SD + "endpoint")))) == 1
    for name, kind in kinds.items():
        for node in graph.objects(None, URIRef(SD + name)):
            assert (node, a, URIRef(SD + kind)) in graph, (name, node)
    for node in graph.subjects(a, URIRef(SD + "NamedGraph")):
        assert len(list(graph.objects(node, URIRef(SD + "name")))) == 1
    for name in ("supportedLanguage", "resultFormat", "inputFormat", "feature"):
        assert all(isinstance(node, URIRef) for node in graph.objects(service, URIRef(SD + name)))
