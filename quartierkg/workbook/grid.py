"""The sheets of a workbook as rows of values, whatever file they came in."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import PurePath
from typing import Final

from quartierkg.errors import SyntaxFault, TooLarge
from quartierkg.intake.source import SAVE_AS_UTF8, Source
from quartierkg.language import Text, number
from quartierkg.media import CSV, ODS, RDF, XLSX, MediaType, by_extension, by_media_type
from quartierkg.spreadsheet import plain
from quartierkg.workbook import container, extent
from quartierkg.workbook.cell import Value

READ: Final = (XLSX, ODS, CSV)
_SEPARATORS: Final = ";,\t"
# How a workbook begins that was given the name of a text (APPNOTE 6.3.10, 4.3.7).
_PACKED: Final = b"PK\x03\x04"


@dataclass(frozen=True, slots=True)
class Grid:
    """A sheet: its name, and its rows from the first one on."""

    name: str
    rows: list[list[Value]]
    first: int = 1
    """The number of its first row in the file."""


def kind(source: Source) -> MediaType | None:
    """What kind of workbook a source is, by its media type or its name; None for one that is none."""
    if by_media_type(source.media_type, RDF) is not None:
        return None
    return by_media_type(source.media_type, READ) or by_extension(source.name, READ)


def grids(source: Source) -> list[Grid]:
    """The sheets of a workbook.

    :raises Unreadable: when it cannot be read safely.
    """
    return list(_csv(source)) if kind(source) is CSV else _spreadsheet(source)


def _spreadsheet(source: Source) -> list[Grid]:
    """The sheets as calamine reads them: formulas by the values that were kept of them."""
    from python_calamine import CalamineError, CalamineWorkbook  # what needs no workbook starts without it

    data = container.checked(source)
    try:
        with CalamineWorkbook.from_filelike(io.BytesIO(data)) as found:
            return [
                Grid(name, found.get_sheet_by_name(name).to_python(skip_empty_area=False))  # type: ignore[arg-type]
                for name in found.sheet_names
            ]
    except (CalamineError, ValueError, OSError) as fault:
        raise container.damaged(source) from fault


def _csv(source: Source) -> Iterator[Grid]:
    """The sheets of a CSV file, each behind a line ``[name]``; without one, the sheet that the file is named after."""
    if source.data.startswith(_PACKED):
        raise _no_text(source)
    if not source.data.strip():
        raise SyntaxFault(Text("Le fichier est vide.", "The file is empty."), source=source.name)
    try:
        text = source.data.decode("utf-8-sig")
    except UnicodeDecodeError as fault:
        raise SyntaxFault(
            Text("Le fichier n’est pas en UTF-8.", "The file is not UTF-8."), source=source.name, remedy=SAVE_AS_UTF8
        ) from fault
    name, first, rows = PurePath(source.name).stem, 1, list[list[Value]]()
    cells = 0
    try:
        for place, line in enumerate(csv.reader(io.StringIO(text, newline=""), delimiter=_separator(text)), 1):
            cells += len(line)
            if cells > extent.CELLS or len(line) > extent.COLUMNS:
                raise _too_many(source)
            title = line[0].strip() if line else ""
            if title.startswith("[") and title.endswith("]") and not any(cell.strip() for cell in line[1:]):
                if rows:
                    yield Grid(name, rows, first)
                name, first, rows = title[1:-1], place + 1, []
            else:
                rows.append([plain(cell) for cell in line])
    except csv.Error as fault:
        raise SyntaxFault(
            Text("Le fichier CSV est mal formé.", "The CSV file is not well-formed."), source=source.name
        ) from fault
    if rows:
        yield Grid(name, rows, first)


def _separator(text: str) -> str:
    """What parts the cells: of those that are known, the one that stands most often in the first line with any."""
    for line in io.StringIO(text):
        counts = {separator: line.count(separator) for separator in _SEPARATORS}
        if any(counts.values()):
            return max(counts, key=lambda separator: counts[separator])
    return _SEPARATORS[0]


def _no_text(source: Source) -> SyntaxFault:
    return SyntaxFault(
        Text("C’est un classeur, non un texte CSV.", "This is a workbook, not a CSV text."),
        source=source.name,
        remedy=Text("Donnez-lui son vrai nom, en .xlsx ou .ods.", "Give it its true name, in .xlsx or .ods."),
    )


def _too_many(source: Source) -> TooLarge:
    said = number(str(extent.CELLS), "fr"), number(str(extent.CELLS), "en")
    return TooLarge(Text(f"Plus de {said[0]} cellules.", f"More than {said[1]} cells."), source=source.name)
