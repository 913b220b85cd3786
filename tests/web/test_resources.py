"""Things and the documents about them: the way from one to the others, views, signposts, what is gone."""

from __future__ import annotations

import json
import re
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
import rdflib
from pyoxigraph import CanonicalizationAlgorithm, Dataset, RdfFormat, parse
from starlette.testclient import TestClient

from quartierkg.settings import Settings
from quartierkg.web.app import create_app

FIREFOX = "text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,image/webp,*/*;q=0.8"
CHROME = (
    "text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,image/webp,image/apng,*/*;q=0.8,"
    "application/signed-exchange;v=b3;q=0.7"
)
SAFARI = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"
JENA = (
    "text/turtle,application/n-triples;q=0.9,application/ld+json;q=0.8,application/rdf+xml;q=0.7,"
    "application/trig,application/n-quads;q=0.9,text/x-nquads;q=0.8,application/x-trig;q=0.7,*/*;q=0.5"
)
JENA_3 = (
    "application/sparql-results+json, application/sparql-results+xml;q=0.9, text/tab-separated-values;q=0.7, "
    "text/csv;q=0.5, application/json;q=0.2, application/xml;q=0.2, */*;q=0.1"
)
RDFLIB_ANY = (
    "application/rdf+xml,text/rdf+n3;q=0.9,text/turtle;q=0.8,application/n-triples;q=0.7,"
    "application/trig,text/html;q=0.5"
)
RDF4J = (
    "application/rdf+xml;q=0.8, application/n-triples;q=0.8, application/xml;q=0.3, text/xml;q=0.3, text/turtle, "
    "application/trix;q=0.8, application/trig, application/ld+json;q=0.9"
)
COMUNICA = (
    "application/n-quads,application/trig;q=0.95,application/ld+json;q=0.9,application/n-triples;q=0.8,"
    "text/turtle;q=0.6,application/rdf+xml;q=0.5,text/n3;q=0.35,application/xhtml+xml;q=0.18,"
    "application/xml;q=0.3,text/html;q=0.2,*/*;q=0.1"
)
RDF_DEREFERENCE = "application/n-quads,application/trig;q=0.95,application/ld+json;q=0.9,text/turtle;q=0.6"
# What clients send, and the end of the address that they are led to.
ACCEPTED = {
    # browsers
    FIREFOX: "html",
    CHROME: "html",
    SAFARI: "html",
    "text/html, application/xhtml+xml, image/jxr, */*": "html",  # Edge of old
    "text/html,application/xhtml+xml": "html",
    "application/xhtml+xml": "html",
    "text/html;q=1.0": "html",
    "text/html;level=1": "html",
    "TEXT/HTML": "html",
    "text/html;charset=utf-8": "html",
    "text/html, */*; q=0.01": "html",  # jQuery
    "text/*": "ttl",
    "text/*, text/html": "html",
    # command lines and libraries that take anything
    "*/*": "ttl",  # curl, Wget, python-requests, Go
    "*/*;q=0.1": "ttl",
    "*": "ttl",
    "": "ttl",
    "application/json, text/plain, */*": "jsonld",  # axios
    "application/json": "jsonld",
    "application/json;q=0.9, text/html;q=0.1": "jsonld",
    "text/plain, */*": "ttl",
    "text/html, image/gif, image/jpeg, *; q=.2, */*; q=.2": "html",  # Java
    # RDF libraries
    "text/turtle": "ttl",
    "text/turtle;charset=UTF-8": "ttl",
    "text/turtle; q=0.5, application/rdf+xml": "rdf",
    "application/x-turtle": "ttl",
    "application/n-triples": "nt",
    "application/n-triples;q=1, text/turtle;q=0.999": "nt",
    "application/ld+json": "jsonld",
    'application/ld+json;profile="http://www.w3.org/ns/json-ld#compacted"': "jsonld",
    'application/ld+json; profile="a;b,c"; q=0.4, text/turtle;q=0.3': "jsonld",
    "application/ld+json, application/json": "jsonld",  # jsonld.js
    "application/rdf+xml": "rdf",
    "application/rdf+xml;q=0.8, text/html;q=0.7": "rdf",
    "application/rdf+xml, */*": "rdf",
    "application/xml": "rdf",
    "text/xml": "rdf",
    "application/rdf+xml, application/xhtml+xml;q=0.9": "rdf",
    JENA: "ttl",
    JENA_3: "jsonld",
    RDFLIB_ANY: "rdf",
    RDF4J: "ttl",
    COMUNICA: "jsonld",
    RDF_DEREFERENCE: "jsonld",
    "text/n3, text/turtle;q=0.9": "ttl",
    "text/turtle, application/n-triples;q=0.2, application/ld+json;q=0.2": "ttl",
    "application/n-quads, application/n-triples;q=0.5": "nt",
    "application/trig, text/turtle;q=0.8, text/html;q=0.9": "html",
    "application/linkset+json": "linkset",
    # weights and what they exclude
    "text/turtle;q=0, */*": "nt",
    "text/turtle;q=0.0, application/n-triples;q=0, */*;q=0.5": "jsonld",
    "text/html;q=0.5, text/turtle;q=0.5": "ttl",
    "text/html;q=0.2, text/turtle;q=0.1": "html",
    "text/*;q=0.9, text/turtle;q=0.1, application/ld+json;q=0.5": "html",
    "text/turtle;q=banana, text/html": "html",
    "text/turtle;q=2, application/n-triples": "nt",
    "text/turtle ; q = 0.3 , text/html ; q = 0.2": "ttl",
    "application/*": "nt",
    "application/*;q=0.2, text/html;q=0.1": "nt",
    # crawlers
    "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8": "html",  # Googlebot, bingbot
    "text/html,application/rdf+xml;q=0.5": "html",
    "application/ld+json, application/rdf+xml;q=0.9, text/html;q=0.5": "jsonld",
    "garbage": "ttl",
    ",,,": "ttl",
    "text/html,,text/turtle;q=0.1": "html",
}
REFUSED = ("image/png", "application/pdf, image/*", "text/turtle;q=0", "*/*;q=0", "application/sparql-results+json")
VIEWS = {
    "own": "https://w3id.org/quartierkg/profile/own",
    "schema": "https://w3id.org/quartierkg/profile/schema",
    "org": "https://w3id.org/quartierkg/profile/org",
}
SCHEMA = "http://schema.org/"


