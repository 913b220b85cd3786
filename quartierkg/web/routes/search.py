"""``/search``: what people look for, by words and by facets."""

from __future__ import annotations

import datetime
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Annotated, Any, Final
from urllib.parse import urlencode

from fastapi import APIRouter, Depends, Query
from pyoxigraph import NamedNode
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import QueryParams
from starlette.requests import Request
from starlette.responses import Response

from quartierkg.errors import NotFound, NotReady, ParameterFault, PastDeadline, Unanswered, UnknownValue
from quartierkg.language import LANGUAGES, Language, Text
from quartierkg.media import HTML, JSON, MediaType
from quartierkg.publish.description import is_named
from quartierkg.publish.labels import label
from quartierkg.publish.view import href
from quartierkg.search import MAX_LENGTH, MAX_PAGE, Found, Hit, Index, Kind
from quartierkg.snapshot import Snapshot
from quartierkg.terms import ONTOLOGY
from quartierkg.web import service, words
from quartierkg.web.answers import negotiated, to_json, written
from quartierkg.web.api import formats
from quartierkg.web.faults import headers_of, of_ours, wants_page
from quartierkg.web.negotiation import language_of, path_of
from quartierkg.web.pages import render
from quartierkg.web.routes.parameters import SHOWN, once

OFFERED: Final = (JSON, HTML)
_LIMIT: Final = 20
_DIGITS: Final = 9
_KINDS: Final = tuple(kind.value for kind in Kind)
_KNOWN: Final = ("q", *_KINDS, "illustrative", "limit", "offset", "lang", "format")
_TITLES: Final = {
    Kind.TYPE: words.FACET_TYPE,
    Kind.ROLE: words.FACET_ROLE,
    Kind.TERRITORY: words.FACET_TERRITORY,
    Kind.STATE: words.FACET_STATE,
    Kind.CRITERION: words.FACET_CRITERION,
}

_SHOWN: Final = 100
_CONTROL: Final = re.compile(r"[\x00-\x1f\x7f-\x9f]")
_ONE_LINE: Final = Text(
    "La valeur tient sur une ligne, sans caractère de contrôle.",
    "The value stands on one line, without control characters.",
)
_OUTCOME: Final = Text("{} : {}", "{}: {}")
_NOWHERE: Final = Text("Rien n’a la valeur « {} ».", "Nothing has the value “{}”.")
_FACETS: Final = Text("Les valeurs sont celles de « facets ».", "The values are those of “facets”.")
_LANGUAGES: Final = Text("Langues : {}.", "Languages: {}.").filled(", ".join(LANGUAGES))

_COUNT: Final[dict[str, Any]] = {"pattern": "^[0-9]+$"}

router = APIRouter()


async def _described(
    q: Annotated[str | None, Query(description="What is looked for: words, or a phrase in quotes.")] = None,
    type: Annotated[list[str] | None, Query(description="Narrow to a class, by its IRI.")] = None,
    role: Annotated[list[str] | None, Query(description="Narrow to a role, by its IRI.")] = None,
    territory: Annotated[list[str] | None, Query(description="Narrow to a territory, by its IRI.")] = None,
    state: Annotated[list[str] | None, Query(description="Narrow to a state of the label, by its IRI.")] = None,
    criterion: Annotated[list[str] | None, Query(description="Narrow to criterion:outcome, a facet's key.")] = None,
    illustrative: Annotated[
        str | None,
        Query(description="False leaves out what is invented.", json_schema_extra={"enum": ["true", "false"]}),
    ] = None,
    limit: Annotated[
        str | None, Query(description="How many hits, at most 100; 20 by default.", json_schema_extra=_COUNT)
    ] = None,
    offset: Annotated[
        str | None, Query(description="How many hits are left out first.", json_schema_extra=_COUNT)
    ] = None,
) -> None:
    """Declared for the description; read below, so that every fault names its parameter."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What a request looks for."""

    text: str
    narrowed: tuple[tuple[Kind, str], ...]
    illustrative: bool
    limit: int
    offset: int


@router.get(
    "/search",
    dependencies=[*SHOWN, Depends(_described)],
    responses=formats(OFFERED, ParameterFault, UnknownValue, NotReady, PastDeadline),
    response_class=Response,
)
async def search(request: Request) -> Response:
    """What the network, the charter and the lists have of some words, with how it divides."""
    try:
        return await _search(request)
    except (ParameterFault, Unanswered) as fault:
        if not wants_page(request):
            raise
        text = request.query_params.get("q", "")[:MAX_LENGTH]
        page = render(request, "search.html", text=text, illustrative=True, problem=of_ours(fault), shown=None)
        return written(page, HTML, language_of(request), headers_of(fault), fault.status)


