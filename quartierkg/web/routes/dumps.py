"""``/dumps``: the public graphs as files that can be resumed and checked."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any, Final

from fastapi import APIRouter
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from quartierkg.errors import Gone, NotFound, NotReady, RangeNotSatisfiable
from quartierkg.language import Language, Text, number
from quartierkg.media import HTML, JSON, PLAIN, MediaType
from quartierkg.publish.coding import CODINGS
from quartierkg.publish.dump import Dump
from quartierkg.snapshot.graphs import TITLES
from quartierkg.web import api, service, words
from quartierkg.web import dumps as shelves
from quartierkg.web.answers import negotiated, to_json, written
from quartierkg.web.download import Download, digests, part_of
from quartierkg.web.dumps import Shelf
from quartierkg.web.negotiation import has_it, language_of, revised
from quartierkg.web.pages import render
from quartierkg.web.routes.parameters import SHOWN

OFFERED = (JSON, HTML)
SUMS: Final = "SHA256SUMS"
# A file of a revision never becomes another: for a while it may be kept without a look at whether it did.
_KEPT: Final = {"Cache-Control": "public, max-age=3600", "Link": '</dumps>; rel="collection"'}
_FILE: Final[dict[int | str, dict[str, Any]]] = {
    200: {"description": "The file.", "content": {coding.essence: {} for coding in CODINGS} | {PLAIN.essence: {}}},
    206: {"description": "The part of it that Range asks for."},
    304: {"description": "The client holds it already."},
    307: {"description": "Where the file of that name is, of the latest revision."},
    **{error.status: api.problem(error.title.en) for error in (NotFound, Gone, RangeNotSatisfiable, NotReady)},
    **api.OTHERWISE,
}

router = APIRouter()


@router.get("/dumps", dependencies=SHOWN, responses=api.formats(OFFERED, NotFound, NotReady), response_class=Response)
async def dumps(request: Request) -> Response:
    """The files of the latest revision that has some, each with its size and digest."""
    about = service.of(request)
    shelf = await run_in_threadpool(shelves.of(about).of, about.snapshot)

    def make(media: MediaType) -> str:
        if media is HTML:
            return _page(request, shelf)
        items = [_item(dump, about.settings.base) for dump in shelf.dumps]
        return to_json({"revision": shelf.revision, "date": shelf.date, "items": items, "next": None})

    # While those of a revision are being built the answer is about another: no tag of this one would hold.
    return await negotiated(request, OFFERED, make, cached=shelf.revision == about.snapshot.revision)


@router.get("/dumps/{name}", dependencies=SHOWN, responses=_FILE, response_class=Response)
async def dump(request: Request, name: str) -> Response:
    """A file, whole or in part; a name without a revision leads to the file of the latest."""
    about = service.of(request)
    shelf = await run_in_threadpool(shelves.of(about).of, about.snapshot)
    if name == SUMS:
        sums = "".join(f"{found.sha256}  {found.name}\n" for found in shelf.dumps)
        return written(sums, PLAIN, language_of(request), {"Cache-Control": "no-cache", **revised(shelf)})
    found = shelf.find(name)
    if name != found.name:
        return RedirectResponse(f"/dumps/{found.name}", 307, {"Cache-Control": "no-cache"})
    validators = digests(found.sha256) | revised(found)
    headers = validators | _KEPT
    if has_it(request, headers["ETag"]):
        return Response(status_code=304, headers=headers)
    part = part_of(request.headers, found.size, validators)
    return Download(shelf.folder / name, found.part.coding.essence, headers, part)


def _item(dump: Dump, base: str) -> dict[str, Any]:
    """A file, for programs."""
    part = dump.part
    return {
        "name": dump.name,
        "href": f"{base}/dumps/{dump.name}",
        "graph": None if part.graph is None else part.graph.value,
        "mediaType": part.media.essence,
        "compressFormat": part.coding.essence,
        "size": dump.size,
        "sha256": dump.sha256,
        "statements": dump.statements,
        "illustrative": dump.illustrative,
        "revision": dump.revision,
        "date": dump.date,
    }


@dataclass(frozen=True, slots=True)
class _Row:
    """What the page tells of one content: its title, its address where it has one, and its files."""

    title: Text
    href: str | None
    files: Sequence[Dump]


def _page(request: Request, shelf: Shelf) -> str:
    language = language_of(request)

    def size(dump: Dump) -> str:
        return _size(dump.size, language)

    return render(request, "dumps.html", offered=OFFERED, shelf=shelf, rows=tuple(_rows(shelf)), size=size, sums=SUMS)


def _rows(shelf: Shelf) -> Iterator[_Row]:
    by_content = sorted(shelf.dumps, key=lambda dump: _place(dump))
    for _, files in groupby(by_content, key=lambda dump: _place(dump)):
        held = tuple(files)
        graph = held[0].part.graph
        title = words.DUMPS_WHOLE if graph is None else TITLES[graph]
        yield _Row(title, None if graph is None else f"/graph/{graph.value.rpartition('/')[2]}", held)


def _place(dump: Dump) -> int:
    """The whole first, then the graphs in their order."""
    return -1 if dump.part.graph is None else list(TITLES).index(dump.part.graph)


def _size(size: int, language: Language) -> str:
    """How large a file is, in units that people know."""
    if size < 1_000_000:
        return words.KILOBYTES.filled(number(str(-(-size // 1000)), language)).in_(language)
    return words.MEGABYTES.filled(number(f"{size / 1_000_000:.1f}", language)).in_(language)