def location(client: TestClient, path: str, **headers: str) -> str:
    """Where a thing leads."""
    answer = client.get(path, headers=headers, follow_redirects=False)
    assert answer.status_code == 303, answer.text
    return str(answer.headers["Location"])


def test_the_corpus_is_large_enough() -> None:
    """Sixty headers at least."""
    assert len(ACCEPTED) >= 60


@pytest.mark.parametrize("accept", ACCEPTED, ids=lambda accept: accept[:60])
def test_a_thing_leads_to_the_document_that_the_client_likes_best(client: TestClient, accept: str) -> None:
    """Of each header that clients are known to send."""
    assert location(client, "/id/brume", Accept=accept) == f"/id/brume.{ACCEPTED[accept]}"


@pytest.mark.parametrize("accept", REFUSED)
def test_what_nobody_here_writes_is_not_acceptable(client: TestClient, accept: str) -> None:
    """406, and the formats that there are."""
    answer = client.get("/id/brume", headers={"Accept": accept}, follow_redirects=False)
    assert answer.status_code == 406
    assert "text/turtle" in answer.json()["detail"]


def test_a_document_is_what_its_address_says(client: TestClient) -> None:
    """Whatever is accepted: an address that ends in a format has one representation."""
    for extension, type_ in (("ttl", "text/turtle"), ("html", "text/html"), ("nt", "application/n-triples")):
        answer = client.get(f"/id/brume.{extension}", headers={"Accept": "image/png"})
        assert (answer.status_code, answer.headers["Content-Type"].partition(";")[0]) == (200, type_)


# rdflib reads JSON-LD into a class that it gives up.
@pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated")
@pytest.mark.parametrize("view", VIEWS)
def test_every_syntax_of_a_view_says_the_same(client: TestClient, view: str) -> None:
    """Read by two libraries, four documents are one graph."""
    graphs = set()
    for extension, format_, name in (
        ("ttl", RdfFormat.TURTLE, "turtle"),
        ("nt", RdfFormat.N_TRIPLES, "nt"),
        ("jsonld", RdfFormat.JSON_LD, "json-ld"),
        ("rdf", RdfFormat.RDF_XML, "xml"),
    ):
        body = client.get(f"/id/brume.{extension}?_profile={view}").content
        for data, syntax in (
            (body, format_),
            (rdflib.Graph().parse(data=body, format=name).serialize(format="nt").encode(), RdfFormat.N_TRIPLES),
        ):
            found = Dataset(parse(data, format=syntax))
            found.canonicalize(CanonicalizationAlgorithm.RDFC_1_0)
            graphs.add(frozenset(found))
    (graph,) = graphs
    assert graph


