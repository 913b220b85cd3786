"""A way from one thing to another over statements, each of which is gone along or against its direction."""

from __future__ import annotations

from typing import NamedTuple

from pyoxigraph import NamedNode


class Step(NamedTuple):
    """One statement of a property: from its subject to its object or, ``against`` it, the other way."""

    property: NamedNode
    against: bool = False


Path = tuple[Step, ...]


def reverse(path: Path) -> Path:
    """The same way, from its end to its start."""
    return tuple(Step(step.property, not step.against) for step in reversed(path))
