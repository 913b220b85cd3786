"""The statements of a network by what they are looked up with."""

from __future__ import annotations

from collections.abc import Iterable

from pyoxigraph import BlankNode, Literal, NamedNode, Quad

from quartierkg.terms import term
from tests.samples import LONG

SIZE = 2000 if LONG else 300
Node = NamedNode | BlankNode


class Statements:
    """Statements, of which every value is shown as text."""

    def __init__(self, quads: Iterable[Quad]) -> None:
        self._forward: dict[tuple[object, object], list[object]] = {}
        self._things: dict[object, list[Node]] = {}
        for quad in quads:
            self._forward.setdefault((quad.subject, quad.predicate), []).append(quad.object)
            if quad.predicate == term("rdf:type") and isinstance(quad.subject, Node):
                self._things.setdefault(quad.object, []).append(quad.subject)

    def things(self, class_: str) -> list[Node]:
        """The things of a class."""
        return self._things.get(term(class_), [])

    def nodes(self, subject: Node, *path: str) -> list[Node]:
        """What a path of properties leads to."""
        found = [subject]
        for step in path:
            found = [
                node for one in found for node in self._forward.get((one, term(step)), []) if isinstance(node, Node)
            ]
        return found

    def texts(self, subject: Node, *path: str) -> list[str]:
        """The values that a path of properties ends with."""
        *way, last = path
        values = (value for node in self.nodes(subject, *way) for value in self._forward.get((node, term(last)), []))
        return [value.value for value in values if isinstance(value, NamedNode | Literal)]

    def languages(self, subject: Node, property_: str) -> set[str | None]:
        """The languages in which a thing has a text."""
        values = self._forward.get((subject, term(property_)), [])
        return {value.language for value in values if isinstance(value, Literal)}
