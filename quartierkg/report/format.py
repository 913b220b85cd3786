"""The formats of a report: how each is called, its media type, and what it needs."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from quartierkg.media import CSV, HTML, JSON, JSON_LD, JUNIT, MARKDOWN, PDF, PLAIN, SARIF, TURTLE, MediaType


@dataclass(frozen=True, slots=True)
class Format:
    """One way to write a batch; the module of its name writes it."""

    name: str
    media: MediaType
    bilingual: bool = False
    """Whether it carries both languages, so that the reader's changes nothing."""
    binary: bool = False
    streams: bool = False
    """Whether it is written as the verdicts come in; its module has ``PIECES``."""
    places: bool = True
    """Whether it says where in the source a finding points to."""
    needs: str | None = None
    """The package without which it cannot be written; the extra that brings it has the name of the format."""


FRAGMENT: Final = "html"
"""The piece of a page."""
PAGE: Final = "page"
"""The page that stands alone; a command line calls it ``html``."""

_TABLE: Final = (
    Format("text", PLAIN, streams=True),
    Format("json", JSON, bilingual=True, streams=True),
    Format("ttl", TURTLE, bilingual=True, places=False),
    Format(FRAGMENT, HTML),
    Format(PAGE, HTML),
    Format("md", MARKDOWN),
    Format("csv", CSV, streams=True),
    Format("junit", JUNIT),
    Format("sarif", SARIF),
    Format("jsonld", JSON_LD, bilingual=True, places=False),
    Format("pdf", PDF, binary=True, needs="typst"),
)
BY_NAME: Final = {entry.name: entry for entry in _TABLE}
FORMATS: Final = tuple(BY_NAME)
# What a command line and a service offer: each has one way to write HTML.
WRITTEN: Final = {
    entry.name: BY_NAME[PAGE] if entry.name == FRAGMENT else entry for entry in _TABLE if entry.name != PAGE
}
NEGOTIATED: Final = {entry.media: entry for entry in _TABLE if entry.name != PAGE}
