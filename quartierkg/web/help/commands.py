"""The manual of the command line as a page: each command under an anchor."""

from __future__ import annotations

from starlette.requests import Request

from quartierkg.manual import bundled
from quartierkg.manual import words as manual_words
from quartierkg.manual.section import sections
from quartierkg.web.help import words
from quartierkg.web.pages import render


def page(request: Request) -> str:
    """The page."""
    found = bundled()
    return render(
        request,
        "help-commands.html",
        h=words,
        m=manual_words,
        pages=[(one, list(sections(found, one))) for one in found.pages],
    )
