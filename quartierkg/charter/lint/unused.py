"""Shapes that are never run: without a target, and nothing refers to them under any profile or gate."""

from __future__ import annotations

from collections.abc import Iterator, Set

from pyoxigraph import NamedNode

from quartierkg.charter.lint.fault import Fault
from quartierkg.charter.lint.shapes import Shapes
from quartierkg.language import Text
from quartierkg.terms import PREFIXES

_TARGET = PREFIXES["sh"] + "target"


def check(shapes: Shapes, used: Set[object]) -> Iterator[Fault]:
    """The named shapes that are neither run for themselves nor used.

    :param used: what some statement of the files points to.
    """
    for node, values in shapes.subjects.items():
        if not isinstance(node, NamedNode) or node in used or not shapes.is_shape(node):
            continue
        # One with a target is run, or deactivated, or adds facts.
        if not any(predicate.value.startswith(_TARGET) for predicate in values):
            text = Text(
                "forme sans cible à laquelle rien ne renvoie.", "a shape without a target that nothing refers to."
            )
            remedy = Text("Donnez-lui une cible ou retirez-la.", "Give it a target or remove it.")
            yield shapes.fault(node, text, remedy)
