"""``/decisions``: what was decided, with all that it takes to compute it again. Everybody reads them."""

from __future__ import annotations

from typing import Any, Final

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import Response

from quartierkg.errors import NotFound
from quartierkg.language import Text
from quartierkg.media import JSON
from quartierkg.register import shown
from quartierkg.register.case import Case, Happened
from quartierkg.terms import term
from quartierkg.web import api, service
from quartierkg.web.answers import data
from quartierkg.web.pagination import Limit, Offset, page
from quartierkg.web.routes.parameters import SHOWN

_Responses = dict[int | str, dict[str, Any]]
_LIST: Final[_Responses] = {200: {"description": "Some of them.", "content": {JSON.essence: {}}}}
_ONE: Final[_Responses] = {200: {"description": "All of it.", "content": {JSON.essence: {}}}}
_ABSENT: Final[_Responses] = {NotFound.status: api.problem(NotFound.title.en)}

router = APIRouter(dependencies=SHOWN)


@router.get("/decisions", responses=_LIST | api.OTHERWISE, response_class=Response)
async def decisions(request: Request, limit: Limit = 50, offset: Offset = 0) -> Response:
    """What was decided, the latest first: moves that two people made, suspensions and withdrawals."""
    return page("/decisions", _decided(request), lambda one: shown.decision(*one), limit, offset)


@router.get("/decisions/{entry}", responses=_ONE | _ABSENT | api.OTHERWISE, response_class=Response)
async def decision(request: Request, entry: int) -> Response:
    """A decision, with the digests of all that it rests on: ``quartierkg verdict replay`` computes it again."""
    for case, event in _decided(request):
        if event.entry == entry:
            return data(shown.decision(case, event))
    raise NotFound(Text(f"Il n’y a pas de décision {entry}.", f"There is no decision {entry}."))


def _decided(request: Request) -> list[tuple[Case, Happened]]:
    found = [
        (case, event)
        for case in service.of(request).keeper.register.cases.values()
        for event in case.happened
        if event.decision or event.to in (term("qn:Suspended"), term("qn:Withdrawn"))
    ]
    return sorted((one for one in found if one[1].move), key=lambda one: -one[1].entry)
