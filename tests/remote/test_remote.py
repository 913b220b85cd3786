"""The service over SPARQL servers of others: real ones, started here."""

from __future__ import annotations

import csv
import io
import json
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, ExitStack
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

import pytest
from rdflib import Graph
from rdflib.compare import isomorphic
from starlette.testclient import TestClient

from quartierkg.endpoint import Endpoint
from quartierkg.errors import RemoteFault, StoreFault
from quartierkg.limits import Limits
from quartierkg.media import CSV, N_TRIPLES, RESULTS_JSON
from quartierkg.query import Job, Question, admit, answer
from quartierkg.remote import Remote
from quartierkg.remote.publication import PUBLISHED
from quartierkg.settings import Settings
from quartierkg.snapshot import Archive
from quartierkg.web.app import create_app
from quartierkg.web.examples import EXAMPLES
from tests.remote.servers import oxigraph, put, virtuoso

TOKEN = "a-token-of-the-operator"
SECRET = "https://example.org/secret"
KG = "https://w3id.org/quartierkg"
PREFIXES = f"PREFIX qn: <{KG}/ontology#> PREFIX g: <{KG}/graph/> PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#> "
STARTED: dict[str, Callable[[Path], AbstractContextManager[Endpoint]]] = {"oxigraph": oxigraph, "virtuoso": virtuoso}
# Each asks for something that engines like to differ in, in a way in which these do not.
QUESTIONS = (
    "SELECT ?class (COUNT(*) AS ?n) { ?s a ?class } GROUP BY ?class ORDER BY DESC(?n) ?class",
    "SELECT ?g (COUNT(*) AS ?n) { GRAPH ?g { ?s ?p ?o } } GROUP BY ?g ORDER BY ?g",
    "SELECT (COUNT(*) AS ?n) FROM g:ontology { ?s ?p ?o }",
    "SELECT (COUNT(*) AS ?n) FROM g:ontology FROM NAMED g:charter { GRAPH ?g { ?s ?p ?o } }",
    "SELECT ?q ?name { ?q a qn:Quartier ; rdfs:label ?name FILTER(LANG(?name) = 'fr') } ORDER BY ?name ?q",
    "SELECT ?q { ?q a qn:Quartier . FILTER NOT EXISTS { ?q qn:state qn:Labelled } } ORDER BY ?q",
    "SELECT ?q ?s { ?q a qn:Quartier . OPTIONAL { ?q qn:state ?s } } ORDER BY ?q",
    "SELECT ?sub FROM g:ontology { ?sub rdfs:subClassOf+ <http://www.w3.org/ns/org#Organization> } ORDER BY ?sub",
    "SELECT ?q { VALUES ?q { <https://w3id.org/quartierkg/id/quartier/mont-aube> } ?q a qn:Quartier }",
    "ASK { ?q a qn:Quartier }",
    "ASK { ?q a <urn:nothing> }",
    "SELECT ?s { ?s ?p <urn:nothing> }",
)


class Served(NamedTuple):
    """The service over a server of another."""

    name: str
    endpoint: Endpoint
    client: TestClient
    embedded: Archive
    folder: Path

    def rows(self, query: str, **parameters: str) -> list[dict[str, str]]:
        """The rows of a query over HTTP."""
        sent = {"query": query} | parameters
        found = self.client.post("/sparql", data=sent, headers={"Accept": "text/csv"})
        assert found.status_code == 200, found.text
        return list(csv.DictReader(io.StringIO(found.text)))


