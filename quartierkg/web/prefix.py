"""The path under which a proxy shows the service: ``--base https://example.org/quartierkg``.

Within the service every address begins at ``/``. What stands before it is taken off a request as it comes in, and put
before the addresses of its answer as that goes out: in headers, in pages and in what programs follow. Who asks without
it, as a monitor beside the service does, is answered without it: both find links that lead on.
"""

from __future__ import annotations

import re
from typing import Final
from urllib.parse import quote, unquote, urlsplit

from starlette.datastructures import MutableHeaders
from starlette.requests import Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from quartierkg.media import HTML, JSON, LINKSET

_KEY: Final = "quartierkg.prefix"
_SAFE: Final = "!$&'()*+,/:;=@~"
_ATTRIBUTES: Final = (
    *("href", "src", "action", "formaction"),
    # What scripts of ours ask.
    *("data-draft", "data-drafts", "data-gauge", "data-lexicon"),
)
# Values stand in quotes, and a quote in a value or a text is escaped, in HTML as in JSON: what looks like an attribute
# or a member is one. Two slashes open the address of another host.
_MARKUP: Final = re.compile(rf'[ \n](?:{"|".join(_ATTRIBUTES)})="(?=/(?!/))'.encode())
_MEMBERS: Final = re.compile(rb'(?<!\\)"(?:href|anchor|next|badge)": ?"(?=/(?!/))')
_WRITTEN: Final = {
    HTML.essence: _MARKUP,
    JSON.essence: _MEMBERS,
    LINKSET.essence: _MEMBERS,
}
_TARGETS: Final = re.compile("<(?=/(?!/))")
_LOCATIONS: Final = ("Location", "Content-Location")


def of_base(base: str) -> str:
    """What stands before the addresses of a service that is seen under a base, as a link writes it; often nothing."""
    return quote(unquote(urlsplit(base).path), safe=_SAFE).rstrip("/")


def of(scope: Scope) -> str:
    """What stood before the address that was asked for."""
    return str(scope.get(_KEY, ""))


def leads(attribute: str) -> bool:
    """Whether an attribute of an element holds an address that the path is put before."""
    return attribute in _ATTRIBUTES


def page(request: Request, text: str) -> str:
    """A page that no layer below sees on its way out."""
    return _led(_MARKUP, text.encode(), of(request.scope)).decode()


class Prefixed:
    """Takes the path off requests, and puts it before the addresses in the headers of their answers."""

    def __init__(self, app: ASGIApp, prefix: str) -> None:
        self._app, self._prefix, self._path = app, prefix, unquote(prefix)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on as if nothing stood before its address."""
        if scope["type"] != "http" or not self._prefix or not (scope["path"] + "/").startswith(self._path + "/"):
            await self._app(scope, receive, send)
            return

        async def prefixing(message: Message) -> None:
            if message["type"] == "http.response.start":
                # A list of its own: a layer within may keep that of the answer.
                message = {**message, "headers": list(message["headers"])}
                headers = MutableHeaders(scope=message)
                for name in _LOCATIONS:
                    if re.match("/(?!/)", headers.get(name, "")):
                        headers[name] = self._prefix + headers[name]
                if "link" in headers:
                    headers["Link"] = _TARGETS.sub(f"<{self._prefix}", headers["link"])
            await send(message)

        await self._app(self._without(scope), receive, prefixing)

    def _without(self, scope: Scope) -> Scope:
        path = scope["path"].removeprefix(self._path) or "/"
        raw: bytes = scope.get("raw_path") or b""
        before = self._prefix.encode()
        # Somebody may have spelled it in another way (RFC 3986, 6.2.2.2).
        kept = raw.removeprefix(before) if raw.startswith(before) else quote(path, safe=_SAFE).encode()
        return {**scope, "path": path, "raw_path": kept or b"/", _KEY: self._prefix}


class Led:
    """Puts the path before the addresses in pages and in what programs follow; it sees bodies as they were written."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on; an answer that is whole is written anew on its way back."""
        prefix = of(scope)
        await self._app(scope, receive, _Rewriter(send, prefix).send if prefix else send)


class _Rewriter:
    """One answer. What comes in pieces, without a length, are rows of a query: it is passed on as it is."""

    def __init__(self, send: Send, prefix: str) -> None:
        self._send, self._prefix = send, prefix
        self._pattern: re.Pattern[bytes] | None = None
        self._start: Message = {}
        self._body = bytearray()

    async def send(self, message: Message) -> None:
        """Take a part of the answer."""
        if message["type"] == "http.response.start":
            self._start, self._pattern = message, _pattern(message)
        if self._pattern is None:
            await self._send(message)
            return
        self._body += message.get("body", b"")
        if message["type"] == "http.response.body" and not message.get("more_body", False):
            written = _led(self._pattern, bytes(self._body), self._prefix)
            MutableHeaders(scope=self._start)["Content-Length"] = str(len(written))
            await self._send(self._start)
            await self._send({"type": "http.response.body", "body": written})


def _pattern(start: Message) -> re.Pattern[bytes] | None:
    """Where addresses stand in an answer; None where there are none of ours."""
    headers = MutableHeaders(scope=start)
    whole = "content-length" in headers and "content-range" not in headers
    return _WRITTEN.get(headers.get("content-type", "").partition(";")[0]) if whole else None


def _led(pattern: re.Pattern[bytes], body: bytes, prefix: str) -> bytes:
    return pattern.sub(lambda found: found[0] + prefix.encode(), body) if prefix else body
