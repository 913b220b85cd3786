"""``/queries``: the stored queries, each with its form, its answer in several formats, and its text."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from functools import partial
from urllib.parse import urlencode

from fastapi import APIRouter
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response

from quartierkg.errors import NotAuthorised, ParameterFault, TooBusy, Unanswered, UnknownValue
from quartierkg.language import Language
from quartierkg.media import CSV, GEO_JSON, GRAPHS, HTML, JSON, RESULTS_JSON, SPARQL, MediaType
from quartierkg.publish import write
from quartierkg.query import Form
from quartierkg.stored import StoredQuery, Values, csv, geojson, json, library, stored_query
from quartierkg.stored.answer import Answer
from quartierkg.stored.library import statements
from quartierkg.terms import BASE
from quartierkg.web import api, questions, service, stored
from quartierkg.web.answers import negotiated, to_json, written
from quartierkg.web.faults import headers_of, of_ours, wants_page
from quartierkg.web.negotiation import (
    VARY,
    alternate,
    entity_tag,
    format_of,
    has_it,
    language_of,
    links,
    path_of,
    revised,
    uri,
)
from quartierkg.web.routes.parameters import SHOWN, known
from quartierkg.web.still import is_still

LISTED = (JSON, HTML, *GRAPHS)
_PROBLEMS = (ParameterFault, NotAuthorised, UnknownValue, TooBusy, Unanswered)

router = APIRouter()


@router.get("/queries", dependencies=SHOWN, responses=api.formats(LISTED), response_class=Response)
async def queries(request: Request) -> Response:
    """The stored queries: what each asks, whom it is for, what it takes and gives.

    :raises UsageFault: when a parameter is none of those that there are.
    """
    known(request.query_params, ("lang", "format"))

    def make(media: MediaType) -> bytes | str:
        if media is HTML:
            return questions.listed(request, LISTED)
        if media is JSON:
            return to_json({"items": [json.of_query(query) for query in library().values()], "next": None})
        # What all have in common is stated once.
        return write(dict.fromkeys(triple for name in library() for triple in statements(name)), media)

    return await negotiated(request, LISTED, make)


def offered(query: StoredQuery) -> tuple[MediaType, ...]:
    """The formats of a question's answer, and of the question: its text, or itself as RDF."""
    placed = (GEO_JSON,) if query.places is not None else ()
    return (JSON, HTML, CSV, *placed, RESULTS_JSON, SPARQL, *GRAPHS)


async def asked(request: Request, query: StoredQuery) -> Response:
    """The answer to a stored query; to a browser that asks amiss, its form with what is wrong."""
    try:
        return await _asked(request, query)
    except (ParameterFault, Unanswered) as fault:
        if not wants_page(request):
            raise
        page = partial(questions.page, request, query, problem=of_ours(fault))
        body = await run_in_threadpool(page)
        return written(body, HTML, language_of(request), headers_of(fault), fault.status)


async def _asked(request: Request, query: StoredQuery) -> Response:
    media = format_of(request, offered(query))
    reads_all = stored.reads_all(request)
    values = await stored.values_of(request, query)
    headers = _headers(request, query, media, values, private=reads_all)
    if "ETag" in headers and has_it(request, headers["ETag"]):
        return Response(status_code=304, headers=headers)
    language = _language(values)
    headers["Content-Location"] = alternate(request, media)
    if media is SPARQL:
        return written(stored.bound(query, values).text, media, language, headers)
    if media in GRAPHS and query.form is not Form.CONSTRUCT:
        return written(await run_in_threadpool(write, statements(query.id), media), media, language, headers)
    if media in GRAPHS or media is RESULTS_JSON:
        found = stored.bound(query, values, rows=media is RESULTS_JSON)
        return written(await stored.written(request, found, media), media, language, headers)
    answer = await stored.answered(request, query, values)
    headers["Link"] = ", ".join((headers["Link"], *_pages(request, answer)))
    body = await run_in_threadpool(_body, request, answer, media, language)
    return written(body, media, language, headers)


def _headers(
    request: Request, query: StoredQuery, media: MediaType, values: Values, *, private: bool
) -> dict[str, str]:
    """What an answer has beside its body; what is only for the committee is kept by nobody else."""
    headers = {**VARY, "Cache-Control": "no-cache", "Link": links(request, offered(query), media, query.iri.value)}
    headers |= revised(service.of(request).snapshot)
    if private:
        return headers | {"Cache-Control": "private, no-store"}
    # The values are part of what is told: "today" and the defaults are others on another day.
    said = entity_tag(request, media) + "&".join(f"{name}={value}" for name, value in sorted(values.said.items()))
    return headers | {"ETag": '"' + hashlib.sha256(said.encode()).hexdigest()[:32] + '"'}


def _language(values: Values) -> Language:
    return "en" if values.said["lang"] == "en" else "fr"


def _pages(request: Request, answer: Answer) -> list[str]:
    """The rows before and behind these (RFC 8288, 3)."""
    found = (("prev", answer.before), ("next", answer.after))
    return [
        f'<{uri(_elsewhere(request, stored.following(answer.values, offset) or {}))}>; rel="{relation}"'
        for relation, offset in found
        if offset is not None
    ]


def _elsewhere(request: Request, values: Mapping[str, str]) -> str:
    kept = {name: request.query_params[name] for name in ("format",) if name in request.query_params}
    return f"{path_of(request)}?{urlencode({**values, **kept})}"


def _body(request: Request, answer: Answer, media: MediaType, language: Language) -> str:
    snapshot = service.of(request).snapshot
    if media is HTML:
        return questions.page(request, answer.query, answer=answer)
    if media is CSV:
        return csv.write(answer, language)
    if media is GEO_JSON:
        return to_json(geojson.of_answer(answer, snapshot, language))
    following = stored.following(answer.values, answer.after)
    address = _elsewhere(request, following) if following else None
    if address and is_still(request):  # a file has no rows behind these: a service has them
        address = BASE.removesuffix("/") + address
    return to_json(json.of_answer(answer, language, revision=snapshot.revision, following=address))


def _route(query: StoredQuery) -> None:
    """The address of one question, described with its own parameters."""

    async def route(request: Request) -> Response:
        return await asked(request, query)

    router.add_api_route(
        f"/queries/{query.id}",
        route,
        methods=["GET"],
        name=query.id,
        operation_id=query.id,
        summary=query.title.en,
        description=query.explanation.en,
        tags=["stored queries"],
        responses=api.formats(offered(query), *_PROBLEMS),
        openapi_extra=api.stored(query),
        response_class=Response,
    )


for _query in library().values():
    _route(_query)


@router.get("/queries/{name}", include_in_schema=False)
async def other(request: Request, name: str) -> Response:
    """A question by its identifier, whatever its case.

    :raises NotFound: when there is none.
    """
    return await asked(request, stored_query(name))