@pytest.fixture(scope="module", params=STARTED)
def served(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """The service on the bundled network, its graphs kept by a server that holds a graph of somebody else's too."""
    folder = tmp_path_factory.mktemp(request.param)
    with ExitStack() as opened:
        endpoint = opened.enter_context(STARTED[request.param](folder / "server"))
        put(endpoint, SECRET, "<urn:secret> <urn:is> 42 .")
        settings = Settings(
            store=folder / "journal", endpoint=endpoint, token=TOKEN, update=True, limits=Limits(deadline=3)
        )
        client = opened.enter_context(TestClient(create_app(settings), raise_server_exceptions=False))
        yield Served(request.param, endpoint, client, opened.enter_context(Archive(None)), folder)


@pytest.mark.parametrize("query", [*QUESTIONS, *(example.query for example in EXAMPLES)])
def test_another_engine_answers_as_the_embedded_one(served: Served, query: str) -> None:
    """The same rows, in the same order where the query says one; the same graph."""
    text = query if "PREFIX" in query else PREFIXES + query
    admitted = admit(text)
    media = CSV if CSV in admitted.form.offered else N_TRIPLES
    expected = answer(served.embedded.snapshot, Question(text), admitted, media).decode()
    found = served.client.post("/sparql", data={"query": text}, headers={"Accept": media.essence})
    assert found.status_code == 200, found.text
    if media is N_TRIPLES:
        described, said = (Graph().parse(data=graph, format="nt") for graph in (expected, found.text))
        # What DESCRIBE gives is the engine's choice (SPARQL 1.1 Query, 16.4): Virtuoso adds who names the thing.
        assert isomorphic(described, said) if served.name == "oxigraph" else len(described - said) == 0
    else:
        ordered = query in QUESTIONS
        assert _table(found.text, ordered=ordered) == _table(expected, ordered=ordered)


def _table(text: str, *, ordered: bool) -> list[list[tuple[str, str]]]:
    """Rows by column; an engine may put columns of ``*`` and rows without an order as it likes."""
    if text.strip() in {"true", "false"}:
        return [[("", text.strip())]]
    rows = [sorted(row.items()) for row in csv.DictReader(io.StringIO(text))]
    return rows if ordered else sorted(rows)


def test_health_says_what_the_server_does_in_its_own_way(served: Served) -> None:
    """Measured when it was joined: who reads results knows what to expect of literals."""
    told = served.client.get("/health").json()["store"]
    assert told["kind"] == "remote"
    assert told["lexical_forms"] is False  # both write 01 as 1
    assert told["datatypes"] is (served.name == "oxigraph")
    assert told["rows"] == (10_000 if served.name == "virtuoso" else None)


@pytest.mark.parametrize(
    "query",
    [
        "SELECT * { ?s <urn:is> ?o }",
        "SELECT * { GRAPH ?g { ?s <urn:is> ?o } }",
        f"SELECT * {{ GRAPH <{SECRET}> {{ ?s ?p ?o }} }}",
        f"SELECT * FROM <{SECRET}> {{ ?s ?p ?o }}",
        f"SELECT * FROM NAMED <{SECRET}> {{ GRAPH ?g {{ ?s ?p ?o }} }}",
        f"SELECT * FROM g:network FROM NAMED <{SECRET}> {{ GRAPH <{SECRET}> {{ ?s ?p ?o }} }}",
        "BASE <https://example.org/x> SELECT * FROM <secret> { ?s ?p ?o }",
        "PREFIX s: <https://example.org/> SELECT * FROM s:secret { ?s ?p ?o }",
        "SELECT * FROM <https://example.org/s\\u0065cret> { ?s ?p ?o }",
        f"SELECT * FROM<{SECRET}>FROM NAMED<{SECRET}>{{ ?s ?p ?o }}",
        f"SELECT * FROM # a comment\n <{SECRET}> {{ ?s ?p ?o }}",
        f"SELECT * FROM <{PUBLISHED.value}> {{ ?s ?p ?o }}",
    ],
)
def test_what_else_the_server_holds_is_as_if_it_were_not(served: Served, query: str) -> None:
    """By FROM, by GRAPH and by the request itself: empty."""
    assert served.rows(PREFIXES + query) == []
    plain = "SELECT * { ?s ?p ?o } LIMIT 5"
    for name in (SECRET, PUBLISHED.value):
        assert served.rows(plain, **{"default-graph-uri": name}) == []
        assert served.rows("SELECT * { GRAPH ?g { ?s ?p ?o } } LIMIT 5", **{"named-graph-uri": name}) == []


@pytest.mark.parametrize(
    "query",
    [
        "SELECT (<bif:http_get>('http://127.0.0.1:9/') AS ?x) {}",
        "PREFIX bif: <bif:> SELECT (bif:file_to_string('/etc/passwd') AS ?x) {}",
        "SELECT (<sql:anything>(1) AS ?x) {}",
        "SELECT (<java:java.lang.Runtime>() AS ?x) {}",
        "SELECT (<LONG::bif:http_get>('http://127.0.0.1:9/') AS ?x) {}",
        "SELECT (<xpath:doc>('file:/etc/passwd') AS ?x) {}",
        "SELECT * { GRAPH <urn:x-arq:UnionGraph> { ?s ?p ?o } }",
        "SELECT * FROM NAMED <tag:stardog:api:context:all> { GRAPH ?g { ?s ?p ?o } }",
        "SELECT (<b\\u0069f:http_get>('http://127.0.0.1:9/') AS ?x) {}",
        "PREFIX o: <http://www.openlinksw.> SELECT (o:com\\/schemas\\/bif\\#http_get('x') AS ?x) {}",
        "BASE <http://x/> SELECT (<//www.openlinksw.com/schemas/bif#http_get>('x') AS ?x) {}",
    ],
)
def test_functions_that_reach_beyond_the_graphs_are_refused(served: Served, query: str) -> None:
    """Whatever their spelling; the place is named."""
    found = served.client.post("/sparql", data={"query": query})
    assert found.status_code == 400
    assert found.json()["line"] == 1
    assert "propre à un moteur" in found.json()["detail"]


def test_a_query_that_no_standard_has_never_reaches_the_server(served: Served) -> None:
    """Virtuoso would take both."""
    for query in ("DEFINE sql:log-enable 3 SELECT * { ?s ?p ?o }", "SELECT * { ?s ?p ?o OPTION (TRANSITIVE) }"):
        assert served.client.post("/sparql", data={"query": query}).status_code == 400


def test_a_graph_without_statements_is_empty_and_no_fault(served: Served) -> None:
    """Virtuoso says so in a comment."""
    nothing = "CONSTRUCT { ?s ?p ?o } WHERE { ?s <urn:nothing> ?o . ?s ?p ?o }"
    found = served.client.get("/sparql", params={"query": nothing}, headers={"Accept": "application/n-triples"})
    assert (found.status_code, found.text) == (200, "")


def test_every_format_is_the_one_asked_for(served: Served) -> None:
    """Whatever the server speaks, answers are written here."""
    for accept in ("application/sparql-results+json", "application/sparql-results+xml", "text/tab-separated-values"):
        found = served.client.get(
            "/sparql", params={"query": "SELECT ?s { ?s ?p [] } LIMIT 1"}, headers={"Accept": accept}
        )
        assert (found.status_code, found.headers["content-type"].partition(";")[0]) == (200, accept)
    blank = "SELECT ?b { ?s ?p ?b FILTER(isBlank(?b)) } LIMIT 3"
    found = served.client.get("/sparql", params={"query": blank, "format": "json"}).json()["results"]["bindings"]
    assert [row["b"]["type"] for row in found] == ["bnode"] * 3
    assert all(row["b"]["value"].isalnum() for row in found)
    for accept in ("text/turtle", "application/ld+json", "application/rdf+xml", "application/n-triples"):
        made = "CONSTRUCT { ?q a ?c } WHERE { ?q a ?c } LIMIT 2"
        found = served.client.get("/sparql", params={"query": made}, headers={"Accept": accept})
        assert (found.status_code, found.headers["content-type"].partition(";")[0]) == (200, accept)


def test_a_query_without_end_is_given_up_at_the_deadline(served: Served) -> None:
    """The limit is named, and the next query is answered."""
    slow = "SELECT * { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . FILTER(CONCAT(STR(?c), STR(?f), STR(?i)) = 'x') }"
    found = served.client.post("/sparql", data={"query": slow})
    assert (found.status_code, found.json()["type"].rpartition("#")[2]) == (503, "deadline")
    assert "3" in found.json()["detail"]
    assert served.rows("SELECT ?s { ?s ?p ?o } LIMIT 1")


def test_a_write_is_journaled_here_and_seen_there(served: Served) -> None:
    """By the Graph Store Protocol and by update; the server itself holds what the service shows."""
    auth = {"Authorization": f"Bearer {TOKEN}"}
    address = f"/rdf-graph-store?graph={KG}/graph/stations"
    before = served.client.get(address, headers={"Accept": "text/turtle"})
    more = "<urn:station:new> <http://www.w3.org/2000/01/rdf-schema#label> 'Nouvelle gare'@fr ."
    written = served.client.post(address, content=more, headers=auth | {"Content-Type": "text/turtle"})
    assert written.status_code < 300, written.text
    asked = "SELECT ?name FROM g:stations { <urn:station:new> rdfs:label ?name }"
    assert served.rows(PREFIXES + asked) == [{"name": "Nouvelle gare"}]
    gone = f"DELETE WHERE {{ GRAPH <{KG}/graph/stations> {{ <urn:station:new> ?p ?o }} }}"
    assert served.client.post("/update", data={"update": gone}, headers=auth).status_code == 204
    assert served.rows(PREFIXES + asked) == []
    assert served.client.get(address, headers={"Accept": "text/turtle"}).text == before.text


def test_joining_again_sends_nothing(served: Served) -> None:
    """What the server says that it holds is not written a second time: somebody's hand in it stays."""
    put(served.endpoint, f"{KG}/graph/statistics", "<urn:by-hand> <urn:is> 1 .")
    snapshot = served.client.app.state.service.snapshot  # type: ignore[attr-defined]
    remote = Remote.join(served.endpoint, snapshot)
    asked = f"SELECT ?s FROM <{KG}/graph/statistics> {{ ?s <urn:is> 1 }}"
    assert b"urn:by-hand" in _asked(remote, asked)


def _asked(remote: Remote, text: str) -> bytes:
    written = io.BytesIO()
    remote.write(Job.of(Question(text), admit(text), RESULTS_JSON), written)
    return written.getvalue()


def test_the_command_line_asks_the_server(served: Served) -> None:
    """``quartierkg query --store sparql+http://…``."""
    command = [sys.executable, "-m", "quartierkg", "query", "--store", f"sparql+{served.endpoint.query}"]
    text = PREFIXES + "SELECT (COUNT(?q) AS ?n) { ?q a qn:Quartier }"
    done = subprocess.run([*command, "--format", "csv", text], capture_output=True, text=True, check=False, timeout=60)
    assert done.returncode == 0, done.stderr
    assert done.stdout.split()[1] == served.rows(text)[0]["n"]


def test_a_server_that_is_gone_is_named(tmp_path: Path) -> None:
    """502 while the service runs, and a start that ends with a reason; pages go on."""
    with ExitStack() as opened:
        with oxigraph(tmp_path / "server") as endpoint:
            settings = Settings(store=tmp_path / "journal", endpoint=endpoint)
            client = opened.enter_context(TestClient(create_app(settings), raise_server_exceptions=False))
            assert client.get("/sparql", params={"query": "ASK { ?s ?p ?o }"}).status_code == 200
        found = client.get("/sparql", params={"query": "ASK { ?s ?p 1 }"})
        assert (found.status_code, found.json()["type"].rpartition("#")[2]) == (502, "remote")
        assert found.headers["retry-after"]
        assert client.get("/").status_code == 200
    command = [sys.executable, "-m", "quartierkg", "serve", "--port", "0", "--store", f"sparql+{endpoint.query}"]
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=60)
    assert done.returncode == 2
    assert "entrepôt distant" in done.stderr.lower() or "remote store" in done.stderr.lower()


