"""The number that a requirement compares with: read from the charter's graph, which has it from the shapes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from pyoxigraph import Literal, NamedNode

from quartierkg.snapshot import Snapshot
from quartierkg.snapshot.graphs import CHARTER
from quartierkg.terms import term

# What each comparator of a requirement is written as in a shape.
_WRITTEN: Final = {
    term("qn:AtLeast"): "sh:minInclusive",
    term("qn:MoreThan"): "sh:minExclusive",
    term("qn:AtMost"): "sh:maxInclusive",
    term("qn:LessThan"): "sh:maxExclusive",
}


@dataclass(frozen=True, slots=True)
class Threshold:
    """What a requirement compares with, as the charter's graph has it."""

    requirement: NamedNode
    comparator: NamedNode
    value: float


def threshold(snapshot: Snapshot, requirement: NamedNode) -> Threshold | None:
    """The number that a requirement compares with; None where it compares with none."""
    comparator = _one(snapshot, requirement, term("qn:comparator"))
    if not isinstance(comparator, NamedNode) or comparator not in _WRITTEN:
        return None
    for judged in snapshot.quads(None, term("qn:judges"), requirement, CHARTER):
        shape = _one(snapshot, judged.subject, term("qn:threshold"))
        bound = _one(snapshot, shape, term(_WRITTEN[comparator])) if shape is not None else None
        if isinstance(bound, Literal):
            return Threshold(requirement, comparator, float(bound.value))
    return None


def _one(snapshot: Snapshot, node: object, property_: NamedNode) -> object | None:
    found = snapshot.quads(node, property_, None, CHARTER)  # type: ignore[arg-type]
    return next((quad.object for quad in found), None)
