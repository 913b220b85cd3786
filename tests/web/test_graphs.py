"""The published graphs have an address each."""

from __future__ import annotations

import re
from html import unescape
from urllib.parse import parse_qs, urlsplit

import pytest
from pyoxigraph import Literal, NamedNode, RdfFormat, parse
from starlette.testclient import TestClient

from quartierkg.terms import GRAPH, term


def test_a_graph_tells_its_size_and_where_it_is_asked(client: TestClient) -> None:
    """The description speaks of the persistent address and of the instance's own endpoint."""
    answer = client.get("/graph/stations", headers={"Accept": "text/turtle"})
    found = {
        (quad.predicate, quad.object)
        for quad in parse(answer.content, format=RdfFormat.TURTLE)
        if quad.subject == NamedNode(GRAPH + "stations")
    }
    assert (term("void:triples"), Literal("1", datatype=term("xsd:integer"))) in found
    assert (term("void:sparqlEndpoint"), NamedNode("https://example.org/kg/sparql")) in found
    titles = {value for name, value in found if name == term("dcterms:title") and isinstance(value, Literal)}
    assert {title.language for title in titles} == {"fr", "en"}
    assert f'<{GRAPH}stations>; rel="cite-as"' in answer.headers["Link"]


@pytest.mark.parametrize("name", ["network", "stations", "charter", "ontology"])
@pytest.mark.parametrize("language", ["fr", "en"])
def test_the_page_of_a_graph_leads_to_its_statements(client: TestClient, name: str, language: str) -> None:
    """Its two queries run: one shows the beginning, one gives all of it."""
    page = client.get(f"/graph/{name}", params={"lang": language}, headers={"Accept": "text/html"})
    assert page.status_code == 200
    links = [unescape(link) for link in re.findall(r'href="([^"]*/sparql\?[^"]*query=[^"]*)"', page.text)]
    assert len(links) == 2
    for link in links:
        assert client.get(link, headers={"Accept": "*/*"}).status_code == 200
        assert f"GRAPH <{GRAPH}{name}>" in parse_qs(urlsplit(link).query)["query"][0]


@pytest.mark.parametrize("name", ["register", "secret", "network/x", ""])
def test_a_graph_that_is_not_published_does_not_exist(client: TestClient, name: str) -> None:
    """Empty, private and invented are not told apart."""
    assert client.get(f"/graph/{name}").status_code == 404


def test_the_editor_leads_to_the_graphs(client: TestClient) -> None:
    """Each graph of the list, and each graph that a query names, has its page."""
    query = "SELECT DISTINCT ?g { GRAPH ?g { ?s ?p ?o } }"
    page = client.get("/sparql", params={"query": query}, headers={"Accept": "text/html"}).text
    links = set(re.findall(r'href="([^"?]*/graph/[^"?]*)', page))
    assert {link.rpartition("/")[2] for link in links} == {
        *("network", "stations", "charter", "ontology", "inferred", "statistics", "catalogue"),
    }
    assert all(client.get(link).status_code == 200 for link in links)
