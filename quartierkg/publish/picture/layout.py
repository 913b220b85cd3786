"""Where the knots of a network stand: worked out once for the same ties, and the same every time (networkx)."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from types import MappingProxyType
from typing import Final

from quartierkg.publish.place import Point

_SEED: Final = 7
_ROUNDS: Final = 120
_KEPT: Final = 128


@lru_cache(maxsize=_KEPT)
def layout(
    nodes: tuple[str, ...], edges: tuple[tuple[str, str], ...], centre: str | None = None
) -> Mapping[str, Point]:
    """A place in the unit square for each node (Fruchterman and Reingold, 1991).

    :param centre: the node that stands in the middle.
    """
    if len(nodes) < 2:
        return MappingProxyType(dict.fromkeys(nodes, (0.5, 0.5)))
    import networkx  # 0.15 s, and only a picture needs it

    graph = networkx.Graph()
    graph.add_nodes_from(nodes)
    graph.add_edges_from(edges)
    start = networkx.circular_layout(graph)
    fixed = [centre] if centre in graph else None
    if fixed is not None:
        start[centre] = (0.0, 0.0)
    found = networkx.spring_layout(
        graph, pos=start, fixed=fixed, iterations=_ROUNDS, seed=_SEED, k=2 / len(nodes) ** 0.5
    )
    return MappingProxyType(_squared({node: (float(x), float(y)) for node, (x, y) in found.items()}))


def _squared(found: Mapping[str, Point]) -> dict[str, Point]:
    (west, east), (south, north) = ((min(values), max(values)) for values in zip(*found.values(), strict=True))
    wide, high = (east - west) or 1.0, (north - south) or 1.0
    return {node: (round((x - west) / wide, 4), round((y - south) / high, 4)) for node, (x, y) in found.items()}
