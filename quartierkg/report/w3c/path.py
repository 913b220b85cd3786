"""Property paths of SHACL (2.3.1), in the syntax of SPARQL (SPARQL 1.1, 9.1)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from pyoxigraph import Literal, NamedNode

from quartierkg.report.w3c.graph import Graph, Object, iri
from quartierkg.terms import is_blank, term

# How tightly an operator binds: what stands inside a tighter one needs brackets.
_CHOICE, _STEPS, _INVERSE, _REPEATED, _NAME = range(5)
_MODIFIERS: Final = {"sh:zeroOrMorePath": "*", "sh:oneOrMorePath": "+", "sh:zeroOrOnePath": "?"}
# Nobody reads a path that is nested deeper or has more parts; one that contains itself has no end.
_DEEPEST: Final = 32
_MOST: Final = 256
_ENDLESS: Final = "…"
_NIL: Final = term("rdf:nil")


def written(graph: Graph, path: Object | None) -> str | None:
    """A path as SPARQL writes it, or None where there is none."""
    return None if path is None else _path(_Reading(graph, iter(range(_MOST))), path, _DEEPEST)[0]


@dataclass(frozen=True, slots=True)
class _Reading:
    """The graph, and how many parts of the path may still be read."""

    graph: Graph
    left: Iterator[int]


def _path(reading: _Reading, path: Object, depth: int) -> tuple[str, int]:
    """A path and how tightly it binds."""
    graph = reading.graph
    if isinstance(path, Literal) or depth == 0 or next(reading.left, None) is None:
        return _ENDLESS, _NAME
    if not is_blank(path):
        return iri(path), _NAME
    if graph.objects(path, "rdf:first"):
        return _joined(reading, path, "/", _STEPS, depth)
    if (choices := graph.first(path, "sh:alternativePath")) is not None:
        return _joined(reading, choices, "|", _CHOICE, depth)
    if (inner := graph.first(path, "sh:inversePath")) is not None:
        return f"^{_within(reading, inner, _INVERSE, depth)}", _INVERSE
    for name, sign in _MODIFIERS.items():
        if (inner := graph.first(path, name)) is not None:
            return f"{_within(reading, inner, _REPEATED, depth)}{sign}", _REPEATED
    return _ENDLESS, _NAME


def _joined(reading: _Reading, start: Object, sign: str, binding: int, depth: int) -> tuple[str, int]:
    members = _members(reading.graph, start)
    if len(members) == 1:
        return _path(reading, members[0], depth - 1)
    return sign.join(_within(reading, member, binding, depth) for member in members) or _ENDLESS, binding


def _within(reading: _Reading, path: Object, binding: int, depth: int) -> str:
    """A part of a path, in brackets where it binds no tighter than what it is part of."""
    said, own = _path(reading, path, depth - 1)
    return f"({said})" if own <= binding else said


def _members(graph: Graph, start: Object) -> list[Object]:
    """The members of a list; one that comes back to itself ends there."""
    found: list[Object] = []
    seen: set[NamedNode] = set()
    cell: Object | None = start
    while isinstance(cell, NamedNode) and cell != _NIL and cell not in seen:
        seen.add(cell)
        found += graph.objects(cell, "rdf:first")[:1]
        cell = graph.first(cell, "rdf:rest")
    return found
