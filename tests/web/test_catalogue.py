"""``/catalogue`` and ``/void``: in every format, as pages, and where programs look for them."""

from __future__ import annotations

import re
from html import unescape

import pytest
import rdflib
from pyoxigraph import Literal, NamedNode, RdfFormat, parse
from rdflib.compare import isomorphic
from starlette.testclient import TestClient

from quartierkg.media import GRAPHS, MediaType
from quartierkg.settings import Settings
from quartierkg.snapshot.graphs import NETWORK, REGISTER
from quartierkg.terms import BASE, term
from quartierkg.web.app import create_app

HERE = "https://example.org/kg"
ADDRESSES = pytest.mark.parametrize("address", ["/catalogue", "/void"])


def triples(client: TestClient, address: str, media: MediaType) -> set[str]:
    """What an address says in a format."""
    answer = client.get(address, headers={"Accept": media.essence})
    assert answer.status_code == 200
    assert answer.headers["Content-Type"].startswith(media.essence)
    assert media.rdf is not None
    return {str(quad.triple) for quad in parse(answer.content, format=media.rdf)}


@ADDRESSES
@pytest.mark.parametrize("media", GRAPHS, ids=lambda media: media.name)
def test_every_format_says_the_same(client: TestClient, address: str, media: MediaType) -> None:
    """Turtle, N-Triples, JSON-LD and RDF/XML are read to one graph."""
    assert triples(client, address, media) == triples(client, address, GRAPHS[1])


@ADDRESSES
def test_another_library_reads_the_same(client: TestClient, address: str) -> None:
    """rdflib reads Turtle and RDF/XML to the same graph."""
    graphs = []
    for format in ("turtle", "xml"):
        accept = {"turtle": "text/turtle", "xml": "application/rdf+xml"}[format]
        graphs.append(rdflib.Graph().parse(data=client.get(address, headers={"Accept": accept}).text, format=format))
    assert isomorphic(*graphs)


@ADDRESSES
@pytest.mark.parametrize("language", ["fr", "en"])
def test_there_is_a_page_in_both_languages(client: TestClient, address: str, language: str) -> None:
    """With its own title, a description for search engines, and no word of the other language in its headings."""
    page = client.get(address, params={"lang": language}, headers={"Accept": "text/html"})
    assert page.headers["Content-Language"] == language
    assert f'<html lang="{language}">' in page.text
    heading = re.findall(r"<h1>(.*?)</h1>", page.text)
    titles = {
        "/catalogue": {
            "fr": "Catalogue des données des Quartiers Numériques",
            "en": "Catalogue of the data of the Quartiers Numériques",
        },
        "/void": {"fr": "Ce que contiennent les graphes", "en": "What the graphs hold"},
    }
    assert [unescape(text) for text in heading] == [titles[address][language]]
    assert '<meta name="description" content="' in page.text


def test_the_page_links_what_the_data_link(client: TestClient) -> None:
    """Each distribution of the data stands on the page; each address of ours on it answers."""
    page = client.get("/catalogue", headers={"Accept": "text/html"}).text
    links = {unescape(link) for link in re.findall(r'href="([^"]+)"', page)}
    data = parse(client.get("/catalogue?format=nt").content, format=RdfFormat.N_TRIPLES)
    found = {quad.object.value for quad in data if quad.predicate == term("dcat:accessURL")}
    assert found <= links
    ours = {link.removeprefix(HERE) for link in links if link.startswith((HERE, "/"))}
    assert len(ours) > 40
    statuses = {link: client.get(link, headers={"Accept": "*/*"}).status_code for link in sorted(ours)}
    assert [link for link, status in statuses.items() if status != 200] == []


def test_the_catalogue_speaks_of_the_instance(client: TestClient) -> None:
    """Its public address, what it has and not what the release has: this one has no register."""
    found = client.get("/catalogue", headers={"Accept": "text/turtle"}).text
    assert f"<{HERE}/sparql>" in found
    assert f"{REGISTER}" not in found
    assert f"{NETWORK}" in found