@pytest.mark.parametrize(("view", "address"), VIEWS.items())
def test_a_view_is_asked_for_by_its_token_its_address_or_a_header(client: TestClient, view: str, address: str) -> None:
    """All three lead to one document, which says which view it is."""
    turtle = {"Accept": "text/turtle"}
    expected = "/id/brume.ttl" + (f"?_profile={view}" if view != "own" else "")
    assert location(client, f"/id/brume?_profile={view}", **turtle) == expected
    assert location(client, f"/id/brume?_profile={address}", **turtle) == expected
    assert location(client, "/id/brume", **turtle, **{"Accept-Profile": f"<urn:x>, <{address}>;q=0.5"}) == expected
    answer = client.get(expected)
    assert answer.headers["Content-Profile"] == f"<{address}>"
    assert f'<{address}>; rel="profile"' in answer.headers["Link"]
    assert "Accept-Profile" in answer.headers["Vary"]


def test_the_vocabulary_itself_names_its_view(client: TestClient) -> None:
    """Schema.org by either of its addresses; of two views the one with more weight."""
    for address in ("http://schema.org/", "https://schema.org/"):
        assert location(client, "/id/brume", **{"Accept-Profile": f"<{address}>"}) == "/id/brume.ttl?_profile=schema"
    both = "<https://schema.org/>;q=0.4, <http://www.w3.org/ns/org#>;q=0.9"
    assert location(client, "/id/brume", **{"Accept-Profile": both}) == "/id/brume.ttl?_profile=org"


def test_a_view_that_is_not_there_is_refused_or_passed_over(client: TestClient) -> None:
    """A parameter that names none is 406; a header gets what there is, as its clause has it."""
    assert client.get("/id/brume?_profile=marc21").status_code == 406
    assert location(client, "/id/brume", **{"Accept-Profile": "<urn:x>"}) == "/id/brume.ttl"


def test_schema_org_says_of_a_quartier_what_it_can(client: TestClient) -> None:
    """A place with its names; that it is invented stays. It is organisations that have members there, not places."""
    body = client.get("/id/brume.nt?_profile=schema").text
    thing, type_ = "<https://w3id.org/quartierkg/id/brume>", "<http://www.w3.org/1999/02/22-rdf-syntax-ns#type>"
    assert set(body.splitlines()) == {
        f"{thing} {type_} <{SCHEMA}Place> .",
        f'{thing} <{SCHEMA}name> "Brume"@fr .',
        f'{thing} <{SCHEMA}name> "Mist"@en .',
        f"{thing} <https://w3id.org/quartierkg/ontology#illustrative> "
        '"true"^^<http://www.w3.org/2001/XMLSchema#boolean> .',
    }


def test_a_page_carries_its_data(client: TestClient) -> None:
    """In our terms and in those of schema.org; nothing in them ends the element."""
    page = client.get("/id/brume.html").text
    blocks = [text.partition("</script>")[0] for text in page.split('<script type="application/ld+json">')[1:]]
    own, schema = (json.loads(text) for text in blocks)
    assert own["@context"] == "https://w3id.org/quartierkg/context.jsonld"
    assert own["@graph"][0]["@type"] == ["qn:Quartier"]
    assert schema["@context"] == "https://schema.org/"
    assert schema["@graph"][0]["@type"] == ["Place"]
    assert {"@value": "<script>alert(1)</script>"} in own["@graph"][0]["rdfs:comment"]
    assert page.count("<script>") == 0


@pytest.mark.parametrize("view", VIEWS)
def test_a_view_describes_itself(client: TestClient, view: str) -> None:
    """Its address is that of a document, in every syntax and as a page."""
    assert f"<{VIEWS[view]}> " in client.get(f"/profile/{view}").text
    assert client.get(f"/profile/{view}", headers={"Accept": "text/html"}).status_code == 200
    assert client.get("/profile/marc21").status_code == 404


def test_signposts_lead_from_the_page(client: TestClient) -> None:
    """What it cites, what it describes, of which kind and in which other documents; the set of links has the same."""
    link = client.get("/id/brume.html").headers["Link"]
    for wanted in (
        '<https://w3id.org/quartierkg/id/brume>; rel="cite-as"',
        '<https://w3id.org/quartierkg/id/brume.html>; rel="canonical"',
        '</id/brume.ttl>; rel="describedby"; type="text/turtle"',
        '</id/brume.linkset>; rel="linkset"; type="application/linkset+json"',
        '<https://schema.org/AboutPage>; rel="type"',
        '<https://w3id.org/quartierkg/ontology#Quartier>; rel="type"',
        '</id/brume.nt>; rel="alternate"; type="application/n-triples"; '
        'formats="https://w3id.org/quartierkg/profile/own"',
    ):
        assert wanted in link
    answer = client.get("/id/brume.linkset")
    assert answer.headers["Content-Type"] == "application/linkset+json"
    first, *items = answer.json()["linkset"]
    assert first["anchor"] == "/id/brume.html"
    assert first["cite-as"] == [{"href": "https://w3id.org/quartierkg/id/brume"}]
    assert {found["href"] for found in first["item"]} == {found["anchor"] for found in items}
    assert all(client.get(found["href"]).status_code == 200 for found in first["item"])


