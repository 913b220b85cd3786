"""What the writes of a journal come to, over the files that it holds: the last word on a statement counts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Self

from pyoxigraph import NamedNode, Quad

from quartierkg.journal import Journal
from quartierkg.snapshot.changes import Changes
from quartierkg.snapshot.statements import statements


@dataclass(slots=True)
class Overlay:
    """Statements that writes added and removed, and graphs that they made."""

    said: dict[Quad, bool] = field(default_factory=dict)
    graphs: set[NamedNode] = field(default_factory=set)

    @classmethod
    def of(cls, journal: Journal) -> Self:
        """All writes in their order; a file that comes later states again what it holds.

        :raises StoreFault: when an entry cannot be read.
        """
        found = cls()
        for entry in journal.entries:
            if entry.fields.kind == "write":
                found._write(Changes.read(journal.data(entry)))
            elif found.said:
                for quad in statements(journal.record(entry)):
                    found.said.pop(quad, None)
        return found

    def over(self, quads: Iterable[Quad]) -> Iterator[Quad]:
        """The statements of the files as the writes leave them."""
        if not self.said:
            yield from quads
            return
        yield from (quad for quad in quads if self.said.get(quad) is not False)
        yield from (quad for quad, stated in self.said.items() if stated)

    def _write(self, changes: Changes) -> None:
        self.said |= dict.fromkeys(changes.removed, False) | dict.fromkeys(changes.added, True)
        self.graphs = (self.graphs - set(changes.gone)) | set(changes.made)
