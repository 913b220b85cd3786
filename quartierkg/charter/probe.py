"""Does a node meet a part of a shape? The engine that judged is asked, so that no constraint is understood twice.

Engines report the shape that was violated and not the condition within it. A probe is a shape of its own for one node
and one part of a shape; many are asked at once.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from pyoxigraph import BlankNode, Literal, NamedNode, Triple

from quartierkg import ntriples
from quartierkg.charter.engines import Engine
from quartierkg.charter.rules import Node, RuleSet
from quartierkg.intake import lexical
from quartierkg.terms import term

Value = NamedNode | BlankNode | Literal

_PROBE: Final = "urn:quartierkg:probe:"
_SHAPE: Final = term("sh:NodeShape")


@dataclass(frozen=True, slots=True)
class Part:
    """Some constraints of a shape, and the path that they are about; None where they are about the node itself."""

    constraints: tuple[tuple[NamedNode, Value], ...]
    path: Value | None = None

    def triples(self, shape: NamedNode) -> Iterator[Triple]:
        """The part as a shape."""
        yield Triple(shape, term("rdf:type"), _SHAPE)
        holder: Node = shape
        if self.path is not None:
            holder = BlankNode()
            yield Triple(shape, term("sh:property"), holder)
            yield Triple(holder, term("sh:path"), self.path)
        for predicate, value in self.constraints:
            yield Triple(holder, predicate, value)


class Prober:
    """Asks an engine about nodes of one judged graph."""

    def __init__(self, engine: Engine, rules: RuleSet, graph: tuple[Triple, ...]) -> None:
        self._engine, self._rules, self._graph = engine, rules, graph

    def failing(self, asked: Sequence[tuple[Part, Value]]) -> list[bool]:
        """For each part and node: whether the node violates the part.

        :raises EngineFault: when the engine fails.
        """
        shapes: list[Triple] = []
        for number, (part, node) in enumerate(asked):
            probe, own = NamedNode(f"{_PROBE}{number}"), NamedNode(f"{_PROBE}part:{number}")
            shapes += [
                Triple(probe, term("rdf:type"), _SHAPE),
                Triple(probe, term("sh:targetNode"), node),
                Triple(probe, term("sh:node"), own),
                *part.triples(own),
            ]
        if not shapes:
            return []
        text = ntriples.text((*shapes, *self._reached(shapes)))
        violated = {entry.shape for entry in self._engine.report(text, self._data).entries}
        return [f"<{_PROBE}{number}>" in violated for number in range(len(asked))]

    def _reached(self, shapes: Iterable[Triple]) -> Iterator[Triple]:
        """What the probes refer to in the shapes, and the shapes that add facts."""
        todo: list[object] = [*self._adding, *(triple.object for triple in shapes)]
        seen: set[object] = set()
        while todo:
            node = todo.pop()
            if node in seen or not isinstance(node, NamedNode | BlankNode):
                continue
            seen.add(node)
            for predicate, values in self._rules.nodes.get(node, {}).items():
                for value in values:
                    yield Triple(node, predicate, value)
                todo += values

    @cached_property
    def _data(self) -> str:
        return lexical.text(self._graph)

    @cached_property
    def _adding(self) -> list[Node]:
        return [node for node, values in self._rules.nodes.items() if term("sh:rule") in values]
