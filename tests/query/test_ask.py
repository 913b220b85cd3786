"""Queries, their dataset, their answers and their faults."""

from __future__ import annotations

import json
from urllib.parse import urlencode

import pytest
from pyoxigraph import RdfFormat, parse

from quartierkg import media, query
from quartierkg.errors import Place, QueryFault, UnknownFormat
from quartierkg.query import Question, admit, answer, ask
from quartierkg.snapshot import Snapshot

GRAPH = "https://w3id.org/quartierkg/graph/"
COUNT = "SELECT (COUNT(*) AS ?n) %s { ?s ?p ?o }"
NAMED = "SELECT (COUNT(*) AS ?n) %s { GRAPH ?g { ?s <http://example.org/p> ?o } }"


def count(snapshot: Snapshot, text: str, default: tuple[str, ...] = (), named: tuple[str, ...] = ()) -> int:
    """The one number that a query answers."""
    found = json.loads(answer(snapshot, Question(text, default, named), admit(text), media.RESULTS_JSON))
    return int(found["results"]["bindings"][0]["n"]["value"])


def test_the_default_graph_is_the_network(snapshot: Snapshot) -> None:
    """Without a dataset a query sees graph/network, and GRAPH reaches the other published graphs."""
    assert count(snapshot, COUNT % "") == 3
    assert count(snapshot, NAMED % "") == 4


@pytest.mark.parametrize(
    ("text", "default", "named", "found"),
    [
        (COUNT, ("stations",), (), 1),
        (COUNT, ("stations", "network"), (), 4),
        (COUNT, (), ("network",), 0),
        (NAMED, ("network",), (), 0),
        (NAMED, (), ("stations",), 1),
        (COUNT, ("secret",), (), 0),
        (NAMED, (), ("secret",), 0),
        (COUNT % f"FROM <{GRAPH}network>", ("stations",), (), 1),
    ],
)
def test_the_request_chooses_its_graphs(
    snapshot: Snapshot, text: str, default: tuple[str, ...], named: tuple[str, ...], found: int
) -> None:
    """default-graph-uri and named-graph-uri are honoured, come before FROM, and an unpublished graph is as empty."""
    text = text % "" if "%s" in text else text
    graphs = [tuple(GRAPH + name for name in names) for names in (default, named)]
    assert count(snapshot, text, *graphs) == found


@pytest.mark.parametrize(
    ("text", "clause", "found"),
    [
        (COUNT, f"FROM <{GRAPH}stations>", 1),
        (COUNT, f"FROM <{GRAPH}stations> FROM <{GRAPH}network>", 4),
        (COUNT, f"FROM NAMED <{GRAPH}stations>", 0),
        (NAMED, f"FROM NAMED <{GRAPH}stations>", 1),
        (COUNT, "FROM <http://example.org/secret>", 0),
        (COUNT, "FROM <file:///etc/passwd>", 0),
    ],
)
def test_a_query_chooses_its_graphs(snapshot: Snapshot, text: str, clause: str, found: int) -> None:
    """FROM and FROM NAMED are honoured; a graph that is not there is empty, and nothing is fetched."""
    assert count(snapshot, text % clause) == found


def test_a_name_with_from_in_it_is_no_dataset(snapshot: Snapshot) -> None:
    """A prefix called « from » does not hide the network."""
    assert "true" in ask(snapshot, "PREFIX from: <http://example.org/> ASK { from:a from:p ?o }").decode()


def test_no_prefix_is_added(snapshot: Snapshot) -> None:
    """A prefix must be declared in the query; the fault says so and where."""
    with pytest.raises(QueryFault, match="Prefix qn: not declared") as caught:
        ask(snapshot, "SELECT * {\n ?s qn:state ?o }")
    assert caught.value.place is not None
    assert caught.value.place.line == 2


@pytest.mark.parametrize(
    ("text", "line", "column"),
    [
        ("SELECT * { ?s ?p }", 1, 18),
        ("SELECT *\nWHERE { ?s ?p ?o ", 2, 18),
        ("SELECT *\n\n{ ?s <relative> ?o }", 3, 6),
        ("SELECT * { ?s ?p -5 }\nORDER ?s", 2, 7),
        ("SELECT * { ?s ?p 1 FILTER(?s <= 3) } LIMIT ten", 1, 44),
        ("ASK {} ASK {}", 1, 8),
        ("SELECT * { é:a ?p ?o }", 1, 12),
        ("SELECT * { ?s ?p 'unfinished }", 1, 18),
    ],
)
def test_a_syntax_error_names_line_and_column(snapshot: Snapshot, text: str, line: int, column: int) -> None:
    """The place is that of the first token that does not fit, or the end of what ends too early."""
    with pytest.raises(QueryFault) as caught:
        ask(snapshot, text)
    assert caught.value.place == Place(line, column)


