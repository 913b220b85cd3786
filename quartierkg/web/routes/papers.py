"""The papers of a case: its dossiers as they were filed, its draft, what was handed in as evidence."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Final

from fastapi import APIRouter
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response

from quartierkg.access import Token
from quartierkg.errors import Gone, NotFound, ParameterFault
from quartierkg.intake.source import Source
from quartierkg.language import Text
from quartierkg.register.case import Case
from quartierkg.register.documents import Documents
from quartierkg.register.drafts import Drafts
from quartierkg.web import acting, authority, body, registry, sent, service
from quartierkg.web.negotiation import has_it
from quartierkg.web.once import once
from quartierkg.web.routes import case_api
from quartierkg.web.routes.parameters import SHOWN
from quartierkg.web.service import Service

EVIDENCE: Final = 25 * 1024 * 1024
"""The largest document that is taken in evidence, in bytes."""

router = APIRouter(prefix="/dossiers", dependencies=SHOWN)


@router.get("/{name}/versions/{version}", responses=case_api.HELD | case_api.WRITES, response_class=Response)
async def content(request: Request, name: case_api.Name, version: int) -> Response:
    """A dossier as it was filed, byte for byte."""
    about = service.of(request)
    found = _readable(request, name)
    if not 1 <= version <= len(found.filed):
        raise NotFound(Text("Il n’y a pas de telle version.", "There is no such version."))
    filed = found.filed[version - 1]
    source = await run_in_threadpool(Documents(about.archive.journal).source, filed)
    name = f"{found.quartier.rpartition('/')[2]}-{version}"
    return _bytes(request, source.data, filed.media_type, name, filed.sha256)


@router.get("/{name}/draft", responses=case_api.HELD | case_api.WRITES, response_class=Response)
async def draft(request: Request, name: case_api.Name) -> Response:
    """The draft of a Quartier's dossier, for its applicant."""
    about, quartier, _ = _own(request, name)
    found = await run_in_threadpool(Drafts(about.archive.directory).read, quartier)
    if found is None:
        raise NotFound(Text("Il n’y a pas de brouillon.", "There is no draft."))
    return _bytes(request, found.data, found.media_type or "application/octet-stream", f"{name}-draft", found.sha256)


@router.put(
    "/{name}/draft",
    status_code=204,
    responses=case_api.WRITES,
    openapi_extra=case_api.RDF,
    response_class=Response,
)
async def keep_draft(request: Request, name: case_api.Name) -> Response:
    """Keep a draft, in the place of the one before; it is not judged."""
    about, quartier, _ = _own(request, name, authority.writing)
    data = await body.read(request, body.UPLOAD)
    source = sent.source(request, data, f"{name}-draft")
    await run_in_threadpool(Drafts(about.archive.directory).write, quartier, source)
    return Response(status_code=204)


@router.delete("/{name}/draft", status_code=204, responses=case_api.WRITES, response_class=Response)
async def drop_draft(request: Request, name: case_api.Name) -> Response:
    """Throw the draft away."""
    about, quartier, _ = _own(request, name, authority.writing)
    if not await run_in_threadpool(Drafts(about.archive.directory).remove, quartier):
        raise NotFound(Text("Il n’y a pas de brouillon.", "There is no draft."))
    return Response(status_code=204)


@router.post(
    "/{name}/evidence",
    responses=case_api.MADE | case_api.WRITES,
    openapi_extra=case_api.ANY,
    response_class=Response,
)
async def attach(request: Request, name: case_api.Name) -> Response:
    """Hand in a document in evidence of the latest dossier; its name is that of ``Content-Disposition``."""
    about = service.of(request)
    quartier = registry.quartier(about, name)
    token = authority.writing(request, registry.DESK, quartier)
    data = await body.read(request, EVIDENCE)
    if not data:
        raise ParameterFault(Text("Le document est vide.", "The document is empty."), source="body")
    media = request.headers.get("content-type", "").partition(";")[0].strip() or "application/octet-stream"
    document = Source(sent.file_name(request), data, media)
    return await once(
        request, token, data, partial(acting.done, request, quartier, "attach", token, {"document": document}, None)
    )


@router.get("/{name}/evidence/{digest}", responses=case_api.HELD | case_api.WRITES, response_class=Response)
async def evidence(request: Request, name: case_api.Name, digest: str) -> Response:
    """A document that was handed in: to be saved, never to be shown by a browser as a page of ours."""
    about = service.of(request)
    found = next((one for one in _readable(request, name).evidence if one.sha256 == digest), None)
    if found is None:
        raise NotFound(Text("Il n’y a pas de telle pièce.", "There is no such document."))
    data = await run_in_threadpool(Documents(about.archive.journal).data, digest)
    if not data:
        raise Gone(Text("Les octets de cette pièce ont été effacés.", "The bytes of this document were erased."))
    return _bytes(request, data, "application/octet-stream", found.name, digest)


def _readable(request: Request, name: str) -> Case:
    """A case whose dossiers whoever asks may read.

    :raises NotAuthorised: when they show no token.
    :raises NotAllowed: when theirs is of another role or Quartier.
    """
    found = registry.case(service.of(request), name)
    if not registry.sees_all(request, found):
        authority.require(request, registry.DESK, found.quartier)
    return found


def _own(request: Request, name: str, require: Callable[..., Token] = authority.require) -> tuple[Service, str, Token]:
    about = service.of(request)
    quartier = registry.quartier(about, name)
    return about, quartier, require(request, registry.APPLICANTS, quartier)


def _bytes(request: Request, data: bytes, media_type: str, name: str, digest: str) -> Response:
    ascii_name = "".join(sign if (sign.isascii() and sign.isalnum()) or sign in "-_. " else "_" for sign in name)
    headers = {
        "Content-Disposition": f'attachment; filename="{ascii_name}"',
        "Content-Security-Policy": "sandbox; default-src 'none'",
        "X-Content-Type-Options": "nosniff",
        "ETag": f'"{digest}"',
        **acting.PRIVATE,
    }
    if has_it(request, headers["ETag"]):
        return Response(status_code=304, headers=headers)
    return Response(data, 200, headers, media_type)
