"""Parameters are whole: each can be read as UTF-8, and has a value where no form may have left it empty."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final
from urllib.parse import unquote_to_bytes

from starlette.requests import Request
from starlette.types import ASGIApp, Receive, Scope, Send

from quartierkg.errors import ParameterFault
from quartierkg.language import Text
from quartierkg.web.faults import answer, of_ours

# A browser sends every field of a form, those that nobody filled in as well: there an empty value is none.
# ``?default`` of the Graph Store Protocol (5.2) has none ever.
_FORMS: Final = re.compile(r"/(?:search|sparql|changes|rdf-graph-store|queries/.*|network(?:/.*)?)")
_READING: Final = frozenset(("GET", "HEAD"))
_TELLING: Final = re.compile(rb"(?:lang|format)=[a-z]+")
_LONGEST: Final = 64
_BROKEN: Final = Text("La valeur n’est pas de l’UTF-8.", "The value is not UTF-8.")
_EMPTY: Final = Text("Le paramètre n’a pas de valeur.", "The parameter has no value.")
_PERCENT: Final = Text(
    "Chaque octet d’un caractère s’écrit %XX : « é » est %C3%A9.",
    "Each byte of a character is written %XX: “é” is %C3%A9.",
)
_LEFT_OUT: Final = Text("Ce qui n’est pas demandé se laisse de côté.", "What is not asked for is left out.")


class Spelled:
    """Refuses parameters of which nothing certain can be made; the problem names them."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on, or answer 400."""
        fault = _fault(scope) if scope["type"] == "http" and scope["query_string"] else None
        if fault is None:
            await self._app(scope, receive, send)
            return
        shown = {**scope, "query_string": b"&".join(_kept(scope["query_string"]))}
        await answer(Request(shown), of_ours(fault))(shown, receive, send)


def _fault(scope: Scope) -> ParameterFault | None:
    """What is wrong with the first parameter of which something is."""
    string: bytes = scope["query_string"]
    may_be_empty = scope["method"] not in _READING or _FORMS.fullmatch(scope["path"]) is not None
    for pair in string.split(b"&") if b"%" in string or not may_be_empty else ():
        name, _, value = pair.partition(b"=")
        if not (_is_text(name) and _is_text(value)):
            return ParameterFault(_BROKEN, source=_shown(name), remedy=_PERCENT)
        if name and not value.strip(b"+") and not may_be_empty:
            return ParameterFault(_EMPTY, source=_shown(name), remedy=_LEFT_OUT)
    return None


def _kept(string: bytes) -> Iterator[bytes]:
    """Of a request that is refused what says how the refusal is told."""
    return (pair for pair in string.split(b"&") if _TELLING.fullmatch(pair))


def _is_text(escaped: bytes) -> bool:
    try:
        unquote_to_bytes(escaped).decode()
    except UnicodeDecodeError:
        return False
    return True


def _shown(name: bytes) -> str:
    """The name of a parameter, however it is spelled."""
    return unquote_to_bytes(name.replace(b"+", b" ")).decode(errors="replace")[:_LONGEST]
