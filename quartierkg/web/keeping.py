"""Results on the shelf: how one gets there, and how it is taken from there again."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from starlette.requests import Request

from quartierkg.kept import Piece
from quartierkg.media import JSON
from quartierkg.report.batch import Batch
from quartierkg.web import checked, judge, service
from quartierkg.web.budget import asking
from quartierkg.web.checked import Holding, Result
from quartierkg.web.judge import Case

PLACE: Final = "/validate/results"
HEADERS: Final = {
    "Cache-Control": "private, no-store",
    "Referrer-Policy": "no-referrer",
    "X-Robots-Tag": "noindex, nofollow",
}
"""An address that is a secret goes to no cache, to no other site and into no index."""


def keep(request: Request, found: Result) -> str:
    """Keep a result; the path of its address.

    :raises Unreadable: when there is no verdict to keep.
    :raises NotKept: when this instance keeps none, or has no more room.
    :raises TooManyWrites: when an address asks for it more often than one may.
    :raises StoreFault: when the disk refuses it.
    """
    about = service.of(request)
    client = asking(request)
    batch = judge.batch(found.outcomes)
    if about.access is not None:
        about.access.by_address.take(client)
    piece = Piece(found.case.dossiers, found.case.contexts, checked.choice(found.case, found.outcomes), _data(batch))
    return f"{PLACE}/{about.shelf.put(piece, client)}"


def read(request: Request, name: str) -> tuple[Result, bytes]:
    """A result that is kept, judged again, with its report as it was given.

    :raises NotFound: when there is none of that name.
    :raises Gone: when there was one.
    :raises Unreadable: when it cannot be read any more: the software has changed.
    :raises StoreFault: when the file cannot be read.
    """
    about = service.of(request)
    kept = about.shelf.get(name)
    piece = kept.piece
    options = {option: piece.choice[option] for option in ("profile", "gate", "engine")}
    dates = piece.choice.get("day"), piece.choice.get("award-date")
    case = Case(piece.dossiers, piece.contexts, judge.question(**options), *dates)
    found = Result(case, tuple(judge.each(case, about.settings.data)))
    changed = _data(judge.batch(found.outcomes)) != piece.report
    return replace(found, kept=Holding(f"{PLACE}/{name}", kept.until, changed)), piece.report


def _data(batch: Batch) -> bytes:
    """The report as data."""
    written = judge.reporter(JSON)(batch, "fr")  # it carries both languages
    return written if isinstance(written, bytes) else written.encode()
