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
        """What comes now is the body, which the application counts; so it does an address, of which enough is left."""
        self._in_head, self._head = False, 0
        self.url = self.url[:_PARSED]
        super().on_headers_complete()

    def data_received(self, data: bytes) -> None:
        """Some bytes: refused where the head has too many already."""
        if self._in_head:
            self._head += len(data)
            if self._head > HEAD:
                self.send_400_response("The head of the request is too long.")
                return
        super().data_received(data)


def protocol() -> type[asyncio.Protocol] | Any:
    """The parser for the server's configuration."""
    return BoundedHttpTools if find_spec("httptools") is not None else "h11"
