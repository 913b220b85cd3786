"""Where the things of a dossier stand in a workbook: on a row of their sheet, or on the row of what names them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from pyoxigraph import Literal, NamedNode, Triple

from quartierkg.form import Form, Sheet
from quartierkg.intake.graph import Graph
from quartierkg.terms import BLANK, NAMING, is_blank, term
from quartierkg.workbook import cell
from quartierkg.workbook.column import Path, inside
from quartierkg.workbook.names import Names

_TYPE: Final = term("rdf:type")
_LOCAL: Final = re.compile(r"[A-Za-z0-9_][A-Za-z0-9_./-]*")
# So deep may hang what has no class below what has one.
_DEEPEST: Final = 4


@dataclass(frozen=True, slots=True)
class Thing:
    """Something that has a row, or stands on one."""

    node: NamedNode
    sheet: Sheet
    row: NamedNode
    """What the row is about on which it stands."""
    path: Path = ()
    line: int = 0
    """On which of the rows of that thing, from 0."""


class Standing:
    """The things of one dossier, each in its place."""

    def __init__(self, form: Form, triples: Iterable[Triple], base: str) -> None:
        self._form, self._base = form, base
        self.graph = Graph(dict.fromkeys(triples))
        self.things: dict[NamedNode, Thing] = {}
        self.leading: set[Triple] = set()
        """The statements that put a thing on the row of another: they are said by its standing there."""
        self.said: dict[object, list[Triple]] = {}
        """What is stated of each thing."""
        self._to: dict[object, list[Triple]] = {}
        for triple in self.graph.triples:
            self.said.setdefault(triple.subject, []).append(triple)
            if triple.predicate != _TYPE:
                self._to.setdefault(triple.object, []).append(triple)
        self._place()

    @cached_property
    def names(self) -> Names:
        """What the things are called, as whoever reads the workbook will know it."""
        names = Names(self._form)
        for node, thing in self.things.items():
            called = self.called(node) if not thing.path else ()
            names.learn(node, thing.sheet.class_, *called, identifier=self.identifier(node))
        return names

    def of_class(self, class_: NamedNode) -> list[NamedNode]:
        """The things of the sheet with a class."""
        return self._by_class.get(class_, [])

    def owners(self, thing: Thing) -> list[Triple]:
        """The statements that something owns a thing, by the property that its sheet has for it."""
        owner = thing.sheet.owner
        if owner is None or thing.path:
            return []
        things = (self.things.get(t.subject) for t in self._to.get(thing.node, ()) if isinstance(t.subject, NamedNode))
        holders = {one.node for one in things if one is not None and one.sheet.class_ == owner.class_}
        return [t for t in self._to.get(thing.node, ()) if t.predicate == owner.property and t.subject in holders]

    def called(self, node: NamedNode) -> Iterator[str]:
        """The names that the row of a thing gives it."""
        sheet = self.things[node].sheet
        for property_ in NAMING:
            field = sheet.field(property_) or self._form.terms.get(property_)
            for value in self.graph.objects(node, property_) if field is not None else ():
                if field is not None and isinstance(value, Literal) and cell.written(field, value) is not None:
                    yield value.value

    def identifier(self, node: NamedNode) -> str:
        """What tells a thing from all others: its address, short where it lies below that of the dossier."""
        if is_blank(node):
            return f"_:{node.value.removeprefix(BLANK)}"
        local = node.value.removeprefix(self._base)
        return local if local != node.value and _LOCAL.fullmatch(local) else node.value

    @cached_property
    def _by_class(self) -> dict[NamedNode, list[NamedNode]]:
        found: dict[NamedNode, list[NamedNode]] = {}
        for node, thing in self.things.items():
            found.setdefault(thing.sheet.class_, []).append(node)
        return found

    def _place(self) -> None:
        nodes = [node for node in self.said if isinstance(node, NamedNode)]
        sheets = {node: self._sheet(node) for node in nodes}
        for _ in range(_DEEPEST):
            for node in nodes:
                sheets[node] = sheets[node] or self._sheet_by_use(node, sheets)
        for node in nodes:
            sheet = sheets[node]
            if sheet is not None and not sheet.inside:
                self.things[node] = Thing(node, sheet, node)
        taken: dict[tuple[NamedNode, Path], set[int]] = {}
        for _ in range(_DEEPEST):
            for node in nodes:
                sheet = sheets[node]
                if sheet is not None and sheet.inside and node not in self.things:
                    self._place_beside(node, sheet, taken)

    def _sheet(self, node: NamedNode) -> Sheet | None:
        """The sheet of a thing, by its classes."""
        found = [self._form.of(class_) for class_ in self.graph.nodes(node, _TYPE)]
        return next((sheet for sheet in found if sheet is not None), None)

    def _sheet_by_use(self, node: NamedNode, sheets: dict[NamedNode, Sheet | None]) -> Sheet | None:
        """The sheet of a thing without a class that is known, by what leads to it."""
        for triple in self._to.get(node, ()):
            holder = sheets.get(triple.subject) if isinstance(triple.subject, NamedNode) else None
            field = holder.field(triple.predicate) if holder is not None else None
            for class_ in field.classes if field is not None else ():
                sheet = self._form.of(class_)
                if sheet is not None:
                    return sheet
        return None

    def _place_beside(self, node: NamedNode, sheet: Sheet, taken: dict[tuple[NamedNode, Path], set[int]]) -> None:
        """Put a thing on the row of the only one that has it filled in there; below another, on its line."""
        holders = [triple for triple in self._to.get(node, ()) if self._holds(triple, sheet)]
        if len(holders) != 1 or not isinstance(holders[0].subject, NamedNode):
            return
        holder = self.things[holders[0].subject]
        path = (*holder.path, holders[0].predicate)
        lines = taken.setdefault((holder.row, path), set())
        # Below a row itself the lines fill up one after the other; below a part only the part's own will do.
        line = holder.line if holder.path else len(lines)
        if line in lines:
            return
        lines.add(line)
        self.things[node] = Thing(node, sheet, holder.row, path, line)
        self.leading.add(holders[0])

    def _holds(self, triple: Triple, sheet: Sheet) -> bool:
        holder = self.things.get(triple.subject) if isinstance(triple.subject, NamedNode) else None
        field = holder.sheet.field(triple.predicate) if holder is not None else None
        return field is not None and inside(self._form, field) is sheet
