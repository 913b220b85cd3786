"""One batch of verdicts, four ways to read it: a sheet for the committee, JSON, the W3C validation report, a page."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from typing import Final, cast

from quartierkg.errors import UsageFault
from quartierkg.language import Language, Text
from quartierkg.report.batch import Batch, Summary

__all__ = ["FORMATS", "Batch", "Summary", "render"]

Writer = Callable[[Batch, Language], str]

# Each format is the module of its name, loaded when it is asked for: a sheet needs no template engine.
FORMATS: Final = ("text", "json", "ttl", "html")


def render(batch: Batch, report_format: str, language: Language) -> str:
    """A batch in one of the formats of :data:`FORMATS`.

    :param language: of what is written for people; JSON and Turtle carry both.
    :raises UsageFault: when there is no such format.
    """
    if report_format not in FORMATS:
        known = ", ".join(FORMATS)
        raise UsageFault(
            Text(f"Format inconnu : {report_format} (formats : {known}).", f"No format {report_format} ({known}).")
        )
    module = import_module(f"{__name__}.{report_format}")
    return cast(Writer, module.write)(batch, language)
