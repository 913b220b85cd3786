"""What was handed in to be judged: as RDF, as a workbook, or in a form that a person filled in."""

from __future__ import annotations

import base64
from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from itertools import islice
from typing import Final
from urllib.parse import unquote

from starlette.datastructures import FormData, ImmutableMultiDict, UploadFile
from starlette.requests import Request

from quartierkg.charter.engines import CHOICES
from quartierkg.charter.rules import GATES, PROFILES
from quartierkg.errors import TooLarge, UsageFault
from quartierkg.intake.source import Source
from quartierkg.language import Language, Text
from quartierkg.media import JSON_LD, RDF, RDF_XML, TURTLE, MediaType, by_extension
from quartierkg.web import body, check_words, judge, words
from quartierkg.web.computed import computed
from quartierkg.web.judge import Case
from quartierkg.web.negotiation import language_of
from quartierkg.web.routes.parameters import known, once, stated

OPTIONS: Final = ("profile", "gate", "engine", "day", "award-date", "keep")
"""What the address or a form may carry."""
ANSWER: Final = ("lang", "format", "remedies")
"""What the address alone may."""
FIELDS: Final = ("file", "text", "syntax", "context", "data", "context-data")
"""What a form alone may."""
CHOSEN: Final[dict[str, Sequence[str]]] = {"profile": PROFILES, "gate": GATES, "engine": CHOICES}
"""The options that have a list of values."""
KEEP: Final = ("0", "1")
GUESSED: Final = "guess"
"""The syntax of a text that is to be recognised."""


@dataclass(frozen=True, slots=True)
class Handed:
    """What was handed in, and whether the result is to be kept."""

    case: Case
    keep: bool
    by_form: bool
    """Whether it came in a form, which a page sent."""


async def read(request: Request) -> Handed:
    """What a request hands in.

    :raises UsageFault: when there is no dossier, or a parameter that there is not, is empty, or does not fit.
    :raises TooLarge: when it is over the cap, or more than :data:`quartierkg.web.body.FILES` files.
    :raises UnknownFormat: when it says that it is in another encoding than UTF-8.
    :raises OverBudget: when whoever sends a form has used its budget.
    """
    content_type = request.headers.get("content-type", "")
    known(request.query_params, (*OPTIONS, *ANSWER))
    stated(request.query_params)
    options = _options(request.query_params)
    if content_type.partition(";")[0].strip().lower() not in body.FORMS:
        body.check_utf8(content_type)
        sent = await body.read(request, body.UPLOAD)
        return _asked((Source("dossier", sent, content_type),), (), options, by_form=False)
    async with body.form(request, body.UPLOAD, do=partial(computed, request)) as fields:
        known(fields, (*OPTIONS, *FIELDS))
        dossiers = (
            *await _files(fields, "file"),
            *_pasted(fields, language_of(request)),
            *_again(fields, "data"),
        )
        contexts = (*await _files(fields, "context"), *_again(fields, "context-data"))
        options = {name: _agreed(name, options[name], value) for name, value in _options(fields).items()}
    if len(dossiers) + len(contexts) > body.FILES:
        raise TooLarge(check_words.TOO_MANY.filled(body.FILES))
    if not dossiers:
        raise UsageFault(words.ERROR_NONE_GIVEN, remedy=words.ERROR_NONE_GIVEN_REMEDY)
    return _asked(dossiers, contexts, options, by_form=True)


def _again(fields: FormData, name: str) -> tuple[Source, ...]:
    """What a page hands in again, no more of it than one too many."""
    entries = (
        entry.split(maxsplit=body.FILES + 1) if isinstance(entry, str) else (entry,) for entry in fields.getlist(name)
    )
    every = (one for found in entries for one in found)
    return tuple(_of_data(name, one) for one in islice(every, body.FILES + 1))


def _of_data(field: str, entry: str | UploadFile) -> Source:
    """The source that a ``data:`` URL holds.

    :raises UsageFault: when it is none.
    """
    if isinstance(entry, str):
        head, comma, data = entry.partition(",")
        scheme, _, said = head.partition(":")
        media, *parameters = said.split(";")
        names = [unquote(one.removeprefix("name=")) for one in parameters if one.startswith("name=")]
        if comma and scheme == "data" and parameters[-1:] == ["base64"]:
            try:
                return Source(next(iter(names), field), base64.b64decode(data, validate=True), media or None)
            except ValueError:
                pass
    raise UsageFault(check_words.DATA_URL.filled(field))


def _asked(
    dossiers: tuple[Source, ...], contexts: tuple[Source, ...], options: dict[str, str], *, by_form: bool
) -> Handed:
    question = judge.question(**{name: options[name] for name in CHOSEN})
    case = Case(dossiers, contexts, question, options["day"] or None, options["award-date"] or None)
    return Handed(case, judge.one_of(KEEP, options["keep"], "keep") == "1", by_form)


def _options(fields: ImmutableMultiDict[str, str] | ImmutableMultiDict[str, str | UploadFile]) -> dict[str, str]:
    """The options that an address or a form gives; empty when it does not.

    :raises UsageFault: when one is given twice, or as a file.
    """
    return {name: once(fields, name) for name in OPTIONS}


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
    name = check_words.VALIDATE_PASTED.in_(language)
    if not text.strip():
        names = [known for media in RDF for known in media.essences]
        judge.one_of((GUESSED, *names), syntax, "syntax")
        return ()
    named = by_extension(syntax.lower(), RDF) or next((m for m in RDF if m.name.lower() == syntax.lower()), None)
    if syntax == GUESSED:
        named = _guessed(text)
    return (Source(name, text.encode(), named.essence if named is not None else syntax),)


def _guessed(text: str) -> MediaType:
    """The syntax that a text begins like; Turtle also reads N-Triples."""
    begins = text.lstrip("\ufeff \t\r\n")[:5].lower()
    if begins.startswith(("{", "[{", "[ {")) or begins.strip() == "[":
        return JSON_LD
    return RDF_XML if begins.startswith(("<?xml", "<rdf:", "<!--")) else TURTLE
