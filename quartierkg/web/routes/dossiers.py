"""``/dossiers``: the cases of the register. Everybody reads what is public; who acts shows a token."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from functools import partial
from typing import Annotated, Any, Final

from fastapi import APIRouter, Path, Query
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response

from quartierkg.access import Role, Token
from quartierkg.errors import (
    Conflict,
    Gone,
    NotAcceptable,
    NotAllowed,
    NotAuthorised,
    NotFound,
    ParameterFault,
    PreconditionFailed,
    TooLarge,
    Unanswered,
    UnknownFormat,
)
from quartierkg.intake.source import Source
from quartierkg.intake.syntax import BY_MEDIA_TYPE
from quartierkg.language import Text
from quartierkg.media import HTML, JSON
from quartierkg.register import prospect, shown
from quartierkg.register.case import Case
from quartierkg.register.desk import OPINIONS
from quartierkg.register.documents import Documents
from quartierkg.register.drafts import Drafts
from quartierkg.register.lifecycle import moves
from quartierkg.register.task import Verb
from quartierkg.web import api, audited, authority, body, casefile, pagination, registry, sent, service
from quartierkg.web.negotiation import VARY, format_of, has_it, language_of
from quartierkg.web.once import once
from quartierkg.web.pagination import Limit, Offset
from quartierkg.web.routes.parameters import SHOWN
from quartierkg.web.service import Service

_PRIVATE: Final = {"Cache-Control": "private, no-cache", "Vary": "Authorization"}
"""What is not the same for everybody is kept by nobody who answers others (RFC 9111, 5.2.2.7)."""
_VARIED: Final = {"Vary": f"{VARY['Vary']}, Authorization"}
_SMALL: Final = 64 * 1024
EVIDENCE: Final = 25 * 1024 * 1024
"""The largest document that is taken in evidence, in bytes."""
_Responses = dict[int | str, dict[str, Any]]
_WRITES: Final[_Responses] = {
    error.status: api.problem(error.title.en)
    for error in (
        *(ParameterFault, NotAuthorised, NotAllowed, NotFound, Conflict, Gone, PreconditionFailed, TooLarge),
        *(UnknownFormat, Unanswered),
    )
}
_CASE: Final[dict[str, Any]] = {
    "type": "object",
    "properties": {
        "quartier": {"type": "string", "format": "uri"},
        "name": {"type": "string"},
        "state": {"type": ["string", "null"]},
        "entry": {"type": "integer", "description": "The journal's entry that changed it last: its ETag."},
        "published": {"type": "boolean"},
        "history": {"type": "array", "items": {"type": "object"}},
        "dossiers": {"type": "array", "items": {"type": "object"}},
        "opinions": {"type": "array", "items": {"type": "object"}},
        "evidence": {"type": "array", "items": {"type": "object"}},
        "proposal": {"type": ["object", "null"]},
    },
    "required": ["quartier", "name", "state", "entry", "published", "history"],
}
_READ: Final[_Responses] = {
    error.status: api.problem(error.title.en) for error in (NotAuthorised, NotFound, ParameterFault, NotAcceptable)
}
_SAID: Final[_Responses] = {
    200: {"description": "The case.", "content": {JSON.essence: {"schema": _CASE}, HTML.essence: {}}},
    304: {"description": "The client holds it already."},
}
_HELD: Final[_Responses] = {304: {"description": "The client holds the answer already."}}
_MADE: Final[_Responses] = {
    201: {"description": "The case, as it is now.", "content": {JSON.essence: {"schema": _CASE}}}
}
_LISTED: Final[_Responses] = {200: api.content("Some cases.", registry.OFFERED)}
_NEXT: Final[_Responses] = {200: api.content("The moves.", (JSON,))}

Name = Annotated[str, Path(max_length=200, description="The Quartier, as it is called in addresses.")]
Quartier = Annotated[str, Query(max_length=2000, description="The Quartier, by its IRI.")]

router = APIRouter(prefix="/dossiers", dependencies=SHOWN)


def _object(required: Mapping[str, Any], optional: Mapping[str, Any]) -> dict[str, Any]:
    """The description of a body in JSON."""
    schema = {"type": "object", "properties": {**required, **optional}, "required": list(required)}
    return {"requestBody": {"required": True, "content": {JSON.essence: {"schema": schema}}}}


_TEXT: Final = {"type": "string"}
_ERASED: Final[_Responses] = {error.status: api.problem(error.title.en) for error in (Gone, Unanswered)}
_DAY: Final = {"type": "string", "format": "date"}
_NAMED: Final = _TEXT | {"enum": list(moves())}
_OUTCOME: Final = _TEXT | {"enum": list(OPINIONS)}
_MOVE: Final = _object({"move": _NAMED, "on": _DAY}, {"criterion": {"type": "integer"}, "motive": _TEXT})
_PROPOSAL: Final = _object({"move": _NAMED, "on": _DAY}, {"motive": _TEXT})
_OPINION: Final = _object({"requirement": _TEXT, "outcome": _OUTCOME, "motive": _TEXT}, {})
_PUBLISHED: Final = _object({"published": {"type": "boolean"}}, {})
_BYTES: Final = {"type": "string", "format": "binary"}
_SYNTAXES: Final = {one: {"schema": _BYTES} for one in BY_MEDIA_TYPE}
_RDF: Final = {"requestBody": {"required": True, "content": _SYNTAXES}}
_BEGIN: Final = {"requestBody": {"required": True, "content": _SYNTAXES | _MOVE["requestBody"]["content"]}}
_ANY: Final = {"requestBody": {"required": True, "content": {"application/octet-stream": {"schema": _BYTES}}}}


@router.get("", responses=_LISTED | _READ | api.OTHERWISE, response_class=Response)
async def listed(request: Request, limit: Limit = 50, offset: Offset = 0) -> Response:
    """The cases of the register, in the order in which they were begun; those that one may read are whole."""
    token = authority.who(request)
    cases = list(service.of(request).keeper.register.cases.values())
    value = pagination.some("/dossiers", cases, lambda one: registry.seen(one, token), limit, offset)
    return await registry.told(request, value, lambda: casefile.listing(request, cases, value, limit, offset))


@router.post("", responses=_MADE | _WRITES | api.OTHERWISE, openapi_extra=_BEGIN, response_class=Response)
async def begin(request: Request, quartier: Quartier) -> Response:
    """Begin the case of a Quartier by its IRI, also of another host: by a move in JSON, or by filing a dossier in RDF.

    Its address from then on is in ``Location``. Where the case is begun already, it goes on.
    """
    iri = registry.named(quartier)
    place = f"/dossiers/{shown.name_of(iri)}"
    audited.tell(request, shown.name_of(iri))
    if request.headers.get("content-type", "").partition(";")[0].strip().lower() == JSON.essence:
        return await _asked(request, iri, "make", registry.DESK, ("move", "on"), ("criterion", "motive"), place)
    return await _filed(request, iri)


@router.get("/{name}", responses=_SAID | _HELD | _READ | api.OTHERWISE, response_class=Response)
async def one(request: Request, name: Name) -> Response:
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
        return Response(status_code=304, headers=_PRIVATE | _VARIED | headers)
    return await registry.told(request, value, None, headers)


@router.get("/{name}/moves", responses=_NEXT | _READ | api.OTHERWISE | _ERASED, response_class=Response)
async def leading(request: Request, name: Name) -> Response:
    """The moves that lead on: by whom, on which conditions, and to those who may read the dossier what refuses them."""
    about = service.of(request)
    found = registry.case(about, name)
    outlook = await registry.outlook(about, found) if registry.sees_all(request, found) else None
    known = {one.move: one for one in outlook or ()}
    language = language_of(request)
    items = [shown.prospect(move, known.get(move), language) for move in prospect.leading_on(found)]
    return _json({"entry": found.entry, "items": items}, _VARIED)


@router.post("/{name}", responses=_MADE | _WRITES | api.OTHERWISE, openapi_extra=_RDF, response_class=Response)
async def file(request: Request, name: Name) -> Response:
    """File a dossier: judged by both engines, immutable from then on. ``Idempotency-Key`` and ``If-Match`` count."""
    return await _filed(request, registry.quartier(service.of(request), name))


async def _filed(request: Request, quartier: str) -> Response:
    about, name = service.of(request), shown.name_of(quartier)
    token = authority.writing(request, registry.DESK, quartier)
    data = await body.read(request, body.UPLOAD)
    source = sent.source(request, data, f"{name}.rdf")

    async def make() -> Response:
        answer = await _done(request, quartier, "file", token, {"source": source}, place=f"/dossiers/{name}")
        await run_in_threadpool(Drafts(about.archive.directory).remove, quartier)
        return answer

    return await once(request, token, data, make)


@router.get("/{name}/versions/{version}", responses=api.OTHERWISE | _HELD | _WRITES, response_class=Response)
async def content(request: Request, name: Name, version: int) -> Response:
    """A dossier as it was filed, byte for byte."""
    about = service.of(request)
    found = _readable(request, name)
    if not 1 <= version <= len(found.filed):
        raise NotFound(Text("Il n’y a pas de telle version.", "There is no such version."))
    filed = found.filed[version - 1]
    source = await run_in_threadpool(Documents(about.archive.journal).source, filed)
    name = f"{found.quartier.rpartition('/')[2]}-{version}"
    return _bytes(request, source.data, filed.media_type, name, filed.sha256)


@router.get("/{name}/draft", responses=api.OTHERWISE | _HELD | _WRITES, response_class=Response)
async def draft(request: Request, name: Name) -> Response:
    """The draft of a Quartier's dossier, for its applicant."""
    about, quartier, _ = _own(request, name)
    found = await run_in_threadpool(Drafts(about.archive.directory).read, quartier)
    if found is None:
        raise NotFound(Text("Il n’y a pas de brouillon.", "There is no draft."))
    return _bytes(request, found.data, found.media_type or "application/octet-stream", f"{name}-draft", found.sha256)


