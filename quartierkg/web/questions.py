"""The pages of stored queries: their list, and for each a form with its answer below it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final
from urllib.parse import urlencode

from pyoxigraph import NamedNode
from starlette.requests import Request

from quartierkg.charter.document import charter
from quartierkg.language import Language, Text, number
from quartierkg.media import CSV, GEO_JSON, GRAPHS, HTML, JSON, RESULTS_JSON, SPARQL, MediaType
from quartierkg.publish.labels import label
from quartierkg.publish.view import Value, href
from quartierkg.query import Form
from quartierkg.snapshot import Snapshot
from quartierkg.snapshot.graphs import NETWORK
from quartierkg.stored import Column, Parameter, StoredQuery, library
from quartierkg.stored.answer import Answer, Cell
from quartierkg.stored.parameter import Kind, Option
from quartierkg.terms import BASE, ID, ONTOLOGY, curie, term
from quartierkg.vocabulary import bundled
from quartierkg.web import service, stored, words
from quartierkg.web.faults import Problem
from quartierkg.web.negotiation import language_of, path_of
from quartierkg.web.pages import render

_PROPOSED: Final = 300
"""So many things a field proposes at most; others are typed."""
_GROUPED: Final = 10_000
# The names of requirements and criteria hold the number of the criterion.
_CRITERION: Final = re.compile(r"#(?:QN-C|criterion-)([0-9]+)")
_MOST_THEMES: Final = 2
_TYPES: Final = {Kind.DATE: "date", Kind.INTEGER: "number", Kind.DECIMAL: "number"}


@dataclass(frozen=True, slots=True)
class Field:
    """A field of the form: a parameter with its value and what it proposes."""

    parameter: Parameter
    value: str
    type: str
    options: tuple[Option, ...] = ()
    proposed: tuple[tuple[str, str], ...] = ()
    search: str | None = None
    """Where such things are found by their names, where there are too many to propose."""


@dataclass(frozen=True, slots=True)
class Shown:
    """An answer, ready for the page."""

    columns: Sequence[Column]
    rows: tuple[tuple[tuple[Value, bool] | None, ...], ...]
    """Each cell, and whether its thing is invented."""
    before: str | None
    after: str | None
    first: int


def themes() -> tuple[tuple[Text, list[StoredQuery]], ...]:
    """The questions by the criterion of the charter that they are about; those about more than two come last."""
    found: dict[int, list[StoredQuery]] = {criterion.number: [] for criterion in charter().criteria}
    others: list[StoredQuery] = []
    for query in library().values():
        about = {int(digits) for iri in query.requirements for digits in _CRITERION.findall(iri.value)}
        for theme in sorted(about) if 1 <= len(about) <= _MOST_THEMES else ():
            found[theme].append(query)
        if not 1 <= len(about) <= _MOST_THEMES:
            others.append(query)
    titles = {
        one.number: Text(f"{one.number}. {one.label.fr}", f"{one.number}. {one.label.en}") for one in charter().criteria
    }
    return (*((titles[theme], listed) for theme, listed in found.items() if listed), (words.THEME_WHOLE, others))


def groups() -> tuple[tuple[Text, list[StoredQuery]], ...]:
    """The questions, by those who ask them."""
    found: dict[str, tuple[Text, list[StoredQuery]]] = {}
    for query in library().values():
        for audience in query.audiences[:1]:
            found.setdefault(audience.name, (audience.label, []))[1].append(query)
    return tuple(found.values())


def listed(request: Request, offered: Sequence[MediaType]) -> str:
    """The list of questions."""
    return render(request, "queries.html", offered=offered, groups=groups())


def page(request: Request, query: StoredQuery, *, answer: Answer | None = None, problem: Problem | None = None) -> str:
    """A question with its form, and its answer or what is wrong with what was asked."""
    snapshot = service.of(request).snapshot
    language = language_of(request)
    said = dict(answer.values.said) if answer is not None else dict(request.query_params)
    others = (CSV, JSON, *((GEO_JSON,) if query.places else ()), RESULTS_JSON)
    others += GRAPHS if query.form is Form.CONSTRUCT else ()
    fields = [_field(snapshot, parameter, said, language) for parameter in query.parameters if parameter.name != "lang"]
    return render(
        request,
        "query.html",
        offered=(HTML, *others, SPARQL) if problem is None else (),
        query=query,
        own=[field for field in fields if not field.parameter.common],
        common=[field for field in fields if field.parameter.common],
        requirements=[(_about(snapshot, node, language), href(node)) for node in query.requirements],
        text=stored.bound(query, answer.values).text if answer is not None else None,
        shown=_shown(request, answer, language) if answer is not None else None,
        problem=problem,
    )


def _about(snapshot: Snapshot, node: NamedNode, language: Language) -> str:
    """What a question is about: a criterion by its number and its name, a requirement by its identifier."""
    number = _CRITERION.search(node.value)
    if number is None or not node.value.endswith(f"criterion-{number[1]}"):
        return curie(node).partition(":")[2] or node.value
    return f"{number[1]}. {label(snapshot, node, language)}"


def _field(snapshot: Snapshot, parameter: Parameter, said: dict[str, str], language: Language) -> Field:
    value = said.get(parameter.name, "").removeprefix(ID)
    if parameter.kind is Kind.BOOLEAN:
        options = (Option("true", _YES, ()), Option("false", _NO, ()))
        return Field(parameter, value or parameter.default or "", "select", options)
    if parameter.options:
        return Field(parameter, value or parameter.default or "", "select", parameter.options)
    proposed = _things(snapshot, parameter.class_, language) if parameter.class_ is not None else ()
    search = _search(parameter.class_) if parameter.class_ is not None and not proposed else None
    return Field(parameter, value, _TYPES.get(parameter.kind, "text"), (), proposed, search)


def _search(class_: NamedNode) -> str:
    """The search, among the things of a class where it is one of ours."""
    return f"/search?{urlencode({'type': class_.value})}" if class_.value.startswith(ONTOLOGY) else "/search"


def _things(snapshot: Snapshot, class_: NamedNode, language: Language) -> tuple[tuple[str, str], ...]:
    """Things that a field may name, with their names; none where there are too many to choose from."""
    classes = [class_, *(one.subject for one in bundled().needed if one.object == class_)]
    found: set[NamedNode] = set()
    for one in classes:
        if not isinstance(one, NamedNode):
            continue
        for quad in snapshot.quads(None, term("rdf:type"), one, NETWORK):
            if isinstance(quad.subject, NamedNode):
                found.add(quad.subject)
            if len(found) > _PROPOSED:
                return ()
    named = ((thing.value.removeprefix(ID), label(snapshot, thing, language)) for thing in found)
    return tuple(sorted(named, key=lambda entry: (entry[1].casefold(), entry[0])))


def _shown(request: Request, answer: Answer, language: Language) -> Shown:
    rows = tuple(tuple(_shown_cell(cell, language) for cell in row) for row in answer.rows)
    return Shown(
        answer.columns,
        rows,
        _address(request, answer, answer.before),
        _address(request, answer, answer.after),
        answer.values.number("offset"),
    )


def _address(request: Request, answer: Answer, offset: int | None) -> str | None:
    found = stored.following(answer.values, offset)
    return f"{path_of(request)}?{urlencode(found)}" if found else None


def _shown_cell(cell: Cell | None, language: Language) -> tuple[Value, bool] | None:
    return None if cell is None else (_value(cell, language), cell.invented)


def _value(cell: Cell, language: Language) -> Value:
    """A cell as people read it: things by their names, numbers and truth values by the language."""
    if cell.iri is not None:
        short = curie(cell.iri)
        name = cell.name.in_(language) if cell.name else short.removeprefix(BASE)
        return Value(name, href(cell.iri))
    return Value(_read(cell, language), language=cell.language)


def _read(cell: Cell, language: Language) -> str:
    """A literal as people read it; a number of four digits may be a year, and is not grouped."""
    native = cell.native
    if isinstance(native, bool):
        return (_YES if native else _NO).in_(language)
    if isinstance(native, int) and abs(native) < _GROUPED:
        return str(native)
    return cell.value if isinstance(native, str) else number(cell.value, language)


_YES: Final = Text("oui", "yes")
_NO: Final = Text("non", "no")
