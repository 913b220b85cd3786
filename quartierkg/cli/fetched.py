"""What one address holds, for a command that was given it: nothing else is asked, and redirections are not followed."""

from __future__ import annotations

import urllib.request
from http.client import HTTPException, HTTPMessage
from threading import Thread
from typing import IO, Final
from urllib.error import HTTPError, URLError

from quartierkg.errors import QuartierError, RemoteFault
from quartierkg.intake.limits import Limits
from quartierkg.intake.source import Source, too_large
from quartierkg.language import Text

_SCHEMES: Final = ("http://", "https://")
_PATIENCE: Final = 10.0
"""Seconds for the whole of it."""


class _Nowhere(urllib.request.HTTPRedirectHandler):
    """Follows no redirection: a person named one address, and judges others themselves."""

    def redirect_request(
        self,
        req: urllib.request.Request,
        fp: IO[bytes],
        code: int,  # noqa: ARG002
        msg: str,  # noqa: ARG002
        headers: HTTPMessage,  # noqa: ARG002
        newurl: str,
    ) -> urllib.request.Request | None:
        fp.close()
        raise RemoteFault(
            _ELSEWHERE.filled(newurl).shortened(),
            source=req.full_url,
            remedy=Text("Donnez cette adresse, si elle vous convient.", "Give that address, if it suits you."),
        )


def is_address(name: str) -> bool:
    """Whether an argument is the address of something, and not a file."""
    return name.lower().startswith(_SCHEMES)


def read(address: str, accept: str, limits: Limits) -> Source:
    """What an address holds.

    :raises RemoteFault: when it does not answer in time, or with something else than 200.
    :raises TooLarge: when it holds more than the cap.
    """
    visit = _Visit(address, accept, limits)
    visit.start()
    visit.join(_PATIENCE)
    if visit.fault is not None:
        raise visit.fault
    if visit.found is None:
        raise RemoteFault(_SLOW.filled(round(_PATIENCE)), source=address)
    return visit.found


class _Visit(Thread):
    """One request. It is left behind when its time is over: a server may send a byte a second, in its headers too."""

    def __init__(self, address: str, accept: str, limits: Limits) -> None:
        super().__init__(daemon=True)
        self._request = address, accept, limits
        self.found: Source | None = None
        self.fault: QuartierError | None = None

    def run(self) -> None:
        """Ask, and keep what comes of it."""
        try:
            self.found = _asked(*self._request)
        except QuartierError as fault:
            self.fault = fault


def _asked(address: str, accept: str, limits: Limits) -> Source:
    # No other scheme than the two: an opener that is built has one for files as well.
    opener = urllib.request.OpenerDirector()
    for handler in (
        urllib.request.ProxyHandler(),
        urllib.request.HTTPHandler(),
        urllib.request.HTTPSHandler(),
        urllib.request.HTTPErrorProcessor(),
        urllib.request.HTTPDefaultErrorHandler(),
        _Nowhere(),
    ):
        opener.add_handler(handler)
    try:
        request = urllib.request.Request(address, headers={"Accept": accept, "User-Agent": "quartierkg"})
        with opener.open(request, timeout=_PATIENCE) as response:
            data = response.read(limits.size + 1)
    except HTTPError as error:
        error.close()
        raise RemoteFault(_ANSWERS.filled(error.code), source=address) from error
    except (HTTPException, OSError, ValueError) as error:
        reason = error.reason if isinstance(error, URLError) else error
        raise RemoteFault(_SILENT.filled(str(reason)).shortened(), source=address) from error
    if len(data) > limits.size:
        fault = too_large(address, limits)
        fault.remedy = None
        raise fault
    return Source(address, data)


_ELSEWHERE: Final = Text("Cette adresse renvoie à {}.", "That address redirects to {}.")
_ANSWERS: Final = Text("Cette adresse répond {}.", "That address answers {}.")
_SILENT: Final = Text("Cette adresse ne répond pas ({}).", "That address does not answer ({}).")
_SLOW: Final = Text("Cette adresse n’a pas tout envoyé en {} secondes.", "That address did not send all in {} seconds.")
