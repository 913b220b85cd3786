"""``/validate``: a form for people; a dossier in, a verdict out for everyone."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Final

from fastapi import APIRouter
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import FormData, ImmutableMultiDict, UploadFile
from starlette.requests import Request
from starlette.responses import Response

from quartierkg.charter.engines import CHOICES
from quartierkg.charter.rules import GATES, PROFILES
from quartierkg.errors import EngineFault, SyntaxFault, TooLarge, UnknownFormat, Unreadable, UsageFault
from quartierkg.intake.source import Source
from quartierkg.language import LANGUAGES, Language, Text
from quartierkg.media import HTML, JSON, RDF, MediaType, by_extension
from quartierkg.web import api, body, judge, service, words
from quartierkg.web.answers import negotiated, written
from quartierkg.web.judge import Case
from quartierkg.web.negotiation import format_of, language_of
from quartierkg.web.pages import render
from quartierkg.web.routes.parameters import CHOSEN, SHOWN, known, once, stated

_FORMS = ("multipart/form-data", "application/x-www-form-urlencoded")

# What the address or a form may carry, the address alone, and a form alone.
_OPTIONS: Final = ("profile", "gate", "engine", "day", "award-date")
_ANSWER: Final = ("lang", "format")
_FIELDS: Final = ("file", "text", "syntax", "context")

_CHOICES: Final[dict[str, Sequence[str]]] = {"profile": PROFILES, "gate": GATES, "engine": CHOICES}

# What a program may send: the parameters with their values, the syntaxes, the cap.
_DESCRIPTION = {
    "method": "POST",
    **_CHOICES,
    "day": "YYYY-MM-DD",
    "award-date": "YYYY-MM-DD",
    "accepts": [media.essence for media in judge.TAKEN] + [_FORMS[0]],
    "answers": [media.essence for media in judge.OFFERED],
    "maxBytes": body.UPLOAD,
}

router = APIRouter(dependencies=SHOWN)


@router.get("/validate", responses=api.formats((JSON, HTML)), response_class=Response)
async def form(request: Request) -> Response:
    """The form; for programs, what may be sent."""

    def make(media: MediaType) -> bytes | str:
        if media is HTML:
            return render(request, "validate.html", syntaxes=RDF)
        return json.dumps(_DESCRIPTION, indent=1)

    return await negotiated(request, (JSON, HTML), make)


@router.post(
    "/validate",
    dependencies=CHOSEN,
    responses=api.formats(
        judge.OFFERED, UsageFault, SyntaxFault, TooLarge, UnknownFormat, Unreadable, EngineFault, kept=False
    ),
    openapi_extra=api.validate_post(_CHOICES, judge.TAKEN),
    response_class=Response,
)
async def validate(request: Request) -> Response:
    """A verdict for every dossier that was sent; 200 whenever there is one, conforming or not."""
    media, language = format_of(request, judge.OFFERED), language_of(request)
    write = judge.reporter(media)
    judge.one_of(LANGUAGES, once(request.query_params, "lang"), "lang")
    case = await _case(request)
    batch = await run_in_threadpool(judge.judge, case, service.of(request).settings.data)
    report = await run_in_threadpool(write, batch, language)
    if media is HTML:
        report = render(request, "verdict.html", report=report)
    spoken = {"Content-Language": language} if judge.spoken(media) else {}
    return written(report, media, language, {"Cache-Control": "no-store", **spoken})


async def _case(request: Request) -> Case:
    """What was sent, as RDF or as a form."""
    content_type = request.headers.get("content-type", "")
    known(request.query_params, (*_OPTIONS, *_ANSWER))
    stated(request.query_params)
    options = _options(request.query_params)
    if content_type.partition(";")[0].strip().lower() not in _FORMS:
        body.check_utf8(content_type)
        sent = await body.read(request, body.UPLOAD)
        return _asked((Source("dossier", sent, content_type),), (), options)
    async with body.form(request, body.UPLOAD) as fields:
        known(fields, (*_OPTIONS, *_FIELDS))
        dossiers = (*await _files(fields, "file"), *_pasted(fields, language_of(request)))
        contexts = await _files(fields, "context")
        options = {name: _agreed(name, options[name], value) for name, value in _options(fields).items()}
    if not dossiers:
        raise UsageFault(words.ERROR_NONE_GIVEN, remedy=words.ERROR_NONE_GIVEN_REMEDY)
    return _asked(dossiers, contexts, options)


def _asked(dossiers: tuple[Source, ...], contexts: tuple[Source, ...], options: dict[str, str]) -> Case:
    question = judge.question(**{name: options[name] for name in _CHOICES})
    return Case(dossiers, contexts, question, options["day"] or None, options["award-date"] or None)


def _options(fields: ImmutableMultiDict[str, str] | ImmutableMultiDict[str, str | UploadFile]) -> dict[str, str]:
    """The options that an address or a form gives; empty when it does not.

    :raises UsageFault: when one is given twice, or as a file.
    """
    return {name: once(fields, name) for name in _OPTIONS}


def _agreed(name: str, asked: str, filled_in: str) -> str:
    """An option of the address or of the form.

    :raises UsageFault: when both give it, and differ.
    """
    if asked and filled_in and asked != filled_in:
        raise UsageFault(
            Text(
                "Le paramètre « {} » est « {} » dans l’adresse et « {} » dans le formulaire.",
                "The parameter “{}” is “{}” in the address and “{}” in the form.",
            ).filled(name, asked, filled_in)
        )
    return asked or filled_in


async def _files(fields: FormData, name: str) -> tuple[Source, ...]:
    """The files of a field; a field that was left empty holds one without name and content.

    :raises UsageFault: when the field holds a text.
    """
    if any(isinstance(entry, str) and entry for entry in fields.getlist(name)):
        raise UsageFault(
            Text("Le champ « {} » attend un fichier, non un texte.", "The field “{}” takes a file, not a text.").filled(
                name
            ),
            remedy=Text("Un dossier en texte va dans le champ text.", "A dossier as text goes into the field text."),
        )
    files = [entry for entry in fields.getlist(name) if isinstance(entry, UploadFile)]
    for file in files:
        body.check_utf8(file.content_type)
    read = [Source(file.filename or name, await file.read(), file.content_type) for file in files]
    return tuple(source for file, source in zip(files, read, strict=True) if file.filename or source.data)


def _pasted(fields: FormData, language: Language) -> tuple[Source, ...]:
    """The text of the form, in the syntax that the form says."""
    text, syntax = once(fields, "text"), once(fields, "syntax")
    name = words.VALIDATE_PASTED.in_(language)
    if not text.strip():
        judge.one_of([known for media in RDF for known in media.essences], syntax, "syntax")
        return ()
    named = by_extension(syntax.lower(), RDF) or next((m for m in RDF if m.name.lower() == syntax.lower()), None)
    return (Source(name, text.encode(), named.essence if named is not None else syntax),)