def test_a_thing_whose_name_has_a_dot_is_found(tmp_path: Path) -> None:
    """Its own address comes before that of a document about another thing."""
    folder = tmp_path / "network" / "real"
    folder.mkdir(parents=True)
    text = '<https://w3id.org/quartierkg/id/{}> <http://www.w3.org/2000/01/rdf-schema#label> "{}" .\n'
    (folder / "data.ttl").write_text("".join(text.format(name, name) for name in ("a", "a.ttl", "v1.2")))
    with TestClient(create_app(Settings(data=tmp_path))) as client:
        assert location(client, "/id/a.ttl") == "/id/a.ttl.ttl"
        assert location(client, "/id/v1.2") == "/id/v1.2.ttl"
        assert '"v1.2"' in client.get("/id/v1.2.nt").text


def test_what_was_published_and_is_no_longer_is_gone(tmp_path: Path, data: Path) -> None:
    """410 for it and its documents, as a problem and as a page; 404 for what never was."""
    token = "a-token-that-is-long-enough-for-anyone-0123456789"
    with TestClient(create_app(Settings(data=data, store=tmp_path / "store", token=token, update=True))) as client:
        allowed = {"Authorization": f"Bearer {token}", "Content-Type": "application/sparql-update"}
        said = (
            "GRAPH <https://w3id.org/quartierkg/graph/network> "
            '{ <https://w3id.org/quartierkg/id/brief> <http://www.w3.org/2000/01/rdf-schema#label> "Bref" }'
        )
        assert client.post("/sparql", content=f"INSERT DATA {{ {said} }}", headers=allowed).status_code < 300
        assert client.get("/id/brief").status_code == 200
        assert client.post("/sparql", content=f"DELETE DATA {{ {said} }}", headers=allowed).status_code < 300
        for path in ("/id/brief", "/id/brief.ttl", "/id/brief.html"):
            assert client.get(path).status_code == 410
        assert client.get("/id/brief").json()["type"].endswith("#gone")
        assert "Retiré" in client.get("/id/brief", headers={"Accept": "text/html"}).text
        assert client.get("/id/never").status_code == 404


