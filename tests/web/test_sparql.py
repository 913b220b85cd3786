"""``/sparql`` over HTTP."""

from __future__ import annotations

import re

import pytest
from starlette.testclient import TestClient

from quartierkg import media

SELECT = """
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
SELECT ?name { ?q a <https://w3id.org/quartierkg/ontology#Quartier> ; rdfs:label ?name FILTER(LANG(?name) = "en") }
"""
DESCRIBE = "DESCRIBE <https://w3id.org/quartierkg/id/brume>"
FORM = "application/x-www-form-urlencoded"


@pytest.mark.parametrize("accept", [entry.essence for entry in media.RESULTS])
def test_rows_come_in_every_format(client: TestClient, accept: str) -> None:
    """SELECT and ASK are answered in JSON, XML, CSV and TSV, each under its name."""
    for text, found in ((SELECT, "Mist"), ("ASK { ?s ?p ?o }", "true")):
        answer = client.get("/sparql", params={"query": text}, headers={"Accept": accept})
        assert answer.headers["Content-Type"].partition(";")[0] == accept
        assert answer.headers["Vary"].startswith("Accept, Accept-Language")
        assert found in answer.text


@pytest.mark.parametrize("accept", [entry.essence for entry in media.GRAPHS])
def test_graphs_come_in_every_format(client: TestClient, accept: str) -> None:
    """DESCRIBE and CONSTRUCT are answered in Turtle, N-Triples, JSON-LD and RDF/XML, each under its name."""
    for text in (DESCRIBE, "CONSTRUCT WHERE { <https://w3id.org/quartierkg/id/brume> ?p ?o }"):
        answer = client.get("/sparql", params={"query": text}, headers={"Accept": accept})
        assert answer.headers["Content-Type"].partition(";")[0] == accept
        assert "brume" in answer.text


@pytest.mark.parametrize(
    ("text", "accept"), [(SELECT, "text/turtle"), (DESCRIBE, "text/csv"), (SELECT, "text/csv;q=0")]
)
def test_a_format_of_the_other_sort_is_refused(client: TestClient, text: str, accept: str) -> None:
    """Rows are not a graph, and a graph is not rows: 406, with the list of what is offered."""
    answer = client.get("/sparql", params={"query": text}, headers={"Accept": accept})
    assert answer.status_code == 406
    assert "application/" in answer.json()["detail"]


def test_the_format_names_of_other_clients_do_no_harm(client: TestClient) -> None:
    """SPARQLWrapper and others send ?format=turtle beside Accept; Accept decides."""
    asked = {"query": DESCRIBE, "format": "turtle", "output": "turtle"}
    answer = client.get("/sparql", params=asked, headers={"Accept": "application/n-triples"})
    assert answer.headers["Content-Type"] == "application/n-triples"


def test_a_query_may_be_asked_in_three_ways(client: TestClient) -> None:
    """GET, POST of a form and POST of the query itself give the same answer (SPARQL 1.1 Protocol, 2.1)."""
    answers = [
        client.get("/sparql", params={"query": SELECT}),
        client.post("/sparql", data={"query": SELECT}),
        client.post("/sparql", content=SELECT, headers={"Content-Type": "application/sparql-query"}),
    ]
    assert [answer.status_code for answer in answers] == [200, 200, 200]
    assert len({answer.content for answer in answers}) == 1


def test_the_request_may_name_the_graphs(client: TestClient) -> None:
    """default-graph-uri is honoured by GET and by POST; an unknown graph is empty, not an error."""
    for name, found in (("network", "false"), ("stations", "true"), ("secret", "false")):
        graph = {"default-graph-uri": f"https://w3id.org/quartierkg/graph/{name}"}
        query = {"query": 'ASK { ?s ?p "Gare" }'}
        for answer in (client.get("/sparql", params=query | graph), client.post("/sparql", data=query | graph)):
            assert f'"boolean":{found}' in answer.text


@pytest.mark.parametrize("accept", ["*/*", "application/sparql-results+json", "text/csv"])
def test_a_syntax_error_names_line_and_column(client: TestClient, accept: str) -> None:
    """Whatever was asked for, the error is problem details with the place of the mistake."""
    answer = client.get(
        "/sparql?lang=en", params={"query": "SELECT *\n{ ?s ?p }", "lang": "en"}, headers={"Accept": accept}
    )
    assert answer.status_code == 400
    assert answer.headers["Content-Type"] == "application/problem+json"
    problem = answer.json()
    assert (problem["line"], problem["column"], problem["status"]) == (2, 9, 400)
    assert problem["type"].endswith("#query")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("ASK { SERVICE <http://127.0.0.1:1/> { ?s ?p ?o } }", "SERVICE"),
        ("ASK { SERVICE SILENT <http://127.0.0.1:1/> { ?s ?p ?o } }", "SERVICE"),
        ("LOAD <http://127.0.0.1:1/>", "LOAD"),
        ("DELETE WHERE { ?s ?p ?o }", "DELETE"),
        ("ASK { FILTER(" + "STR(" * 900 + "1" + ")" * 900 + ") }", "64"),
    ],
)
def test_what_reaches_out_or_writes_is_refused(client: TestClient, text: str, said: str) -> None:
    """SERVICE, LOAD, updates and monsters are refused with a reason, by GET and by POST."""
    for answer in (client.get("/sparql", params={"query": text}), client.post("/sparql", data={"query": text})):
        assert answer.status_code == 400
        assert said in answer.json()["detail"]


