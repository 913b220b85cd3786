"""The values that a SHACL property path leads to (SHACL, 2.3.1)."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Final

from pyoxigraph import BlankNode, NamedNode

from quartierkg.charter.probe import Value
from quartierkg.charter.rules import RuleSet
from quartierkg.intake.graph import Graph
from quartierkg.terms import term

_RANK: Final = term("qn:rank")


class Paths:
    """Follows the paths of some shapes through a graph."""

    def __init__(self, rules: RuleSet, graph: Graph) -> None:
        self._rules, self._graph = rules, graph

    def values(self, node: object, path: object) -> list[object]:
        """What a path leads to from a node, each once."""
        return list(dict.fromkeys(self._step([node], path)))

    def last(self, path: object) -> NamedNode | None:
        """The property that a path ends with; None where it ends backwards or in a choice."""
        if isinstance(path, NamedNode):
            return path
        steps = self.items(path)
        return self.last(steps[-1]) if steps else None

    def spoken(self, path: object) -> object:
        """The part of a path that readers are told of: without the number that stands for a concept (``qn:rank``)."""
        steps = self.items(path)
        return steps[0] if len(steps) == 2 and steps[1] == _RANK else path

    def _step(self, nodes: Iterable[object], path: object) -> list[object]:
        if isinstance(path, NamedNode):
            return [value for node in nodes for value in self._graph.objects(node, path)]
        steps = self.items(path)
        if steps:
            for step in steps:
                nodes = self._step(nodes, step)
            return list(nodes)
        form, inner = next(iter(self._stated(path).items()))
        return self._form(list(nodes), form, inner[0])

    def _form(self, nodes: list[object], form: NamedNode, inner: object) -> list[object]:
        if form == term("sh:inversePath"):
            return [subject for node in nodes for subject in self._graph.holders(inner, node)]
        if form == term("sh:alternativePath"):
            return [value for step in self.items(inner) for value in self._step(nodes, step)]
        return _closure(nodes, lambda found: self._step(found, inner), starts=form == term("sh:zeroOrMorePath"))

    def _stated(self, path: object) -> dict[NamedNode, list[object]]:
        assert isinstance(path, BlankNode)
        return {**self._rules.nodes.get(path, {})}  # type: ignore[dict-item]

    def items(self, path: object) -> list[Value]:
        """The members of a list, as a sequence of steps is; none where it is no list."""
        found: list[Value] = []
        while isinstance(path, BlankNode) and term("rdf:first") in self._rules.nodes.get(path, {}):
            values = self._rules.nodes[path]
            found.append(values[term("rdf:first")][0])
            path = values[term("rdf:rest")][0]
        return found


def _closure(nodes: list[object], step: Callable[[list[object]], list[object]], *, starts: bool) -> list[object]:
    """All that a step leads to, once or again, with the nodes themselves where it may lead nowhere."""
    found = dict.fromkeys(nodes if starts else [])
    todo = nodes
    while todo:
        todo = [node for node in dict.fromkeys(step(todo)) if node not in found]
        found.update(dict.fromkeys(todo))
    return list(found)
