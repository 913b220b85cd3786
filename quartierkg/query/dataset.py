"""Which graphs a query sees: those that the request names, else those that the query names, else the network."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from pyoxigraph import NamedNode

from quartierkg.query.guard import Query
from quartierkg.query.protocol import Question
from quartierkg.snapshot.graphs import NETWORK, PUBLIC


@dataclass(frozen=True, slots=True)
class Dataset:
    """The graphs merged into the default graph, and those that GRAPH reaches."""

    default: tuple[NamedNode, ...]
    named: tuple[NamedNode, ...]


DEFAULT = Dataset((NETWORK,), PUBLIC)


def dataset(question: Question, query: Query, *, plain: bool = False) -> Dataset | None:
    """The dataset of a query, or None when the query's own FROM clauses say it.

    SPARQL 1.1 Protocol, 2.1.4: what the request names comes before FROM. A graph that is not published, or not
    known, is as an empty one.

    :param plain: whether the store is a test suite's, whose graphs are whatever it wrote.
    """
    if plain:
        named = Dataset(_nodes(question.default_graphs), _nodes(question.named_graphs))
        return named if named.default or named.named else None
    if question.default_graphs or question.named_graphs:
        return Dataset(public(question.default_graphs), public(question.named_graphs))
    return None if query.names_dataset else DEFAULT


def _nodes(names: Iterable[str]) -> tuple[NamedNode, ...]:
    return tuple(NamedNode(name) for name in names)


def public(names: Iterable[str]) -> tuple[NamedNode, ...]:
    """Those of some graphs that are published; the others are as empty ones."""
    wanted = set(names)
    return tuple(graph for graph in PUBLIC if graph.value in wanted)
