"""``/sparql``: the SPARQL 1.1 Protocol for programs, an editor for people."""

from __future__ import annotations

import time
from collections.abc import Mapping
from typing import Final

from fastapi import APIRouter
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response

from quartierkg import query
from quartierkg.errors import QueryFault, TooBusy, TooLarge, Unanswered, UnknownFormat
from quartierkg.language import Text
from quartierkg.media import GRAPHS, HTML, RESULTS, MediaType
from quartierkg.publish import write
from quartierkg.query import Job, Operation, Query, Question, Update
from quartierkg.query.description import description
from quartierkg.query.update import admit
from quartierkg.web import api, audited, body, editor, service, timing
from quartierkg.web.answers import negotiated, written
from quartierkg.web.asked import evaluated
from quartierkg.web.faults import headers_of, of_ours, wants_page
from quartierkg.web.negotiation import VARY, entity_tag, format_of, has_it, language_of, revised
from quartierkg.web.routes.parameters import SHOWN
from quartierkg.web.service import Service
from quartierkg.web.streaming import Streamed, begun, unless_left
from quartierkg.web.writes import authorise, may_write
from quartierkg.web.writes import write as changed

DESCRIBED = (*GRAPHS, HTML)

ANSWERED = (*RESULTS, *GRAPHS, HTML)

# So many characters are read in less time than a thread takes to begin.
_SHORT: Final = 2048
# So much of an answer is read for a page, which shows some hundred rows of it.
_ON_A_PAGE: Final = 1024 * 1024
# So much of an update the journal tells, beside all that it changed.
_TOLD: Final = 4000

router = APIRouter(dependencies=SHOWN)


@router.get(
    "/sparql",
    responses=api.formats(ANSWERED, QueryFault, TooBusy, Unanswered),
    openapi_extra=api.SPARQL_GET,
    response_class=Response,
)
async def get(request: Request) -> Response:
    """A query by GET; without one, the service description or the editor."""
    question = query.by_get(request.scope["query_string"])
    if question is not None:
        return await _answer(request, question)
    about = service.of(request)

    def make(media: MediaType) -> bytes | str:
        if media is HTML:
            return editor.page(request, about.snapshot)
        return write(description(about.snapshot, about.settings.base, updates=about.settings.update), media)

    return await negotiated(request, DESCRIBED, make)


@router.post(
    "/sparql",
    responses=api.formats(ANSWERED, QueryFault, TooLarge, UnknownFormat, TooBusy, Unanswered, kept=False),
    openapi_extra=api.SPARQL_POST,
    response_class=Response,
)
async def post(request: Request) -> Response:
    """A query by POST, as a form or directly."""
    question = await _sent(request)
    if isinstance(question, Update):
        return await _changed(request, question)
    return await _answer(request, question)


@router.post(
    "/update",
    responses={**api.WRITTEN, UnknownFormat.status: api.problem(UnknownFormat.title.en)},
    openapi_extra=api.UPDATE_POST,
    status_code=204,
    response_class=Response,
)
async def update(request: Request) -> Response:
    """An update of the operator, as a form or directly."""
    question = await _sent(request)
    if isinstance(question, Question):
        raise QueryFault(
            Text("Une mise à jour est attendue ici, et non une requête.", "An update is expected here, not a query."),
            remedy=Text("Les requêtes s’envoient à /sparql.", "Queries are sent to /sparql."),
        )
    return await _changed(request, question)


async def _sent(request: Request) -> Question | Update:
    """What a POST carries."""
    content_type = request.headers.get("content-type")
    body.check_utf8(content_type)
    large = service.of(request).settings.update and may_write(request)
    sent = await body.read(request, body.UPDATE if large else body.QUERY)
    parts = content_type, request.scope["query_string"], sent
    return query.by_post(*parts) if len(sent) <= _SHORT else await run_in_threadpool(query.by_post, *parts)


