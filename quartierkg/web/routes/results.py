"""``/validate/results``: results that somebody asked to keep, each at an address that is a secret, for some days."""

from __future__ import annotations

from dataclasses import replace
from typing import Annotated, Final

from fastapi import APIRouter, Path, Query
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from quartierkg.errors import Gone, NotFound, OverBudget, TooBusy, UsageFault
from quartierkg.media import HTML, JSON
from quartierkg.web import advised, api, check_words, checked, judge, keeping, service
from quartierkg.web.answers import written
from quartierkg.web.checked import Result
from quartierkg.web.computed import computed
from quartierkg.web.keeping import HEADERS, PLACE
from quartierkg.web.negotiation import VARY, format_of, language_of
from quartierkg.web.routes.parameters import REMEDIED, SHOWN, asks_for_remedies, known

_Name = Annotated[str, Path(max_length=64, description="The secret of the address.")]
_File = Annotated[int | None, Query(description="Which of several files, from 1; by default all.", ge=1)]
_FOR_PEOPLE: Final = (HTML, *(media for media in judge.OFFERED if media is not HTML))
_GONE: Final[dict[int | str, api.Object]] = {fault.status: api.problem(fault.title.en) for fault in (NotFound, Gone)}

router = APIRouter(dependencies=SHOWN)


@router.get(
    PLACE + "/{name}",
    dependencies=REMEDIED,
    responses=api.formats(_FOR_PEOPLE, UsageFault, NotFound, Gone, TooBusy, OverBudget, kept=False),
    response_class=Response,
)
async def result(request: Request, name: _Name, file: _File = None) -> Response:
    """A result that is kept: its page, or its report in any format; as data it is the one that was given then."""
    known(request.query_params, ("lang", "format", "file", advised.PARAMETER))
    media, language = format_of(request, _FOR_PEOPLE), language_of(request)
    write = judge.reporter(media)
    remedies = asks_for_remedies(request.query_params, media)
    found, report = await computed(request, lambda: keeping.read(request, name))
    found = replace(_of_file(found, file), remedies=remedies)
    headers = {**HEADERS, **({"Content-Language": language} if judge.spoken(media) else {})}
    if media is HTML:
        return written(await checked.page(request, found), media, language, headers)
    if media is JSON and found.chosen is None:
        return written(report, media, language, headers)
    outcomes = found.outcomes if found.chosen is None else (found.outcomes[found.chosen],)
    return written(await computed(request, lambda: write(judge.batch(outcomes), language)), media, language, headers)


@router.delete(PLACE + "/{name}", status_code=204, responses=_GONE | api.OTHERWISE, response_class=Response)
async def remove(request: Request, name: _Name) -> Response:
    """Remove a result; whoever knows its address may."""
    await run_in_threadpool(service.of(request).shelf.remove, name)
    return Response(status_code=204, headers=VARY | HEADERS)


@router.post(
    PLACE + "/{name}/removal",
    status_code=303,
    responses=_GONE | api.OTHERWISE,
    response_class=Response,
)
async def removal(request: Request, name: _Name) -> Response:
    """The same from a page."""
    await run_in_threadpool(service.of(request).shelf.remove, name)
    asked = request.query_params.get("lang")
    address = f"{PLACE}/{name}" + (f"?lang={language_of(request)}" if asked else "")
    return RedirectResponse(address, 303, HEADERS)


def _of_file(found: Result, file: int | None) -> Result:
    """The result with one of its files chosen: the only one, where there is but one.

    :raises NotFound: when it has no such file.
    """
    if file is None:
        return found
    if file > len(found.outcomes):
        raise NotFound(check_words.ERROR_NO_SUCH_FILE.filled(file))
    return replace(found, chosen=file - 1)
