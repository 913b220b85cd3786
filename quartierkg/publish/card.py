"""What a page must know of each thing that it mentions: what it is called, whether it is invented, who says so.

A page mentions a hundred things: each property is looked up when it is asked for, because to find that there is none
costs a tenth of what it costs to read one.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from pyoxigraph import BlankNode, Literal, NamedNode, Quad, Triple

from quartierkg.snapshot import Snapshot
from quartierkg.terms import NAMING, term

_ILLUSTRATIVE: Final = term("qn:illustrative")
_TRUE: Final = Literal("true", datatype=term("xsd:boolean"))

Node = NamedNode | BlankNode


@dataclass(frozen=True, slots=True)
class Card:
    """The names, the origin and the mark of one thing."""

    snapshot: Snapshot
    node: Node

    @property
    def invented(self) -> bool:
        """Whether it says that it is invented as an example."""
        return next(self.snapshot.quads(self.node, _ILLUSTRATIVE, _TRUE), None) is not None

    def names(self) -> Iterator[Literal]:
        """Its names, as far as somebody reads on, in an order that does not depend on the store."""
        for property_ in NAMING:
            yield from self.literals(property_)

    def naming(self) -> list[Triple]:
        """The statements that name it, by the first property that does."""
        for property_ in NAMING:
            found = self.literals(property_)
            if found:
                return [Triple(self.node, property_, name) for name in found]
        return []

    def literals(self, property_: NamedNode) -> list[Literal]:
        """The literals that a property leads to, sorted."""
        found = [quad.object for quad in self._quads(property_) if isinstance(quad.object, Literal)]
        return sorted(set(found), key=lambda one: (one.value, one.language or "")) if len(found) > 1 else found

    def nodes(self, *properties: NamedNode) -> list[NamedNode]:
        """The things that some properties lead to, sorted."""
        quads = (quad for property_ in properties for quad in self._quads(property_))
        found = {quad.object for quad in quads if isinstance(quad.object, NamedNode)}
        return sorted(found, key=lambda node: node.value)

    def _quads(self, property_: NamedNode) -> Iterator[Quad]:
        return self.snapshot.quads(self.node, property_)
