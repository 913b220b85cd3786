"""``/sparql/lexicon``: what a query may name, for editors that propose it."""

from __future__ import annotations

import json

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import Response

from quartierkg.media import JSON, MediaType
from quartierkg.publish.lexicon import Lexicon
from quartierkg.web import service
from quartierkg.web.answers import negotiated
from quartierkg.web.api import formats
from quartierkg.web.negotiation import language_of
from quartierkg.web.routes.parameters import SHOWN

router = APIRouter(dependencies=SHOWN)


@router.get("/sparql/lexicon", responses=formats((JSON,)), response_class=Response)
async def lexicon(request: Request) -> Response:
    """Prefixes, classes, properties, things and graphs of the revision, with their names in a language."""
    about = service.of(request)

    def make(_: MediaType) -> str:
        found = Lexicon.of(about.snapshot, language_of(request)).value()
        # It is read by programs alone, and by every reader of the editor.
        return json.dumps(found, ensure_ascii=False, separators=(",", ":"))

    async with about.turns.mine():
        return await negotiated(request, (JSON,), make)
