"""What the writes of a journal come to, over the files that it holds: the last word on a statement counts."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Self

from pyoxigraph import NamedNode, Quad, Store

from quartierkg.journal import FILES, Kept
from quartierkg.snapshot.changes import Changes, stored
from quartierkg.snapshot.statements import statements


@dataclass(slots=True)
class Overlay:
    """Statements that writes added and removed, and graphs that they made."""

    said: dict[Quad, bool] = field(default_factory=dict)
    graphs: set[NamedNode] = field(default_factory=set)

    @classmethod
    def of(cls, journal: Kept) -> Self:
        """All writes in their order; a file that comes later states again what it holds.

        :raises StoreFault: when an entry cannot be read.
        """
        found = cls()
        for entry in journal.entries:
            if entry.fields.kind == "write":
                found._write(Changes.read(journal.data(entry)))
            elif found.said and entry.fields.kind in FILES:
                for quad in stored(statements(journal.record(entry))):
                    found.said.pop(quad, None)
        return found

    def lay_on(self, store: Store) -> None:
        """Leave a store with the statements of the files as the writes leave it."""
        for quad, stated in self.said.items():
            if not stated:
                store.remove(quad)
        store.extend(quad for quad, stated in self.said.items() if stated)
        for graph in sorted(self.graphs, key=str):
            store.add_graph(graph)

    def _write(self, changes: Changes) -> None:
        self.said |= dict.fromkeys(stored(changes.removed), False) | dict.fromkeys(stored(changes.added), True)
        self.graphs = (self.graphs - set(changes.gone)) | set(changes.made)
