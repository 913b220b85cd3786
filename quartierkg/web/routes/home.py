"""The home page, and the description of the service for programs."""

from __future__ import annotations

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import Response

from quartierkg.language import Language
from quartierkg.media import GRAPHS, HTML, MediaType
from quartierkg.publish import network, write
from quartierkg.query.description import description
from quartierkg.snapshot import Snapshot, graphs
from quartierkg.web import service, words
from quartierkg.web.answers import negotiated
from quartierkg.web.api import formats
from quartierkg.web.negotiation import language_of
from quartierkg.web.pages import render
from quartierkg.web.routes.catalogue import DESCRIBED
from quartierkg.web.routes.parameters import SHOWN
from quartierkg.web.still import is_still

OFFERED = (*GRAPHS, HTML)

router = APIRouter()


@router.get("/", dependencies=SHOWN, responses=formats(OFFERED), response_class=Response)
async def home(request: Request) -> Response:
    """What the service is: a page, or the description of the service and of its dataset."""
    about = service.of(request)

    def make(media: MediaType) -> bytes | str:
        if media is not HTML:
            return write(description(about.snapshot, about.settings.base), media)
        return _page(request, about.snapshot, language_of(request))

    answer = await negotiated(request, OFFERED, make)
    answer.headers["Link"] += f", {DESCRIBED}"
    return answer


def _page(request: Request, snapshot: Snapshot, language: Language) -> str:
    quartiers = network.quartiers(snapshot, language)
    territories = network.territories(snapshot, language)
    # Whoever declares an interest in the register is not invented, unless they say so.
    declared = [one for one in quartiers if not one.illustrative]
    return render(
        request,
        "home.html",
        offered=() if is_still(request) else OFFERED,
        quartiers=quartiers,
        declared=bool(declared),
        territories=territories,
        counts=(
            (len(quartiers) - len(declared), words.COUNT_QUARTIERS),
            *(((len(declared), words.COUNT_DECLARED),) if declared else ()),
            (len(territories), words.COUNT_TERRITORIES),
            (snapshot.count(graphs.NETWORK), words.COUNT_NETWORK),
            (snapshot.count(graphs.ONTOLOGY), words.COUNT_TERMS),
        ),
    )
