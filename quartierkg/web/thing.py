"""The page of a thing: what is said of it and by whom, what happened to it, where it is, what names it, what to ask."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from typing import Final, NamedTuple
from urllib.parse import quote

from pyoxigraph import NamedNode, Triple
from starlette.requests import Request

from quartierkg.language import Language, Text
from quartierkg.media import MediaType
from quartierkg.publish import Description, label
from quartierkg.publish.citation import Citations
from quartierkg.publish.document import around
from quartierkg.publish.history import history
from quartierkg.publish.incoming import PAGE
from quartierkg.publish.provenance import origins
from quartierkg.publish.sketch import HEIGHT, WIDTH, sketch
from quartierkg.publish.value import Value
from quartierkg.publish.view import lay_out, link, property_name, summary
from quartierkg.register.shown import name_of
from quartierkg.snapshot import Snapshot
from quartierkg.stored import Parameter, StoredQuery, library
from quartierkg.stored.related import related
from quartierkg.terms import ID, term
from quartierkg.web import markup, service, words
from quartierkg.web.negotiation import language_of, path_of
from quartierkg.web.pages import Alternate, render
from quartierkg.web.still import is_still

_WORDS: Final = {
    "first": words.PAGE_FIRST,
    "previous": words.PAGE_PREVIOUS,
    "next": words.PAGE_NEXT,
    "last": words.PAGE_LAST,
}


class Named(NamedTuple):
    """The things on one page that name the thing through one property."""

    name: str
    total: int
    things: Sequence[Value]


class Registered(NamedTuple):
    """Where the register has a Quartier."""

    file: str
    label: str | None
    """Where its label is; None where it was never awarded."""


class Turn(NamedTuple):
    """A link to another page."""

    word: Text
    href: str
    rel: str | None


class Question(NamedTuple):
    """A question that can be asked of the thing."""

    title: Text
    href: str


def page(
    request: Request,
    snapshot: Snapshot,
    found: Description,
    *,
    number: int = 1,
    offered: Sequence[MediaType] = (),
    alternates: Sequence[Alternate] | None = None,
) -> str:
    """The page of a thing in the language of the request; a later page has what names the thing alone."""
    language = language_of(request)
    citations = Citations(snapshot, found.iri, language)
    layout = lay_out(snapshot, found, language, citations)
    happened = history(snapshot, found, language, citations)
    return render(
        request,
        "resource.html",
        offered=offered,
        alternates=alternates,
        title=label(snapshot, found.iri, language),
        summary=summary(snapshot, found, language),
        description=found,
        is_territory=Triple(found.iri, term("rdf:type"), term("qn:Territory")) in found.of(found.iri),
        properties=layout.properties,
        cut=layout.cut,
        citations=citations.all,
        marks={one.number: words.SAID_NUMBER.filled(one.number).in_(language) for one in citations.all},
        origins=origins(snapshot, found.iri, language),
        history=happened,
        sketch=sketch(snapshot, found, language),
        sketch_size=(WIDTH, HEIGHT),
        questions=_questions(snapshot, found.iri),
        incoming=_incoming(snapshot, found, number, language),
        page_number=number,
        page_count=found.namers.pages,
        page_size=PAGE,
        turns=tuple(_turns(path_of(request), number, found.namers.pages)),
        structured=markup.of(snapshot, found),
        register=_register(request, found.iri),
    )


def _register(request: Request, thing: NamedNode) -> Registered | None:
    """Where the register has a Quartier: from its first move on, for that is when the graphs know of it too."""
    if is_still(request):
        return None
    case = service.of(request).keeper.register.cases.get(thing.value)
    if case is None or not any(event.move for event in case.happened):
        return None
    name = quote(name_of(thing.value), safe="~")
    labelled = any(event.label is not None for event in case.happened)
    return Registered(f"/dossiers/{name}", f"/labels/{name}" if labelled else None)


def _incoming(snapshot: Snapshot, found: Description, number: int, language: Language) -> tuple[Named, ...]:
    return tuple(
        Named(
            property_name(snapshot, entry.property, language),
            entry.count,
            [link(snapshot, thing, language) for thing in entry.subjects],
        )
        for entry in found.namers.page(number)
    )


def _turns(path: str, number: int, pages: int) -> Iterator[Turn]:
    """The links to the other pages."""
    for relation, other in around(number, pages):
        if other != number and pages > 1:
            rel = {"previous": "prev", "next": "next"}.get(relation)
            yield Turn(_WORDS[relation], path if other == 1 else f"{path}?page={other}", rel)


def _questions(snapshot: Snapshot, thing: NamedNode) -> tuple[Question, ...]:
    return tuple(Question(query.title, _asking(query, taking, thing)) for query, taking in related(snapshot, thing))


def _asking(query: StoredQuery, taking: Parameter, thing: NamedNode) -> str:
    """The address of a question about a thing, whatever state it is in."""
    name = quote(thing.value.removeprefix(ID), safe="/")
    return f"/queries/{query.id}?{taking.name}={name}{_any_state().get(query.id, '')}"


@cache
def _any_state() -> Mapping[str, str]:
    """What asks a question of things in any state, where it asks of those in one state when nobody says."""
    return {
        query.id: f"&{one.name}={option.name}"
        for query in library().values()
        for one in query.parameters
        for option in one.options
        if option.iri == term("qn:AnyState") and option.name != one.default
    }
