"""What a query's own FROM clauses may name: public graphs, however they are written."""

from __future__ import annotations

import pytest
from pyoxigraph import Quad, Store

from quartierkg.errors import QueryFault
from quartierkg.media import CSV, JSON, MediaType
from quartierkg.query import Job, Question
from quartierkg.query.clauses import named_by
from quartierkg.query.guard import admit
from quartierkg.snapshot.graphs import COMMITTEE, REGISTER
from quartierkg.terms import GRAPH

BASE = "https://example.org/sparql"
HIDDEN, SHOWN = COMMITTEE.value, REGISTER.value


def job(text: str) -> Job:
    """What a worker is asked."""
    media: MediaType = next(one for one in admit(text).form.offered if one not in {CSV, JSON})
    return Job.of(Question(text), admit(text), media, BASE)


@pytest.mark.parametrize(
    ("text", "default", "named"),
    [
        ("ASK FROM <urn:a> FROM NAMED <urn:b> FROM <urn:c> {}", ("urn:a", "urn:c"), ("urn:b",)),
        ("SELECT*FROM<urn:a>FROM NAMED<urn:b>{}", ("urn:a",), ("urn:b",)),
        (f"PREFIX g: <{GRAPH}> SELECT * FROM g:committee {{}}", (HIDDEN,), ()),
        (f"BASE <{GRAPH}x> SELECT * FROM <committee> {{}}", (HIDDEN,), ()),
        (f"SELECT * FROM <{GRAPH}c\\u006fmmittee> {{}}", (HIDDEN,), ()),
        ("SELECT * FROM <x> {}", ("https://example.org/x",), ()),
        ("select * from # FROM <urn:a>\n <urn:b> {}", ("urn:b",), ()),
        ("SELECT ('FROM <urn:a>' AS ?x) FROM <urn:b> { BIND(1 AS ?FROM) }", ("urn:b",), ()),
    ],
)
def test_the_graphs_of_a_query_are_those_that_it_names(
    text: str, default: tuple[str, ...], named: tuple[str, ...]
) -> None:
    """By prefix, base or escape, close together or behind a comment."""
    assert named_by(job(text)) == (default, named)


@pytest.mark.parametrize(
    "text",
    [
        f"ASKFROM <{HIDDEN}> {{}}",
        f"SELECT * FROMNAMED <{HIDDEN}> {{ GRAPH ?g {{ ?s ?p ?o }} }}",
        f"PREFIX FROM: <{GRAPH}> DESCRIBE FROM:committee",
    ],
)
def test_what_may_be_a_clause_and_is_not_sure_is_refused(text: str) -> None:
    """The engine reads words without their ends: nothing is guessed."""
    with pytest.raises(QueryFault, match="FROM stands apart"):
        named_by(job(text))


def test_the_engine_itself_would_show_whatever_graph_is_named() -> None:
    """That is why its FROM is not relied on: if this changes, so may that."""
    store = Store()
    quad = Quad(COMMITTEE, COMMITTEE, COMMITTEE, COMMITTEE)
    store.add(quad)
    assert bool(store.query(f"ASK FROM <{HIDDEN}> {{ ?s ?p ?o }}"))
    assert not bool(store.query(f"ASK FROM <{HIDDEN}> {{ ?s ?p ?o }}", default_graph=[REGISTER], named_graphs=[]))
