"""``/verify``: a form for people; the credential of a label in, how it stands out, for everyone. Nothing is kept."""

from __future__ import annotations

import time
from typing import Any, Final

from fastapi import APIRouter
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import FormData, UploadFile
from starlette.requests import Request
from starlette.responses import Response

from quartierkg.errors import QuartierError, SyntaxFault, TooBusy, TooLarge, UnknownFormat, Unreadable, UsageFault
from quartierkg.intake.source import Source
from quartierkg.label import account, credential, jwt
from quartierkg.label.state import State
from quartierkg.language import Text
from quartierkg.media import HTML, JSON, JSON_LD, PLAIN, MediaType
from quartierkg.web import api, body, service, verifying
from quartierkg.web import register_words as words
from quartierkg.web.answers import negotiated, to_json, written
from quartierkg.web.budget import asking
from quartierkg.web.faults import of_ours, wants_page
from quartierkg.web.negotiation import format_of, language_of
from quartierkg.web.registry import OFFERED
from quartierkg.web.routes.parameters import SHOWN, known

_FORM: Final = "multipart/form-data"
_FORMS: Final = (_FORM, "application/x-www-form-urlencoded")
_SENT: Final = (credential.MEDIA_TYPE, jwt.MEDIA_TYPE, JSON_LD.essence, JSON.essence, "application/jwt", PLAIN.essence)
_FIELDS: Final = ("file", "text")
_NAME: Final = "label"
_EXAMPLE: Final = words.VERIFY_EXAMPLE.filled(f"-H 'Content-Type: {credential.MEDIA_TYPE}' --data-binary @label.json")
# What a program may send.
_DESCRIPTION: Final[dict[str, Any]] = {
    "method": "POST",
    "accepts": [*_SENT, *_FORMS],
    "answers": [media.essence for media in OFFERED],
    "states": [state.value for state in State],
    "maxBytes": verifying.LARGEST,
}
_TEXT: Final = {"type": "string", "description": "A credential as text."}
_FILE: Final = {"type": "string", "contentMediaType": "application/octet-stream"}
_BODY: Final[dict[str, Any]] = {
    "requestBody": {
        "required": True,
        "content": {
            **{essence: {"schema": {"type": "string"}} for essence in _SENT},
            _FORM: {"schema": {"type": "object", "properties": {"file": _FILE, "text": _TEXT}}},
            _FORMS[1]: {"schema": {"type": "object", "properties": {"text": _TEXT}}},
        },
    }
}

router = APIRouter(dependencies=SHOWN)


@router.get("/verify", responses=api.formats(OFFERED), response_class=Response)
async def form(request: Request) -> Response:
    """The form; for programs, what may be sent."""

    def make(media: MediaType) -> str:
        return verifying.page(request) if media is HTML else to_json(_DESCRIPTION)

    return await negotiated(request, OFFERED, make)


@router.post(
    "/verify",
    responses=api.formats(OFFERED, UsageFault, SyntaxFault, TooBusy, TooLarge, UnknownFormat, Unreadable, kept=False),
    openapi_extra=_BODY,
    response_class=Response,
)
async def verify(request: Request) -> Response:
    """How a credential stands: 200 whenever that can be told, also of one that is tampered with or unknown."""
    media, language = format_of(request, OFFERED), language_of(request)
    about = service.of(request)
    client = asking(request)
    try:
        about.budget.check(client)
        source = await _source(request)
        async with about.verifications.mine():
            started = time.monotonic()
            found = await run_in_threadpool(verifying.verify, about, source)
            about.budget.spend(client, time.monotonic() - started)
    except QuartierError as fault:
        if not wants_page(request):
            raise
        page = verifying.page(request, problem=of_ours(fault))
        return written(page, HTML, language, {"Cache-Control": "no-store"}, fault.status)
    told = verifying.page(request, found) if media is HTML else to_json(account.data(found))
    return written(told, media, language, {"Cache-Control": "no-store"})


async def _source(request: Request) -> Source:
    """What was sent, as it is or in a form.

    :raises TooLarge: when the body is over the cap: no more of it is taken, and nothing of it goes to a file.
    :raises UnknownFormat: when its media type is none of those that are taken.
    :raises UsageFault: when there is no credential, or there are two.
    """
    content_type = request.headers.get("content-type", "")
    essence = content_type.partition(";")[0].strip().lower()
    known(request.query_params, ("lang", "format"))
    if essence in _FORMS:
        async with body.form(request, verifying.LARGEST) as fields:
            known(fields, _FIELDS)
            given = [data for data in await _given(fields) if data.strip()]
    elif essence in _SENT:
        body.check_utf8(content_type)
        given = [data for data in (await body.read(request, verifying.LARGEST),) if data.strip()]
    else:
        types = words.VERIFY_TYPES.filled(", ".join((*_SENT, *_FORMS)))
        said = words.VERIFY_OTHER.filled(content_type) if essence else words.VERIFY_UNTYPED
        raise UnknownFormat(said, remedy=Text(f"{types.fr} {_EXAMPLE.fr}", f"{types.en} {_EXAMPLE.en}"))
    if len(given) != 1:
        raise UsageFault(words.VERIFY_BOTH if given else words.VERIFY_NONE)
    return Source(_NAME, given[0], JSON.essence)


async def _given(fields: FormData) -> list[bytes]:
    values = [value for name in _FIELDS for value in fields.getlist(name)]
    return [await value.read() if isinstance(value, UploadFile) else value.encode() for value in values]
