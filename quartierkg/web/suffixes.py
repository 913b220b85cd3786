"""Documents by the extension of a format: ``/ontology.ttl`` is what ``/ontology?format=ttl`` answers."""

from __future__ import annotations

import re
from typing import Final
from urllib.parse import quote

from starlette.types import ASGIApp, Receive, Scope, Send

from quartierkg.media import CSV, GEO_JSON, GRAPHS, HTML, JSON, RESULTS_JSON, SPARQL

_EXTENSIONS: Final = "|".join(
    sorted({one for media in (*GRAPHS, HTML, JSON, CSV, GEO_JSON, RESULTS_JSON, SPARQL) for one in media.extensions})
)
# Things have documents of their own (/id), and files their names (/dumps, /static).
_DOCUMENT: Final = re.compile(
    rf"(/(?:ontology|charter|queries|catalogue|void|(?:charter|shapes|queries|graph|profile)/[^/.]+))\.({_EXTENSIONS})"
)
_READING: Final = frozenset(("GET", "HEAD"))


class Suffixes:
    """Turns the extension of a document's address into what chooses its format."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on, to the document itself."""
        found = _DOCUMENT.fullmatch(scope["path"]) if scope["type"] == "http" and scope["method"] in _READING else None
        if found is not None:
            stem, extension = found.groups()
            query = f"format={extension}".encode()
            before = scope["query_string"]
            asked = query + b"&" + before if before else query
            scope = {**scope, "path": stem, "raw_path": quote(stem).encode(), "query_string": asked}
        await self._app(scope, receive, send)
