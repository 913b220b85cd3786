"""A fictional network of any size, made as it is read: nothing of it is held but the part at hand."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from pyoxigraph import NamedNode, Quad

from quartierkg.synth import actors, names
from quartierkg.synth.facts import Facts
from quartierkg.synth.quartier import REGIONS, Quartier, region

MOST: Final = 100_000
"""More Quartiers than that do not find room in the sea."""


def network(quartiers: int, seed: int, graph: NamedNode) -> Iterator[Quad]:
    """The statements of a network, the same for the same size and seed, in the same order.

    :param quartiers: how many Quartiers it has, from 1 to 100,000.
    :param graph: the graph that they stand in.
    """
    facts = Facts()
    for number in range(REGIONS):
        facts.thing(region(number), "igeo:Region", names.invented(f"Région {number}", "fictive"))
    yield from _taken(facts, graph)
    for kind in actors.KINDS:
        for number in range(actors.count(kind, quartiers)):
            actors.describe(facts, seed, kind, number)
            yield from _taken(facts, graph)
    for number in range(quartiers):
        Quartier(facts, seed, number, quartiers).describe()
        yield from _taken(facts, graph)


def _taken(facts: Facts, graph: NamedNode) -> Iterator[Quad]:
    """The statements gathered so far, which are gathered anew."""
    triples, facts.triples = facts.triples, []
    return (Quad(triple.subject, triple.predicate, triple.object, graph) for triple in triples)
