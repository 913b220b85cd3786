"""A file that is sent as it is: whole or in part, with the digest of the whole (RFC 9530)."""

from __future__ import annotations

import base64
from collections.abc import Mapping
from pathlib import Path

from starlette.datastructures import Headers
from starlette.responses import FileResponse
from starlette.types import Receive, Scope, Send

from quartierkg.web import ranges


class Download(FileResponse):
    """A file under a strong validator. Which part of it is wanted was looked into before (:mod:`ranges`)."""

    def __init__(self, path: Path, media_type: str, headers: Mapping[str, str], part: str | None) -> None:
        """A file, or the parts of it that ``part`` names."""
        super().__init__(path, headers=headers, media_type=media_type, filename=path.name)
        self._part = part

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Send it; for HEAD, and then whole (RFC 9110, 14.2), its headers alone."""
        told = [(name, value) for name, value in scope["headers"] if name not in (b"range", b"if-range")]
        if scope.get("bodiless"):
            scope = {**scope, "method": "HEAD"}
        elif self._part is not None:
            told.append((b"range", self._part.encode()))
        await super().__call__({**scope, "headers": told}, receive, send)


def part_of(headers: Headers, size: int, validators: Mapping[str, str]) -> str | None:
    """The part of a file that a request is for; None for the whole.

    :raises RangeNotSatisfiable: when the file does not have it.
    """
    return ranges.wanted(headers, size, validators["ETag"], validators.get("Last-Modified", ""))


def digests(sha256: str) -> dict[str, str]:
    """The headers that let a client check a file, whatever part of it is in an answer (RFC 9530, 3).

    ``Digest`` is what came before (RFC 3230): programs that resume downloads know it still.
    """
    written = base64.b64encode(bytes.fromhex(sha256)).decode()
    return {"ETag": f'"{sha256}"', "Repr-Digest": f"sha-256=:{written}:", "Digest": f"SHA-256={written}"}
