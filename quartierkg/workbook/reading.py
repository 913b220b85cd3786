"""From the sheets of a workbook to the statements of a dossier, each with the cell that says it.

Every row is about one thing. First all rows get their things, so that any can name any other; then the cells are read.
All cells that say nothing that can be stated are told at once.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final

from pyoxigraph import Literal, NamedNode, Triple

from quartierkg.errors import BadCells, NotADossier, Place
from quartierkg.form import Form, Kind, Sheet, bundled
from quartierkg.intake import dossier as dossiers
from quartierkg.intake.dossier import Dossier
from quartierkg.intake.source import Source
from quartierkg.language import Text
from quartierkg.media import CSV
from quartierkg.terms import term
from quartierkg.workbook import address, cell, words
from quartierkg.workbook.address import Addresses
from quartierkg.workbook.cell import Bad, Value
from quartierkg.workbook.column import Column, Part, Path, normal
from quartierkg.workbook.grid import Grid, grids, kind
from quartierkg.workbook.names import Names
from quartierkg.workbook.place import Cells, Remark
from quartierkg.workbook.table import Line, Reading, Table, is_filled

_TYPE: Final = term("rdf:type")
_DOSSIER: Final = term("qn:Dossier")
_BASE: Final = frozenset(normal(said) for said in (words.BASE.fr, words.BASE.en))
_SEPARATED: Final = re.compile(r"[;\n]")
# So many cells are told in one line of a report; the import tells all.
_TOLD: Final = 20
_SHOWN: Final = 4


@dataclass(frozen=True, slots=True)
class Read:
    """What a workbook states."""

    dossier: Dossier
    ignored: tuple[Remark, ...]
    """The sheets and columns that were passed over."""


def is_workbook(source: Source) -> bool:
    """Whether a source is a workbook, by its media type or its name."""
    return kind(source) is not None


def dossier(source: Source) -> Dossier:
    """The dossier of a source, be it a workbook or RDF.

    :raises Unreadable: when it cannot be read safely; of a workbook, every bad cell is named.
    """
    return read(source).dossier if is_workbook(source) else dossiers.read(source)


def read(source: Source, *, form: Form | None = None, base: str | None = None) -> Read:
    """What a workbook states.

    :param base: the address below which its rows have theirs, in place of the one that it gives.
    :raises BadCells: when cells say nothing that can be stated; ``faults`` has all of them.
    :raises Unreadable: when it cannot be read safely.
    """
    form = form or bundled()
    sheets = grids(source)
    found = _Workbook(form, sheets, base)
    if not found.known:
        names = [sheet.name for sheet in form.sheets[:_SHOWN]]
        said = Text(", ".join(name.fr for name in names), ", ".join(name.en for name in names))
        raise NotADossier(words.NO_SHEET.filled(said), source=source.name, remedy=words.NEW)
    if found.faults:
        raise bad_cells(source, found.faults, found.remarks)
    media = kind(source) or CSV
    whole = Source(source.name, source.data, media.essence)
    triples = tuple(found.statements)
    values, subjects = zip(*found.statements.values(), strict=True)
    cells = Cells(values, subjects)
    made = dossiers.stated(found.root, triples, whole)
    return Read(made.placed(cells), tuple(found.remarks))


def bad_cells(source: Source, faults: Sequence[Remark], ignored: Sequence[Remark] = ()) -> BadCells:
    """The error that names every bad cell."""
    said = [fault.line for fault in faults[:_TOLD]]
    more = "…" if len(faults) > _TOLD else ""
    error = BadCells(
        Text(" ".join(one.fr for one in said) + more, " ".join(one.en for one in said) + more), source=source.name
    )
    error.faults, error.ignored = tuple(faults), tuple(ignored)
    return error


@dataclass(slots=True)
class _Row:
    """A row and the things that it is about: its own, and those that are filled in beside it."""

    table: Table
    line: Line
    cells: tuple[tuple[int, Column, Value], ...]
    """The cells that say something, each with its place in the row."""
    nodes: dict[Path, NamedNode] = field(default_factory=dict)
    at: dict[Path, int] = field(default_factory=dict)
    """The first cell that speaks of each."""

    def place(self, path: Path = ()) -> Place:
        return self.table.place(self.line, self.at.get(path, 0))


class _Workbook:
    """The statements of one workbook."""

    def __init__(self, form: Form, found: Sequence[Grid], base: str | None) -> None:
        self._form, self._names = form, Names(form)
        self.faults: list[Remark] = []
        self.statements: dict[Triple, tuple[Place, Place]] = {}
        reading = Reading(form)
        tables = [table for table in map(reading.table, found) if table is not None]
        self.known = bool(tables) or any(reading.others(grid) for grid in found)
        self._addresses = Addresses(base or _stated_base(found) or address.below(self._quartier(tables)))
        self._things: dict[NamedNode, dict[NamedNode, Place]] = {}
        self._typed: set[NamedNode] = set()
        self._rows = [row for table in tables for row in self._identified(table)]
        self.root = self._the(self._sheet(_DOSSIER), Place(1, 1, tables[0].name if tables else ""))
        for row in self._rows:
            self._state(row)
        for grid in found:
            for line in reading.others(grid):
                self._state_other(grid.name, line)
        self.remarks = reading.remarks
        self.faults.sort(key=lambda fault: [grid.name for grid in found].index(fault.place.sheet or found[0].name))

    # --- The things of the rows

    def _sheet(self, class_: NamedNode) -> Sheet:
        sheet = self._form.of(class_)
        assert sheet is not None  # the ontology's form has it
        return sheet

    def _quartier(self, tables: Sequence[Table]) -> str:
        """The name of what the dossier is about, as the first row that has one says it."""
        about = self._sheet(_DOSSIER).field(term("qn:concerns"))
        sheets = [self._form.of(class_) for class_ in about.classes] if about else []
        for table in tables:
            if table.sheet in sheets:
                for line in table.lines:
                    for name in _named(_filled(table, line)):
                        return name
        return ""

    def _identified(self, table: Table) -> Iterator[_Row]:
        """The rows of a sheet, each with its things."""
        for line in table.lines:
            row = _Row(table, line, tuple(_filled(table, line)))
            try:
                self._identify(row)
            except Bad as bad:
                self.faults.append(Remark(row.place(), bad.text))
                continue
            yield row

    def _identify(self, row: _Row) -> None:
        """Give a row its things.

        :raises Bad: when an identifier is none.
        """
        identifiers: dict[Path, str] = {}
        for at, column, value in row.cells:
            for depth in range(len(column.path) + 1):
                row.at.setdefault(column.path[:depth], at)
            if column.part is Part.IDENTIFIER:
                row.at[column.path] = at
                identifiers[column.path] = cell.shown(value)
        names = tuple(_named(row.cells))
        for path in sorted(row.at, key=len):
            sheet = self._at(row.table.sheet, path)
            identifier = identifiers.get(path, "")
            node = self._thing(sheet, identifier, names if not path else ())
            row.nodes[path] = node
            self._names.learn(node, sheet.class_, *(names if not path else ()), identifier=identifier)
            self._things.setdefault(sheet.class_, {}).setdefault(node, row.place(path))

    def _at(self, sheet: Sheet, path: Path) -> Sheet:
        """The sheet whose fields the things at the end of a path have."""
        for step in path:
            leading = sheet.field(step)
            found = (self._form.of(class_) for class_ in (leading.classes if leading else ()))
            sheet = next((one for one in found if one is not None), sheet)
        return sheet

    def _thing(self, sheet: Sheet, identifier: str, names: Sequence[str]) -> NamedNode:
        if identifier:
            return self._addresses.given(identifier)
        return self._addresses.named(sheet.class_, normal(names[0])) if names else self._addresses.blank()

    def _the(self, sheet: Sheet, place: Place) -> NamedNode:
        """The first thing of a sheet; where nobody filled it in, one that belongs to what it must belong to."""
        things = self._things.setdefault(sheet.class_, {})
        if not things:
            node = self._addresses.alone(sheet.class_)
            things[node] = place
            self._add(Triple(node, _TYPE, sheet.class_), place, place)
            if sheet.owner is not None:
                owner = self._the(self._sheet(sheet.owner.class_), place)
                self._add(Triple(owner, sheet.owner.property, node), place, place)
        return next(iter(things))

    # --- The statements

    def _add(self, triple: Triple, value: Place, subject: Place) -> None:
        self.statements.setdefault(triple, (value, subject))

    def _state(self, row: _Row) -> None:
        """Everything that a row says."""
        untyped, unowned = set(row.nodes), True
        for at, column, value in row.cells:
            if column.part is Part.IDENTIFIER:
                continue
            untyped -= {column.path} if column.part is Part.NATURE else set()
            unowned = unowned and column.part is not Part.OWNER
            place = row.table.place(row.line, at)
            try:
                for triple in self._said(row, column, value):
                    self._add(triple, place, row.place(column.path))
            except Bad as bad:
                self.faults.append(Remark(place, bad.text))
        for path, node in row.nodes.items():
            place = row.place(path)
            if path:
                self._add(Triple(row.nodes[path[:-1]], path[-1], node), place, row.place(path[:-1]))
            sheet = self._at(row.table.sheet, path)
            if path in untyped and len(sheet.classes) == 1 and node not in self._typed:
                self._add(Triple(node, _TYPE, sheet.class_), place, place)
        if unowned:
            self._own(row)

    def _own(self, row: _Row) -> None:
        """A row that does not say whose it is belongs to the only thing that it may belong to."""
        owner = row.table.sheet.owner
        node = row.nodes.get(())
        if owner is None or node is None or row.place() != self._things[row.table.sheet.class_][node]:
            return
        sheet = self._sheet(owner.class_)
        if len(self._things.get(sheet.class_, {})) > 1:
            titles = words.BELONGS.filled(owner.label)
            self.faults.append(Remark(row.place(), words.NO_OWNER.filled(titles)))
            return
        self._add(Triple(self._the(sheet, row.place()), owner.property, node), row.place(), row.place())

    def _said(self, row: _Row, column: Column, value: Value) -> Iterator[Triple]:
        """What a cell states.

        :raises Bad: when it states nothing.
        """
        node = row.nodes[column.path]
        sheet = self._at(row.table.sheet, column.path)
        if column.part is Part.NATURE:
            self._typed.add(node)
            for said in _several(value):
                yield Triple(node, _TYPE, self._names.chosen(said, sheet.natures))
        elif column.part is Part.OWNER:
            owner = sheet.owner
            assert owner is not None  # else there is no such column
            for said in _several(value):
                yield Triple(self._names.one(said, (owner.class_,), ()), owner.property, node)
        elif column.field is not None:
            for found in self._values(column, value):
                yield Triple(node, column.field.property, found)

    def _values(self, column: Column, value: Value) -> Iterator[NamedNode | Literal]:
        asked = column.field
        assert asked is not None
        if asked.kind not in (Kind.CHOICE, Kind.REFERENCE):
            texts = asked.kind in (Kind.TEXT, Kind.STRING)
            for one in [value] if texts or not isinstance(value, str) else _SEPARATED.split(value):
                if is_filled(one):
                    yield cell.literal(asked, one, column.language)
            return
        for said in _several(value, whole=self._is_one(column, value)):
            if asked.kind is Kind.CHOICE:
                yield self._names.chosen(said, asked.choices)
            else:
                yield self._names.one(said, asked.classes, asked.choices)

    def _is_one(self, column: Column, value: Value) -> bool:
        """Whether a cell as a whole names one thing, whatever stands in that name."""
        asked = column.field
        if asked is None or not isinstance(value, str) or not _SEPARATED.search(value):
            return False
        try:
            self._names.one(value, asked.classes, asked.choices)
        except Bad:
            return False
        return True

    # --- What no sheet has

    def _state_other(self, name: str, line: Line) -> None:
        said = [str(value) if value is not None else "" for value in (*line.values, None, None, None, None)[:4]]
        place = Place(line.number, 1, name)
        try:
            if not said[0].strip() or not said[1].strip():
                raise Bad(words.HALF_A_STATEMENT)
            subject = self._addresses.given(said[0])
            predicate = address.known(said[1].strip())
            if predicate is None:
                raise Bad(words.NOT_AN_ADDRESS, said[1])
            self._add(Triple(subject, predicate, self._other(said[2], said[3].strip())), place, place)
        except Bad as bad:
            self.faults.append(Remark(place, bad.text))

    def _other(self, said: str, kind_: str) -> NamedNode | Literal:
        """A value with its type: ``@fr``, ``xsd:date``, ``IRI``; a text where none is given."""
        if kind_ == "IRI":
            return address.known(said.strip()) or self._addresses.given(said)
        if kind_.startswith("@"):
            return Literal(said, language=kind_[1:])
        if not kind_:
            return Literal(said)
        datatype = address.known(kind_)
        if datatype is None:
            raise Bad(words.NOT_AN_ADDRESS, kind_)
        return Literal(said, datatype=datatype)


def _filled(table: Table, line: Line) -> Iterator[tuple[int, Column, Value]]:
    """The cells of a row that say something."""
    for at, column in table.columns:
        if at < len(line.values) and is_filled(line.values[at]):
            yield at, column, line.values[at]


def _named(cells: Iterable[tuple[int, Column, Value]]) -> Iterator[str]:
    """The names that a row gives its thing."""
    return (cell.shown(value).strip() for _, column, value in cells if column.names)


def _several(value: Value, *, whole: bool = False) -> Iterator[str]:
    """The things that a cell names: one, or several between semicolons; a dash names none."""
    said = cell.shown(value)
    for part in [said] if whole else _SEPARATED.split(str(value) if isinstance(value, str) else said):
        if part.strip() and part.strip() not in words.NONES:
            yield part.strip()


def _stated_base(found: Sequence[Grid]) -> str | None:
    """The address that the workbook gives for its rows."""
    readme = {normal(words.README.fr), normal(words.README.en)}
    for grid in found:
        for row in grid.rows if normal(grid.name) in readme else ():
            if len(row) > 1 and isinstance(row[0], str) and normal(row[0]) in _BASE and is_filled(row[1]):
                return str(row[1]).strip()
    return None
