"""What is the same for every answer: HEAD as a GET without its body, and the headers that browsers act on."""

from __future__ import annotations

from typing import Final

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

# Pages carry no inline script or style and nothing from elsewhere, so the policy can forbid them all. Scripts are files
# of ours; one that styles what it makes does so by adopted sheets, which are no inline style (CSSOM, 6.2).
SECURITY: Final = {
    "Content-Security-Policy": "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; "
    "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Referrer-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
}


# Anyone's page may read and ask (Fetch, 3.2): nothing here depends on who asks, so that no answer varies with Origin.
_OPEN: Final = {
    "Access-Control-Allow-Origin": "*",
    "Access-Control-Expose-Headers": "ETag, Link, Location, Content-Location, Last-Modified, Retry-After, "
    "X-Request-Id, X-Revision, Accept-Ranges, Content-Range, Repr-Digest, Content-Profile, Server-Timing",
}
_PREFLIGHT: Final = {
    "Access-Control-Allow-Methods": "GET, HEAD, POST",
    "Access-Control-Allow-Headers": "Accept, Accept-Language, Accept-Profile, Content-Type, If-None-Match, If-Range, "
    "Range",
    "Access-Control-Max-Age": "86400",
}


class CommonHeaders:
    """Adds the headers to every answer that does not set its own, and answers a browser's question before a request."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on; add the headers on its way back."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return

        async def adding(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in (SECURITY | _OPEN).items():
                    headers.setdefault(name, value)
            await send(message)

        asks_first = scope["method"] == "OPTIONS" and "access-control-request-method" in Headers(scope=scope)
        app = Response(status_code=204, headers=_PREFLIGHT) if asks_first else self._app
        await app(scope, receive, adding)


class HeadAsGet:
    """Answers HEAD as GET would, without the body (RFC 9110, 9.3.2)."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Turn HEAD into GET; every byte of the body is dropped, its length stays."""
        if scope["type"] != "http" or scope["method"] != "HEAD":
            await self._app(scope, receive, send)
            return

        async def bodiless(message: Message) -> None:
            if message["type"] == "http.response.body":
                message = {**message, "body": b""}
            await send(message)

        # Whoever reads a body from afar, a file for one, may leave that.
        await self._app({**scope, "method": "GET", "bodiless": True}, receive, bodiless)
