"""Values are bound as terms, wherever the text names a parameter."""

from __future__ import annotations

from itertools import pairwise

import pytest
from pyoxigraph import Literal, NamedNode, Store

from quartierkg.stored import StoredQuery, library
from quartierkg.stored.binding import ENOUGH, bind, named, with_values
from tests.stored import cases
from tests.stored.hostile import STRINGS

A, B = NamedNode("https://example.org/a"), NamedNode("https://example.org/b")


def test_a_value_reaches_every_group_that_names_it() -> None:
    """A sub-SELECT and an OPTIONAL each have it, and no other group."""
    text = "SELECT ?x { { SELECT ?x { ?x ?p $v } } OPTIONAL { ?x ?q $v } { ?x ?r ?y } }"
    assert with_values(text, {"v": (A,)}) == (
        "SELECT ?x { { SELECT ?x { VALUES $v { <https://example.org/a> } ?x ?p $v } } "
        "OPTIONAL { VALUES $v { <https://example.org/a> } ?x ?q $v } { ?x ?r ?y } }"
    )


def test_an_exists_has_values_of_its_own() -> None:
    """Engines differ in what of the group around it they see there; literals share one block."""
    text = "SELECT ?x { ?x ?p ?y FILTER NOT EXISTS { ?x ?r $v FILTER(?x != $w) } }"
    assert with_values(text, {"v": (Literal("a"),), "w": (Literal("b"),)}) == (
        'SELECT ?x { ?x ?p ?y FILTER NOT EXISTS { VALUES ($v $w) { ("a" "b") } ?x ?r $v FILTER(?x != $w) } }'
    )


def test_a_parameter_without_a_value_stays_a_variable() -> None:
    """Then it fits everything."""
    assert with_values("SELECT ?x { ?x ?p $v }", {}) == "SELECT ?x { ?x ?p $v }"


def test_what_looks_like_a_parameter_in_a_text_is_none() -> None:
    """Strings, IRIs and comments are left alone."""
    text = 'SELECT ?x { ?x ?p "$v { $v" , <urn:$v> # $v\n}'
    assert with_values(text, {"v": (A,)}) == text
    assert named(text) == frozenset()


@pytest.mark.parametrize("value", STRINGS)
def test_whatever_a_value_holds_stays_within_it(value: str) -> None:
    """The engine gets back exactly the text that was bound, and nothing else of the query changes."""
    store = Store()
    text = with_values("SELECT ?found { BIND($v AS ?found) }", {"v": (Literal(value),)})
    assert [row["found"] for row in store.query(text)] == [Literal(value)]  # type: ignore[union-attr]


def test_several_terms_are_each_tried() -> None:
    """A state that stands for several gives the rows of all of them."""
    text = with_values("SELECT ?v { $v ?p ?o } ORDER BY ?v", {"v": (A, B)})
    assert "{ <https://example.org/a> <https://example.org/b> }" in text


def test_as_many_rows_as_wanted_are_asked_for() -> None:
    """Or one more, which tells whether others follow; the rows before are passed over."""
    query = library()["CQ02"]
    found = bind(query, {}, limit=10, offset=20).text
    assert found.endswith("\nLIMIT 10\nOFFSET 20\n")
    assert bind(query, {}, limit=10, more=True).text.endswith("\nLIMIT 11\n")
    assert "LIMIT" not in bind(query, {}).text


STOPPING = [query for query in library().values() if ENOUGH in query.text]


@pytest.mark.parametrize("query", STOPPING, ids=lambda query: query.id)
def test_a_text_may_stop_at_the_last_row_that_is_wanted(query: StoredQuery) -> None:
    """Within, as many are asked for as pages up to this one need; a text without a page has no LIMIT at all."""
    lines = [line.strip() for line in query.text.splitlines()]
    found = bind(query, {}, limit=10, offset=20, more=True).text
    assert found.count("LIMIT 31\n") == lines.count(ENOUGH) > 0
    assert all(before.startswith("ORDER BY ") for before, line in pairwise(lines) if line == ENOUGH)
    assert bind(query, {}).text.splitlines() == query.text.rstrip().splitlines()


@pytest.mark.parametrize("query", STOPPING, ids=lambda query: query.id)
def test_pages_are_parts_of_the_whole(query: StoredQuery) -> None:
    """Row by row, the pages of a text that may stop are what it gives by itself, however small they are."""
    fixture = cases.fixture(query.id)
    for case in cases.of(query.id):
        if case.given.keys() & {"limit", "offset"}:
            continue
        for size in (1, 2):
            pages = [
                cases.ask(fixture, query.id, case.given | {"limit": [str(size)], "offset": [str(place)]})
                for place in range(0, len(case.rows), size)
            ]
            assert [row for page in pages for row in page] == case.rows, (case.name, size)
