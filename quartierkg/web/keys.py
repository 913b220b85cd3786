"""The keys of the identity provider are fetched before a token that needs them is read, off the event loop."""

from __future__ import annotations

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import Headers
from starlette.types import ASGIApp, Receive, Scope, Send

from quartierkg.access.issuer import looks_signed


class KnownKeys:
    """Looks after the keys of an instance that believes an identity provider."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Fetch the keys where a token names one that is not known, then pass the request on."""
        about = getattr(scope["app"].state, "service", None) if scope["type"] == "http" and "app" in scope else None
        issuer = about.access.issuer if about is not None and about.access is not None else None
        if issuer is not None:
            shown = Headers(scope=scope).get("authorization", "").partition(" ")[2].strip()
            if looks_signed(shown) and issuer.lacks_key(shown):
                await run_in_threadpool(issuer.refresh)
        await self._app(scope, receive, send)
