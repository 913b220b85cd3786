"""``/changes``: what one revision states and another does not."""

from __future__ import annotations

import re
import time
from typing import Annotated, Final

from fastapi import APIRouter, Query
from starlette.requests import Request
from starlette.responses import Response
from starlette_compress import add_compress_type

from quartierkg.errors import Gone, NotFound, TooBusy, UsageFault
from quartierkg.journal import Ledger
from quartierkg.language import Text
from quartierkg.media import HTML, MediaType
from quartierkg.publish import patch
from quartierkg.publish.changeset import ChangeSet, between
from quartierkg.snapshot.unpublished import Unpublished
from quartierkg.web import api, dumps, service, words
from quartierkg.web.answers import negotiated
from quartierkg.web.budget import asking
from quartierkg.web.negotiation import alternate
from quartierkg.web.pages import render
from quartierkg.web.routes.parameters import SHOWN, known, once
from quartierkg.web.service import Service

OFFERED = (*patch.OFFERED, HTML)
_MOST: Final = 8 * 1024 * 1024
"""So many bytes of the journal are read for a stranger: some two seconds of work."""
_LINES: Final = 400
"""So many lines of a change set are on its page."""
_NUMBER: Final = re.compile(r"[0-9]{1,15}", re.ASCII)
_ANSWERS: Final = api.formats(OFFERED, UsageFault, NotFound, Gone, TooBusy)

router = APIRouter()

for _media in patch.OFFERED:
    add_compress_type(_media.essence)


@router.get("/changes", dependencies=SHOWN, responses=_ANSWERS, response_class=Response)
async def changes(
    request: Request,
    start: Annotated[
        str | None, Query(alias="from", description="A revision; by default, the one before the other.")
    ] = None,
    end: Annotated[str | None, Query(alias="to", description="A revision; by default, the latest.")] = None,
) -> Response:
    """What a revision states and another does not: as RDF Patch, or as a SPARQL update."""
    known(request.query_params, ("from", "to", "format", "lang"))
    for name in ("from", "to"):
        once(request.query_params, name)
    last = service.of(request).snapshot.revision if end is None else _number("to", end)
    first = max(last - 1, 0) if start is None else _number("from", start)
    return await _answer(request, first, last)


@router.get("/changes/{revision}", dependencies=SHOWN, responses=_ANSWERS, response_class=Response)
async def change(request: Request, revision: str) -> Response:
    """What a revision changed."""
    known(request.query_params, ("format", "lang"))
    last = _number("revision", revision)
    return await _answer(request, max(last - 1, 0), last)


async def _answer(request: Request, first: int, last: int) -> Response:
    about = service.of(request)
    client = asking(request)
    about.budget.check(client)

    def make(media: MediaType) -> str:
        started = time.monotonic()
        found = _between(about, first, last)
        about.budget.spend(client, time.monotonic() - started)
        return _page(request, found) if media is HTML else patch.write(found, media)

    async with dumps.of(about).changes.mine():
        return await negotiated(request, OFFERED, make)


def _between(about: Service, first: int, last: int) -> ChangeSet:
    snapshot = about.snapshot
    with Ledger.open(about.archive.directory) as ledger:
        return between(ledger.until(snapshot.revision), first, last, Unpublished.of(snapshot), _MOST)


def _page(request: Request, changes: ChangeSet) -> str:
    """The beginning of a change set, for a reader."""
    lines = patch.rdf_patch(changes).splitlines(keepends=True)
    return render(
        request,
        "document.html",
        offered=OFFERED,
        title=words.CHANGES_TITLE.filled(changes.start.number, changes.end.number),
        lead=words.CHANGES_LEAD,
        note=None if changes.added or changes.removed else words.CHANGES_NONE,
        raw=alternate(request, patch.RDF_PATCH),
        text="".join(lines[:_LINES]) + ("…\n" if len(lines) > _LINES else ""),
    )


def _number(name: str, given: str) -> int:
    """The number of a revision.

    :raises UsageFault: when it is none.
    """
    if not _NUMBER.fullmatch(given):
        raise UsageFault(
            Text("« {} » n’est pas le numéro d’une révision.", "“{}” is not the number of a revision.").filled(given),
            source=name,
        )
    return int(given)