def test_what_the_engine_says_in_words_is_passed_on(snapshot: Snapshot) -> None:
    """A query that is well-formed and still wrong is explained."""
    with pytest.raises(QueryFault, match="Duplicated variable name"):
        ask(snapshot, "SELECT ?x (1 AS ?x) {}")


def test_an_unknown_function_is_a_fault_of_the_query(snapshot: Snapshot) -> None:
    """What the engine cannot evaluate is said to the one who asked."""
    with pytest.raises(QueryFault, match="not supported"):
        ask(snapshot, "SELECT * { ?s ?p ?o FILTER(<http://example.org/f>(?o)) }")


@pytest.mark.parametrize("format_", media.RESULTS, ids=str)
def test_select_and_ask_are_written_in_every_format(snapshot: Snapshot, format_: media.MediaType) -> None:
    """JSON, XML, CSV and TSV, for rows and for a yes or no."""
    assert b"two" in ask(snapshot, 'SELECT ?o { ?s ?p ?o FILTER(?o = "two") }', format_)
    assert b"true" in ask(snapshot, "ASK { ?s ?p 3 }", format_)


@pytest.mark.parametrize("format_", media.GRAPHS, ids=str)
@pytest.mark.parametrize(
    "text", ["CONSTRUCT WHERE { ?s ?p ?o }", "DESCRIBE <http://example.org/a> <http://example.org/b>"]
)
def test_graphs_are_written_in_every_format(snapshot: Snapshot, format_: media.MediaType, text: str) -> None:
    """Turtle, N-Triples, JSON-LD and RDF/XML hold the same statements."""
    assert isinstance(format_.rdf, RdfFormat)
    assert len({quad.triple for quad in parse(ask(snapshot, text, format_), format_.rdf)}) == 3


def test_a_query_may_be_asked_in_three_ways() -> None:
    """GET, POST of a form and POST of the query itself say the same."""
    expected = Question("ASK {}", (GRAPH + "network",), ())
    graph = b"default-graph-uri=https%3A%2F%2Fw3id.org%2Fquartierkg%2Fgraph%2Fnetwork"
    assert query.by_get(b"query=ASK+%7B%7D&" + graph) == expected
    assert query.by_post("application/x-www-form-urlencoded", b"", b"query=ASK+%7B%7D&" + graph) == expected
    assert query.by_post("application/sparql-query; charset=UTF-8", graph, b"ASK {}") == expected


def test_a_get_without_a_query_asks_nothing() -> None:
    """Without a query there is no question: the caller describes the service instead."""
    assert query.by_get(b"lang=en") is None


@pytest.mark.parametrize(
    ("content_type", "parameters", "body", "fault"),
    [
        ("application/sparql-update", b"", b"CLEAR \xff", QueryFault),
        ("application/x-www-form-urlencoded", b"", b"update=CLEAR+ALL&update=CLEAR+ALL", QueryFault),
        ("application/x-www-form-urlencoded", b"", b"update=CLEAR+ALL&query=ASK{}", QueryFault),
        ("application/x-www-form-urlencoded", b"", b"lang=fr", QueryFault),
        ("application/x-www-form-urlencoded", b"", b"query=ASK{}&query=ASK{}", QueryFault),
        ("application/x-www-form-urlencoded", b"", b"query=%ff", QueryFault),
        ("application/sparql-query", b"", b"ASK { ?s ?p '\xff' }", QueryFault),
        ("text/plain", b"", b"ASK {}", UnknownFormat),
        (None, b"", b"ASK {}", UnknownFormat),
    ],
)
def test_a_post_that_carries_no_query_is_refused(
    content_type: str | None, parameters: bytes, body: bytes, fault: type[Exception]
) -> None:
    """Updates, missing, doubled or garbled queries, and other types are each told what is wrong."""
    with pytest.raises(fault):
        query.by_post(content_type, parameters, body)


@pytest.mark.parametrize("parameter", ["default-graph-uri", "named-graph-uri"])
@pytest.mark.parametrize("value", ["rel", "", "#a", "//a.example/", "http://a.example/a b", "http://a.example/<"])
def test_a_graph_of_the_request_is_an_absolute_iri(parameter: str, value: str) -> None:
    """Anything else is refused, with the parameter and the value."""
    with pytest.raises(QueryFault, match=f"{parameter}.*not an absolute IRI"):
        query.by_get(urlencode({"query": "ASK {}", parameter: value}).encode())
