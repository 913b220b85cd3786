"""Any W3C validation report (SHACL, 3.6), from any engine, made readable."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from importlib import import_module
from typing import Final, cast

from quartierkg.errors import UsageFault
from quartierkg.language import Language, Text
from quartierkg.report.w3c.reader import read
from quartierkg.report.w3c.result import Report

__all__ = ["FORMATS", "Report", "read", "render"]

FORMATS: Final = ("text", "json", "md", "csv", "html", "junit", "sarif")
Writer = Callable[[Sequence[Report], str, Language], str]


def render(reports: Sequence[Report], name: str, report_format: str, language: Language) -> str:
    """The reports of one file in one of the formats of :data:`FORMATS`; the module of its name writes it.

    :param name: the file that they stand in.
    :raises UsageFault: when there is no such format.
    """
    if report_format not in FORMATS:
        known = ", ".join(FORMATS)
        raise UsageFault(
            Text(f"Format inconnu : {report_format} (formats : {known}).", f"No format {report_format} ({known}).")
        )
    module = import_module(f"{__name__}.{report_format}")
    return cast(Writer, module.write)(reports, name, language)
