"""What another server may read otherwise."""

from __future__ import annotations

import pytest

from quartierkg.errors import QueryFault
from quartierkg.media import RESULTS_JSON
from quartierkg.query import Job
from quartierkg.remote.clauses import apart, check_own, solutions


def job(text: str) -> Job:
    """A query as a worker gets it."""
    return Job(text, None, None, RESULTS_JSON, "http://kg.example/sparql")


@pytest.mark.parametrize(
    ("text", "default", "named"),
    [
        ("SELECT * { ?s ?p ?o }", (), ()),
        ("SELECT * FROM <urn:a> FROM NAMED <urn:b> FROM <urn:c> { ?s ?p ?o }", ("urn:a", "urn:c"), ("urn:b",)),
        ("PREFIX x: <urn:x:> SELECT * FROM x:a\\/b { ?s ?p ?o }", ("urn:x:a/b",), ()),
        ("BASE <http://b.example/d/> SELECT * FROM <../g#> { ?s ?p ?o }", ("http://b.example/g#",), ()),
        ("SELECT * FROM <rel> { ?s ?p ?o }", ("http://kg.example/rel",), ()),
        ("CONSTRUCT { ?s ?p 'FROM <urn:no>' } from <urn:a> WHERE { ?s ?p ?o }", ("urn:a",), ()),
        ("SELECT * FROM <urn:\\u0061> { ?s ?p ?o } # FROM <urn:no>", ("urn:a",), ()),
    ],
)
def test_the_graphs_of_from_stand_apart(text: str, default: tuple[str, ...], named: tuple[str, ...]) -> None:
    """As IRIs in full; nothing of them is left in the query."""
    found = apart(job(text))
    assert (found.default, found.named) == (default, named)
    assert apart(job(found.text)).default == ()


def test_base_is_left_out_and_iris_are_written_in_full() -> None:
    """Some servers take BASE in the first place alone."""
    found = apart(job("PREFIX a: <x/> BASE <http://b.example/> SELECT * { <s> a:p <http://o.example/#> }"))
    assert "BASE" not in found.text
    assert "PREFIX a: <http://kg.example/x/>" in found.text
    assert "{ <http://b.example/s> a:p <http://o.example/#> }" in found.text


def test_what_only_looks_like_a_clause_stays() -> None:
    """In strings, comments, names and brackets."""
    text = 'SELECT ?from { ?from <urn:FROM> \'BASE <x>\' . ?base ?p """FROM <y>""" } # FROM <z>'
    assert apart(job(text)).text == text


@pytest.mark.parametrize("iri", ["bif:http_get", "sql:x", "http://www.openlinksw.com/schemas/bif#http_get"])
def test_functions_of_an_engine_are_refused_at_their_place(iri: str) -> None:
    """The line is named."""
    with pytest.raises(QueryFault) as caught:
        check_own(job(f"SELECT *\n{{ ?s ?p ?o FILTER(<{iri}>(?o)) }}"))
    assert caught.value.place is not None
    assert caught.value.place.line == 2
    check_own(job(f"SELECT * {{ ?s ?p '{iri}' }} # <{iri}>"))


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("CONSTRUCT { ?s ?p 1 } WHERE { ?s ?p ?o } LIMIT 3", "SELECT * WHERE { ?s ?p ?o } LIMIT 3"),
        ("PREFIX a: <urn:a> CONSTRUCT WHERE { ?s ?p ?o }", "PREFIX a: <urn:a> SELECT * WHERE { ?s ?p ?o }"),
        ("DESCRIBE ?s { ?s ?p ?o }", "SELECT * WHERE { ?s ?p ?o }"),
        ("DESCRIBE <urn:a>", None),
    ],
)
def test_the_rows_behind_a_graph(text: str, found: str | None) -> None:
    """The same pattern as a table."""
    assert solutions(text) == found
