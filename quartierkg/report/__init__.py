"""One batch of verdicts, many ways to read it: a sheet for the committee, data for programs, a page, a PDF."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from types import ModuleType
from typing import Literal, cast, overload

from quartierkg.errors import NotInstalled, UsageFault
from quartierkg.language import Language, Text
from quartierkg.report.batch import Batch, Summary, Tally
from quartierkg.report.format import BY_NAME, FORMATS, Format
from quartierkg.report.pieces import Pieces

__all__ = ["FORMATS", "Batch", "Pieces", "Summary", "Tally", "Writer", "pieces", "render", "writer"]

Writer = Callable[[Batch, Language], str | bytes]
Written = Literal["text", "json", "ttl", "html", "page", "md", "csv", "junit", "sarif", "jsonld"]


@overload
def render(batch: Batch, report_format: Written, language: Language) -> str: ...


@overload
def render(batch: Batch, report_format: Literal["pdf"], language: Language) -> bytes: ...


@overload
def render(batch: Batch, report_format: str, language: Language) -> str | bytes: ...


def render(batch: Batch, report_format: str, language: Language) -> str | bytes:
    """A batch in one of the formats of :data:`FORMATS`.

    :param language: of what is written for people; JSON and RDF carry both.
    :returns: text, or the bytes of a binary format.
    :raises UsageFault: when there is no such format.
    :raises NotInstalled: when it needs an extra that is not there.
    """
    return writer(report_format)(batch, language)


def writer(report_format: str) -> Writer:
    """What writes a format. Its module is loaded now, no earlier: a sheet needs no template engine.

    :raises UsageFault: when there is no such format.
    :raises NotInstalled: when it needs an extra that is not there.
    """
    return cast(Writer, _module(report_format).write)


def pieces(report_format: str) -> Pieces | None:
    """The parts of a format that is written as verdicts come in; None for one that needs all of them.

    :raises UsageFault: when there is no such format.
    """
    return cast(Pieces, _module(report_format).PIECES) if BY_NAME[report_format].streams else None


def _module(report_format: str) -> ModuleType:
    found = BY_NAME.get(report_format)
    if found is None:
        known = ", ".join(FORMATS)
        raise UsageFault(
            Text(f"Format inconnu : {report_format} (formats : {known}).", f"No format {report_format} ({known}).")
        )
    try:
        return import_module(f"{__name__}.{found.name}")
    except ModuleNotFoundError as fault:
        if found.needs is None or fault.name != found.needs:
            raise
        raise _not_installed(found) from fault


def _not_installed(found: Format) -> NotInstalled:
    said = f"{found.name.upper()}"
    return NotInstalled(
        Text(
            f"Le format {said} demande le complément « {found.name} », qui n’est pas installé.",
            f"The format {said} needs the extra “{found.name}”, which is not installed.",
        ),
        remedy=Text(
            f'Installez-le avec pip install "quartierkg[{found.name}]".',
            f'Install it with pip install "quartierkg[{found.name}]".',
        ),
    )
