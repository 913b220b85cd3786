"""What networkx counts of the links: linear measures, and communities by the method of Louvain (Blondel et al., 2008).

The same links give the same numbers: chance is seeded, and what is as large is told apart by its first address.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final, Self

from quartierkg.snapshot.statistics.links import Links

_SEED: Final = 2013
"""The year of the charter: any fixed number would do."""


@dataclass(frozen=True, slots=True)
class Measures:
    """Of each Quartier, by its place among the links."""

    degrees: tuple[int, ...]
    """How many others it is linked with."""
    cores: tuple[int, ...]
    """The largest k such that it is among Quartiers which all have k links to each other's group."""
    components: tuple[int, ...]
    """The number of the part of the network in which each can be reached from each; 1 is the largest."""
    communities: tuple[int, ...]
    """The number of the group that is linked more closely within than without; 1 is the largest."""
    modularity: float | None
    """How much more closely than by chance; None without links."""

    @classmethod
    def of(cls, links: Links) -> Self:
        """Count."""
        import networkx  # 0.15 s, which only a build takes

        size = len(links.quartiers)
        graph = networkx.Graph()
        graph.add_nodes_from(range(size))
        graph.add_edges_from(links.pairs)
        degrees, cores = dict(graph.degree), networkx.core_number(graph)
        communities = networkx.community.louvain_communities(graph, seed=_SEED)
        return cls(
            tuple(degrees[place] for place in range(size)),
            tuple(cores[place] for place in range(size)),
            _numbered(networkx.connected_components(graph), size),
            _numbered(communities, size),
            networkx.community.modularity(graph, communities) if links.pairs else None,
        )


def _numbered(groups: Iterable[set[int]], size: int) -> tuple[int, ...]:
    """The number of each member's group: 1 is the largest, and of two as large the one with the first address."""
    numbers = [0] * size
    for number, group in enumerate(sorted(groups, key=lambda group: (-len(group), min(group))), start=1):
        for place in group:
            numbers[place] = number
    return tuple(numbers)