@router.put(
    "/{name}/draft", status_code=204, responses=_WRITES | api.OTHERWISE, openapi_extra=_RDF, response_class=Response
)
async def keep_draft(request: Request, name: Name) -> Response:
    """Keep a draft, in the place of the one before; it is not judged."""
    about, quartier, _ = _own(request, name, authority.writing)
    data = await body.read(request, body.UPLOAD)
    source = sent.source(request, data, f"{name}-draft")
    await run_in_threadpool(Drafts(about.archive.directory).write, quartier, source)
    return Response(status_code=204)


@router.delete("/{name}/draft", status_code=204, responses=_WRITES | api.OTHERWISE, response_class=Response)
async def drop_draft(request: Request, name: Name) -> Response:
    """Throw the draft away."""
    about, quartier, _ = _own(request, name, authority.writing)
    if not await run_in_threadpool(Drafts(about.archive.directory).remove, quartier):
        raise NotFound(Text("Il n’y a pas de brouillon.", "There is no draft."))
    return Response(status_code=204)


@router.post("/{name}/evidence", responses=_MADE | _WRITES | api.OTHERWISE, openapi_extra=_ANY, response_class=Response)
async def attach(request: Request, name: Name) -> Response:
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
        request, token, data, partial(_done, request, quartier, "attach", token, {"document": document}, None)
    )


