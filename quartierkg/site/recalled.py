"""A revision that remembers what it was asked: thousands of pages name the same classes, properties and datasets."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final

from pyoxigraph import NamedNode, Quad

from quartierkg.snapshot import Snapshot
from quartierkg.snapshot.snapshot import Object, Subject

_MOST: Final = 40_000
"""So many answers are kept: some ten megabytes."""


@dataclass(frozen=True, slots=True, eq=False)
class Recalled(Snapshot):
    """A revision, which does not change: what was said of a thing by a property is said again without a look."""

    _known: dict[tuple[Subject, NamedNode], tuple[Quad, ...]] = field(default_factory=dict, repr=False)

    def quads(
        self,
        subject: Subject | None = None,
        predicate: NamedNode | None = None,
        object_: Object | None = None,
        graph: NamedNode | None = None,
    ) -> Iterator[Quad]:
        """The statements that fit a pattern; None fits everything."""
        if subject is None or predicate is None or object_ is not None or graph is not None:
            return self.store.quads_for_pattern(subject, predicate, object_, graph)
        key = (subject, predicate)
        found = self._known.get(key)
        if found is None:
            if len(self._known) >= _MOST:
                self._known.clear()
            found = self._known[key] = tuple(self.store.quads_for_pattern(subject, predicate, None, None))
        return iter(found)
