"""What the rows of a workbook state, each statement with the cell that says it, and the cells that state nothing."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from pyoxigraph import Literal, NamedNode, Triple

from quartierkg.errors import Place
from quartierkg.form import Form, Kind, Sheet
from quartierkg.terms import term
from quartierkg.workbook import address, cell, words
from quartierkg.workbook.cell import Bad, Value
from quartierkg.workbook.column import Column, Part
from quartierkg.workbook.grid import Grid
from quartierkg.workbook.place import Remark
from quartierkg.workbook.rows import DOSSIER, Row, Rows
from quartierkg.workbook.table import Line, Reading, is_filled

_TYPE: Final = term("rdf:type")
_SEPARATED: Final = re.compile(r"[;\n]")


class Stating:
    """The statements of one workbook."""

    def __init__(self, form: Form, found: Sequence[Grid], base: str | None) -> None:
        """The statements of some sheets.

        :param base: the address below which their rows have theirs, where it is known.
        """
        reading = Reading(form)
        tables = [table for table in map(reading.table, found) if table is not None]
        self.known = bool(tables) or any(reading.others(grid) for grid in found)
        """Whether any of the sheets is one of a dossier."""
        self.made: dict[Triple, tuple[Place, Place]] = {}
        """Each statement with the cell of its value and that of its subject."""
        self._typed: set[NamedNode] = set()
        self._rows = Rows(form, tables, base)
        self._names, self._addresses = self._rows.names, self._rows.addresses
        self.faults = self._rows.faults
        self.root = self._the(self._rows.sheet(DOSSIER), Place(1, 1, tables[0].name if tables else ""))
        for row in self._rows.all:
            self._state(row)
        for grid in found:
            for line in reading.others(grid):
                self._state_other(grid.name, line)
        self.remarks = reading.remarks
        order = [grid.name for grid in found]
        self.faults.sort(key=lambda fault: order.index(fault.place.sheet or order[0]))

    def _the(self, sheet: Sheet, place: Place) -> NamedNode:
        """The first thing of a sheet; where nobody filled it in, one that belongs to what it must belong to."""
        things = self._rows.things.setdefault(sheet.class_, {})
        if not things:
            node = self._addresses.alone(sheet.class_)
            things[node] = place
            self._add(Triple(node, _TYPE, sheet.class_), place, place)
            if sheet.owner is not None:
                owner = self._the(self._rows.sheet(sheet.owner.class_), place)
                self._add(Triple(owner, sheet.owner.property, node), place, place)
        return next(iter(things))

    def _add(self, triple: Triple, value: Place, subject: Place) -> None:
        self.made.setdefault(triple, (value, subject))

    def _state(self, row: Row) -> None:
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
            sheet = self._rows.at(row.table.sheet, path)
            if path in untyped and len(sheet.classes) == 1 and node not in self._typed:
                self._add(Triple(node, _TYPE, sheet.class_), place, place)
        if unowned:
            self._own(row)

    def _own(self, row: Row) -> None:
        """A row that does not say whose it is belongs to the only thing that it may belong to."""
        owner = row.table.sheet.owner
        node = row.nodes.get(())
        if owner is None or node is None or row.place() != self._rows.things[row.table.sheet.class_][node]:
            return
        sheet = self._rows.sheet(owner.class_)
        if len(self._rows.things.get(sheet.class_, {})) > 1:
            titles = words.BELONGS.filled(owner.label)
            self.faults.append(Remark(row.place(), words.NO_OWNER.filled(titles)))
            return
        self._add(Triple(self._the(sheet, row.place()), owner.property, node), row.place(), row.place())

    def _said(self, row: Row, column: Column, value: Value) -> Iterator[Triple]:
        """What a cell states.

        :raises Bad: when it states nothing.
        """
        node = row.nodes[column.path]
        sheet = self._rows.at(row.table.sheet, column.path)
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


def _several(value: Value, *, whole: bool = False) -> Iterator[str]:
    """The things that a cell names: one, or several between semicolons; a dash names none."""
    said = cell.name(value)
    for part in [said] if whole else _SEPARATED.split(said):
        if part.strip() and part.strip() not in words.NONES:
            yield part.strip()
