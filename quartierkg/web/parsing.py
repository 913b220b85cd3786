"""How requests are parsed: by ``httptools`` where it is installed, with an end to every head; else by ``h11``."""

from __future__ import annotations

import asyncio
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any, Final

HEAD: Final = 512 * 1024
"""How many bytes the head of a request may have."""

# The parser takes no longer address apart: more is left of it than the application lets pass.
_PARSED: Final = 65_500

if TYPE_CHECKING:
    from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

    _Base = HttpToolsProtocol
elif find_spec("httptools") is not None:
    from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol as _Base
else:
    _Base = object


class BoundedHttpTools(_Base):
    """The parser gathers a head until it is whole, however long it is: here it is cut off where no honest one ends."""

    _head = 0
    _in_head = True

    def on_message_begin(self) -> None:
        """Another request."""
        self._in_head = True
        super().on_message_begin()

    def on_headers_complete(self) -> None:
        """What comes now is the body, which the application counts; that an address is too long, it says as well."""
        self._in_head, self._head = False, 0
        if len(self.url) > _PARSED:
            self.url = b"/" + b"x" * _PARSED
        super().on_headers_complete()

    def on_header(self, name: bytes, value: bytes) -> None:
        """A field of the head; those behind a body (RFC 9110, 6.5) say nothing here."""
        if self._in_head:
            super().on_header(name, value)

    def on_body(self, body: bytes) -> None:
        """A piece of the body: it goes on."""
        self._head = 0
        super().on_body(body)

    def data_received(self, data: bytes) -> None:
        """Some bytes: the end, where too many came that are no part of a body."""
        self._head += len(data)
        if self._head > HEAD:
            if self._in_head:
                self.send_400_response("The head of the request is too long.")
            else:
                self.transport.close()
            return
        super().data_received(data)


def protocol() -> type[asyncio.Protocol] | Any:
    """The parser for the server's configuration."""
    return BoundedHttpTools if find_spec("httptools") is not None else "h11"
