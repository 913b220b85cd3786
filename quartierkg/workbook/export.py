"""From the statements of a dossier to the pages of a workbook.

Each thing gets a row on the sheet of its class, or stands on the row of what names it. What no cell states is kept on a
sheet of its own, so that the workbook says all that the dossier says; what not even that sheet can hold is told.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from typing import Final

from pyoxigraph import BlankNode, Literal, NamedNode, Triple

from quartierkg.form import Field, Form, Kind, Sheet, bundled
from quartierkg.intake.dossier import Dossier
from quartierkg.language import LANGUAGES, Language, Text
from quartierkg.terms import curie, is_blank, term
from quartierkg.workbook import address, cell, words
from quartierkg.workbook.book import Book, Page, Row, page
from quartierkg.workbook.cell import Bad, Value
from quartierkg.workbook.column import Column, Part, Path, joined, planned, titles
from quartierkg.workbook.names import Names
from quartierkg.workbook.standing import Standing, Thing

_TYPE: Final = term("rdf:type")
_STRING: Final = term("xsd:string")
_SEPARATES: Final = re.compile(r"[;\n]")
_LISTED: Final = (Kind.CHOICE, Kind.REFERENCE)

Other = tuple[str, str, str, str]


@dataclass(frozen=True, slots=True)
class Exported:
    """A dossier as a workbook."""

    book: Book
    left_out: tuple[Triple, ...]
    """The statements that no cell can hold."""


def export(dossier: Dossier, language: Language, form: Form | None = None) -> Exported:
    """The workbook that says what a dossier says."""
    return _Export(dossier, form or bundled(), language).whole()


@dataclass(slots=True)
class _Lines:
    """The rows of one thing: the values of each column, one below the other."""

    cells: dict[Column, list[Value]] = field(default_factory=dict)

    def put(self, column: Column, line: int, value: Value) -> None:
        values = self.cells.setdefault(column, [])
        values += [None] * (line + 1 - len(values))
        values[line] = value

    @property
    def height(self) -> int:
        return max((len(values) for values in self.cells.values()), default=1)


class _Export:
    def __init__(self, dossier: Dossier, form: Form, language: Language) -> None:
        self._form, self._language = form, language
        self._base = address.below("") if is_blank(dossier.iri) else address.base_of(dossier.iri)
        self._standing = Standing(form, dossier.triples, self._base)
        self._labels: dict[tuple[Sheet, Path], Text] = {}
        self._lines = {node: _Lines() for node, thing in self._standing.things.items() if not thing.path}
        self._must: set[NamedNode] = set()
        """What must have an identifier, since others name it by that."""
        self._rest: list[Triple] = []

    def whole(self) -> Exported:
        """The workbook."""
        things = self._standing.things
        for node, said in self._standing.said.items():
            if node in things and isinstance(node, NamedNode):
                self._fill(things[node], said)
            else:
                self._rest += said
        others, left_out = self._others()
        for thing in sorted(things.values(), key=lambda one: not one.path):  # rows last: what stands on them is there
            self._identify(thing)
        pages = tuple(self._page(sheet) for sheet in self._form.sheets)
        return Exported(Book(self._language, self._base, pages, others), left_out)

    # --- What rows say

    def _fill(self, thing: Thing, said: Iterable[Triple]) -> None:
        """Put everything that is stated of a thing in its cells; what no cell states is left for the other sheet."""
        self._state_nature(thing, [triple for triple in said if triple.predicate == _TYPE])
        self._state_owner(thing)
        by_column: dict[Column, list[Triple]] = {}
        for triple in said:
            if triple.predicate == _TYPE or triple in self._standing.leading or self._is_owning(triple):
                continue
            column = self._column(thing, triple)
            if column is None:
                self._rest.append(triple)
            else:
                by_column.setdefault(column, []).append(triple)
        for column, triples in by_column.items():
            self._put(thing, column, triples)

    def _is_owning(self, triple: Triple) -> bool:
        """Whether the row of what is named says whose it is."""
        part = self._standing.things.get(triple.object) if isinstance(triple.object, NamedNode) else None
        return part is not None and triple in self._standing.owners(part)

    def _column(self, thing: Thing, triple: Triple) -> Column | None:
        """The column that states such a value; None where there is none."""
        asked = thing.sheet.field(triple.predicate) or self._form.terms.get(triple.predicate)
        if asked is None or isinstance(triple.object, Literal) == (asked.kind in _LISTED):
            return None
        language = triple.object.language if isinstance(triple.object, Literal) else None
        row = self._standing.things[thing.row].sheet
        label = joined(self._label(row, thing.path), asked.label)
        column = Column(Part.VALUE, label, thing.path, asked, language)
        known = titles(self._form, row)
        return column if known.column(known.title(column, self._language)) == column else None

    def _label(self, sheet: Sheet, path: Path) -> Text:
        """The title of what is filled in beside a row."""
        key = (sheet, path)
        if key not in self._labels:
            label = Text("", "")
            for step in path:
                leading = sheet.field(step)
                assert leading is not None  # the thing stands there by it
                label = joined(label, leading.label)
                sheet = next(found for found in map(self._form.of, leading.classes) if found is not None)
            self._labels[key] = label
        return self._labels[key]

    def _put(self, thing: Thing, column: Column, triples: list[Triple]) -> None:
        """Put the values of a column: several things in one cell, several texts below each other."""
        asked = column.field
        assert asked is not None
        cells: list[tuple[Triple, Value]] = []
        for triple in triples:
            value = self._value(asked, triple.object)
            if value is None:
                self._rest.append(triple)
            else:
                cells.append((triple, value))
        together = [value for _, value in cells if asked.kind in _LISTED and not _SEPARATES.search(str(value))]
        apart = [(triple, value) for triple, value in cells if value not in together]
        lines: list[tuple[Triple | None, Value]] = [(None, "; ".join(map(str, together)))] if together else []
        for place, (stated, value) in enumerate([*lines, *apart]):
            if place == 0 or not thing.path:
                self._lines[thing.row].put(column, thing.line + place, value)
            elif stated is not None:
                self._rest.append(stated)

    def _value(self, asked: Field, value: object) -> Value:
        """The cell that states a value; None where none does."""
        if isinstance(value, Literal):
            found = cell.written(asked, value)
            return found if not isinstance(found, bool) else (words.YES if found else words.NO).in_(self._language)
        if not isinstance(value, NamedNode):
            return None
        if asked.kind is Kind.CHOICE and is_blank(value):
            return None  # a list holds nothing that has no address
        if asked.kind is Kind.CHOICE:
            return self._written(
                value, self._called(asked, value), lambda said: self._names.chosen(said, asked.choices)
            )
        found = self._written(
            value, self._called(asked, value), lambda said: self._names.one(said, asked.classes, asked.choices)
        )
        self._note(value, found)
        return found

    @property
    def _names(self) -> Names:
        return self._standing.names

    def _called(self, asked: Field, node: NamedNode) -> Iterator[str]:
        """What a value may be written as, the plainest first."""
        thing = self._standing.things.get(node)
        if thing is not None:
            yield from self._standing.called(node) if not thing.path else ()
            yield self._standing.identifier(node)
        first = self._language
        for language in (first, *(other for other in LANGUAGES if other != first)):
            yield from (choice.label.in_(language) for choice in asked.choices if choice.node == node)
        yield from _addressed(node)

    def _written(self, node: NamedNode, called: Iterable[str], read: Callable[[str], NamedNode]) -> str | None:
        """The first way to write a thing that is read as that thing."""
        for said in called:
            try:
                if said.strip() not in words.NONES and not _SEPARATES.search(said) and read(said) == node:
                    return said
            except Bad:
                continue
        return None

    def _note(self, node: NamedNode, said: str | None) -> None:
        """Something that is named by its identifier must have it on its row."""
        if node in self._standing.things and said == self._standing.identifier(node):
            self._must.add(node)

    # --- What rows are, and whose

    def _state_nature(self, thing: Thing, said: list[Triple]) -> None:
        implied = [thing.sheet.class_] if len(thing.sheet.classes) == 1 else []
        if [triple.object for triple in said] == implied:
            return
        natures = thing.sheet.natures
        cells = []
        for triple in said:
            found = triple.object
            called = [choice.label.in_(self._language) for choice in natures if choice.node == found]
            cell_ = (
                self._written(found, [*called, *_addressed(found)], lambda said: self._names.chosen(said, natures))
                if isinstance(found, NamedNode)
                else None
            )
            if cell_ is None:
                self._rest.append(triple)
            else:
                cells.append(cell_)
        row = self._standing.things[thing.row].sheet
        label = joined(self._label(row, thing.path), words.NATURE)
        column = Column(Part.NATURE, label, thing.path)
        self._lines[thing.row].put(column, thing.line, "; ".join(cells) or words.NONE)

    def _state_owner(self, thing: Thing) -> None:
        """Whose a thing is, where it does not follow from there being only one that it may be of."""
        owner = thing.sheet.owner
        if owner is None or thing.path:
            return
        owning = [triple.subject for triple in self._standing.owners(thing)]
        if owning == self._standing.of_class(owner.class_) and len(owning) == 1:
            return
        cells = []
        for node in owning:
            assert isinstance(node, NamedNode)  # owners have rows
            asked = Field(owner.property, owner.label, kind=Kind.REFERENCE, classes=(owner.class_,))
            found = self._value(asked, node)
            if found is None:
                self._rest.append(Triple(node, owner.property, thing.node))
            else:
                cells.append(str(found))
        column = Column(Part.OWNER, words.BELONGS.filled(owner.label))
        self._lines[thing.node].put(column, 0, "; ".join(cells) or words.NONE)

    def _identify(self, thing: Thing) -> None:
        """Name a thing where its name does not do, or where nothing else on the row speaks of it."""
        lines = self._lines[thing.row]
        row = self._standing.things[thing.row].sheet
        column = Column(Part.IDENTIFIER, joined(self._label(row, thing.path), words.IDENTIFIER), thing.path)
        spoken = any(
            key.path[: len(thing.path)] == thing.path and len(values) > thing.line and values[thing.line] is not None
            for key, values in lines.cells.items()
        )
        if thing.path:
            if not is_blank(thing.node) or thing.node in self._must or not spoken:
                lines.put(column, thing.line, self._standing.identifier(thing.node))
            return
        height = max(lines.height, 1)
        named = any(True for _ in self._standing.called(thing.node))
        if not is_blank(thing.node) or named or thing.node in self._must or not spoken or height > 1:
            for line in range(height):
                lines.put(column, line, self._standing.identifier(thing.node))

    # --- Pages

    def _page(self, sheet: Sheet) -> Page:
        """A sheet with its rows; columns that a fresh one does not have stand behind the others."""
        nodes = [node for node in self._standing.of_class(sheet.class_) if node in self._lines]
        fresh = planned(self._form, sheet, self._language)
        used = dict.fromkeys(column for node in nodes for column in self._lines[node].cells)
        more = sorted((column for column in used if column not in fresh), key=lambda column: column.technical)
        columns = (*fresh, *more)
        rows: list[Row] = []
        for node in nodes:
            lines = self._lines[node]
            for line in range(max(lines.height, 1)):
                values = (lines.cells.get(column, []) for column in columns)
                rows.append([found[line] if line < len(found) else None for found in values])
        return page(self._form, sheet, columns, rows, self._language)

    def _others(self) -> tuple[tuple[Other, ...], tuple[Triple, ...]]:
        """The statements that no sheet has, and those that none can hold."""
        kept, left_out = list[Other](), list[Triple]()
        for triple in dict.fromkeys(self._rest):
            line = self._other(triple)
            if line is None or any(not cell.fits(said) for said in line):
                left_out.append(triple)
                continue
            kept.append(line)
            self._must.update(node for node in (triple.subject, triple.object) if isinstance(node, NamedNode))
        return tuple(kept), tuple(left_out)

    def _other(self, triple: Triple) -> Other | None:
        if isinstance(triple.object, Triple | BlankNode) or not isinstance(triple.subject, NamedNode):
            return None
        subject, predicate = self._pointed(triple.subject), curie(triple.predicate)
        if isinstance(triple.object, NamedNode):
            return subject, _bracketed(predicate), self._pointed(triple.object), "IRI"
        value = triple.object
        kind = f"@{value.language}" if value.language else "" if value.datatype == _STRING else curie(value.datatype)
        return subject, _bracketed(predicate), value.value, kind if not kind or kind[0] == "@" else _bracketed(kind)

    def _pointed(self, node: NamedNode) -> str:
        found = self._standing.identifier(node)
        return f"<{found}>" if found == node.value else found


def _bracketed(name: str) -> str:
    """An address between brackets; a name with a prefix as it is."""
    return f"<{name}>" if "/" in name or name.count(":") != 1 or name.startswith("urn:") else name


def _addressed(node: NamedNode) -> Iterator[str]:
    """The ways to write an address; what has none has no such way."""
    if not is_blank(node):
        yield from (curie(node), node.value, f"<{node.value}>")
