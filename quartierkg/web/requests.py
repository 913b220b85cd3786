"""Each request has a name, and a line of the log where one is kept."""

from __future__ import annotations

import json
import logging
import re
import time
import uuid
from typing import Final

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

LOG: Final = logging.getLogger("quartierkg.requests")
_HEADER: Final = "X-Request-Id"
# Whoever reads the log need not be able to read what somebody shares by an address that nobody can guess.
_SECRET: Final = re.compile(r"(/validate/results/)[^/]+")
# A proxy may have named it; what could not stand in a line of a log is not taken over.
_NAME: Final = re.compile(r"[\w.:-]{1,64}", re.ASCII)


class NamedRequests:
    """Names each request, tells the client the name, and logs how it came out as one line of JSON."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on; look at the answer on its way back."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        given = Headers(scope=scope).get(_HEADER, "")
        name = given if _NAME.fullmatch(given) else uuid.uuid4().hex
        started, status, size = time.monotonic(), 0, 0

        async def naming(message: Message) -> None:
            nonlocal status, size
            if message["type"] == "http.response.start":
                status = message["status"]
                MutableHeaders(scope=message)[_HEADER] = name
            else:
                size += len(message.get("body", b""))
            await send(message)

        whole = False
        try:
            await self._app(scope, receive, naming)
            whole = True
        finally:
            if LOG.isEnabledFor(logging.INFO):
                LOG.info(_line(scope, name, status, size, time.monotonic() - started, whole=whole))


def _line(scope: Scope, name: str, status: int, size: int, seconds: float, *, whole: bool) -> str:
    """What is kept of a request: never its query, which may be long or personal."""
    client = scope.get("client")
    found = {
        "time": time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime()),
        "request": name,
        "client": client[0] if client else None,
        "method": scope["method"],
        "path": _SECRET.sub(r"\1*", scope["path"]),
        "status": status,
        "bytes": size,
        "milliseconds": round(seconds * 1000, 1),
        "whole": whole,
    }
    return json.dumps(found, ensure_ascii=True)


def keep() -> None:
    """Write the log to standard error from now on."""
    handler = logging.StreamHandler()
    handler.setFormatter(logging.Formatter("%(message)s"))
    LOG.addHandler(handler)
    LOG.setLevel(logging.INFO)
    LOG.propagate = False