@router.get("/{name}/evidence/{digest}", responses=api.OTHERWISE | _HELD | _WRITES, response_class=Response)
async def evidence(request: Request, name: Name, digest: str) -> Response:
    """A document that was handed in: to be saved, never to be shown by a browser as a page of ours."""
    about = service.of(request)
    found = next((one for one in _readable(request, name).evidence if one.sha256 == digest), None)
    if found is None:
        raise NotFound(Text("Il n’y a pas de telle pièce.", "There is no such document."))
    data = await run_in_threadpool(Documents(about.archive.journal).data, digest)
    if not data:
        raise Gone(Text("Les octets de cette pièce ont été effacés.", "The bytes of this document were erased."))
    return _bytes(request, data, "application/octet-stream", found.name, digest)


@router.post(
    "/{name}/opinions", responses=_MADE | _WRITES | api.OTHERWISE, openapi_extra=_OPINION, response_class=Response
)
async def opine(request: Request, name: Name) -> Response:
    """Give an opinion on a requirement that the committee judges: ``passed``, ``failed`` or ``cantTell``, and why."""
    return await _acted(request, name, "opine", registry.COMMITTEE, ("requirement", "outcome", "motive"))


@router.post("/{name}/moves", responses=_MADE | _WRITES | api.OTHERWISE, openapi_extra=_MOVE, response_class=Response)
async def make(request: Request, name: Name) -> Response:
    """Make a move; one that is refused says every reason, with the charter's sentence."""
    return await _acted(request, name, "make", registry.DESK, ("move", "on"), ("criterion", "motive"))


