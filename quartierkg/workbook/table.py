"""A sheet of a workbook that was understood: which of the form's it is, and what each of its columns states."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from quartierkg.errors import Place
from quartierkg.form import Form, Sheet
from quartierkg.language import LANGUAGES, Language, Text, shortened
from quartierkg.terms import curie
from quartierkg.workbook import words
from quartierkg.workbook.cell import Value
from quartierkg.workbook.column import Column, normal, titles
from quartierkg.workbook.grid import Grid
from quartierkg.workbook.place import Remark

COMMENT: Final = "#"
"""What begins a row that states nothing."""
_OWN: Final = frozenset(normal(text.in_(language)) for text in (words.README, words.LISTS) for language in LANGUAGES)
OTHERS: Final = frozenset(normal(words.OTHERS.in_(language)) for language in LANGUAGES)
_TOLD: Final = 20
"""So many columns of a sheet are told one by one."""
_TITLE: Final = 31
"""A sheet's name has so many characters at most (Office Open XML, 18.2.19)."""
_UNFIT: Final = str.maketrans(dict.fromkeys("[]:*?/\\", "-"))


@dataclass(frozen=True, slots=True)
class Line:
    """A row that states something."""

    number: int
    values: Sequence[Value]


@dataclass(frozen=True, slots=True)
class Table:
    """A sheet of rows about things of one kind."""

    name: str
    sheet: Sheet
    columns: tuple[tuple[int, Column], ...]
    """Each with its place in a row, from 0."""
    lines: tuple[Line, ...]

    def place(self, line: Line, at: int) -> Place:
        """The cell of a row."""
        return Place(line.number, at + 1, self.name)


@lru_cache(16)
def names(form: Form, language: Language) -> dict[Sheet, str]:
    """What the sheets of a form are called in a workbook, no two alike."""
    found: dict[Sheet, str] = {}
    taken = {*_OWN, *OTHERS}
    for sheet in form.sheets:
        name = start = sheet.name.in_(language).translate(_UNFIT)[: _TITLE - 3].strip("' ")
        number = 1
        while normal(name) in taken:
            number += 1
            name = f"{start} {number}"
        taken.add(normal(name))
        found[sheet] = name
    return found


class Reading:
    """Understands the sheets of one workbook; what it makes nothing of is remarked."""

    def __init__(self, form: Form) -> None:
        self._form = form
        self.remarks: list[Remark] = []
        self._sheets: dict[str, Sheet] = {}
        for language in LANGUAGES:
            self._sheets |= {normal(name): sheet for sheet, name in names(form, language).items()}
        for sheet in form.sheets:
            for name in (sheet.name.fr, sheet.name.en, curie(sheet.class_)):
                self._sheets.setdefault(normal(name), sheet)

    def table(self, grid: Grid) -> Table | None:
        """A sheet that the form knows; None for one that it does not, or that says nothing."""
        if normal(grid.name) in _OWN | OTHERS:
            return None
        lines = list(_lines(grid))
        sheet = self._sheets.get(normal(grid.name))
        if sheet is None:
            if lines:
                self.remarks.append(Remark(Place(lines[0].number, 1, grid.name), words.UNKNOWN_SHEET))
            return None
        if not lines:
            return None
        columns = tuple(self._columns(grid.name, sheet, lines))
        if not columns:
            return None
        return Table(grid.name, sheet, columns, tuple(lines[1:]))

    def others(self, grid: Grid) -> tuple[Line, ...]:
        """The rows of the sheet of other statements, without its titles; none for any other sheet."""
        return tuple(_lines(grid))[1:] if normal(grid.name) in OTHERS else ()

    def _columns(self, name: str, sheet: Sheet, lines: Sequence[Line]) -> Iterator[tuple[int, Column]]:
        head, body = lines[0], lines[1:]
        known, taken = titles(self._form, sheet), set[Column]()
        width = max(len(line.values) for line in lines)
        for at in range(width):
            said = str(head.values[at]) if at < len(head.values) and is_filled(head.values[at]) else ""
            column = known.column(said) if said else None
            if column is not None and column not in taken:
                taken.add(column)
                yield at, column
            elif said or any(at < len(line.values) and is_filled(line.values[at]) for line in body):
                text = words.TWICE if column is not None else words.UNKNOWN_COLUMN if said else words.UNNAMED_COLUMN
                self._pass_over(Place(head.number, at + 1, name), text.filled(shortened(said)))

    def _pass_over(self, place: Place, text: Text) -> None:
        """Remark on a column; of very many, that there are more."""
        alike = sum(remark.place.sheet == place.sheet for remark in self.remarks)
        if alike <= _TOLD:
            self.remarks.append(Remark(place, text if alike < _TOLD else words.AND_OTHERS))


def is_filled(value: Value) -> bool:
    """Whether a cell says anything."""
    return value is not None and value != "" and not (isinstance(value, str) and value.isspace())


def _lines(grid: Grid) -> Iterator[Line]:
    """The rows that say something; those that explain are left out."""
    for number, row in enumerate(grid.rows, grid.first):
        first = next((value for value in row if is_filled(value)), None)
        if first is not None and not (isinstance(row[0], str) and row[0].startswith(COMMENT)):
            yield Line(number, row)