async def _search(request: Request) -> Response:
    asked = _asked(request)
    about = service.of(request)
    snapshot, language = about.snapshot, language_of(request)
    if about.tier is None:
        raise NotFound(Text("Cette instance n’a pas de recherche.", "This instance has no search."))
    index = await run_in_threadpool(about.tier.index, snapshot)
    current = index.describes(snapshot, datetime.date.today())
    narrowed = await run_in_threadpool(_meant, index, snapshot, asked.narrowed)
    found = await run_in_threadpool(
        lambda: index.search(
            asked.text,
            narrowed=narrowed,
            illustrative=asked.illustrative,
            limit=asked.limit,
            offset=asked.offset,
            language=language,
        )
    )

    def make(media: MediaType) -> str:
        if media is JSON:
            return to_json(_value(request, snapshot, asked, (index, current), found, language))
        shown = _shown(request, snapshot, asked, found, language)
        return render(
            request,
            "search.html",
            offered=OFFERED,
            text=asked.text,
            illustrative=asked.illustrative,
            problem=None,
            shown=shown,
            behind=None if current else index.marks.revision,
        )

    return await negotiated(request, OFFERED, make, cached=current)


def _asked(request: Request) -> Asked:
    """What a request says.

    :raises ParameterFault: when a parameter is unknown, given twice, or does not fit.
    """
    given = request.query_params
    for name in given:
        if name not in _KNOWN:
            raise ParameterFault(
                Text(
                    "Ce paramètre n’existe pas (paramètres : {}).", "There is no such parameter (parameters: {})."
                ).filled(", ".join(_KNOWN)),
                source=name[:64],
            )
    narrowed = tuple((kind, value) for kind in Kind for value in given.getlist(kind.value) if value)
    if _once(given, "lang") not in {"", *LANGUAGES}:
        raise ParameterFault(_LANGUAGES, source="lang")
    illustrative = _once(given, "illustrative").lower() or "true"
    if illustrative not in {"true", "false"}:
        raise ParameterFault(Text("La valeur est true ou false.", "The value is true or false."), source="illustrative")
    return Asked(
        _text(given), narrowed, illustrative == "true", _count(given, "limit", _LIMIT), _count(given, "offset", 0)
    )


def _once(given: QueryParams, name: str) -> str:
    """What a parameter says; empty when it is not given.

    :raises ParameterFault: when it is given twice.
    """
    return once(given, name, partial(ParameterFault, source=name))


def _text(given: QueryParams) -> str:
    """What is looked for.

    :raises ParameterFault: when it has a control character, which nobody types into one line.
    """
    text = _once(given, "q")
    # No more is refused: names that are copied from a page have spaces that do not break, and hyphens that may.
    if _CONTROL.search(text.strip()):
        raise ParameterFault(_ONE_LINE, source="q")
    return text


def _meant(index: Index, snapshot: Snapshot, said: Sequence[tuple[Kind, str]]) -> tuple[tuple[Kind, str], ...]:
    """The facet values that are said by their keys, or by the ends of their addresses.

    What the graphs name and no thing has is a value all the same, of no hit.

    :raises UnknownValue: when one is nowhere.
    """
    return tuple((kind, _key(index, snapshot, kind, value)) for kind, value in said)


def _key(index: Index, snapshot: Snapshot, kind: Kind, value: str) -> str:
    found = index.key(kind, value)
    if found is not None:
        return found
    iri = value.rpartition(":")[0] if kind is Kind.CRITERION else value
    for address in (iri, ONTOLOGY + iri):
        if iri and _is_there(snapshot, address):
            return address + value.removeprefix(iri)
    raise UnknownValue(_NOWHERE.filled(value[:_SHOWN]), source=kind.value, remedy=_FACETS)


def _is_there(snapshot: Snapshot, address: str) -> bool:
    try:
        return is_named(snapshot, NamedNode(address))
    except ValueError:
        return False


_RANGE: Final = Text("La valeur est un nombre entier de {} à {}.", "The value is a whole number from {} to {}.")
_BOUNDS: Final = {"limit": (1, MAX_PAGE), "offset": (0, 10**_DIGITS - 1)}


def _count(given: QueryParams, name: str, default: int) -> int:
    value = _once(given, name) or str(default)
    if not (value.isascii() and value.isdecimal() and len(value) <= _DIGITS):
        raise ParameterFault(_RANGE.filled(*_BOUNDS[name]), source=name)
    return int(value)


