"""What a page must know of each thing that it mentions: what it is called, whether it is invented, who says so.

A page mentions a hundred things, and most have a name of the commonest kinds: each property is looked up when it is
asked for, because to find that there is none costs a tenth of what it costs to read all of a thing. What has no such
name is a small part of another thing, of which all is asked for: it is read once.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice
from typing import Final

from pyoxigraph import BlankNode, Literal, NamedNode, Quad, Triple

from quartierkg.snapshot import Snapshot
from quartierkg.terms import NAMING, term

_ILLUSTRATIVE: Final = term("qn:illustrative")
_TRUE: Final = Literal("true", datatype=term("xsd:boolean"))
_USUAL: Final = 2
"""So many of the properties that name things name nearly all of those that have a name."""
_SMALL: Final = 40
"""A part has at most so many statements; what has more is asked for one property after the other."""

Node = NamedNode | BlankNode


@dataclass(slots=True)
class Card:
    """The names, the origin and the mark of one thing; what was read of it is kept for the next who asks."""

    snapshot: Snapshot
    node: Node
    _whole: Mapping[NamedNode, Sequence[Quad]] | None = field(default=None, init=False, repr=False)

    @property
    def invented(self) -> bool:
        """Whether it says that it is invented as an example."""
        if self._whole is not None:
            return any(quad.object == _TRUE for quad in self.quads(_ILLUSTRATIVE))
        return next(self.snapshot.quads(self.node, _ILLUSTRATIVE, _TRUE), None) is not None

    def names(self) -> Iterator[Literal]:
        """Its names, as far as somebody reads on, in an order that does not depend on the store."""
        for property_ in NAMING[:_USUAL]:
            yield from self.literals(property_)
        self._read()
        for property_ in NAMING[_USUAL:]:
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
        found = [quad.object for quad in self.quads(property_) if isinstance(quad.object, Literal)]
        return sorted(set(found), key=lambda one: (one.value, one.language or "")) if len(found) > 1 else found

    def nodes(self, *properties: NamedNode, graph: NamedNode | None = None) -> list[NamedNode]:
        """The things that some properties lead to, in one graph or in all of them, sorted."""
        quads = (quad for property_ in properties for quad in self.quads(property_, graph))
        found = {quad.object for quad in quads if isinstance(quad.object, NamedNode)}
        return sorted(found, key=lambda node: node.value)

    def quads(self, property_: NamedNode, graph: NamedNode | None = None) -> Iterator[Quad]:
        """What a property leads to, in one graph or in all of them."""
        if self._whole is None:
            return self.snapshot.quads(self.node, property_, None, graph)
        return (quad for quad in self._whole.get(property_, ()) if graph is None or quad.graph_name == graph)

    def _read(self) -> None:
        """Read all that is said of the thing, where that is little."""
        if self._whole is not None:
            return
        found = list(islice(self.snapshot.quads(self.node), _SMALL + 1))
        if len(found) <= _SMALL:
            whole: dict[NamedNode, list[Quad]] = {}
            for quad in found:
                whole.setdefault(quad.predicate, []).append(quad)
            self._whole = whole
