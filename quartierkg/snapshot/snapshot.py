"""A revision, open for reading: immutable, shared by every reader."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final, Self

from pyoxigraph import BlankNode, Literal, NamedNode, Quad, Store, Triple

from quartierkg.snapshot.manifest import Manifest
from quartierkg.snapshot.revision import INDEX, unreadable

Subject = NamedNode | BlankNode | Triple
Object = NamedNode | BlankNode | Literal | Triple


IN_MEMORY: Final = 100_000
"""So many statements are copied into memory: 40 MB and 0.7 seconds for each worker and revision."""


@dataclass(frozen=True, slots=True, weakref_slot=True, eq=False)
class Snapshot:
    """The published graphs at one revision."""

    store: Store
    directory: Path
    revision: int
    date: str
    chain: str
    counts: Mapping[str, int]
    hidden: tuple[str, ...] = ()
    """The nodes that the index was made without (:attr:`.Manifest.hidden`)."""

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
        return cls(
            store, directory, manifest.revision, manifest.date, manifest.chain, manifest.graphs, tuple(manifest.hidden)
        )

    def in_memory(self) -> Self:
        """The same revision, copied into memory where it is small enough: the engine answers in a third of the time.

        Blank nodes keep their names.
        """
        if sum(self.counts.values()) > IN_MEMORY:
            return self
        store = Store()
        store.bulk_extend(self.store)
        return replace(self, store=store)

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
