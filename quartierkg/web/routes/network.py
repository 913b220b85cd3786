"""``/network``: the whole network in pictures, each with the question that it is drawn from and a table beside it."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Annotated, Any, Final

from fastapi import APIRouter, Depends, Query
from starlette.requests import Request
from starlette.responses import Response

from quartierkg.errors import ParameterFault, TooBusy, Unanswered, UnknownValue
from quartierkg.media import HTML
from quartierkg.publish.picture.tie import KINDS
from quartierkg.stored import library
from quartierkg.web import api, service
from quartierkg.web.answers import written
from quartierkg.web.negotiation import VARY, entity_tag, format_of, has_it, language_of, revised
from quartierkg.web.network import charts, filters, hub, links, matrix, places
from quartierkg.web.routes.parameters import SHOWN
from quartierkg.web.stored import today

PATHS: Final = ("/network", "/network/map", "/network/links", "/network/matrix", "/network/charts")
_OWN: Final = {"/network/map": places.OWN, "/network/links": links.OWN, "/network/matrix": matrix.OWN}
ASKING: Final = tuple(
    f"{path}?{name}=" for path in PATHS for name in (*filters.SHARED, *_OWN.get(path, ())) if name != "offset"
)
"""What the addresses begin with that ask for another picture: there are as many as days."""
_ANSWERS: Final = api.formats((HTML,), ParameterFault, UnknownValue, TooBusy, Unanswered)
_NAMES: Final = next(one for one in library()[places.QUESTION].parameters if one.name == "state").options
_EDGE: Final[dict[str, Any]] = {"format": "double"}
Word = str | None

router = APIRouter()


async def _shared(
    as_of: Annotated[
        Word, Query(alias="asOf", description="The day of the picture.", json_schema_extra={"format": "date"})
    ] = None,
    state: Annotated[
        Word,
        Query(
            description="The state of the Quartiers on that day.",
            json_schema_extra={"enum": [option.name for option in _NAMES]},
        ),
    ] = None,
    illustrative: Annotated[
        Word, Query(description="Whether what is invented counts.", json_schema_extra={"enum": ["true", "false"]})
    ] = None,
) -> None:
    """Declared for the description; read where the page is made."""


async def _part(
    west: Annotated[Word, Query(description="Western edge of the part.", json_schema_extra=_EDGE)] = None,
    south: Annotated[Word, Query(description="Southern edge of the part.", json_schema_extra=_EDGE)] = None,
    east: Annotated[Word, Query(description="Eastern edge of the part.", json_schema_extra=_EDGE)] = None,
    north: Annotated[Word, Query(description="Northern edge of the part.", json_schema_extra=_EDGE)] = None,
    place: Annotated[Word, Query(description="The place whose detail is shown.")] = None,
) -> None:
    """Declared for the description; read where the page is made."""


async def _offset(
    offset: Annotated[Word, Query(description="How many rows of the table are left out.")] = None,
) -> None:
    """Declared for the description; read where the page is made."""


async def _quartier(quartier: Annotated[Word, Query(description="The Quartier that it is about.")] = None) -> None:
    """Declared for the description; read where the page is made."""


async def _sort(sort: Annotated[Word, Query(description="The column that the rows are sorted by.")] = None) -> None:
    """Declared for the description; read where the page is made."""


_KIND: Final[dict[str, Any]] = {"type": "string", "enum": ["yes", "no"]}
_OF_KINDS: Final = {
    "parameters": [
        {"name": kind, "in": "query", "required": False, "description": "Whether links of it count.", "schema": _KIND}
        for kind in KINDS
    ]
}
_SHARED: Final = [*SHOWN, Depends(_shared)]
_WHERE: Final = [*_SHARED, Depends(_part), Depends(_offset)]
_WHICH: Final = [*_SHARED, Depends(_quartier), Depends(_offset), Depends(_sort)]


@router.get("/network", dependencies=_SHARED, responses=_ANSWERS, response_class=Response)
async def network(request: Request) -> Response:
    """The ways into the network, and how many Quartiers are in each state."""
    return await _answer(request, hub.page)


@router.get("/network/map", dependencies=_WHERE, responses=_ANSWERS, response_class=Response)
async def network_map(request: Request) -> Response:
    """Where the Quartiers and the real territories are, by state."""
    return await _answer(request, places.page)


@router.get(
    "/network/links",
    dependencies=[*_SHARED, Depends(_quartier)],
    responses=_ANSWERS,
    response_class=Response,
    openapi_extra=_OF_KINDS,
)
async def network_links(request: Request) -> Response:
    """Who is linked to whom, by kind of link, state and day."""
    return await _answer(request, links.page)


@router.get("/network/matrix", dependencies=_WHICH, responses=_ANSWERS, response_class=Response)
async def network_matrix(request: Request) -> Response:
    """Which criteria each Quartier meets, by the published verdicts."""
    return await _answer(request, matrix.page)


@router.get("/network/charts", dependencies=_SHARED, responses=_ANSWERS, response_class=Response)
async def network_charts(request: Request) -> Response:
    """Areas, access times, roles and moves, with the thresholds of the charter."""
    return await _answer(request, charts.page)


async def _answer(request: Request, make: Callable[[Request], Awaitable[str]]) -> Response:
    """A page that is the same until the next revision, or the next day: whoever shows a token sees what all see."""
    format_of(request, (HTML,))
    tag = entity_tag(request, HTML, today().isoformat())
    headers = {**VARY, "Cache-Control": "no-cache", "ETag": tag, **revised(service.of(request).snapshot)}
    if has_it(request, tag):
        return Response(status_code=304, headers=headers)
    body = await make(request)
    if getattr(request.state, "partial", False):  # the next one may have all of it
        headers = {**VARY, "Cache-Control": "no-store"}
    return written(body, HTML, language_of(request), headers)