@pytest.fixture(scope="module")
def hub(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    """An instance with a real territory that 137 things name, the first of them invented."""
    folder = tmp_path_factory.mktemp("hub") / "network" / "real"
    folder.mkdir(parents=True)
    said = "".join(f'id:e{n:03} rdfs:label "Event {n}" ; rdfs:seeAlso id:hub .\n' for n in range(137))
    (folder / "data.ttl").write_text(
        "@prefix id: <https://w3id.org/quartierkg/id/> . @prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .\n"
        "@prefix qn: <https://w3id.org/quartierkg/ontology#> .\n"
        f'id:hub rdfs:label "Hub" . id:e000 qn:illustrative true .\n{said}',
        encoding="utf-8",
    )
    with TestClient(create_app(Settings(data=folder.parents[1]))) as found:
        yield found


def test_all_that_names_a_thing_is_reached_by_links_of_its_page(hub: TestClient) -> None:
    """The page counts them, and leads from the first fifty to the last; each is on one page."""
    told: list[str] = []
    address: str | None = "/id/hub.html"
    while address is not None:
        page = hub.get(address, headers={"Accept-Language": "en"}).text
        assert '<small class="tag">137</small>' in page
        listed = page[page.index('id="named"') :].partition("<nav")[0]
        told += re.findall(r'<a href="(/id/e\d+)">', listed)
        following = re.search(r'<a href="([^"]+)" rel="next">', page)
        address = following[1] if following else None
    assert told == [f"/id/e{number:03}" for number in range(137)]


@pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated")
def test_machines_are_led_through_the_pages_by_the_link_header(hub: TestClient) -> None:
    """First, before, behind and last (RFC 8288), in each syntax; each statement is on one page."""
    for extension in ("ttl", "nt", "jsonld", "rdf"):
        told: list[str] = []
        address: str | None = f"/id/hub.{extension}"
        while address is not None:
            answer = hub.get(address)
            graph = rdflib.Graph().parse(data=answer.content, format={"rdf": "xml", "jsonld": "json-ld"}.get(extension))
            told += sorted(str(one) for one in graph.subjects(rdflib.RDFS.seeAlso))
            assert answer.links["last"]["url"] == f"/id/hub.{extension}?page=3"
            address = answer.links["next"]["url"] if "next" in answer.links else None
        assert told == [f"https://w3id.org/quartierkg/id/e{number:03}" for number in range(137)]


def test_the_way_to_a_document_keeps_the_page(hub: TestClient) -> None:
    """The address of a page of a thing leads to that page of the document that the client likes best."""
    assert location(hub, "/id/hub?page=2", Accept="text/turtle") == "/id/hub.ttl?page=2"
    held = hub.get("/id/hub.ttl?page=2").headers["ETag"]
    assert hub.get("/id/hub.ttl?page=2", headers={"If-None-Match": held}).status_code == 304
    assert hub.get("/id/hub.ttl", headers={"If-None-Match": held}).status_code == 200


@pytest.mark.parametrize(
    ("query", "status"),
    [
        *(("page=4", 404), ("page=0", 400), ("page=x", 400), ("page=1&page=2", 400), ("page=99999999999", 400)),
        *(("_profile=schema&page=2", 404), ("page=1", 200), ("page=", 400)),
    ],
)
def test_a_page_that_is_not_there_is_not_answered(hub: TestClient, query: str, status: int) -> None:
    """Beyond the last: not found. No number: refused. Other views have one page."""
    assert hub.get(f"/id/hub.ttl?{query}").status_code == status


def test_invented_things_are_marked_on_the_page_of_a_real_one(hub: TestClient) -> None:
    """The one that says so, and no other."""
    page = hub.get("/id/hub.html", headers={"Accept-Language": "en"}).text
    assert page.count("fictional</span>") == 1
    assert '<a href="/id/e000">Event 0</a> <span class="fictional">' in page


def test_a_view_that_a_header_chooses_is_another_answer(network: TestClient) -> None:
    """Never given to who asks for ours, nor the other way round; each has a tag of its own."""
    address = "/id/quartier/port-lumiere.ttl"
    theirs = {"Accept-Profile": "<https://schema.org/>"}
    for _ in range(2):
        chosen, own = network.get(address, headers=theirs), network.get(address)
        assert "schema" in chosen.headers["content-profile"]
        assert "schema" not in own.headers["content-profile"]
        assert chosen.text != own.text
        assert chosen.headers["etag"] != own.headers["etag"]
    assert network.get(address, headers=theirs | {"If-None-Match": own.headers["etag"]}).status_code == 200
    assert network.get(address, headers=theirs | {"If-None-Match": chosen.headers["etag"]}).status_code == 304
    asks = {"Access-Control-Request-Method": "GET", "Access-Control-Request-Headers": "accept-profile"}
    asked = network.options(address, headers=asks | {"Origin": "https://example.org"})
    assert "Accept-Profile" in asked.headers["access-control-allow-headers"]


@pytest.mark.parametrize(
    "headers",
    [
        {"Accept-Profile": "a" * 1_900 + " " * 1_900 + "<"},
        {"Accept": '"' + "\\" * 60_000},
        {"Accept": '"\\' * 30_000},
        {"Accept": ',"' * 30_000},
    ],
    ids=range(4),
)
def test_no_header_takes_longer_than_its_length(network: TestClient, headers: dict[str, str]) -> None:
    """Headers of strangers are read in one pass: the processor time of one is that of its length, about."""
    started = time.process_time()
    network.get("/id/quartier/port-lumiere", headers=headers, follow_redirects=False)
    assert time.process_time() - started < 2


@pytest.mark.parametrize("path", ["/id", "/id/territory/", "/graph/..%2f", "/dossiers/..%2f", "/queries/"])
def test_no_answer_leads_to_the_host_that_a_client_names(client: TestClient, path: str) -> None:
    """An address with one slash more or less is another one: nothing is redirected to it."""
    answer = client.get(path, headers={"Host": "evil.example"}, follow_redirects=False)
    assert answer.status_code == 404
    assert "evil" not in answer.headers.get("Location", "")


def test_a_real_territory_is_told_apart_from_the_charter(client: TestClient) -> None:
    """Its page says whose labels those are; that of an invented Quartier says something else."""
    assert "Territoire réel" in client.get("/id/territory/rennes.html?lang=fr").text
    assert "Territoire réel" not in client.get("/id/brume.html?lang=fr").text
