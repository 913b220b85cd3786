"""A batch as a piece of a page: everything below the heading of the first level, that heading included.

The markup has classes and no styles, no scripts and no ids, so that any page may hold it under a strict policy.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import TYPE_CHECKING, Protocol

from quartierkg.language import Language, Text
from quartierkg.report import words
from quartierkg.report.batch import Batch
from quartierkg.report.section import Explanation, Item
from quartierkg.report.sheet import Sheet, counts, sheet

if TYPE_CHECKING:
    from jinja2 import Template


class Beside(Protocol):
    """What a page adds to an article that has its source beside it."""

    @property
    def most(self) -> int:
        """So many items, values and causes are told; the formats for programs give them all."""

    @property
    def mark(self) -> str:
        """How the ids of items begin."""

    def more(self, number: int) -> Text:
        """That the rest of so many is left out."""

    def links(self, explanation: Explanation) -> Sequence[tuple[str, Text]]:
        """The places of the source, each with where it stands on the page."""

    def under(self, item: Item) -> str:
        """Markup that stands below an item."""


def article(sheet: Sheet, language: Language, beside: Beside) -> str:
    """One verdict, for a page that shows its source beside it."""
    return template("article.html").render(**_saying(language), sheet=sheet, base="", beside=beside)


def write(batch: Batch, language: Language) -> str:
    """The sheets of a batch, and the files that got none."""
    return piece(batch, language)


def piece(batch: Batch, language: Language, base: str = "") -> str:
    """The piece itself.

    :param base: what stands before links to the charter, where the page is not the service's own.
    """
    return template("report.html").render(
        **_saying(language),
        beside=None,
        sheets=[sheet(verdict) for verdict in batch.verdicts],
        unreadable=batch.unreadable,
        counts=counts(batch.summary),
        base=base,
    )


def _saying(language: Language) -> dict[str, object]:
    return {"w": words, "say": lambda text: text.in_(language), "language": language}


@cache
def template(name: str) -> Template:
    """A template of the reports."""
    from jinja2 import Environment, PackageLoader, StrictUndefined  # only a page needs it

    environment = Environment(
        loader=PackageLoader("quartierkg.report"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    return environment.get_template(name)
