"""A revision, open for reading: immutable, shared by every reader."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Self

from pyoxigraph import BlankNode, Literal, NamedNode, Quad, Store, Triple

from quartierkg.snapshot.manifest import Manifest
from quartierkg.snapshot.revision import INDEX, unreadable

Subject = NamedNode | BlankNode | Triple
Object = NamedNode | BlankNode | Literal | Triple


@dataclass(frozen=True, slots=True, weakref_slot=True, eq=False)
class Snapshot:
    """The published graphs at one revision."""

    store: Store
    directory: Path
    revision: int
    date: str
    chain: str
    counts: Mapping[str, int]

    @classmethod
    def open(cls, directory: Path) -> Self:
        """Open a revision's folder for reading.

        :raises StoreFault: when it is not a whole revision.
        """
        manifest = Manifest.read(directory)
        try:
            if manifest is None:
                raise OSError("no manifest")
            store = Store.read_only(str(directory / INDEX))
        except OSError as error:
            raise unreadable(directory, error) from error
        return cls(store, directory, manifest.revision, manifest.date, manifest.chain, manifest.graphs)

    def quads(
        self,
        subject: Subject | None = None,
        predicate: NamedNode | None = None,
        object_: Object | None = None,
        graph: NamedNode | None = None,
    ) -> Iterator[Quad]:
        """The statements that fit a pattern; None fits everything."""
        return self.store.quads_for_pattern(subject, predicate, object_, graph)

    def count(self, graph: NamedNode) -> int:
        """How many statements a graph holds."""
        return self.counts.get(graph.value, 0)
