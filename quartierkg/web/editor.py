"""The query page: a form that works without scripts and becomes an editor with them, and the answer below it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final
from urllib.parse import urlencode

from pyoxigraph import NamedNode
from starlette.requests import Request

from quartierkg import query
from quartierkg.language import Language, Text, number
from quartierkg.media import CSV, GRAPHS, HTML, RESULTS_JSON, TURTLE, MediaType
from quartierkg.publish.view import Value, href
from quartierkg.query import Form, Query
from quartierkg.snapshot import Snapshot, graphs
from quartierkg.stored import library, read
from quartierkg.terms import BASE, NUMERIC, curie
from quartierkg.web import editor_words, questions, words
from quartierkg.web.chart import Chart, chart
from quartierkg.web.examples import EXAMPLES
from quartierkg.web.faults import Problem
from quartierkg.web.negotiation import language_of, path_of
from quartierkg.web.pages import render
from quartierkg.web.stored import bound, known, today

# What a page shows; the other formats give all.
_MAX_ROWS: Final = 500
_MAX_TEXT: Final = 48 * 1024
_UNGROUPED: Final = 4
# What the script of the page says, by the name that it has there.
_SAID: Final = {
    "label": editor_words.SPARQL_QUERY,
    "running": editor_words.EDITOR_RUNNING,
    "stopped": editor_words.EDITOR_STOPPED,
    "lost": editor_words.EDITOR_LOST,
    "done": editor_words.EDITOR_DONE,
    "took": editor_words.EDITOR_TOOK,
    "kept": editor_words.EDITOR_KEPT,
    "limit": editor_words.EDITOR_LIMIT,
    "revision": words.REVISION,
    "declare": editor_words.EDITOR_DECLARE,
    "copied": editor_words.EDITOR_COPIED,
    "copy": editor_words.EDITOR_COPY_BY_HAND,
    "class": editor_words.EDITOR_CLASS,
    "property": editor_words.EDITOR_PROPERTY,
    "thing": editor_words.EDITOR_THING,
    "graph": editor_words.SPARQL_GRAPH,
    "keyword": editor_words.EDITOR_KEYWORD,
    "variable": editor_words.EDITOR_VARIABLE,
    "prefix": editor_words.EDITOR_PREFIX,
    "times": editor_words.EDITOR_TIMES,
}


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
    raw: str | None = None
    """The rows as they came."""
    chart: Chart | None = None


@dataclass(frozen=True, slots=True)
class View:
    """A way to look at an answer."""

    name: str
    title: Text
    href: str
    chosen: bool


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
        questions=questions.themes(),
        views=tuple(_views(request, result)) if result else (),
        said={name: text.in_(language_of(request)) for name, text in _SAID.items()},
        graphs=[
            (graph.value, href(graph), title, snapshot.count(graph))
            for graph, title in graphs.TITLES.items()
            if snapshot.count(graph)
        ],
        result=result,
        problem=problem,
    )


_VIEWS: Final = {"table": editor_words.VIEW_TABLE, "chart": editor_words.VIEW_CHART, "raw": editor_words.VIEW_RAW}


def _views(request: Request, found: Result) -> Iterator[View]:
    """The ways to look at an answer that its columns allow; what was sent by POST has no address to choose one by."""
    if not found.rows or request.method != "GET":
        return
    asked = request.query_params.get("view")
    fits = {"table": True, "chart": found.chart is not None, "raw": found.raw is not None}
    chosen = asked if asked is not None and fits.get(asked) else "table"
    kept = [(name, value) for name, value in request.query_params.multi_items() if name != "view"]
    for name, title in _VIEWS.items():
        if fits[name]:
            address = f"{path_of(request)}?{urlencode([*kept, ('view', name)])}"
            yield View(name, title, address, name == chosen)


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


def result(admitted: Query, found: bytes, language: Language, *, cut: bool = False) -> Result:
    """An answer as the page shows it.

    :param found: the answer in the format that the page asks for.
    :param cut: whether that is but its beginning.
    """
    if admitted.form is Form.SELECT:
        return _rows(query.rows(found), found, language, cut=cut)
    if admitted.form is Form.ASK:
        return Result(said=editor_words.YES if b"true" in found else editor_words.NO)
    graph = found.decode("utf-8", "replace")
    return Result(graph=graph[:_MAX_TEXT], cut=cut or len(graph) > _MAX_TEXT)


def _rows(table: query.Table, found: bytes, language: Language, *, cut: bool) -> Result:
    shown = tuple(tuple(_value(term, language) for term in row) for row in table.rows[:_MAX_ROWS])
    return Result(
        table.columns,
        shown,
        len(table.rows),
        cut,
        cut=cut or len(table.rows) > _MAX_ROWS,
        raw=found[:_MAX_TEXT].decode("utf-8", "replace"),
        chart=chart(table),
    )


def _value(term: dict[str, str] | None, language: Language) -> Value | None:
    """A term of the SPARQL JSON results format; an IRI leads to its page."""
    if term is None:
        return None
    if term["type"] == "uri":
        node = NamedNode(term["value"])
        short = curie(node)
        return Value(short.removeprefix(BASE) if short.startswith(BASE) else short, href(node))
    if term["type"] == "bnode":
        return Value(f"_:{term['value']}")
    return Value(_read(term, language), language=term.get("xml:lang"))


def _read(term: dict[str, str], language: Language) -> str:
    """A literal as people read it; a number of four digits may be a year, and is not grouped."""
    value, numeric = term["value"], NamedNode(term.get("datatype", "x:")) in NUMERIC
    return number(value, language) if numeric and not (value.isdigit() and len(value) <= _UNGROUPED) else value
