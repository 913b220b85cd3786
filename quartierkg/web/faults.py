"""The one table of errors: what was raised becomes a status and problem details (RFC 9457), or a page for browsers."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Coroutine, Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect, Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Match, Mount

from quartierkg.errors import (
    BadCells,
    NotAcceptable,
    NotAuthorised,
    NotFound,
    ParameterFault,
    QuartierError,
    RangeNotSatisfiable,
    Unanswered,
)
from quartierkg.language import Language, Text
from quartierkg.media import HTML, PROBLEM, by_extension, choose
from quartierkg.register.deed import MoveRefused
from quartierkg.register.refusal import Refusal
from quartierkg.register.shown import refusal
from quartierkg.terms import BASE
from quartierkg.web import audited, kinds, prefix, words
from quartierkg.web.answers import written
from quartierkg.web.headers import SECURITY
from quartierkg.web.negotiation import language_of
from quartierkg.web.pages import render

TYPES: Final = BASE + "problems#"


@dataclass(frozen=True, slots=True)
class Problem:
    """What is told about an error, whatever the format."""

    kind: str
    status: int
    title: Text
    detail: Text
    remedy: Text | None = None
    more: Mapping[str, object] = field(default_factory=dict)
    refusals: tuple[Refusal, ...] = ()
    """Of a move that was refused, each reason."""
    told: tuple[Text, ...] = ()
    """Of cells that cannot be read, what is said of each: the same as in the detail."""

    def details(self, language: Language) -> dict[str, Any]:
        """The members of RFC 9457, and our own: source, line, column, remedy."""
        found = {
            "type": TYPES + self.kind,
            "title": self.title.in_(language),
            "status": self.status,
            "detail": self.detail.in_(language),
            **self.more,
        }
        found |= {"refusals": [refusal(one, language) for one in self.refusals]} if self.refusals else {}
        return found | ({"remedy": self.remedy.in_(language)} if self.remedy else {})


def of_ours(error: QuartierError) -> Problem:
    """An error that the product raised on purpose: it knows all of this itself."""
    about = "parameter" if isinstance(error, ParameterFault) else "source"
    more: dict[str, object] = {about: error.source} if error.source else {}
    if error.place is not None:
        more |= error.place.value()
    refusals = error.refusals if isinstance(error, MoveRefused) else ()
    told = error.told if isinstance(error, BadCells) else ()
    return Problem(error.kind, error.status, error.title, error.text, error.remedy, more, refusals, told)


def headers_of(error: QuartierError) -> dict[str, str]:
    """What helps whoever asked: when to try again, how to show who asks, how long a file is.

    As RFC 9110 has it: 10.2.3, 11.6.1 and 14.4.
    """
    if isinstance(error, NotAuthorised):
        # RFC 6750, 3.1: who showed no token is told no error.
        return {"WWW-Authenticate": 'Bearer realm="quartierkg"' + (', error="invalid_token"' if error.shown else "")}
    if isinstance(error, RangeNotSatisfiable):
        return {"Content-Range": f"bytes */{error.size}"}
    after = error.retry_after if isinstance(error, Unanswered) else None
    return {} if after is None else {"Retry-After": str(after)}


def of_http(error: HTTPException) -> Problem:
    """An error of the framework: no such address, method, or form."""
    if error.status_code == NotFound.status:
        return Problem(NotFound.kind, NotFound.status, NotFound.title, words.ERROR_NOT_FOUND)
    if error.status_code == 405:
        return Problem(kinds.METHOD.id, kinds.METHOD.status, kinds.METHOD.title, words.ERROR_METHOD)
    return Problem(kinds.REQUEST.id, error.status_code, kinds.REQUEST.title, words.ERROR_REQUEST)


def of_form(error: RequestValidationError) -> Problem:
    """What does not have the form that its address asks for: an address that names nothing, or a parameter."""
    places = [one["loc"] for one in error.errors()]
    if any(place[0] == "path" for place in places):
        return Problem(NotFound.kind, NotFound.status, NotFound.title, words.ERROR_NOT_FOUND)
    named = [str(place[1]) for place in places if place[0] == "query" and len(place) > 1]
    if named:
        return of_ours(ParameterFault(words.ERROR_VALUE.filled(named[0]), source=named[0]))
    return _INVALID


_INTERNAL: Final = Problem(kinds.INTERNAL.id, kinds.INTERNAL.status, kinds.INTERNAL.title, words.ERROR_INTERNAL)
_INVALID: Final = Problem(kinds.REQUEST.id, kinds.REQUEST.status, kinds.REQUEST.title, words.ERROR_REQUEST)


async def _ours(request: Request, error: Exception) -> Response:
    assert isinstance(error, QuartierError)
    audited.tell(request, error.kind)
    return answer(request, of_ours(error), headers_of(error))


async def _http(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    if error.status_code != 405:
        return answer(request, of_http(error), error.headers)
    allow = {"Allow": ", ".join(_methods(request))}
    if request.method == "OPTIONS":
        return Response(status_code=204, headers=allow)
    return answer(request, of_http(error), allow)


_METHODS: Final = ("GET", "POST", "PUT", "DELETE")


def _methods(request: Request) -> list[str]:
    """What an address accepts, whichever of its routes the framework tried first (RFC 9110, 10.2.1)."""
    routes: list[BaseRoute] = request.app.routes
    taken = [method for method in _METHODS if any(_takes(route, request, method) for route in routes)]
    return ["OPTIONS", *(["HEAD"] if "GET" in taken else []), *taken]


def _takes(route: BaseRoute, request: Request, method: str) -> bool:
    # A mount matches with any method; ours holds files, which are only read. Below it the root path is its own.
    if isinstance(route, Mount) and method != "GET":
        return False
    root = request.scope.get("app_root_path", request.scope.get("root_path", ""))
    return route.matches({**request.scope, "method": method, "root_path": root})[0] is Match.FULL


async def _invalid(request: Request, error: Exception) -> Response:
    assert isinstance(error, RequestValidationError)
    return answer(request, of_form(error))


async def _gone(_: Request, __: Exception) -> Response:
    # Nobody is there to read it; without an answer of some kind the framework would log the departure as a fault.
    return Response(status_code=400)


async def _unforeseen(request: Request, _: Exception) -> Response:
    # The framework logs the error after this answer; it stands outside the other layers, so that what they do is done
    # here.
    return answer(request, _INTERNAL, SECURITY, prefix.page)


HANDLERS: Final[dict[int | type[Exception], Callable[[Request, Any], Coroutine[Any, Any, Response]]]] = {
    QuartierError: _ours,
    HTTPException: _http,
    RequestValidationError: _invalid,
    ClientDisconnect: _gone,
    Exception: _unforeseen,
}


def answer(
    request: Request,
    problem: Problem,
    headers: Mapping[str, str] | None = None,
    led: Callable[[Request, str], str] = lambda _, page: page,
) -> Response:
    """The answer that tells about a problem.

    :param led: what is done to the links of a page that no layer sees any more.
    """
    language, media = language_of(request), HTML if wants_page(request) else PROBLEM
    if media is HTML:
        body = led(request, render(request, "error.html", problem=problem, guess=_guess(request.url.path)))
    else:
        body = json.dumps(problem.details(language), ensure_ascii=False, indent=1) + "\n"
    return written(body, media, language, {**(headers or {}), "Cache-Control": "no-store"}, problem.status)


_WORD: Final = re.compile(r"[^\W\d_]{3,}")


def _guess(path: str) -> str:
    """What somebody may have looked for, by the end of the address that is not there."""
    return " ".join(_WORD.findall(path.rpartition("/")[2].rpartition(".")[0] or path.rpartition("/")[2]))[:80]


def wants_page(request: Request) -> bool:
    """Whether the client would rather have a page than problem details; an error is never refused for its format."""
    if by_extension(request.query_params.get("format", ""), (HTML,)):
        return True
    try:
        return choose(", ".join(request.headers.getlist("accept")), (PROBLEM, HTML)) is HTML
    except NotAcceptable:
        return False
