"""What a request sends to the register: the members of an object, a dossier, the name of a document."""

from __future__ import annotations

import json
from email.message import Message
from typing import Any, Final

from starlette.requests import Request

from quartierkg.errors import ParameterFault, UnknownFormat
from quartierkg.intake.source import Source
from quartierkg.intake.syntax import BY_MEDIA_TYPE
from quartierkg.language import Text
from quartierkg.media import RDF, by_media_type
from quartierkg.web import body

_LONGEST: Final = 10_000
_SHOWN: Final = 100
_KIND_OF: Final[dict[str, type[int | bool | str]]] = {"criterion": int, "published": bool}
_KINDS: Final = {
    int: Text("un nombre entier", "a whole number"),
    bool: Text("un booléen", "a boolean"),
    str: Text("un texte", "a text"),
}
_REMEDIES: Final = {
    int: Text("Écrivez un nombre sans guillemets : 4.", "Write a number without quotes: 4."),
    bool: Text("Écrivez true ou false, sans guillemets.", "Write true or false, without quotes."),
    str: Text('Écrivez-le entre guillemets droits : "…".', 'Write it between quotes: "…".'),
}
_LINES: Final = frozenset("\n\r\t")


def members(data: bytes, required: tuple[str, ...], optional: tuple[str, ...]) -> dict[str, Any]:
    """The members of an object in JSON, each of its kind.

    :raises ParameterFault: when there is no object, or a member is missing, of another kind, or unknown.
    """
    try:
        given = json.loads(data)
    except (ValueError, RecursionError) as error:
        raise ParameterFault(Text("Le corps n’est pas du JSON.", "The body is no JSON."), source="body") from error
    if not isinstance(given, dict):
        raise ParameterFault(Text("Le corps n’est pas un objet.", "The body is no object."), source="body")
    for name in required:
        if name not in given:
            raise ParameterFault(Text(f"« {name} » manque.", f"{name!r} is missing."), source=name)
    for name, value in given.items():
        if name not in (*required, *optional):
            name = name.encode("ascii", "backslashreplace").decode()[:_SHOWN]  # also half a character can be told so
            known = ", ".join((*required, *optional))
            raise ParameterFault(
                Text(f"« {name} » n’est pas un membre connu.", f"{name!r} is no known member."),
                source=name,
                remedy=Text(f"Connus : {known}.", f"Known: {known}."),
            )
        kind = _KIND_OF.get(name, str)
        if not isinstance(value, kind) or (kind is int and isinstance(value, bool)):
            wanted = _KINDS[kind]
            raise ParameterFault(
                Text(f"« {name} » n’est pas {wanted.fr}.", f"{name!r} is not {wanted.en}."),
                source=name,
                remedy=_REMEDIES[kind],
            )
        if isinstance(value, str):
            _require_readable(name, value)
    return dict(given)


def _require_readable(name: str, value: str) -> None:
    """Nothing, where a text can be kept for good, in every format in which it is published.

    :raises ParameterFault: when it is too long, or has a sign that XML or UTF-8 has none for (RFC 9839, 4.3).
    """
    if len(value) > _LONGEST or not all(sign in _LINES or _is_assignable(ord(sign)) for sign in value):
        raise ParameterFault(
            Text(
                f"« {name} » a plus de {_LONGEST} signes, ou un signe de contrôle.",
                f"{name!r} has more than {_LONGEST} characters, or a control character.",
            ),
            source=name,
        )


def _is_assignable(code: int) -> bool:
    """Whether a code point is a character, or may become one: no control, no half of one, no noncharacter."""
    return (
        code >= 0x20
        and not 0x7F <= code <= 0x9F
        and not 0xD800 <= code <= 0xDFFF
        and not 0xFDD0 <= code <= 0xFDEF
        and code & 0xFFFE != 0xFFFE
    )


def source(request: Request, data: bytes, name: str) -> Source:
    """What a request carries, as a dossier.

    :raises UnknownFormat: when its media type is none of RDF.
    """
    sent = request.headers.get("content-type", "")
    body.check_utf8(sent)
    media = by_media_type(sent, RDF)
    if media is None:
        types = ", ".join(BY_MEDIA_TYPE)
        raise UnknownFormat(Text(f"Types acceptés : {types}.", f"Accepted types: {types}."))
    return Source(name, data, media.essence)


def file_name(request: Request) -> str:
    """The name that a client gives to a document, as far as it is one; nothing of a path."""
    message = Message()
    message["content-disposition"] = request.headers.get("content-disposition", "")
    said = message.get_filename() or "document"
    bare = said.replace("\\", "/").rpartition("/")[2]
    return "".join(sign for sign in bare if sign.isprintable())[:120].strip(" .") or "document"
