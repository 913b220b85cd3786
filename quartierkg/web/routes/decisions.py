"""``/decisions``: what was decided, with all that it takes to compute it again. Everybody reads them."""

from __future__ import annotations

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import Response

from quartierkg.errors import NotFound, ParameterFault
from quartierkg.language import Text
from quartierkg.media import HTML, MediaType
from quartierkg.register import shown
from quartierkg.web import api, decided, pagination, service
from quartierkg.web.answers import negotiated, to_json
from quartierkg.web.pagination import Limit, Offset
from quartierkg.web.registry import OFFERED
from quartierkg.web.routes.parameters import SHOWN

router = APIRouter(dependencies=SHOWN)


@router.get("/decisions", responses=api.formats(OFFERED, ParameterFault, kept=False), response_class=Response)
async def decisions(request: Request, limit: Limit = 50, offset: Offset = 0) -> Response:
    """What was decided, the latest first: moves that two people made, suspensions and withdrawals."""
    found = decided.decisions(service.of(request).keeper.register.cases.values())
    value = pagination.some("/decisions", found, lambda one: shown.decision(*one), limit, offset)

    def make(media: MediaType) -> str:
        return decided.listing(request, value, limit, offset) if media is HTML else to_json(value)

    return await negotiated(request, OFFERED, make, cached=False)


@router.get("/decisions/{entry}", responses=api.formats(OFFERED, NotFound, kept=False), response_class=Response)
async def decision(request: Request, entry: int) -> Response:
    """A decision, with the digests of all that it rests on: ``quartierkg verdict replay`` computes it again."""
    found = decided.decisions(service.of(request).keeper.register.cases.values())
    case, event = next((one for one in found if one[1].entry == entry), (None, None))
    if case is None or event is None:
        raise NotFound(Text(f"Il n’y a pas de décision {entry}.", f"There is no decision {entry}."))
    value = shown.decision(case, event)

    def make(media: MediaType) -> str:
        return decided.page(request, case, event, value) if media is HTML else to_json(value)

    return await negotiated(request, OFFERED, make, cached=False)
