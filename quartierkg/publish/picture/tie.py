"""The ties of a network: what links two Quartiers, of which kind, who declares it; and which of them are drawn."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

NETWORKED: Final = "networkedWith"
DESKS: Final = "reservesDesksFor"
SHARED: Final = "sharesActor"
KINDS: Final = (NETWORKED, DESKS, SHARED)
"""The kinds of links, by the local names of their properties."""


@dataclass(frozen=True, slots=True)
class Tie:
    """A link between two things, once for each kind."""

    one: str
    other: str
    kind: str
    mutual: bool
    """Whether both declare it; otherwise the first does. What they share is declared by nobody, and mutual."""
    weight: int = 1
    """How many actors they have in common."""


def declared(pairs: Iterable[tuple[str, str]], kind: str) -> Iterator[Tie]:
    """Links that one declares of another, those that both declare once only."""
    known = dict.fromkeys(pairs)
    for one, other in known:
        mutual = (other, one) in known
        if not mutual or one < other:
            yield Tie(one, other, kind, mutual)


def shared(presences: Iterable[tuple[str, str]], among: Sequence[str]) -> Iterator[Tie]:
    """Pairs of some Quartiers that have actors in common, with their number.

    :param presences: Quartiers, each with an actor that is present there.
    """
    wanted = set(among)
    actors: dict[str, set[str]] = {}
    for quartier, actor in presences:
        if quartier in wanted:
            actors.setdefault(quartier, set()).add(actor)
    ordered = sorted(actors)
    for place, one in enumerate(ordered):
        for other in ordered[place + 1 :]:
            common = len(actors[one] & actors[other])
            if common:
                yield Tie(one, other, SHARED, True, common)


def partners(pairs: Iterable[tuple[str, str]], presences: Iterable[tuple[str, str]]) -> Mapping[str, set[str]]:
    """Of each thing those that it is linked with, by what is declared or by actors that both have."""
    found: dict[str, set[str]] = {}
    for one, other in pairs:
        found.setdefault(one, set()).add(other)
        found.setdefault(other, set()).add(one)
    present: dict[str, set[str]] = {}
    for quartier, actor in presences:
        present.setdefault(actor, set()).add(quartier)
    for together in present.values():
        for quartier in together if len(together) > 1 else ():
            found.setdefault(quartier, set()).update(together)
    for quartier, others in found.items():
        others.discard(quartier)
    return found


def chosen(
    linked: Mapping[str, set[str]], stated: Mapping[str, set[str]], most: int, centre: str | None = None
) -> tuple[str, ...]:
    """Those that are drawn: a thing and those that it is linked with, or all; up to a number, the most linked first.

    :param stated: the same by what is declared alone, which counts before what is only shared.
    """
    candidates: Iterable[str] = linked if centre is None else linked.get(centre, set())
    near = stated.get(centre, set()) if centre is not None else set()

    def key(node: str) -> tuple[bool, int, int, str]:
        return node not in near, -len(stated.get(node, ())), -len(linked[node]), node

    first = () if centre is None else (centre,)
    return (*first, *sorted(candidates, key=key)[: most - len(first)])


def strongest(ties: Iterable[Tie], most: int, centre: str | None = None) -> tuple[Tie, ...]:
    """Ties up to a number: those of the centre, those of both sides and those of most actors first."""
    ranked = sorted(
        ties,
        key=lambda tie: (
            centre not in (tie.one, tie.other),
            KINDS.index(tie.kind),
            not tie.mutual,
            -tie.weight,
            tie.one,
            tie.other,
        ),
    )
    return tuple(ranked[:most])