def test_a_server_without_graph_store_is_written_by_updates(tmp_path: Path) -> None:
    """The same graphs, blank nodes and all; one that takes neither is refused, unless it holds the revision."""
    with oxigraph(tmp_path / "server") as endpoint, Archive(None) as archive:
        reading = replace(endpoint, graphs=None, update=None)
        with pytest.raises(StoreFault, match="does not hold"):
            Remote.join(reading, archive.snapshot)
        Remote.join(replace(endpoint, graphs=None), archive.snapshot)
        remote = Remote.join(reading, archive.snapshot)
        for query in ("SELECT (COUNT(*) AS ?n) { ?s ?p ?o }", "SELECT (COUNT(*) AS ?n) { ?s ?p ?b . ?b ?q ?o }"):
            admitted = admit(query)
            expected = answer(archive.snapshot, Question(query), admitted, RESULTS_JSON)
            assert json.loads(_asked(remote, query)) == json.loads(expected)


def test_an_answer_that_the_server_cuts_off_is_no_answer(tmp_path: Path) -> None:
    """Virtuoso stops after so many rows with status 200; a graph made of them is not whole either."""
    with virtuoso(tmp_path / "server", rows=60) as endpoint, Archive(None) as archive:
        remote = Remote.join(endpoint, archive.snapshot)
        assert remote.capabilities.rows == 60
        everything = "{ ?s ?p ?o }"
        for query in (f"SELECT * {everything}", f"SELECT * {everything} LIMIT 61"):
            with pytest.raises(RemoteFault, match="60 rows"):
                _asked(remote, query)
        assert _asked(remote, f"SELECT * {everything} LIMIT 59")
        for query in (f"CONSTRUCT {everything} WHERE {everything}", f"CONSTRUCT WHERE {everything}"):
            admitted = admit(query)
            job = Job.of(Question(query), admitted, admitted.form.offered[0])
            with pytest.raises(RemoteFault, match="60 rows"):
                remote.write(job, io.BytesIO())
        few = "CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o } LIMIT 5"
        written = io.BytesIO()
        remote.write(Job.of(Question(few), admit(few), admit(few).form.offered[1]), written)
        assert written.getvalue().count(b" .\n") == 5
