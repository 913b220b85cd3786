"""``/dossiers``: the cases of the register. Everybody reads what is public; who acts shows a token."""

from __future__ import annotations

from typing import Final

from fastapi import APIRouter
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response

from quartierkg.media import HTML, JSON
from quartierkg.register import prospect, shown
from quartierkg.register.drafts import Drafts
from quartierkg.web import acting, audited, authority, body, casefile, pagination, registry, sent, service
from quartierkg.web.negotiation import VARY, format_of, has_it, language_of
from quartierkg.web.once import once
from quartierkg.web.pagination import Limit, Offset
from quartierkg.web.routes import case_api
from quartierkg.web.routes.parameters import SHOWN

_VARIED: Final = {"Vary": f"{VARY['Vary']}, Authorization"}

router = APIRouter(prefix="/dossiers", dependencies=SHOWN)


@router.get("", responses=case_api.LISTED | case_api.READ, response_class=Response)
async def listed(request: Request, limit: Limit = 50, offset: Offset = 0) -> Response:
    """The cases of the register, in the order in which they were begun; those that one may read are whole."""
    token = authority.who(request)
    cases = list(service.of(request).keeper.register.cases.values())
    value = pagination.some("/dossiers", cases, lambda one: registry.seen(one, token), limit, offset)
    return await registry.told(request, value, lambda: casefile.listing(request, cases, value, limit, offset))


@router.post("", responses=case_api.MADE | case_api.WRITES, openapi_extra=case_api.BEGIN, response_class=Response)
async def begin(request: Request, quartier: case_api.Quartier) -> Response:
    """Begin the case of a Quartier by its IRI, also of another host: by a move in JSON, or by filing a dossier in RDF.

    Its address from then on is in ``Location``. Where the case is begun already, it goes on.
    """
    iri = registry.named(quartier)
    place = f"/dossiers/{shown.name_of(iri)}"
    audited.tell(request, shown.name_of(iri))
    if request.headers.get("content-type", "").partition(";")[0].strip().lower() == JSON.essence:
        return await acting.asked(request, iri, "make", registry.DESK, ("move", "on"), ("criterion", "motive"), place)
    return await _filed(request, iri)


@router.get("/{name}", responses=case_api.SAID | case_api.HELD | case_api.READ, response_class=Response)
async def one(request: Request, name: case_api.Name) -> Response:
    """A case: where it stands, what happened; to those who may read it, its dossiers and what is said of them."""
    about = service.of(request)
    found = registry.case(about, name)
    token = authority.who(request)
    whole, value = registry.sees_all(request, found), registry.seen(found, token)
    if format_of(request, registry.OFFERED) is HTML:
        outlook = await registry.outlook_or_why_not(about, found) if whole else None
        return await registry.told(request, value, lambda: casefile.page(request, found, value, outlook))
    headers = {"ETag": registry.tag_of(found, whole=registry.is_of_desk(found, token))}
    if has_it(request, headers["ETag"]):
        return Response(status_code=304, headers=acting.PRIVATE | _VARIED | headers)
    return await registry.told(request, value, None, headers)


@router.get("/{name}/moves", responses=case_api.NEXT | case_api.READ | case_api.ERASED, response_class=Response)
async def leading(request: Request, name: case_api.Name) -> Response:
    """The moves that lead on: by whom, on which conditions, and to those who may read the dossier what refuses them."""
    about = service.of(request)
    found = registry.case(about, name)
    outlook = await registry.outlook(about, found) if registry.sees_all(request, found) else None
    known = {one.move: one for one in outlook or ()}
    language = language_of(request)
    items = [shown.prospect(move, known.get(move), language) for move in prospect.leading_on(found)]
    return acting.told({"entry": found.entry, "items": items}, _VARIED)


@router.post(
    "/{name}",
    responses=case_api.MADE | case_api.WRITES,
    openapi_extra=case_api.RDF,
    response_class=Response,
)
async def file(request: Request, name: case_api.Name) -> Response:
    """File a dossier: judged by both engines, immutable from then on. ``Idempotency-Key`` and ``If-Match`` count."""
    return await _filed(request, registry.quartier(service.of(request), name))


async def _filed(request: Request, quartier: str) -> Response:
    about, name = service.of(request), shown.name_of(quartier)
    token = authority.writing(request, registry.DESK, quartier)
    data = await body.read(request, body.UPLOAD)
    source = sent.source(request, data, f"{name}.rdf")

    async def make() -> Response:
        answer = await acting.done(request, quartier, "file", token, {"source": source}, place=f"/dossiers/{name}")
        await run_in_threadpool(Drafts(about.archive.directory).remove, quartier)
        return answer

    return await once(request, token, data, make)
