"""The service that answers an assistant: one that is running, or one started for it on this machine.

Whatever a tool asks goes through it, so that the limits, refusals and answers are those that everybody has.
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from http.client import HTTPException
from typing import IO, Any, Final, cast
from urllib.error import HTTPError, URLError
from urllib.parse import urlencode, urlsplit
from urllib.request import HTTPRedirectHandler, ProxyHandler, Request, build_opener

from quartierkg.errors import QuartierError, UsageFault
from quartierkg.language import Language, Text

_PATIENCE: Final = 120.0
"""Seconds that an answer may take: longer than the service gives any."""
_MOST: Final = 4 * 1024 * 1024
"""So many bytes of an answer are read."""
_LONG: Final = Text("La réponse est trop longue.", "The answer is too long.")
_LESS: Final = Text("Demandez moins à la fois (limit, LIMIT).", "Ask for less at a time (limit, LIMIT).")
_NOT_ONE: Final = Text("« {} » n’est pas l’adresse d’un service.", "{!r} is not the address of a service.")
_WRITE: Final = Text(
    "Donnez son adresse entière : http://127.0.0.1:8000.", "Give its whole address: http://127.0.0.1:8000."
)
_NO_JSON: Final = Text(
    "Ce qui répond à cette adresse n’est pas un service quartierkg.", "What answers at that address is no quartierkg."
)
_SILENT: Final = Text("Le service ne répond pas ({}).", "The service does not answer ({}).")
_NOT_STARTED: Final = Text("Le service n’a pu être démarré.", "The service could not be started.")


class Declined(QuartierError):
    """The service refused what was asked, and said why."""

    status = 502
    kind = "refused"
    title = Text("Refus du service", "Refusal of the service")


class _NoRedirect(HTTPRedirectHandler):
    """Follows nothing: an answer never leads to another host."""

    def redirect_request(self, *_: object) -> None:
        """Nowhere."""


_OPENER: Final = build_opener(ProxyHandler({}), _NoRedirect)


@dataclass(frozen=True, slots=True)
class Service:
    """A running service."""

    base: str
    """Its address, without a closing slash."""
    language: Language

    def get(self, path: str, **parameters: str | int | None) -> Any:
        """What is at an address of it, as JSON.

        :raises Declined: when it refuses, or does not answer.
        """
        given = {name: value for name, value in parameters.items() if value is not None}
        query = urlencode({"lang": self.language} | given | {"format": "json"})
        said = self._sent(Request(f"{self.base}{path}?{query}", headers={"Accept": "application/json"}))
        try:
            return json.loads(said)
        except ValueError as error:
            raise Declined(_NO_JSON, remedy=_WRITE) from error

    def post(self, path: str, content: str, media_type: str, accept: str, **parameters: str) -> str:
        """The answer to what is sent to it.

        :raises Declined: when it refuses, or does not answer.
        """
        query = urlencode({"lang": self.language} | parameters)
        headers = {"Content-Type": media_type, "Accept": accept}
        return self._sent(Request(f"{self.base}{path}?{query}", content.encode(), headers, method="POST"))

    def _sent(self, request: Request) -> str:
        request.add_header("Accept-Language", self.language)
        try:
            with _OPENER.open(request, timeout=_PATIENCE) as response:
                content = cast(bytes, response.read(_MOST + 1))
        except HTTPError as error:
            with error:
                raise _refused(error.read(_MOST), str(error.code)) from None
        except (URLError, HTTPException, OSError) as error:
            raise Declined(_SILENT.filled(str(getattr(error, "reason", error)))) from error
        if len(content) > _MOST:
            raise Declined(_LONG, remedy=_LESS)
        return content.decode()


def joined(address: str, language: Language) -> Service:
    """A service that runs somewhere.

    :raises UsageFault: when the address is none.
    """
    parts = urlsplit(address)
    if parts.scheme not in {"http", "https"} or not parts.hostname or parts.query or parts.fragment:
        raise UsageFault(_NOT_ONE.filled(address), remedy=_WRITE)
    return Service(address.rstrip("/"), language)


@contextmanager
def started(given: Sequence[str], language: Language) -> Iterator[Service]:
    """A service of one's own, on a free port of this machine, until it is no longer needed.

    :param given: what ``quartierkg serve`` is told of the store and the data.
    :raises UsageFault: when it does not start; it said why on standard error.
    """
    command = [sys.executable, "-m", "quartierkg", "serve", "--host", "127.0.0.1", "--port", "0", *given]
    with subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, text=True) as process:
        try:
            line = cast(IO[str], process.stdout).readline()
            address = next((word for word in line.split() if word.startswith("http://")), None)
            if address is None:
                raise UsageFault(_NOT_STARTED)
            yield Service(address.rstrip("/"), language)
        finally:
            process.terminate()


def _refused(content: bytes, code: str) -> Declined:
    """What a problem document says (RFC 9457)."""
    try:
        problem: Mapping[str, Any] = json.loads(content)
        said = [str(problem[name]) for name in ("title", "detail", "remedy") if problem.get(name)]
        place = f" ({problem['line']}:{problem['column']})" if "line" in problem and "column" in problem else ""
        place += f" [{problem['parameter']}]" if "parameter" in problem else ""
    except (ValueError, TypeError, LookupError):
        said, place = [code], ""
    text = ". ".join(one.rstrip(".") for one in said) + place
    return Declined(Text.alike(text))
