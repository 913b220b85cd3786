"""The links of an answer as a graph: what is declared, who is present where, and what that makes of two Quartiers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from quartierkg.publish.picture.tie import DESKS, NETWORKED, SHARED, Tie, declared, partners, shared
from quartierkg.terms import ONTOLOGY
from quartierkg.web.network import asked
from quartierkg.web.network.asked import Asked

Pairs = Sequence[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Graph:
    """The links of an answer, by their kinds."""

    declared: Mapping[str, Pairs]
    presences: Pairs
    """Quartiers, each with an actor that others have too."""
    ties: tuple[Tie, ...] = ()
    """Those that are known already."""

    def of(self, kinds: Sequence[str]) -> Mapping[str, set[str]]:
        """Of each Quartier those that it is linked with by some kinds."""
        pairs = [pair for kind in kinds for pair in self.declared.get(kind, ())]
        pairs += [(tie.one, tie.other) for tie in self.ties if tie.kind in kinds]
        return partners(pairs, self.presences if SHARED in kinds else ())

    def among(self, nodes: Sequence[str], kinds: Sequence[str]) -> tuple[Tie, ...]:
        """The ties of some kinds between some Quartiers."""
        wanted = set(nodes)
        found = [tie for tie in self.ties if tie.kind in kinds and {tie.one, tie.other} <= wanted]
        for kind in (NETWORKED, DESKS):
            if kind in kinds:
                pairs = self.declared.get(kind, ())
                found += declared((pair for pair in pairs if wanted.issuperset(pair)), kind)
        if SHARED in kinds:
            found += shared(self.presences, nodes)
        return tuple(found)


def read(found: Asked) -> Graph:
    """The graph of an answer: that of all Quartiers, or the neighbourhood of one."""
    declared_: dict[str, list[tuple[str, str]]] = {NETWORKED: [], DESKS: []}
    presences: list[tuple[str, str]] = []
    ties: list[Tie] = []
    for row in found.rows:
        one, kind, other = row[0], row[1].removeprefix(ONTOLOGY), row[2]
        if not (one and other):
            continue
        if kind in declared_:
            declared_[kind].append((one, other))
        elif kind == SHARED and len(row) > 3:
            ties.append(Tie(one, other, SHARED, True, int(asked.number(row[3]) or 1)))
        elif kind == SHARED:
            presences.append((one, other))
    return Graph(declared_, tuple(presences), tuple(ties))