def test_the_files_of_the_revision_are_distributions(client: TestClient) -> None:
    """Each file that /dumps lists is in the catalogue with its digest, and in the description of what is held."""
    items = client.get("/dumps", headers={"Accept": "application/json"}).json()["items"]
    assert items
    found = client.get("/catalogue", headers={"Accept": "application/n-triples"}).text
    described = client.get("/void", headers={"Accept": "application/n-triples"}).text
    for item in items:
        assert f"<{item['href']}>" in found
        assert item["sha256"] in found
        assert f"dataDump> <{item['href']}>" in described


@ADDRESSES
def test_a_client_that_holds_it_is_told_so(client: TestClient, address: str) -> None:
    """304 with the tag of the revision; another format has another tag."""
    first = client.get(address, headers={"Accept": "text/turtle"})
    again = client.get(address, headers={"Accept": "text/turtle", "If-None-Match": first.headers["ETag"]})
    assert (first.status_code, again.status_code, again.content) == (200, 304, b"")
    assert client.get(address, headers={"Accept": "text/html"}).headers["ETag"] != first.headers["ETag"]
    assert first.headers["X-Revision"] == client.get("/ready").headers.get("X-Revision", first.headers["X-Revision"])


def test_links_lead_on(client: TestClient) -> None:
    """The persistent address, the description of the interface, and of what is held."""
    links = client.get("/catalogue").headers["Link"]
    assert f'<{BASE}catalogue>; rel="cite-as"' in links
    assert '</openapi.json>; rel="service-desc"; type="application/json"' in links
    assert '</void>; rel="describedby"' in links
    assert '</openapi.json>; rel="service-desc"' in client.get("/").headers["Link"]


def test_void_is_where_it_is_looked_for(client: TestClient) -> None:
    """VoID, 7.2: the well-known address leads to the description."""
    found = client.get("/.well-known/void", headers={"Accept": "text/turtle"}, follow_redirects=False)
    assert (found.status_code, found.headers["Location"]) == (303, "/void")
    described = client.get("/.well-known/void", headers={"Accept": "text/turtle"})
    assert f"<{BASE}void#dataset>" in described.text


def test_void_counts_what_the_instance_holds(client: TestClient) -> None:
    """As many statements of the network as the revision has."""
    counted = client.get("/ready").json()["graphs"][NETWORK.value]
    data = parse(client.get("/void?format=nt").content, format=RdfFormat.N_TRIPLES)
    wanted = (NETWORK, term("void:triples"))
    assert [quad.object for quad in data if (quad.subject, quad.predicate) == wanted] == [Literal(counted)]


def test_a_catalogue_says_nothing_that_nobody_may_read(client: TestClient) -> None:
    """Neither the committee's graph nor where the store lies."""
    for address in ("/catalogue", "/void"):
        text = client.get(address, headers={"Accept": "text/turtle"}).text
        assert "graph/committee" not in text
        assert "file:" not in text


def test_a_store_for_test_suites_has_none() -> None:
    """It holds what a suite wrote, and is nobody's publication."""
    with TestClient(create_app(Settings(test_suite=True))) as client:
        for address in ("/catalogue", "/void"):
            assert client.get(address).status_code == 404
        assert client.get("/sitemap.xml").status_code == 200
        assert client.get("/feed.atom").status_code == 200


def test_both_are_asked_by_sparql(client: TestClient) -> None:
    """graph/catalogue is one of the named graphs, with the persistent addresses."""
    query = f"""PREFIX dcat: <http://www.w3.org/ns/dcat#> PREFIX void: <http://rdfs.org/ns/void#>
        ASK {{ GRAPH <{BASE}graph/catalogue> {{
        <{BASE}catalogue> dcat:dataset {NETWORK} ; dcat:service ?s . ?s dcat:endpointURL <{BASE}sparql> .
        {NETWORK} void:classPartition ?p . ?p void:class {term("qn:Quartier")} ; void:entities 1 }} }}"""
    answer = client.get("/sparql", params={"query": query}, headers={"Accept": "application/sparql-results+json"})
    assert answer.json()["boolean"] is True


def test_the_description_of_a_thing_does_not_tell_who_counted_it(client: TestClient) -> None:
    """A class is counted in the catalogue, a dataset listed: neither is a fact about the thing."""
    found = client.get("/id/brume.nt").text
    assert "void#" not in found
    assert NamedNode(f"{BASE}id/brume").value in found
