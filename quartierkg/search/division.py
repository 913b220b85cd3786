"""How things divide by their facets: all of it in memory, some bytes for each thing."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass, replace
from heapq import nsmallest
from itertools import chain
from typing import Final

import numpy as np
from numpy.typing import NDArray

from quartierkg.search.found import Count, Facet, Kind

Numbers = NDArray[np.int32]
Choice = NDArray[np.bool_]

_COUNTED: Final = 30  # values of a facet that are counted one by one
_FACETS: Final = "SELECT id, kind, key, iri, outcome FROM facets ORDER BY id"
_STANDINGS: Final = "SELECT facet, thing FROM standings ORDER BY thing, facet"
_INVENTED: Final = "SELECT id FROM things WHERE illustrative ORDER BY id"


@dataclass(frozen=True, slots=True)
class Division:
    """The facet values of every thing, by their numbers."""

    values: tuple[tuple[Kind, Count], ...]
    by_key: dict[tuple[Kind, str], int]
    facets: Numbers
    """The values of the first thing, then those of the second, and so on."""
    starts: NDArray[np.intp]
    """Where those of each thing begin."""
    invented: Choice
    """Of each thing, whether it is."""

    @classmethod
    def read(cls, connection: sqlite3.Connection, things: int) -> Division:
        """What an index says of its things."""
        rows = connection.execute(_FACETS).fetchall()
        values = tuple((Kind(kind), Count(key, iri, outcome or None, 0)) for _, kind, key, iri, outcome in rows)
        pairs = _numbers(connection, _STANDINGS).reshape(-1, 2)
        invented = np.zeros(things + 1, dtype=np.bool_)
        invented[_numbers(connection, _INVENTED)] = True
        by_key = {(kind, count.key): number for number, (kind, count) in enumerate(values)}
        starts = np.searchsorted(pairs[:, 1], np.arange(things + 2))
        return cls(values, by_key, pairs[:, 0] - 1, starts, invented)

    def key(self, kind: Kind, said: str) -> str | None:
        """The key of a value that is said whole, or by the end of its address; None where nothing has it."""
        if (kind, said) in self.by_key:
            return said
        ends = (key for known, key in self.by_key if known is kind and key.endswith((f"#{said}", f"/{said}")))
        return next(ends, None) if said else None

    def having(self, kind: Kind, key: str) -> Choice:
        """The things that have a value; none where nothing has it."""
        chosen = np.zeros_like(self.invented)
        number = self.by_key.get((kind, key))
        if number is not None:
            places = np.flatnonzero(self.facets == number)
            chosen[np.searchsorted(self.starts, places, side="right") - 1] = True
        return chosen

    def facets_of(self, things: NDArray[np.intp]) -> tuple[Facet, ...]:
        """How some things divide."""
        starts = self.starts[things]
        lengths = self.starts[things + 1] - starts
        # The places of all their values: each thing's own, counted on from its start.
        places = np.arange(lengths.sum()) + np.repeat(starts - np.cumsum(lengths) + lengths, lengths)
        counts = np.bincount(self.facets[places], minlength=len(self.values))
        found: dict[Kind, list[tuple[int, str, int]]] = {kind: [] for kind in Kind}
        for number in np.flatnonzero(counts).tolist():
            kind, value = self.values[number]
            found[kind].append((-int(counts[number]), value.key, number))
        return tuple(Facet(kind, tuple(self._most(counted)), len(counted)) for kind, counted in found.items())

    def _most(self, counted: list[tuple[int, str, int]]) -> Iterator[Count]:
        for less, _, number in nsmallest(_COUNTED, counted):
            yield replace(self.values[number][1], count=-less)


def _numbers(connection: sqlite3.Connection, query: str) -> Numbers:
    return np.fromiter(chain.from_iterable(connection.execute(query)), dtype=np.int32)