async def _changed(request: Request, update: Update) -> Response:
    """204: the update is journaled, and every later query sees it."""
    authorise(request, update=True)
    audited.tell(request, "update")
    about = service.of(request)
    text = await run_in_threadpool(admit, update)
    operation = Operation("update", text, base=f"{about.settings.base}/sparql")
    await changed(about, operation, "update", update.text[:_TOLD])
    return Response(status_code=204, headers=revised(about.snapshot))


async def _answer(request: Request, question: Question) -> Response:
    """The answer to a question; to a browser, the page with what is wrong with it."""
    try:
        return await _asked(request, question)
    except (QueryFault, Unanswered) as fault:
        if not wants_page(request):
            raise
        snapshot = service.of(request).snapshot
        page = await run_in_threadpool(editor.page, request, snapshot, text=question.text, problem=of_ours(fault))
        return written(page, HTML, language_of(request), headers_of(fault), fault.status)


async def _asked(request: Request, question: Question) -> Response:
    """The answer; 304 when the client holds it and a repetition could not differ."""
    about = service.of(request)
    admitted = await _admitted(about, question.text)
    media = format_of(request, (*admitted.form.offered, HTML), lenient=True)
    language = language_of(request)
    tag = entity_tag(request, media) if admitted.repeatable and request.method == "GET" else None
    headers = {"Cache-Control": "no-cache"} | ({"ETag": tag} if tag else {})
    if tag is not None and has_it(request, tag):
        return written(b"", media, language, headers | timing.KEPT, 304)
    if media is HTML:
        return await _page(request, question, admitted, headers)
    snapshot = about.snapshot
    job = _job(about, question, admitted, media)
    kept = about.cache.get(snapshot.chain, job) if admitted.repeatable else None
    if kept is not None:
        return written(kept, media, language, headers | revised(snapshot) | timing.KEPT)
    since = time.perf_counter()
    answer = await begun(request, evaluated(request, job))
    if answer.snapshot is not None and answer.snapshot is not snapshot:
        snapshot = answer.snapshot  # a revision came in between: the tag was of the one before
        headers.pop("ETag", None)
    headers |= revised(snapshot) | timing.told(since, about.settings.limits.deadline)
    if not answer.complete:
        return Streamed(answer, {**VARY, **headers}, media.header)
    await answer.close()
    if admitted.repeatable:
        about.cache.put(snapshot.chain, job, answer.begun)
    return written(answer.begun, media, language, headers)


def _job(about: Service, question: Question, admitted: Query, media: MediaType) -> Job:
    """What a worker is asked; relative IRIs are those of the endpoint (RFC 3986, 5.1.3)."""
    return Job.of(question, admitted, media, f"{about.settings.base}/sparql", plain=about.settings.test_suite)


async def _admitted(about: Service, text: str) -> Query:
    """The query, checked; what takes longer to read does not hold up the others."""
    services = about.settings.services
    return query.admit(text, services) if len(text) <= _SHORT else await run_in_threadpool(query.admit, text, services)


async def _page(request: Request, question: Question, admitted: Query, headers: Mapping[str, str]) -> Response:
    """The editor with the answer below it."""
    about = service.of(request)
    job = _job(about, question, admitted, editor.asks_for(admitted))
    since = time.perf_counter()
    answer = await begun(request, evaluated(request, job))
    try:
        found = await unless_left(request.receive, answer.beginning(_ON_A_PAGE))
    finally:
        await answer.close()
    if answer.snapshot is not about.snapshot:
        headers = {name: value for name, value in headers.items() if name != "ETag"}
    cost = timing.told(since, about.settings.limits.deadline)
    page = await run_in_threadpool(_shown, request, question, admitted, found, cut=not answer.complete)
    return written(page, HTML, language_of(request), {**headers, **revised(answer.snapshot or about.snapshot), **cost})


def _shown(request: Request, question: Question, admitted: Query, found: bytes, *, cut: bool) -> str:
    result = editor.result(admitted, found, language_of(request), cut=cut)
    return editor.page(request, service.of(request).snapshot, text=question.text, result=result)
