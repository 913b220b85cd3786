"""What a write adds and removes, statement by statement: all that the journal keeps of it.

An update cannot be repeated from its text (``UUID()``, ``NOW()``, blank nodes), so that its outcome is kept instead:
the lines ``A`` and ``D`` of RDF Patch, each with a statement of N-Quads; ``GA`` and ``GD`` are ours, for graphs that
come or go while they hold nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import zip_longest
from typing import Final, Self

from pyoxigraph import NamedNode, Quad, RdfFormat, Store, parse, serialize

from quartierkg.errors import StoreFault
from quartierkg.language import Text

MEDIA_TYPE: Final = "application/rdf-patch"


@dataclass(frozen=True, slots=True)
class Changes:
    """Two revisions, one after the other."""

    added: tuple[Quad, ...] = ()
    removed: tuple[Quad, ...] = ()
    made: tuple[NamedNode, ...] = ()
    """Graphs that exist since, whether or not they hold anything."""
    gone: tuple[NamedNode, ...] = ()

    @classmethod
    def between(cls, before: Store, after: Store, named: Iterable[Quad] | None = None) -> Self:
        """What makes one store of another, in a fixed order.

        :param named: the statements that can differ, where they are known: no other is looked at then.
        """
        old, new = _apart(before, after) if named is None else _apart_among(named, before, after)
        had, has = (
            {graph for graph in store.named_graphs() if isinstance(graph, NamedNode)} for store in (before, after)
        )
        return cls(
            tuple(sorted(new, key=str)),
            tuple(sorted(old, key=str)),
            tuple(sorted(has - had, key=str)),
            tuple(sorted(had - has, key=str)),
        )

    @classmethod
    def read(cls, data: bytes) -> Self:
        """The changes that :meth:`written` wrote.

        :raises StoreFault: when the bytes are something else.
        """
        lines: dict[str, list[str]] = {"A": [], "D": [], "GA": [], "GD": []}
        try:
            for line in data.decode().split("\n")[:-1]:
                mark, statement = line.split(" ", 1)
                lines[mark].append(statement)
            return cls(
                tuple(_quads(lines["A"])),
                tuple(_quads(lines["D"])),
                tuple(_graphs(lines["GA"])),
                tuple(_graphs(lines["GD"])),
            )
        except (ValueError, KeyError, SyntaxError) as error:
            raise StoreFault(
                Text("Une écriture du journal est illisible.", "A write of the journal cannot be read.")
            ) from error

    def written(self) -> bytes:
        """The changes as the journal keeps them."""
        lines = [
            *(f"GD {graph} ." for graph in self.gone),
            *(f"D {line}" for line in _lines(self.removed)),
            *(f"GA {graph} ." for graph in self.made),
            *(f"A {line}" for line in _lines(self.added)),
        ]
        return "".join(line + "\n" for line in lines).encode()

    @property
    def graphs(self) -> frozenset[object]:
        """Every graph that is touched; the default graph among them, where it is."""
        return frozenset((*(quad.graph_name for quad in (*self.added, *self.removed)), *self.made, *self.gone))

    def __bool__(self) -> bool:
        """Whether anything changes."""
        return bool(self.added or self.removed or self.made or self.gone)


def stored(quads: Iterable[Quad]) -> tuple[Quad, ...]:
    """Statements as a store gives them back: it writes literals anew, 1.50 as 1.5, and only its spelling compares."""
    store = Store()
    store.extend(quads)
    return tuple(sorted(store, key=str))


def _apart(before: Iterable[Quad], after: Iterable[Quad]) -> tuple[set[Quad], set[Quad]]:
    """What only the one has, and only the other.

    Both are gone through side by side: as they are in one order, no more is kept meanwhile than what differs.
    """
    old: set[Quad] = set()
    new: set[Quad] = set()
    for gone, come in zip_longest(before, after):
        if gone != come:
            for quad, own, other in ((gone, old, new), (come, new, old)):
                if quad in other:
                    other.remove(quad)
                elif quad is not None:
                    own.add(quad)
    return old, new


def _apart_among(named: Iterable[Quad], before: Store, after: Store) -> tuple[set[Quad], set[Quad]]:
    """The same of some statements only."""
    held = [(quad, quad in before, quad in after) for quad in named]
    return {quad for quad, had, has in held if had > has}, {quad for quad, had, has in held if has > had}


def _lines(quads: Iterable[Quad]) -> list[str]:
    return (serialize(quads, format=RdfFormat.N_QUADS) or b"").decode().split("\n")[:-1]


def _quads(lines: Iterable[str]) -> Iterator[Quad]:
    # Names of blank nodes are those of the store: the parser must not rename them.
    return iter(parse("\n".join(lines), format=RdfFormat.N_QUADS, rename_blank_nodes=False))


def _graphs(lines: Iterable[str]) -> Iterator[NamedNode]:
    return (NamedNode(line.removesuffix(" .")[1:-1]) for line in lines)
