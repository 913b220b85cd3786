"""A fictional network of any size, made as it is read: nothing of it is held but the part at hand."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

from pyoxigraph import NamedNode, Quad, Triple

from quartierkg.synth import actors, commons, quartier
from quartierkg.synth.facts import Facts

MOST: Final = 100_000
"""More Quartiers than that do not find room in the sea."""


def network(quartiers: int, seed: int, graph: NamedNode) -> Iterator[Quad]:
    """The statements of a network, the same for the same size and seed, in the same order.

    :param quartiers: how many Quartiers it has, from 1 to 100,000.
    :param graph: the graph that they stand in.
    """
    yield from _in(graph, shared(quartiers, seed))
    for part in each(quartiers, seed):
        yield from _in(graph, part)


def shared(quartiers: int, seed: int) -> Iterator[Triple]:
    """What is stated of no Quartier alone: regions, calls, actors of several of them."""
    facts = Facts()
    commons.describe(facts)
    yield from facts.taken()
    for kind in actors.KINDS:
        for number in range(actors.count(kind, quartiers)):
            actors.describe(facts, seed, kind, number)
            yield from facts.taken()


def each(quartiers: int, seed: int) -> Iterator[list[Triple]]:
    """What is stated of each Quartier, one after another."""
    facts = Facts()
    for number in range(quartiers):
        quartier.describe(facts, seed, number, quartiers)
        yield facts.taken()


def _in(graph: NamedNode, triples: Iterable[Triple]) -> Iterator[Quad]:
    return (Quad(triple.subject, triple.predicate, triple.object, graph) for triple in triples)
