"""The rows of a workbook and the things that they are about, so that any row can name any other."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final

from pyoxigraph import NamedNode

from quartierkg.errors import Place
from quartierkg.form import Form, Sheet
from quartierkg.terms import term
from quartierkg.workbook import address, cell
from quartierkg.workbook.address import Addresses
from quartierkg.workbook.cell import Bad, Value
from quartierkg.workbook.column import Column, Part, Path, normal
from quartierkg.workbook.names import Names
from quartierkg.workbook.place import Remark
from quartierkg.workbook.table import Line, Table, is_filled

DOSSIER: Final = term("qn:Dossier")


@dataclass(slots=True)
class Row:
    """A row and the things that it is about: its own, and those that are filled in beside it."""

    table: Table
    line: Line
    cells: tuple[tuple[int, Column, Value], ...]
    """The cells that say something, each with its place in the row."""
    nodes: dict[Path, NamedNode] = field(default_factory=dict)
    at: dict[Path, int] = field(default_factory=dict)
    """The first cell that speaks of each."""

    def place(self, path: Path = ()) -> Place:
        """The first cell that speaks of a thing of the row."""
        return self.table.place(self.line, self.at.get(path, 0))


class Rows:
    """The rows of one workbook, each with its things."""

    def __init__(self, form: Form, tables: Sequence[Table], base: str | None) -> None:
        """The rows of some sheets.

        :param base: the address below which they have theirs; else it is made from the name of the Quartier.
        """
        self._form, self.names = form, Names(form)
        self.faults: list[Remark] = []
        """The rows whose identifier is none."""
        self.addresses = Addresses(base or address.below(self._quartier(tables)))
        self.things: dict[NamedNode, dict[NamedNode, Place]] = {}
        """The things of each sheet, by its first class, with their first rows."""
        self.all = [row for table in tables for row in self._identified(table)]

    def sheet(self, class_: NamedNode) -> Sheet:
        """The sheet of a class that every form has."""
        sheet = self._form.of(class_)
        assert sheet is not None  # the ontology's form has it
        return sheet

    def _quartier(self, tables: Sequence[Table]) -> str:
        """The name of what the dossier is about, as the first row that has one says it."""
        about = self.sheet(DOSSIER).field(term("qn:concerns"))
        sheets = [self._form.of(class_) for class_ in about.classes] if about else []
        for table in tables:
            if table.sheet in sheets:
                for line in table.lines:
                    for name in _named(_filled(table, line)):
                        return name
        return ""

    def _identified(self, table: Table) -> Iterator[Row]:
        """The rows of a sheet, each with its things."""
        for line in table.lines:
            row = Row(table, line, tuple(_filled(table, line)))
            if self._identify(row):
                yield row

    def _identify(self, row: Row) -> bool:
        """Give a row its things; whether all identifiers are some."""
        identifiers: dict[Path, str] = {}
        for at, column, value in row.cells:
            for depth in range(len(column.path) + 1):
                row.at.setdefault(column.path[:depth], at)
            if column.part is Part.IDENTIFIER:
                row.at[column.path] = at
                identifiers[column.path] = cell.name(value)
        names = tuple(_named(row.cells))
        for path in sorted(row.at, key=len):
            sheet = self.at(row.table.sheet, path)
            identifier = identifiers.get(path, "")
            try:
                node = self._thing(sheet, identifier, names if not path else ())
            except Bad as bad:
                self.faults.append(Remark(row.place(path), bad.text))
                return False
            row.nodes[path] = node
            self.names.learn(node, sheet.class_, *(names if not path else ()), identifier=identifier)
            self.things.setdefault(sheet.class_, {}).setdefault(node, row.place(path))
        return True

    def at(self, sheet: Sheet, path: Path) -> Sheet:
        """The sheet whose fields the things at the end of a path have."""
        for step in path:
            leading = sheet.field(step)
            found = (self._form.of(class_) for class_ in (leading.classes if leading else ()))
            sheet = next((one for one in found if one is not None), sheet)
        return sheet

    def _thing(self, sheet: Sheet, identifier: str, names: Sequence[str]) -> NamedNode:
        if identifier:
            return self.addresses.given(identifier)
        return self.addresses.named(sheet.class_, normal(names[0])) if names else self.addresses.blank()


def _filled(table: Table, line: Line) -> Iterator[tuple[int, Column, Value]]:
    """The cells of a row that say something."""
    for at, column in table.columns:
        if at < len(line.values) and is_filled(line.values[at]):
            yield at, column, line.values[at]


def _named(cells: Iterable[tuple[int, Column, Value]]) -> Iterator[str]:
    """The names that a row gives its thing."""
    return (cell.name(value).strip() for _, column, value in cells if column.names)
