"""``/validate``: a form for people; a dossier in, a verdict out for everyone."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import replace
from urllib.parse import urlencode

from fastapi import APIRouter
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from quartierkg.errors import (
    EngineFault,
    KeptFull,
    NotKept,
    OverBudget,
    SyntaxFault,
    TooBusy,
    TooLarge,
    TooManyWrites,
    UnknownFormat,
    Unreadable,
    UsageFault,
)
from quartierkg.language import LANGUAGES
from quartierkg.media import HTML, JSON, RDF, MediaType
from quartierkg.web import advised, api, body, checked, judge, keeping, service
from quartierkg.web.answers import negotiated, written
from quartierkg.web.checked import Result
from quartierkg.web.computed import computed
from quartierkg.web.negotiation import format_of, language_of
from quartierkg.web.pages import render
from quartierkg.web.routes import handed
from quartierkg.web.routes.handed import Handed
from quartierkg.web.routes.parameters import CHOSEN, KEPT, REMEDIED, SHOWN, asks_for_remedies, once

# What a program may send: the parameters with their values, the syntaxes, the cap.
_DESCRIPTION = {
    "method": "POST",
    **handed.CHOSEN,
    "day": "YYYY-MM-DD",
    "award-date": "YYYY-MM-DD",
    "keep": handed.KEEP,
    "accepts": [media.essence for media in judge.TAKEN] + [body.FORMS[0]],
    "answers": [media.essence for media in judge.OFFERED],
    "maxBytes": body.UPLOAD,
}

router = APIRouter(dependencies=SHOWN)


@router.get("/validate", responses=api.formats((JSON, HTML)), response_class=Response)
async def form(request: Request) -> Response:
    """The form; for programs, what may be sent."""
    days = service.of(request).settings.keep_days

    def make(media: MediaType) -> bytes | str:
        if media is HTML:
            return render(request, "validate.html", syntaxes=RDF, guessed=handed.GUESSED, days=days)
        return json.dumps(_DESCRIPTION | {"keepDays": days}, indent=1)

    return await negotiated(request, (JSON, HTML), make)


@router.post(
    "/validate",
    dependencies=CHOSEN + KEPT + REMEDIED,
    responses=api.formats(
        judge.OFFERED,
        *(UsageFault, SyntaxFault, TooLarge, UnknownFormat, Unreadable, EngineFault, NotKept, KeptFull, TooManyWrites),
        *(TooBusy, OverBudget),
        kept=False,
    )
    | api.CREATED,
    openapi_extra=api.validate_post(handed.CHOSEN, judge.TAKEN),
    response_class=Response,
)
async def validate(request: Request) -> Response:
    """A verdict for every dossier that was sent; 200 whenever there is one, conforming or not."""
    media, language = format_of(request, judge.OFFERED), language_of(request)
    write = judge.reporter(media)
    judge.one_of(LANGUAGES, once(request.query_params, "lang"), "lang")
    remedies = asks_for_remedies(request.query_params, media)
    sent = await handed.read(request)
    found = Result(sent.case, await computed(request, lambda: _judged(request, sent)), remedies=remedies)
    if media is HTML:
        return await _page(request, sent, found)
    batch = judge.batch(found.outcomes)
    status, headers = 200, {}
    if sent.keep:
        status, headers = 201, {"Location": await run_in_threadpool(keeping.keep, request, found)}
    if sent.by_form:
        name = checked.download(found, media)
        headers |= {"Content-Disposition": f'attachment; filename="{name}"'}
    report = await computed(request, lambda: write(batch, language))
    return _answer(request, report, media, headers, status)


def _judged(request: Request, sent: Handed) -> tuple[judge.Outcome, ...]:
    return tuple(judge.each(sent.case, service.of(request).settings.data))


async def _page(request: Request, sent: Handed, found: Result) -> Response:
    """The page of what came of it; of what is kept, the way to its address."""
    faults = [one for one in found.outcomes if isinstance(one, Unreadable)]
    status = faults[0].status if len(faults) == len(found.outcomes) else 200
    if sent.keep and status == 200:
        try:
            place = await run_in_threadpool(keeping.keep, request, found)
        except (NotKept, TooManyWrites) as fault:
            found = replace(found, notice=fault.text)
        else:
            asked = {name: request.query_params.get(name) for name in ("lang", advised.PARAMETER)}
            query = urlencode({name: value for name, value in asked.items() if value})
            return RedirectResponse(f"{place}?{query}" if query else place, 303, {"Cache-Control": "no-store"})
    return _answer(request, await checked.page(request, found), HTML, {}, status)


def _answer(
    request: Request, report: bytes | str, media: MediaType, headers: Mapping[str, str], status: int
) -> Response:
    language = language_of(request)
    spoken = {"Content-Language": language} if judge.spoken(media) else {}
    return written(report, media, language, {"Cache-Control": "no-store", **spoken, **headers}, status)
