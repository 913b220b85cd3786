"""The query page: an editor that works without scripts, and the answer below it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from pyoxigraph import NamedNode
from starlette.requests import Request

from quartierkg import query
from quartierkg.language import Text
from quartierkg.media import CSV, GRAPHS, HTML, RESULTS_JSON, TURTLE, MediaType
from quartierkg.publish.view import Value, href
from quartierkg.query import Form, Query
from quartierkg.snapshot import Snapshot, graphs
from quartierkg.stored import library, read
from quartierkg.terms import BASE, curie
from quartierkg.web import words
from quartierkg.web.examples import EXAMPLES
from quartierkg.web.faults import Problem
from quartierkg.web.negotiation import language_of
from quartierkg.web.pages import render
from quartierkg.web.stored import bound, known, today

# What a page shows; the other formats give all.
_MAX_ROWS: Final = 500
_MAX_TEXT: Final = 48 * 1024


@dataclass(frozen=True, slots=True)
class Result:
    """An answer, ready for the page: a table, a yes or no, or a graph as Turtle."""

    columns: tuple[str, ...] = ()
    rows: tuple[tuple[Value | None, ...], ...] = ()
    count: int = 0
    more: bool = False
    """Whether there are more rows than were counted."""
    said: Text | None = None
    graph: str | None = None
    cut: bool = False


def page(
    request: Request,
    snapshot: Snapshot,
    *,
    text: str | None = None,
    result: Result | None = None,
    problem: Problem | None = None,
) -> str:
    """The page, with a query, its answer or what is wrong with it."""
    offered = (HTML, RESULTS_JSON, CSV) if result and result.graph is None else (HTML, *GRAPHS)
    return render(
        request,
        "sparql.html",
        offered=offered if result and request.method == "GET" else (),
        text=_proposed(request) if text is None else text,
        examples=EXAMPLES,
        questions=library().values(),
        graphs=[
            (graph.value, href(graph), title, snapshot.count(graph))
            for graph, title in graphs.TITLES.items()
            if snapshot.count(graph)
        ],
        result=result,
        problem=problem,
    )


def _proposed(request: Request) -> str:
    """The text that the editor opens with: that of a stored query, where the address names one."""
    query = library().get(request.query_params.get("example", "").upper())
    if query is None:
        return EXAMPLES[0].query
    given = {"lang": [language_of(request)]}
    return bound(query, read(query, given, known(request), today())).text


def asks_for(admitted: Query) -> MediaType:
    """The format that the page is made from."""
    return {Form.SELECT: RESULTS_JSON, Form.ASK: CSV}.get(admitted.form, TURTLE)


def result(admitted: Query, found: bytes, *, cut: bool = False) -> Result:
    """An answer as the page shows it.

    :param found: the answer in the format that the page asks for.
    :param cut: whether that is but its beginning.
    """
    if admitted.form is Form.SELECT:
        return _rows(query.rows(found), cut=cut)
    if admitted.form is Form.ASK:
        return Result(said=words.YES if b"true" in found else words.NO)
    graph = found.decode("utf-8", "replace")
    return Result(graph=graph[:_MAX_TEXT], cut=cut or len(graph) > _MAX_TEXT)


def _rows(table: query.Table, *, cut: bool) -> Result:
    shown = tuple(tuple(_value(term) for term in row) for row in table.rows[:_MAX_ROWS])
    return Result(table.columns, shown, len(table.rows), cut, cut=cut or len(table.rows) > _MAX_ROWS)


def _value(term: dict[str, str] | None) -> Value | None:
    """A term of the SPARQL JSON results format; an IRI leads to its page."""
    if term is None:
        return None
    if term["type"] == "uri":
        node = NamedNode(term["value"])
        short = curie(node)
        return Value(short.removeprefix(BASE) if short.startswith(BASE) else short, href(node))
    if term["type"] == "bnode":
        return Value(f"_:{term['value']}")
    return Value(str(term["value"]), language=term.get("xml:lang"))
