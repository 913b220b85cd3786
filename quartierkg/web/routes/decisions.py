"""``/decisions``: what was decided, with all that it takes to compute it again. Everybody reads them."""

from __future__ import annotations

from typing import Any, Final

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import Response

from quartierkg.errors import NotFound
from quartierkg.language import Text
from quartierkg.media import GRAPHS, JSON, MediaType
from quartierkg.publish import describe, write
from quartierkg.publish.document import document
from quartierkg.register import shown
from quartierkg.register.case import Case, Happened
from quartierkg.register.lifecycle import is_decision
from quartierkg.web import api, service
from quartierkg.web.answers import negotiated, to_json
from quartierkg.web.pagination import Limit, Offset, page
from quartierkg.web.routes.parameters import SHOWN

_Responses = dict[int | str, dict[str, Any]]
_LIST: Final[_Responses] = {200: {"description": "Some of them.", "content": {JSON.essence: {}}}}
_OFFERED: Final = (JSON, *GRAPHS)

router = APIRouter(dependencies=SHOWN)


@router.get("/decisions", responses=_LIST | api.OTHERWISE, response_class=Response)
async def decisions(request: Request, limit: Limit = 50, offset: Offset = 0) -> Response:
    """What was decided, the latest first: moves that two people made, suspensions and withdrawals."""
    return page("/decisions", _decided(request), lambda one: shown.decision(*one), limit, offset)


@router.get("/decisions/{entry}", responses=api.formats(_OFFERED, NotFound), response_class=Response)
async def decision(request: Request, entry: int) -> Response:
    """A decision, with the digests of all that it rests on: ``quartierkg verdict replay`` computes it again.

    In RDF, it is what the public graphs say of it, as under its own address.
    """
    for case, event in _decided(request):
        if event.entry == entry:
            return await _answer(request, case, event)
    raise NotFound(Text(f"Il n’y a pas de décision {entry}.", f"There is no decision {entry}."))


async def _answer(request: Request, case: Case, event: Happened) -> Response:
    snapshot, iri = service.of(request).snapshot, shown.address(case, event)

    def make(media: MediaType) -> bytes | str:
        if media is JSON:
            return to_json(shown.decision(case, event))
        found = describe(snapshot, iri)
        assert found is not None
        return write(document(snapshot, found), media)

    return await negotiated(request, _OFFERED, make, cite_as=iri.value)


def _decided(request: Request) -> list[tuple[Case, Happened]]:
    found = [
        (case, event)
        for case in service.of(request).keeper.register.cases.values()
        for event in case.happened
        if is_decision(event.move)
    ]
    return sorted(found, key=lambda one: -one[1].entry)
