"""``/catalogue``: what is published, by DCAT-AP 3; ``/void``: what it holds, by VoID."""

from __future__ import annotations

from collections.abc import Sequence

from fastapi import APIRouter
from pyoxigraph import Triple
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from quartierkg.errors import NotFound, NotReady, StoreFault
from quartierkg.language import Text
from quartierkg.media import GRAPHS, HTML, MediaType
from quartierkg.publish import void as describing
from quartierkg.publish import write
from quartierkg.publish.catalogue import Listing, catalogue
from quartierkg.publish.dump import Dump
from quartierkg.publish.holdings import holdings
from quartierkg.terms import BASE
from quartierkg.web import service, still
from quartierkg.web.answers import negotiated
from quartierkg.web.api import OTHERWISE, formats
from quartierkg.web.negotiation import language_of
from quartierkg.web.pages import render
from quartierkg.web.routes.parameters import SHOWN
from quartierkg.web.service import Service

OFFERED = (*GRAPHS, HTML)
DESCRIBED = '</openapi.json>; rel="service-desc"; type="application/json", </catalogue>; rel="service-meta"'
"""Where a program reads what the service answers, and what it serves (RFC 8631, 4)."""
_NONE = Text("Cet entrepôt n’a pas de catalogue.", "This store has no catalogue.")

router = APIRouter()


@router.get("/catalogue", dependencies=SHOWN, responses=formats(OFFERED, NotFound), response_class=Response)
async def data_catalogue(request: Request) -> Response:
    """The datasets, their distributions and the services that query them."""
    about = service.of(request)
    dumps, settled = await run_in_threadpool(_dumps, about)
    live = not still.is_still(request)

    def make(media: MediaType) -> bytes | str:
        said = _statements(about, dumps, live=live)
        if media is not HTML:
            return write(said, media)
        return render(request, "catalogue.html", offered=OFFERED, listing=Listing.of(said, language_of(request)))

    async with about.turns.mine():
        answer = await negotiated(request, OFFERED, make, cite_as=BASE + "catalogue", cached=settled)
    answer.headers["Link"] += f', {DESCRIBED}, </void>; rel="describedby"'
    return answer


@router.get("/void", dependencies=SHOWN, responses=formats(OFFERED, NotFound), response_class=Response)
async def void(request: Request) -> Response:
    """What each graph holds: its things by class, its properties, its links to other datasets."""
    about = service.of(request)
    if not about.snapshot.counts:
        raise NotFound(_NONE)
    dumps, settled = await run_in_threadpool(_dumps, about)

    def make(media: MediaType) -> bytes | str:
        described = describing.description(about.snapshot, about.settings.base, dumps)
        said = tuple(dict.fromkeys(still.without_endpoint(request, described)))
        if media is not HTML:
            return write(said, media)
        found = holdings(about.snapshot, said, language_of(request))
        return render(request, "void.html", offered=OFFERED, holdings=found)

    async with about.turns.mine():
        answer = await negotiated(request, OFFERED, make, cite_as=BASE + "void", cached=settled)
    answer.headers["Link"] += ', </catalogue>; rel="describedby"'
    return answer


@router.get(
    "/.well-known/void",
    responses={303: {"description": "The description is at the address in Location."}, **OTHERWISE},
    response_class=Response,
)
async def well_known(request: Request) -> Response:  # noqa: ARG001
    """Where the description of what a site publishes is looked for (VoID, 7.2)."""
    return RedirectResponse("/void", 303)


def _dumps(about: Service) -> tuple[Sequence[Dump], bool]:
    """The dumps of the revision that is shown, and whether no others will be there before the next."""
    if about.dumps is None:
        return (), True
    try:
        shelf = about.dumps.of(about.snapshot)
    except (NotReady, StoreFault):  # a catalogue without files is better than none
        return (), False
    there = shelf.revision == about.snapshot.revision
    return (shelf.dumps if there else ()), there


def _statements(about: Service, dumps: Sequence[Dump], *, live: bool) -> tuple[Triple, ...]:
    """The catalogue.

    :raises NotFound: when the store has none.
    """
    found = catalogue(about.snapshot, about.settings.base, dumps, about.settings.contact, live=live)
    if not found:
        raise NotFound(_NONE)
    return found
