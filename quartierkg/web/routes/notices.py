"""``/mentions-legales``, ``/confidentialite``, ``/accessibilite``: the pages of the law, which every page links."""

from __future__ import annotations

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import Response

from quartierkg.media import HTML
from quartierkg.web import api
from quartierkg.web.answers import negotiated
from quartierkg.web.notices import pages
from quartierkg.web.routes.parameters import SHOWN

router = APIRouter()


@router.get("/mentions-legales", dependencies=SHOWN, responses=api.formats((HTML,)), response_class=Response)
async def legal(request: Request) -> Response:
    """Who publishes, directs and hosts the service, as its operator says it."""
    return await negotiated(request, (HTML,), lambda _: pages.legal(request))


@router.get("/confidentialite", dependencies=SHOWN, responses=api.formats((HTML,)), response_class=Response)
async def privacy(request: Request) -> Response:
    """Which data the service holds of people, who sees them, and for how long."""
    return await negotiated(request, (HTML,), lambda _: pages.privacy(request))


@router.get("/accessibilite", dependencies=SHOWN, responses=api.formats((HTML,)), response_class=Response)
async def accessibility(request: Request) -> Response:
    """How far everybody can use the pages, and what to do where somebody cannot."""
    return await negotiated(request, (HTML,), lambda _: pages.accessibility(request))
