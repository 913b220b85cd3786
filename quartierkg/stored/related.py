"""The stored questions that can be asked of a thing: those with a parameter of its class."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from types import MappingProxyType

from pyoxigraph import NamedNode

from quartierkg.snapshot import Snapshot
from quartierkg.stored.library import library
from quartierkg.stored.network import SnapshotNetwork
from quartierkg.stored.parameter import Kind, Parameter
from quartierkg.stored.query import StoredQuery


def related(snapshot: Snapshot, thing: NamedNode) -> tuple[tuple[StoredQuery, Parameter], ...]:
    """The questions that take a thing, each with the parameter that it goes into, in their order."""
    network = SnapshotNetwork(snapshot)
    found = [pair for class_, pairs in _by_class().items() if network.holds(thing, class_) for pair in pairs]
    return tuple(sorted(found, key=lambda pair: pair[0].id))


@cache
def _by_class() -> Mapping[NamedNode, tuple[tuple[StoredQuery, Parameter], ...]]:
    """The first parameter of each question that things of a class go into."""
    found: dict[NamedNode, list[tuple[StoredQuery, Parameter]]] = {}
    for query in library().values():
        taking = (one for one in query.parameters if one.kind is Kind.THING and one.class_ is not None)
        first = next(taking, None)
        if first is not None and first.class_ is not None:
            found.setdefault(first.class_, []).append((query, first))
    return MappingProxyType({class_: tuple(pairs) for class_, pairs in found.items()})
