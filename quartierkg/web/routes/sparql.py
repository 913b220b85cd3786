"""``/sparql``: the SPARQL 1.1 Protocol for programs, an editor for people."""

from __future__ import annotations

from dataclasses import dataclass

from anyio import to_thread
from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import Response

from quartierkg import query
from quartierkg.errors import QueryFault, TooLarge, UnknownFormat
from quartierkg.media import GRAPHS, HTML, RESULTS, MediaType
from quartierkg.publish import write
from quartierkg.query import Question
from quartierkg.query.description import description
from quartierkg.web import api, body, editor, service
from quartierkg.web.answers import negotiated, written
from quartierkg.web.faults import of_ours, wants_page
from quartierkg.web.negotiation import entity_tag, format_of, has_it, language_of
from quartierkg.web.routes.parameters import SHOWN

DESCRIBED = (*GRAPHS, HTML)

ANSWERED = (*RESULTS, *GRAPHS, HTML)

router = APIRouter(dependencies=SHOWN)


@router.get(
    "/sparql", responses=api.formats(ANSWERED, QueryFault), openapi_extra=api.SPARQL_GET, response_class=Response
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
        return write(description(about.snapshot, about.settings.base), media)

    return await negotiated(request, DESCRIBED, make)


@router.post(
    "/sparql",
    responses=api.formats(ANSWERED, QueryFault, TooLarge, UnknownFormat, kept=False),
    openapi_extra=api.SPARQL_POST,
    response_class=Response,
)
async def post(request: Request) -> Response:
    """A query by POST, as a form or directly."""
    sent = await body.read(request, body.QUERY)
    question = query.by_post(request.headers.get("content-type"), request.scope["query_string"], sent)
    return await _answer(request, question)


@dataclass(frozen=True, slots=True)
class _Reply:
    """What a thread made of a question."""

    content: bytes | str
    media: MediaType
    tag: str | None = None
    status: int = 200


async def _answer(request: Request, question: Question) -> Response:
    """The answer to a question, made in a thread: reading, planning, evaluating and writing are all CPU work.

    The engine cannot be interrupted: a server that stops leaves the thread behind instead of waiting for it.
    """
    threads = service.of(request).queries
    reply = await to_thread.run_sync(_reply, request, question, abandon_on_cancel=True, limiter=threads)
    headers = {"Cache-Control": "no-cache"} | ({"ETag": reply.tag} if reply.tag else {})
    return written(reply.content, reply.media, language_of(request), headers, reply.status)


def _reply(request: Request, question: Question) -> _Reply:
    try:
        return _asked(request, question)
    except QueryFault as fault:
        if not wants_page(request):
            raise
        snapshot = service.of(request).snapshot
        page = editor.page(request, snapshot, text=question.text, problem=of_ours(fault))
        return _Reply(page, HTML, status=fault.status)


def _asked(request: Request, question: Question) -> _Reply:
    """The answer; 304 when the client holds it and a repetition could not differ."""
    admitted = query.admit(question.text)
    media = format_of(request, (*admitted.form.offered, HTML), lenient=True)
    tag = entity_tag(request, media) if admitted.repeatable and request.method == "GET" else None
    if tag is not None and has_it(request, tag):
        return _Reply(b"", media, tag, 304)
    snapshot = service.of(request).snapshot
    if media is HTML:
        result = editor.result(snapshot, question, admitted)
        return _Reply(editor.page(request, snapshot, text=question.text, result=result), media, tag)
    return _Reply(query.answer(snapshot, question, admitted, media), media, tag)