def test_a_string_may_say_service(client: TestClient) -> None:
    """The word in a string is only a word."""
    assert client.get("/sparql", params={"query": 'ASK { ?s ?p "SERVICE <http://x> {" }'}).status_code == 200


@pytest.mark.parametrize(
    ("content_type", "content", "status"),
    [
        ("application/sparql-update", "CLEAR ALL", 403),
        (FORM, "update=CLEAR%20ALL", 403),
        (FORM, "", 400),
        ("text/plain", "ASK {}", 415),
        ("application/sparql-query", "#" + "x" * 300_000, 413),
        ("application/sparql-query", "#" + "x" * 70_000 + "\nASK {}", 400),
    ],
)
def test_a_post_without_an_acceptable_query_is_refused(
    client: TestClient, content_type: str, content: str, status: int
) -> None:
    """Updates, nothing, other types and too much are each told apart."""
    answer = client.post("/sparql", content=content, headers={"Content-Type": content_type})
    assert answer.status_code == status
    assert answer.headers["Content-Type"] == "application/problem+json"


@pytest.mark.parametrize("method", ["PUT", "DELETE", "PATCH"])
def test_other_methods_are_refused(client: TestClient, method: str) -> None:
    """The endpoint reads: 405, and what is allowed is named."""
    answer = client.request(method, "/sparql")
    assert answer.status_code == 405
    assert set(answer.headers["Allow"].split(", ")) == {"OPTIONS", "HEAD", "GET", "POST"}
    assert answer.headers["Content-Type"] == "application/problem+json"


@pytest.mark.parametrize(
    ("path", "methods"),
    [
        ("/sparql", {"OPTIONS", "HEAD", "GET", "POST"}),
        ("/validate", {"OPTIONS", "HEAD", "GET", "POST"}),
        ("/ontology", {"OPTIONS", "HEAD", "GET"}),
        ("/static/site.css", {"OPTIONS", "HEAD", "GET"}),
        ("/id/commune/75056", {"OPTIONS", "HEAD", "GET"}),
    ],
)
def test_an_address_says_what_it_accepts(client: TestClient, path: str, methods: set[str]) -> None:
    """OPTIONS is answered without a body: every method of the address, not those of one route alone."""
    answer = client.options(path)
    assert (answer.status_code, answer.content) == (204, b"")
    assert set(answer.headers["Allow"].split(", ")) == methods


def test_an_unknown_address_has_no_options(client: TestClient) -> None:
    """OPTIONS of nothing is 404, as everything of it."""
    assert client.options("/nothing").status_code == 404


def test_without_a_query_the_service_describes_itself(client: TestClient) -> None:
    """The description names the endpoint under its public address, its formats and its graphs with their size."""
    answer = client.get("/sparql", headers={"Accept": "text/turtle"}).text
    assert "<https://example.org/kg/sparql>" in answer
    assert "SPARQL_Results_JSON" in answer
    assert "https://w3id.org/quartierkg/graph/stations" in answer
    assert re.search(r"void:triples 1\b", answer)


def test_the_editor_shows_the_answer_as_a_table(client: TestClient) -> None:
    """A browser's query is answered below the editor, values linked to their pages."""
    answer = client.get(
        "/sparql", params={"query": "SELECT ?q { ?q a ?class } ORDER BY ?q"}, headers={"Accept": "text/html"}
    )
    assert '<th scope="col">q</th>' in answer.text
    assert '<a href="/id/brume">id/brume</a>' in answer.text
    assert "SELECT ?q { ?q a ?class }" in answer.text


@pytest.mark.parametrize(
    ("text", "shown"), [("ASK { ?s ?p ?o }", "Oui"), ("ASK { ?s ?p 4 }", "Non"), (DESCRIBE, "<pre")]
)
def test_the_editor_shows_every_form(client: TestClient, text: str, shown: str) -> None:
    """A yes or no is said in words, a graph is shown as Turtle."""
    assert shown in client.get("/sparql", params={"query": text}, headers={"Accept": "text/html"}).text


