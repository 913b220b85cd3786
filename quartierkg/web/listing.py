"""The source of a verdict as it stands beside it: lines with their numbers, or the rows of a workbook.

A page shows so much and no more of it: where the source is longer, what findings point to and the lines around them.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final, NamedTuple

from quartierkg.errors import Place, Unreadable
from quartierkg.intake.source import Source
from quartierkg.language import Text
from quartierkg.workbook import reading
from quartierkg.workbook.grid import Grid, grids

_LINES: Final = 1_000
_AROUND: Final = 3
_LONG: Final = 400
_CELL: Final = 160
_COLUMNS: Final = 12
# What is not seen would be taken for nothing, and what turns the writing around for something else (UAX 9).
_UNSEEN: Final = {
    **{code: 0x2400 + code for code in range(0x20) if code != 0x09},
    0x7F: 0x2421,
    **dict.fromkeys(
        (*range(0x80, 0xA0), *range(0x200E, 0x2010), *range(0x202A, 0x202F), *range(0x2066, 0x206A)), 0xFFFD
    ),
    0xFEFF: 0xFFFD,
}


class Link(NamedTuple):
    """A finding that points to a place."""

    href: str
    label: Text


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the source."""

    number: int
    text: str
    links: tuple[Link, ...]
    skipped: int = 0
    """How many lines before it are not shown."""


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of a workbook; the one that findings point to has their links."""

    column: int
    text: str
    links: tuple[Link, ...] = ()


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a sheet."""

    number: int
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Sheet:
    """The rows of a sheet that findings point to, in the columns that matter."""

    number: int
    name: str
    heads: tuple[tuple[str, str], ...]
    """Of each column, its letters and what stands at its head."""
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Listing:
    """What is shown of a source."""

    mark: str
    """How the ids of its lines begin."""
    lines: tuple[Line, ...] = ()
    skipped: int = 0
    """How many lines behind the last one are not shown."""
    sheets: tuple[Sheet, ...] = ()

    @property
    def ids(self) -> frozenset[str]:
        """The ids that can be linked to."""
        lines = (line_id(self.mark, line.number) for line in self.lines)
        cells = (
            cell_id(self.mark, sheet.number, row.number, cell.column)
            for sheet in self.sheets
            for row in sheet.rows
            for cell in row.cells
        )
        return frozenset((*lines, *cells))


Links = dict[Place, list[Link]]


def line_id(mark: str, number: int) -> str:
    """The id of a line."""
    return f"{mark}L{number}"


def cell_id(mark: str, sheet: int, row: int, column: int) -> str:
    """The id of a cell."""
    return f"{mark}S{sheet}R{row}C{column}"


def of(source: Source, links: Links, mark: str) -> Listing:
    """What is shown of a source.

    :param links: the findings, by the place that they point to.
    :param mark: how ids begin, so that no two sources of a page have the same.
    """
    if reading.is_workbook(source):
        return Listing(mark, sheets=tuple(_sheets(_grids(source), links)))
    return _text(source, links, mark)


def _text(source: Source, links: Links, mark: str) -> Listing:
    # Lines end as places count them (quartierkg.intake.position).
    lines = source.data.decode("utf-8-sig", "replace").split("\n")
    by_line: dict[int, list[Link]] = {}
    for place, found in links.items():
        by_line.setdefault(place.line, []).extend(found)
    chosen = range(1, len(lines) + 1) if len(lines) <= _LINES else _chosen(by_line, len(lines))
    shown, last = [], 0
    for number in chosen:
        text = seen(lines[number - 1], _LONG)
        shown.append(Line(number, text, _once(by_line.get(number, ())), number - last - 1))
        last = number
    return Listing(mark, tuple(shown), len(lines) - last)


def _chosen(marked: Collection[int], count: int) -> Sequence[int]:
    """The lines to show of many: those that findings point to with some around them, the first ones otherwise."""
    found: set[int] = set(range(1, _AROUND + 1))
    for line in sorted(marked):
        if len(found) + 2 * _AROUND + 1 > _LINES:
            break
        found.update(range(max(1, line - _AROUND), min(count, line + _AROUND) + 1))
    for line in range(1, count + 1):
        if len(found) >= _LINES or marked:
            break
        found.add(line)
    return sorted(found)


def _sheets(found: Iterable[Grid], links: Links) -> Iterator[Sheet]:
    """The sheets that findings point to."""
    left = _LINES
    for number, grid in enumerate(found, 1):
        here = {place: links[place] for place in links if place.sheet == grid.name}
        numbers = sorted({place.line for place in here})[:left]
        if not numbers:
            continue
        left -= len(numbers)
        columns = sorted({1, *(place.column for place in here)})[:_COLUMNS]
        heads = tuple((_letters(column), _value(grid, 0, column)) for column in columns)
        rows = tuple(
            Row(
                line,
                tuple(
                    Cell(column, _value(grid, line - grid.first, column), _once(_at(here, line, column)))
                    for column in columns
                ),
            )
            for line in numbers
        )
        yield Sheet(number, grid.name, heads, rows)


def _at(links: Links, line: int, column: int) -> Iterator[Link]:
    return (link for place, found in links.items() if (place.line, place.column) == (line, column) for link in found)


def _grids(source: Source) -> list[Grid]:
    """The sheets; none of what cannot be read, whose fault is told elsewhere."""
    try:
        return grids(source)
    except Unreadable:
        return []


def _value(grid: Grid, row: int, column: int) -> str:
    if not 0 <= row < len(grid.rows) or column > len(grid.rows[row]):
        return ""
    return seen(str(grid.rows[row][column - 1]), _CELL)


def _letters(column: int) -> str:
    return Place(1, column, "A").cell.partition("!")[2].rstrip("0123456789")


def _once(links: Iterable[Link]) -> tuple[Link, ...]:
    return tuple(dict.fromkeys(links))


def seen(text: str, most: int) -> str:
    """The beginning of a line of a stranger, with what cannot be seen made visible."""
    text = text.removesuffix("\r")
    return (text[:most] + "…" if len(text) > most else text).translate(_UNSEEN)
