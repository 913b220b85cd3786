"""What one address holds, for a command that was given it: nothing else is asked, and redirections are not followed."""

from __future__ import annotations

import time
import urllib.request
from http.client import HTTPException, HTTPMessage
from typing import IO, Final
from urllib.error import HTTPError, URLError

from quartierkg.errors import RemoteFault
from quartierkg.intake.limits import Limits
from quartierkg.intake.source import Source, too_large
from quartierkg.language import Text

_SCHEMES: Final = ("http://", "https://")
_PATIENCE: Final = 10.0
"""Seconds for the whole of it."""
_PIECE: Final = 16 * 1024


class _Nowhere(urllib.request.HTTPRedirectHandler):
    """Follows no redirection: a person named one address, and judges others themselves."""

    def redirect_request(
        self,
        req: urllib.request.Request,
        fp: IO[bytes],  # noqa: ARG002
        code: int,  # noqa: ARG002
        msg: str,  # noqa: ARG002
        headers: HTTPMessage,  # noqa: ARG002
        newurl: str,
    ) -> urllib.request.Request | None:
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
            return Source(address, _capped(response, address, limits))
    except HTTPError as error:
        raise RemoteFault(_ANSWERS.filled(error.code), source=address) from error
    except (HTTPException, OSError, ValueError) as error:
        reason = error.reason if isinstance(error, URLError) else error
        raise RemoteFault(_SILENT.filled(str(reason)).shortened(), source=address) from error


def _capped(response: IO[bytes], address: str, limits: Limits) -> bytes:
    """All that is sent, as long as it is within the cap and the time; a server may send a byte a second."""
    deadline = time.monotonic() + _PATIENCE
    data = bytearray()
    while piece := response.read(_PIECE):
        data += piece
        if len(data) > limits.size:
            fault = too_large(address, limits)
            fault.remedy = None
            raise fault
        if time.monotonic() > deadline:
            raise TimeoutError("timed out")
    return bytes(data)


_ELSEWHERE: Final = Text("Cette adresse renvoie à {}.", "That address redirects to {}.")
_ANSWERS: Final = Text("Cette adresse répond {}.", "That address answers {}.")
_SILENT: Final = Text("Cette adresse ne répond pas ({}).", "That address does not answer ({}).")
