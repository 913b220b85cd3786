"""What another server may read otherwise."""

from __future__ import annotations

import pytest

from quartierkg.errors import QueryFault
from quartierkg.media import RESULTS_JSON
from quartierkg.query import Job
from quartierkg.query.clauses import apart
from quartierkg.remote.clauses import check_own, solutions


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


def test_what_is_sent_has_no_prefix_base_or_comment() -> None:
    """Some servers take BASE in the first place alone, have prefixes of their own, or end comments elsewhere."""
    found = apart(job("PREFIX a: <x/> BASE <http://b.example/> SELECT*#c\r{ <s> a:p\\#q <http://o.example/#>#\n}"))
    assert found.text == "SELECT* { <http://b.example/s> <http://kg.example/x/p#q> <http://o.example/#> }"


@pytest.mark.parametrize(
    ("reference", "found"),
    [
        ("g", "http://a/b/c/g"),
        ("./g", "http://a/b/c/g"),
        ("g/", "http://a/b/c/g/"),
        ("/g", "http://a/g"),
        ("//g", "http://g"),
        ("?y", "http://a/b/c/d;p?y"),
        ("g?y", "http://a/b/c/g?y"),
        ("#s", "http://a/b/c/d;p?q#s"),
        ("#", "http://a/b/c/d;p?q#"),
        ("g#s", "http://a/b/c/g#s"),
        (";x", "http://a/b/c/;x"),
        ("", "http://a/b/c/d;p?q"),
        (".", "http://a/b/c/"),
        ("..", "http://a/b/"),
        ("../../g", "http://a/g"),
        ("x//y", "http://a/b/c/x//y"),
    ],
)
def test_relative_iris_are_resolved_as_the_standard_says(reference: str, found: str) -> None:
    """RFC 3986, 5.4.1, whose base is this one."""
    assert apart(job(f"BASE <http://a/b/c/d;p?q> SELECT * {{ ?s <{reference}> ?o }}")).text.split()[4] == f"<{found}>"


def test_a_base_without_a_hierarchy_takes_a_fragment() -> None:
    """RFC 3986, 5.2.2: the path of the base stays as it is."""
    assert apart(job("BASE <urn:a:b> SELECT * { ?s <#c> ?o }")).text == "SELECT * { ?s <urn:a:b#c> ?o }"


def test_escapes_of_code_points_are_written_as_what_they_are() -> None:
    """A server that reads them first would take a quotation mark for the end of a string."""
    found = apart(job('SELECT * { ?s ?p "a\\u0022 b\\U0001F600\\\\u0041\\n" ; <urn:\\u0061> ?o }'))
    assert found.text == 'SELECT * { ?s ?p "a\\" b\U0001f600\\\\u0041\\n" ; <urn:a> ?o }'


def test_what_only_looks_like_a_clause_stays() -> None:
    """In strings, names and brackets."""
    text = 'SELECT ?from { ?from <urn:FROM> \'BASE <x>\' . ?base ?p """FROM <y>""" }'
    assert apart(job(text + " # FROM <z>")).text == text


@pytest.mark.parametrize(
    "iri",
    [
        *(
            "bif:http_get",
            "BIF:x",
            "sql:x",
            "LONG::bif:http_get",
            "SQLVAL::sql:x",
            "xpath:doc",
            "java:java.lang.Runtime",
        ),
        *("http://www.openlinksw.com/schemas/bif#http_get", "http://jena.hpl.hp.com/ARQ/function.x"),
        *("http://example.org/function", "file:/etc/passwd", "urn:x-arq:UnionGraph", "tag:stardog:api:context:all"),
    ],
)
def test_functions_of_an_engine_are_refused_at_their_place(iri: str) -> None:
    """The line is named."""
    with pytest.raises(QueryFault) as caught:
        check_own(job(f"SELECT *\n{{ ?s ?p ?o FILTER(<{iri}>(?o)) }}"))
    assert caught.value.place is not None
    assert caught.value.place.line == 2
    check_own(job(f"SELECT * {{ ?s ?p '{iri}' }} # <{iri}>"))


def test_casts_and_collections_are_no_functions() -> None:
    """A property of the vocabularies in use may stand before a collection, a datatype before what is cast."""
    xsd = "PREFIX xsd: <http://www.w3.org/2001/XMLSchema#>"
    check_own(
        job(f"{xsd} SELECT * {{ ?s <http://schema.org/x> (1 2) FILTER(xsd:integer(?s) = 1 && (?s IN (<urn:a>))) }}")
    )


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("CONSTRUCT { ?s ?p 1 } WHERE { ?s ?p ?o } LIMIT 3", "SELECT * WHERE { ?s ?p ?o } LIMIT 3"),
        ("CONSTRUCT WHERE { ?s ?p ?o }", "SELECT * WHERE { ?s ?p ?o }"),
        ("DESCRIBE ?s { ?s ?p ?o }", "SELECT * WHERE { ?s ?p ?o }"),
        ("DESCRIBE <urn:a>", None),
    ],
)
def test_the_rows_behind_a_graph(text: str, found: str | None) -> None:
    """The same pattern as a table."""
    assert solutions(text) == found