def _value(
    request: Request, snapshot: Snapshot, asked: Asked, of: tuple[Index, bool], found: Found, language: Language
) -> Mapping[str, Any]:
    after = asked.offset + asked.limit
    index, current = of
    return {
        "q": asked.text,
        "index": {"revision": index.marks.revision, "day": index.marks.day, "current": current},
        "total": found.total,
        "corrected": [{"typed": one.typed, "taken": list(one.taken)} for one in found.corrected],
        "items": [_item(snapshot, hit, language) for hit in _there(snapshot, found)],
        "facets": {
            facet.kind.value: [
                {
                    "key": one.key,
                    "iri": one.iri,
                    "label": _name(snapshot, one.iri, language),
                    "outcome": one.outcome,
                    "count": one.count,
                }
                for one in facet.counts
            ]
            for facet in found.facets
        },
        "next": _address(request, offset=str(after)) if after < found.total else None,
    }


def _there(snapshot: Snapshot, found: Found) -> list[Hit]:
    """The hits that still are something: an index may be of a revision before."""
    return [hit for hit in found.hits if _is_there(snapshot, hit.iri)]


def _item(snapshot: Snapshot, hit: Hit, language: Language) -> dict[str, Any]:
    return {
        "iri": hit.iri,
        "label": hit.label.in_(language),
        "class": hit.class_,
        "classLabel": _name(snapshot, hit.class_, language) if hit.class_ else None,
        "snippet": hit.snippet.text if hit.snippet else None,
        "illustrative": hit.illustrative,
    }


def _name(snapshot: Snapshot, iri: str, language: Language) -> str:
    return label(snapshot, NamedNode(iri), language)


def _address(request: Request, **changed: str) -> str:
    """The address of the same search with other values."""
    kept = [(name, value) for name, value in request.query_params.multi_items() if name not in changed]
    return f"{path_of(request)}?{urlencode([*kept, *changed.items()])}"


def _narrower(request: Request, kind: str, key: str, *, without: bool) -> str:
    kept = [
        (name, value)
        for name, value in request.query_params.multi_items()
        if name != "offset" and not (name == kind and value == key)
    ]
    return f"{path_of(request)}?{urlencode(kept if without else [*kept, (kind, key)])}"


def _shown(request: Request, snapshot: Snapshot, asked: Asked, found: Found, language: Language) -> dict[str, Any]:
    """What the page shows of an answer."""
    before = asked.offset - asked.limit if asked.offset else None
    after = asked.offset + asked.limit
    chosen = {(kind.value, key) for kind, key in asked.narrowed}
    facets = [
        (
            _TITLES[facet.kind],
            [
                (
                    _said(snapshot, one.iri, one.outcome, language),
                    one.count,
                    _narrower(request, facet.kind.value, one.key, without=(facet.kind.value, one.key) in chosen),
                    (facet.kind.value, one.key) in chosen,
                )
                for one in facet.counts[:12]
            ],
        )
        for facet in found.facets
        if facet.counts
    ]
    return {
        "total": found.total,
        "corrected": [(one.typed, ", ".join(one.taken)) for one in found.corrected],
        "hits": [
            (hit, href(NamedNode(hit.iri)), _class(snapshot, hit, language), _pieces(hit))
            for hit in _there(snapshot, found)
        ],
        "facets": facets,
        "before": _address(request, offset=str(max(0, before))) if before is not None else None,
        "after": _address(request, offset=str(after)) if after < found.total else None,
    }


def _said(snapshot: Snapshot, iri: str, outcome: str | None, language: Language) -> str:
    name = _name(snapshot, iri, language)
    said = words.OUTCOMES.get(outcome or "")
    return _OUTCOME.filled(name, said).in_(language) if said is not None else name


def _class(snapshot: Snapshot, hit: Hit, language: Language) -> str:
    return _name(snapshot, hit.class_, language) if hit.class_ else ""


def _pieces(hit: Hit) -> Sequence[tuple[str, bool]]:
    """A snippet in pieces, each with whether it is one of the words."""
    if hit.snippet is None or not (hit.snippet.marks or hit.snippet.language):
        return ()  # a number or a name of a place says nothing by itself
    found: list[tuple[str, bool]] = []
    at = 0
    for start, end in hit.snippet.marks:
        found += [(hit.snippet.text[at:start], False), (hit.snippet.text[start:end], True)]
        at = end
    return [piece for piece in (*found, (hit.snippet.text[at:], False)) if piece[0]]
