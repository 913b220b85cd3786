"""How much there is to plan in a query, and that what is admitted can be planned."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from quartierkg.errors import QueryFault
from quartierkg.query import admit
from quartierkg.query.census import census
from quartierkg.query.lexer import tokens
from quartierkg.web.examples import EXAMPLES


@pytest.mark.parametrize(
    ("query", "patterns"),
    [
        ("ASK {}", 0),
        ("ASK { ?s ?p ?o }", 1),
        ("ASK { ?s ?p ?o . }", 1),
        ("ASK { ?s ?p ?o ; ?q 1, 'a'@fr, 'b'^^ex:c ; }", 4),
        ("ASK { ?s a ex:A FILTER(?x) ?t a ex:B BIND(1 AS ?y) ?u a ex:C }", 3),
        ("ASK { ?s ?p true.?t a false }", 2),
        ("ASK { ?s ?p [ ?q ?r ; ?t ?u ] }", 3),
        ("ASK { [ ?q ?r ] . [ ?q ?r ] ?t ?u }", 3),
        ("ASK { ?s ?p (1 2 [ ?q ?r ] (3)) }", 12),
        ("ASK { ?s ?p (truefalsetrue) }", 7),
        ("ASK { truea(1 2) }", 5),
        ("ASK { ?s ?p (+1 -1 +1) }", 7),
        ("ASK { ?s ex:a/(ex:b|^ex:c)*/ex:d ?o }", 3),
        ("ASK { ?s !(ex:a|^ex:b) ?o ; (ex:c+) ?o }", 2),
        ("ASK { ?s ?p ?o FILTER ex:f(?s, ?p) FILTER(1 + 2 / 3 < ?o) FILTER(?o<<http://a>) }", 1),
        ("ASK { FILTER NOT EXISTS { ?s ?p ?o } FILTER(?a && EXISTS { ?s ?p ?o MINUS { ?s ?p 1 } }) }", 3),
        ("ASK { GRAPH ?g { ?s ?p ?o } OPTIONAL { ?s ?p 1 } { ?s ?p 2 } UNION { ?s ?p 3 } }", 4),
        ("ASK { VALUES ?x { 1 2 3 } VALUES (?x ?y) { (1 2) (UNDEF 3) } ?x ?p ?y }", 3),
        ("SELECT ?a ?b { { SELECT ?c ?d { ?s ?p ?o } GROUP BY ?c ?d } ?s ?p ?o } VALUES ?a { 1 }", 4),
        ("CONSTRUCT { ?s ?p ?o . ?o ?p [ ?q (1 2) ] } WHERE { ?s ?p ?o }", 1),
        ("CONSTRUCT WHERE { ?s ?p ?o . ?o ?p ?s }", 2),
        ("ASK { ?s ?p ?o ~ ?r {| ?q 1 |} . << ?s ?p ?o >> ?q ?r }", 6),
    ],
)
def test_patterns_are_counted_as_sparql_has_them(query: str, patterns: int) -> None:
    """By subject, predicate and object; semicolons, commas, brackets, lists and path steps each bring theirs."""
    assert census(tokens(query)).patterns == patterns


def test_lists_rows_and_columns_are_counted() -> None:
    """The longest list, the rows of every VALUES, and all that is selected or conditioned."""
    found = census(
        tokens(
            "SELECT ?a (COUNT(?b) AS ?n) { ?s ?p (1 2 3 4) FILTER(?s IN (1, 2, 3)) VALUES ?a { 1 UNDEF }"
            " VALUES (?b ?c) { (1 2) (3 4) } } GROUP BY ?a (1) HAVING (?n > 1) ORDER BY DESC(?n) ?a"
        )
    )
    assert (found.listed, found.rows, found.columns) == (4, 4, 7)


@pytest.mark.parametrize(
    ("query", "found", "limit"),
    [
        ("ASK { ?s ?p (" + "1 " * 6000 + ") }", "6000 items in one list", 256),
        ("ASK { ?s ?p (" + "1 " * 60 + ") }", "121 triple patterns", 120),
        ("ASK { " + "?s ?p ?o . " * 150 + "}", "150 triple patterns", 120),
        ("ASK { [ " + "<a:b> 1 ; " * 6000 + "] }", "6000 triple patterns", 120),
        ("ASK { ?s ?p " + "1," * 6000 + "1 }", "6001 triple patterns", 120),
        ("ASK { " + "?s ?p true." * 150 + "}", "150 triple patterns", 120),
        ("ASK { " + "VALUES ?x { 1 }" * 150 + "}", "150 triple patterns", 120),
        ("ASK { ?s ?p " + "<< ?s ?p " * 3000 + "?o" + " >>" * 3000 + " }", "operators", 200),
        ("ASK { FILTER(?x IN (" + "1," * 300 + "1)) }", "301 items in one list", 256),
        ("ASK { VALUES ?x { " + "1 " * 20_000 + "} }", "20000 rows of VALUES", 10_000),
        ("SELECT (1 AS ?x) { ?s ?p ?o } GROUP BY " + "(1)" * 10_000, "10001 columns", 256),
        ("SELECT * { ?s ?p ?o } ORDER BY " + "(1)" * 10_000, "10000 columns", 256),
        ("DESCRIBE " + "<a:b> " * 5_000, "5000 columns", 256),
    ],
)
def test_what_cannot_be_planned_meets_a_cap(query: str, found: str, limit: int) -> None:
    """The error names what was counted, how many, and the limit."""
    with pytest.raises(QueryFault) as caught:
        admit(query)
    assert found in caught.value.text.en
    assert caught.value.text.en.endswith(f"the limit is {limit}.")


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: str(example.title.en))
def test_our_own_examples_stay_far_below_the_caps(example: object) -> None:
    """No example has a quarter of what is allowed."""
    text = getattr(example, "query", "")
    admit(text)
    found = census(tokens(text))
    assert max(4 * found.patterns, found.listed, found.columns) < 100


def test_no_query_of_the_w3c_meets_a_cap() -> None:
    """The W3C query suite is refused for SERVICE or for what is no query, never for its size."""
    folder = os.environ.get("QUARTIERKG_W3C")
    if folder is None:
        pytest.skip("QUARTIERKG_W3C names no folder of W3C test data")
    assert [
        file for file in Path(folder).rglob("*.rq") if "limit is" in _refusal(file.read_text(encoding="utf-8"))
    ] == []


def _refusal(query: str) -> str:
    try:
        admit(query)
    except QueryFault as fault:
        return fault.text.en
    return ""
