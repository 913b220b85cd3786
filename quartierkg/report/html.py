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
    return _template().render(
        w=words,
        say=lambda text: text.in_(language),
        language=language,
        sheets=[sheet(verdict) for verdict in batch.verdicts],
        unreadable=batch.unreadable,
        counts=counts(batch.summary),
    )


@cache
def _template() -> Template:
    from jinja2 import Environment, PackageLoader, StrictUndefined  # only a page needs it

    environment = Environment(
        loader=PackageLoader("quartierkg.report"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    return environment.get_template("report.html")
