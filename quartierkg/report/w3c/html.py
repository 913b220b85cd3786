"""Reports as a page that stands alone."""

from __future__ import annotations

from collections.abc import Sequence

from quartierkg.language import Language
from quartierkg.report.html import template
from quartierkg.report.page import page
from quartierkg.report.w3c import words
from quartierkg.report.w3c.layout import pages
from quartierkg.report.w3c.result import Report
from quartierkg.report.words import COLON


def write(reports: Sequence[Report], name: str, language: Language) -> str:
    """One page with every report."""
    title = words.REPORT.in_(language)
    piece = template("w3c.html").render(
        w=words,
        say=lambda text: text.in_(language),
        colon=COLON.in_(language),
        title=title,
        name=name,
        pages=pages(reports, language),
    )
    return page(f"{title} – {name}", piece, language)