def test_the_editor_keeps_a_query_that_fails(client: TestClient) -> None:
    """A mistake is explained above the query, which is still there to be corrected."""
    answer = client.get("/sparql", params={"query": "SELECT * { oops"}, headers={"Accept": "text/html"})
    assert answer.status_code == 400
    assert "colonne 12" in answer.text
    assert "SELECT * { oops</textarea>" in answer.text


def test_the_examples_of_the_editor_are_answered(client: TestClient) -> None:
    """Each proposed query runs."""
    page = client.get("/sparql", headers={"Accept": "text/html"}).text
    links = re.findall(r'href="(/sparql\?query=[^"]+)"', page)
    assert len(links) >= 5
    for link in links:
        assert client.get(link.replace("&amp;", "&"), headers={"Accept": "*/*"}).status_code == 200


COUNTED = "SELECT ?g (COUNT(*) AS ?n) { GRAPH ?g { ?s ?p ?o } } GROUP BY ?g"
PAGE = {"Accept": "text/html", "Accept-Language": "en"}


@pytest.mark.parametrize(
    ("view", "shown", "hidden"),
    [
        (None, "<table>", 'class="bars"'),
        ("chart", 'class="bars"', "&#34;bindings&#34;"),
        ("raw", "&#34;bindings&#34;", 'class="bars"'),
        ("nonsense", "<table>", 'class="bars"'),
    ],
)
def test_an_answer_is_shown_in_the_way_that_is_asked_for(
    client: TestClient, view: str | None, shown: str, hidden: str
) -> None:
    """Rows are a table; numbers of something have a chart as well, and what came is there to be read."""
    asked = {"query": COUNTED} | ({"view": view} if view else {})
    page = client.get("/sparql", params=asked, headers=PAGE).text
    answer = page[page.index('id="answer"') : page.index('id="examples"')]
    assert shown in answer
    assert hidden not in answer
    assert answer.count("aria-current") == 1


def test_a_chart_is_offered_only_where_there_are_numbers(client: TestClient) -> None:
    """Names alone have a table, and their text."""
    page = client.get("/sparql", params={"query": SELECT, "view": "chart"}, headers=PAGE).text
    assert re.findall(r'data-view="(\w+)"', page) == ["table", "raw"]
    assert 'class="bars"' not in page


def test_numbers_are_written_as_the_reader_writes_them(client: TestClient) -> None:
    """By the language of the page; what may be a year is left as it is."""
    query = 'SELECT * { VALUES (?a ?b) { (12345 2014) ("12345" 0.5) } }'
    for language, written in (("fr", "12\u202f345"), ("en", "12,345")):
        page = client.get("/sparql", params={"query": query}, headers=PAGE | {"Accept-Language": language}).text
        assert f"<span>{written}</span>" in page
        assert "<span>2014</span>" in page
        assert "<span>12345</span>" in page


def test_a_page_says_where_a_query_is_wrong(client: TestClient) -> None:
    """Line and column stand beside the message, for the editor; a query that is too much is led to the limits."""
    page = client.get("/sparql", params={"query": "SELECT *\n{ ?s ?p }"}, headers=PAGE).text
    assert 'data-line="2" data-column="9"' in page
    page = client.get("/sparql", params={"query": "ASK { " + "?s ?p ?o . " * 130 + "}"}, headers=PAGE).text
    assert "data-line" not in page
    assert re.search(r"the limit is 120.*Ask in several steps.*href=\"/fair-use\"", page, re.DOTALL)


def test_an_answer_tells_what_it_cost(client: TestClient) -> None:
    """How long it took, what it may take, or that it was kept (W3C Server Timing)."""
    query = {"query": "ASK { ?s ?p 'a question that nobody asked before' }"}
    for accept in ("text/csv", "text/html"):
        first, again = (client.get("/sparql", params=query, headers={"Accept": accept}) for _ in range(2))
        assert re.fullmatch(r"query;dur=[0-9.]+, limit;dur=10000", first.headers["Server-Timing"])
        assert again.headers["Server-Timing"] == "cache;desc=hit"
        assert first.headers["X-Revision"]


def test_the_lexicon_is_kept_until_the_next_revision(client: TestClient) -> None:
    """Editors of others may read it too; whoever holds it is told that it is still good; each language has its own."""
    french, english = (client.get("/sparql/lexicon", params={"lang": language}) for language in ("fr", "en"))
    assert french.headers["Content-Type"] == "application/json"
    assert french.headers["ETag"] != english.headers["ETag"]
    assert "<https://w3id.org/quartierkg/id/brume>" in str(english.json()["things"])
    assert "Mist" in english.text
    held = client.get("/sparql/lexicon?lang=fr", headers={"If-None-Match": french.headers["ETag"]})
    assert held.status_code == 304
