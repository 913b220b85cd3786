"""``/labels``: the Quartiers with the label, its credential, its status, its badge, and the issuer's keys."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any, Final

from fastapi import APIRouter
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response

from quartierkg.errors import NotFound, ParameterFault
from quartierkg.label import badge, controller, credential, documents, jwt, status
from quartierkg.language import Text
from quartierkg.media import HTML, JSON, JSON_LD, MediaType
from quartierkg.register import certificate, shown
from quartierkg.register.case import Case
from quartierkg.web import api, labelled, pagination, service
from quartierkg.web.answers import data, negotiated, to_json
from quartierkg.web.negotiation import format_of, language_of
from quartierkg.web.pagination import Limit, Offset
from quartierkg.web.registry import OFFERED
from quartierkg.web.routes.parameters import SHOWN
from quartierkg.web.service import Service

_Responses = dict[int | str, dict[str, Any]]
_VC: Final = MediaType("Verifiable Credential", credential.MEDIA_TYPE, ("vc",), aliases=(JSON_LD.essence, JSON.essence))
_JWT: Final = MediaType("Verifiable Credential (JWT)", jwt.MEDIA_TYPE, ("jwt",))
_ONE: Final[_Responses] = {200: {"description": "All of it.", "content": {JSON.essence: {}}}}
_KEYS: Final[_Responses] = {200: {"description": "The keys.", "content": {controller.MEDIA_TYPE: {}}}}
_CONTEXT: Final[_Responses] = {200: api.content("The context.", (JSON_LD,))}
_ABSENT: Final[_Responses] = {NotFound.status: api.problem(NotFound.title.en)}
_PROOF: Final[_Responses] = {200: api.content("The credential.", (_VC, _JWT))}
_SVG: Final[_Responses] = {200: {"description": "The badge.", "content": {badge.MEDIA_TYPE: {}}}}
_SHORT: Final = {"Cache-Control": "no-cache"}
_FORM: Final = {**_SHORT, "Vary": "Accept"}

router = APIRouter(dependencies=SHOWN)


@router.get("/labels", responses=api.formats(OFFERED, ParameterFault, kept=False), response_class=Response)
async def labels(request: Request, limit: Limit = 50, offset: Offset = 0) -> Response:
    """The Quartiers to which the register awarded the label, and the state of each."""
    cases = [case for case in service.of(request).keeper.register.cases.values() if labelled.awards(case)]
    value = pagination.some("/labels", cases, _told, limit, offset)

    def make(media: MediaType) -> str:
        return labelled.listing(request, value, limit, offset) if media is HTML else to_json(value)

    return await negotiated(request, OFFERED, make, cached=False)


@router.get("/labels/{name}", responses=api.formats(OFFERED, NotFound, kept=False), response_class=Response)
async def label(request: Request, name: str) -> Response:
    """The label of a Quartier: its state, its history, and where its credentials are."""
    case = labelled.labelled(service.of(request), name)
    value = _told(case)

    def make(media: MediaType) -> str:
        return labelled.page(request, case, value) if media is HTML else to_json(value)

    return await negotiated(request, OFFERED, make, cached=False)


@router.get("/labels/{name}/badge.svg", responses=_SVG | _ABSENT | api.OTHERWISE, response_class=Response)
async def drawing(request: Request, name: str) -> Response:
    """The badge of a Quartier, as the label stands now; ``?lang=`` chooses its language."""
    found = await _badge(request, name)
    headers = {**_SHORT, "Vary": "Accept-Language"}
    return Response(badge.drawing(found, language_of(request)), 200, headers, badge.MEDIA_TYPE)


@router.get("/labels/{name}/badge", responses=_ONE | _ABSENT | api.OTHERWISE, response_class=Response)
async def badge_data(request: Request, name: str) -> Response:
    """The badge of a Quartier, for programs."""
    return data(badge.data(await _badge(request, name)))


@router.get("/id/label/{name}/{number}", responses=_PROOF | _ABSENT | api.OTHERWISE, response_class=Response)
async def proof(request: Request, name: str, number: int) -> Response:
    """The credential of an award, with a Data Integrity proof, or as a JWT."""
    about = service.of(request)
    for case, award, awarded in certificate.credentials(about.keeper.register.cases.values()):
        if (shown.name_of(case.quartier).lstrip("~"), award) == (name, number):
            chosen = format_of(request, (_VC, _JWT))
            document = await run_in_threadpool(labelled.document, about, awarded)
            if chosen is _JWT:
                unsigned = credential.document(labelled.read(document))
                keys = about.signing()
                return Response(jwt.issue(unsigned, keys.signer, certificate.moment()), 200, _FORM, _JWT.essence)
            return Response(document, 200, _FORM, _VC.essence)
    raise NotFound(Text("Il n’y a pas de tel certificat.", "There is no such credential."))


@router.get("/id/status/{number}/{purpose}", responses=_PROOF | _ABSENT | api.OTHERWISE, response_class=Response)
async def status_list(request: Request, number: int, purpose: str) -> Response:
    """The list of the labels that are suspended, or withdrawn (Bitstring Status List 1.0), signed now."""
    about = service.of(request)
    for known in status.PURPOSES:
        if known == purpose and 1 <= number <= _lists(about):
            signed = await run_in_threadpool(labelled.status_list, about, known, number)
            return Response(signed, 200, _SHORT, _VC.essence)
    raise NotFound(Text("Il n’y a pas de telle liste.", "There is no such list."))


@router.get("/issuer", responses=_KEYS | api.OTHERWISE, response_class=Response)
async def issuer(request: Request) -> Response:
    """The issuer's controller document: the keys by which its credentials are verified (Controlled Identifiers 1.0)."""
    return _json(service.of(request).signing().controller.document(), controller.MEDIA_TYPE)


@router.get("/label/v1", responses=_CONTEXT | api.OTHERWISE, response_class=Response)
async def context() -> Response:
    """The JSON-LD context of the credentials' own terms; it never changes."""
    return Response(
        documents.text(documents.LABEL), 200, {"Cache-Control": "max-age=31536000, immutable"}, JSON_LD.essence
    )


def _lists(about: Service) -> int:
    """How many lists there are of each purpose: the first is there from the beginning."""
    number = sum(1 for _ in certificate.credentials(about.keeper.register.cases.values()))
    return status.entry(max(0, number - 1)).number


def _told(case: Case) -> dict[str, Any]:
    name = shown.name_of(case.quartier)
    found = [certificate.address(case, number + 1) for number, _ in enumerate(labelled.awards(case))]
    return shown.public(case) | {"credentials": found, "badge": f"/labels/{name}/badge.svg"}


async def _badge(request: Request, name: str) -> badge.Badge:
    about = service.of(request)
    case = labelled.labelled(about, name)
    return await run_in_threadpool(labelled.badge_of, about, case, len(labelled.awards(case)))


def _json(value: Mapping[str, Any], media_type: str) -> Response:
    return Response(json.dumps(value, ensure_ascii=False, indent=1) + "\n", 200, _SHORT, media_type)
