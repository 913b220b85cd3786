"""Addresses have an end: what is longer is told so, whatever it would have named."""

from __future__ import annotations

from typing import Final

from starlette.requests import Request
from starlette.types import ASGIApp, Receive, Scope, Send

from quartierkg.errors import AddressTooLong
from quartierkg.language import Text
from quartierkg.web.faults import answer, of_ours

LONGEST: Final = 65_000
"""How many bytes an address may have; parsers hold some more, and cut off the rest."""
_TOO_LONG: Final = AddressTooLong(
    Text("L’adresse compte plus de {} octets.", "The address has more than {} bytes.").filled(LONGEST),
    remedy=Text(
        "Une longue requête s’envoie par POST (application/sparql-query).",
        "A long query is sent by POST (application/sparql-query).",
    ),
)


class ShortAddresses:
    """Refuses requests whose address has no measure."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on, or answer 414 (RFC 9110, 15.5.15)."""
        if scope["type"] == "http" and len(scope["path"]) + len(scope["query_string"]) > LONGEST:
            shown = {**scope, "path": "/", "raw_path": b"/", "query_string": b""}
            await answer(Request(shown), of_ours(_TOO_LONG))(scope, receive, send)
            return
        await self._app(scope, receive, send)
