"""What a page of the form sends: the state, the answers, and what to do next."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import Final

from starlette.datastructures import FormData, UploadFile
from starlette.requests import Request

from quartierkg.errors import UnknownFormat
from quartierkg.filling import answer
from quartierkg.filling.answer import BAR
from quartierkg.filling.applying import Answers
from quartierkg.intake.source import Source
from quartierkg.language import Text
from quartierkg.web import body
from quartierkg.web.computed import computed

MOST: Final = 4_000
"""So many fields a page sends at most: one with as many values as it can show has fewer."""
_SEVERAL: Final = "[]"
"""What the name of a control ends with where others have the same."""


@dataclass(frozen=True, slots=True)
class Action:
    """What to do, and with what."""

    kind: str
    about: tuple[str, ...] = ()

    @classmethod
    def read(cls, said: str) -> Action:
        """What a button says."""
        kind, *about = said.split(BAR)
        return cls(kind, tuple(about))

    def __str__(self) -> str:
        return BAR.join((self.kind, *self.about))

    def part(self, number: int) -> str:
        """The n-th thing that it is about, from 0; empty where it says none."""
        return self.about[number] if number < len(self.about) else ""


@dataclass(frozen=True, slots=True)
class Sent:
    """What a page sent."""

    state: str
    at: Action
    """The page that it was."""
    go: Action
    answers: Answers = ()
    name: str = ""
    address: str = ""
    file: Source | None = None

    @property
    def by_name(self) -> dict[str, list[str]]:
        """The answers of each field."""
        found: dict[str, list[str]] = {}
        for name, said in self.answers:
            found.setdefault(name, []).append(said)
        return found


async def read(request: Request) -> Sent:
    """What a request sends.

    :raises UnknownFormat: when it is no form.
    :raises TooLarge: when it is larger than a dossier may be.
    :raises OverBudget: when whoever sends it has used its budget.
    """
    content_type = request.headers.get("content-type", "")
    if content_type.partition(";")[0].strip().lower() not in body.FORMS:
        types = ", ".join(body.FORMS)
        raise UnknownFormat(Text(f"Types acceptés : {types}.", f"Accepted types: {types}."))
    body.check_utf8(content_type)
    async with body.form(request, body.UPLOAD, parts=MOST, do=partial(computed, request)) as fields:
        answers = tuple(
            (name.removesuffix(_SEVERAL), value)
            for name, value in fields.multi_items()
            if isinstance(value, str) and answer.is_answer(name)
        )
        return Sent(
            _text(fields, "state"),
            Action.read(_text(fields, "at")),
            Action.read(_text(fields, "go")),
            answers,
            _text(fields, "name").strip(),
            _text(fields, "address").strip(),
            await _file(fields),
        )


def _text(fields: FormData, name: str) -> str:
    """The last text of a field; empty where there is none."""
    found = [value for value in fields.getlist(name) if isinstance(value, str)]
    return found[-1] if found else ""


async def _file(fields: FormData) -> Source | None:
    for file in fields.getlist("file"):
        if isinstance(file, UploadFile) and file.filename:
            return Source(file.filename, await file.read(), file.content_type)
    return None