@router.put(
    "/{name}/proposal", responses=_MADE | _WRITES | api.OTHERWISE, openapi_extra=_PROPOSAL, response_class=Response
)
async def propose(request: Request, name: Name) -> Response:
    """Propose a move that takes two people: an award, a renewal, a reinstatement."""
    return await _acted(request, name, "propose", registry.COMMITTEE, ("move", "on"), ("motive",))


@router.delete("/{name}/proposal", responses=_MADE | _WRITES | api.OTHERWISE, response_class=Response)
async def decline(request: Request, name: Name) -> Response:
    """Decline what is proposed."""
    return await _acted(request, name, "decline", registry.COMMITTEE)


@router.post("/{name}/proposal/approval", responses=_MADE | _WRITES | api.OTHERWISE, response_class=Response)
async def approve(request: Request, name: Name) -> Response:
    """Approve what another person proposed: the move is made, on a verdict of now by both engines."""
    return await _acted(request, name, "approve", registry.COMMITTEE)


@router.put(
    "/{name}/publication", responses=_MADE | _WRITES | api.OTHERWISE, openapi_extra=_PUBLISHED, response_class=Response
)
async def publish(request: Request, name: Name) -> Response:
    """Show the dossiers of a case before the award, or no longer: the applicant's choice."""
    return await _acted(request, name, "show", registry.APPLICANTS, ("published",))


async def _acted(
    request: Request,
    name: str,
    verb: Verb,
    roles: frozenset[Role],
    required: tuple[str, ...] = (),
    optional: tuple[str, ...] = (),
) -> Response:
    return await _asked(request, registry.quartier(service.of(request), name), verb, roles, required, optional)


async def _asked(
    request: Request,
    quartier: str,
    verb: Verb,
    roles: frozenset[Role],
    required: tuple[str, ...] = (),
    optional: tuple[str, ...] = (),
    place: str | None = None,
) -> Response:
    """The answer to an act whose members are in the body; whoever may not act is told so before it is looked at."""
    token = authority.writing(request, roles, quartier)
    data = await body.read(request, _SMALL)
    said = sent.members(data, required, optional) if required else {}
    if "move" in said:
        said |= {"name": said.pop("move")}
    return await once(request, token, data, partial(_done, request, quartier, verb, token, said, place))


async def _done(
    request: Request, quartier: str, verb: Verb, token: Token, said: Mapping[str, Any], place: str | None
) -> Response:
    about = service.of(request)
    found = about.keeper.register.case(quartier)
    registry.check(request, found)
    deed = await registry.prepared(about, found, verb, token, said)
    authority.who(request)  # the checks take seconds, or minutes: a token that was revoked meanwhile decides nothing
    after = await registry.kept(about, deed)
    headers = {"ETag": registry.tag_of(after)} | ({"Location": place} if place else {})
    return _json(shown.whole(after), headers, 201)


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
        **_PRIVATE,
    }
    if has_it(request, headers["ETag"]):
        return Response(status_code=304, headers=headers)
    return Response(data, 200, headers, media_type)


def _json(value: Mapping[str, Any], headers: Mapping[str, str] | None = None, status: int = 200) -> Response:
    said = {**_PRIVATE, **(headers or {})}
    return Response(json.dumps(value, ensure_ascii=False, indent=1) + "\n", status, said, JSON.header)
