"""A batch as a piece of a page: everything below the heading of the first level, that heading included.

The markup has classes and no styles, no scripts and no ids, so that any page may hold it under a strict policy.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from quartierkg.language import Language
from quartierkg.report import words
from quartierkg.report.batch import Batch
from quartierkg.report.sheet import counts, sheet

if TYPE_CHECKING:
    from jinja2 import Template


def write(batch: Batch, language: Language) -> str:
    """The sheets of a batch, and the files that got none."""
    return piece(batch, language)


def piece(batch: Batch, language: Language, base: str = "") -> str:
    """The piece itself.

    :param base: what stands before links to the charter, where the page is not the service's own.
    """
    return template("report.html").render(
        w=words,
        say=lambda text: text.in_(language),
        language=language,
        sheets=[sheet(verdict) for verdict in batch.verdicts],
        unreadable=batch.unreadable,
        counts=counts(batch.summary),
        base=base,
    )


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
