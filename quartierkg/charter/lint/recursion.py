"""Shapes that refer to themselves, directly or through others: what they mean is left open (SHACL, 3.4.3)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from pyoxigraph import BlankNode, NamedNode

from quartierkg.charter.lint.fault import Fault
from quartierkg.charter.lint.shapes import Shapes, Value
from quartierkg.charter.lint.terms import ADMITTED, Kind
from quartierkg.charter.rules import Node
from quartierkg.language import Text
from quartierkg.terms import term

_LEADING: Final = tuple(term("sh:" + name) for name, kind in ADMITTED.items() if kind is Kind.SHAPE)
_LISTS: Final = tuple(term("sh:" + name) for name, kind in ADMITTED.items() if kind is Kind.SHAPES)
_REMEDY: Final = Text(
    "Écrivez la forme sans renvoi à elle-même ; un chemin peut se répéter (sh:zeroOrMorePath).",
    "Write the shape without a reference to itself; a path can repeat (sh:zeroOrMorePath).",
)


def check(shapes: Shapes) -> Iterator[Fault]:
    """Each reference that closes a circle of shapes."""
    done: set[Node] = set()
    for start in shapes.subjects:
        yield from _circles(start, shapes, done, ())


def _circles(node: Node, shapes: Shapes, done: set[Node], above: tuple[Node, ...]) -> Iterator[Fault]:
    if node in done:
        return
    above = (*above, node)
    for predicate, value, child in _children(node, shapes):
        if child in above:
            yield shapes.fault(node, Text("forme récursive.", "recursive shape."), _REMEDY, predicate, value)
        elif len(above) < len(shapes.nodes):
            yield from _circles(child, shapes, done, above)
    done.add(node)


def _children(node: Node, shapes: Shapes) -> Iterator[tuple[NamedNode, Value, Node]]:
    """The shapes that a shape refers to, each with the statement that leads to it."""
    values = shapes.of(node)
    for predicate in _LEADING:
        for value in values.get(predicate, []):
            if isinstance(value, NamedNode | BlankNode):
                yield predicate, value, value
    for predicate in _LISTS:
        for value in values.get(predicate, []):
            for item in shapes.items(value) or ():
                if isinstance(item, NamedNode | BlankNode):
                    yield predicate, value, item
