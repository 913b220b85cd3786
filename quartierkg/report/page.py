"""A batch as a page that stands alone: one file with its own styles, to be kept, sent and printed."""

from __future__ import annotations

import quartierkg
from quartierkg.language import Language
from quartierkg.report import words
from quartierkg.report.batch import Batch
from quartierkg.report.html import piece, template
from quartierkg.report.sheet import sheet
from quartierkg.terms import BASE


def write(batch: Batch, language: Language) -> str:
    """The page of a batch. It asks nothing of any network; its links lead to the charter's persistent address."""
    return page(_title(batch, language), piece(batch, language, BASE.rstrip("/")), language)


def page(title: str, markup: str, language: Language) -> str:
    """A whole page around a piece of one."""
    return (
        template("page.html").render(title=title, piece=markup, language=language, version=quartierkg.__version__)
        + "\n"
    )


def _title(batch: Batch, language: Language) -> str:
    """What the page is about (WCAG 2.2, 2.4.2): the Quartier where there is one only."""
    said = words.VERDICT.in_(language)
    if len(batch.verdicts) == 1 and not batch.unreadable:
        return f"{said} – {sheet(batch.verdicts[0]).title.in_(language)}"
    return said
