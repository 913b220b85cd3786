"""What is marked as never to be published (``qn:notPublished``): no index holds it, and no set of changes tells it.

The mark may stand on a thing, on a class or on a property; it holds for whatever is of such a class, is below such a
term, or hangs on such a thing by a blank node. The journal keeps what was handed in; what readers see is without it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import chain
from typing import TYPE_CHECKING, Final, Self

from pyoxigraph import BlankNode, Literal, NamedNode, Quad, Store

from quartierkg.snapshot.graphs import ONTOLOGY, PUBLIC
from quartierkg.terms import term

if TYPE_CHECKING:
    from quartierkg.snapshot.snapshot import Snapshot

Node = NamedNode | BlankNode

_MARK: Final = term("qn:notPublished")
_NOT: Final = frozenset(Literal(said, datatype=term("xsd:boolean")) for said in ("false", "0"))
# Whatever has something marked through one of these is marked with it.
_UNDER: Final = (term("rdf:type"), term("rdfs:subClassOf"), term("rdfs:subPropertyOf"))


@dataclass(frozen=True, slots=True)
class Unpublished:
    """The nodes that nobody gets to see."""

    nodes: frozenset[Node] = frozenset()

    @classmethod
    def of(cls, snapshot: Snapshot) -> Self:
        """Those of a revision: what its index was made without, and what it may hold still."""
        return cls(frozenset(map(_read, snapshot.hidden)) | _marked(snapshot.store))

    @classmethod
    def among(cls, quads: Iterable[Quad], known: Self | None = None) -> Self:
        """Those that some statements mark, and those among them that go with what is known."""
        store = Store()
        store.extend(quads)
        found: set[Node] = set()
        first = (*_marked(store), *(known.nodes if known is not None else ()))
        for _ in _closed(store, first, found):
            pass
        return cls(frozenset(found))

    def shown(self, quads: Iterable[Quad]) -> Iterator[Quad]:
        """Statements without those that name one of them."""
        if not self.nodes:
            return iter(quads)
        return (quad for quad in quads if self.shows(quad))

    def shows(self, quad: Quad) -> bool:
        """Whether a statement names none of them."""
        return quad.graph_name == ONTOLOGY or self.nodes.isdisjoint((quad.subject, quad.predicate, quad.object))

    def written(self) -> list[str]:
        """What a manifest keeps of them."""
        return sorted(map(str, self.nodes))


def drop(
    store: Store, known: Iterable[str] = (), added: Iterable[Quad] | None = None
) -> tuple[Unpublished, list[Quad]]:
    """Take out of a store what is never published.

    :param known: what its index was made without before, as manifests keep it.
    :param added: what came since; None: everything is looked at.
    :returns: all that is hidden now, and the statements that were taken out.
    """
    before = frozenset(map(_read, known))
    if added is None:
        hidden = before | _marked(store)
        gone = [quad for node in hidden for quad in _naming(store, node)]
    else:
        hidden, gone = _after(store, before, tuple(added))
    # That a term is kept back is no secret: the ontology describes it as any other.
    taken = list(dict.fromkeys(quad for quad in gone if quad.graph_name in PUBLIC and quad.graph_name != ONTOLOGY))
    for quad in taken:
        store.remove(quad)
    return Unpublished(hidden), taken


def _after(store: Store, before: frozenset[Node], added: tuple[Quad, ...]) -> tuple[frozenset[Node], list[Quad]]:
    """What is hidden once some statements came, and those that name it; the rest of the store holds none of before."""
    hidden = set(before)
    gone: list[Quad] = []
    fresh = [quad.subject for quad in added if quad.predicate == _MARK and quad.object not in _NOT]
    for quad in added:
        if hidden.isdisjoint((quad.subject, quad.predicate, quad.object)):
            continue
        gone.append(quad)
        if quad.predicate in _UNDER and quad.object in hidden:
            fresh.append(quad.subject)
        elif isinstance(quad.object, BlankNode) and (quad.subject in hidden or quad.predicate in hidden):
            fresh.append(quad.object)
    for node in _closed(store, (one for one in fresh if isinstance(one, Node)), hidden):
        gone.extend(_naming(store, node))
    return frozenset(hidden), gone


def _marked(store: Store) -> frozenset[Node]:
    """What the public graphs mark, with all that goes with it."""
    marks = _public(store, predicate=_MARK)
    waiting = (quad.subject for quad in marks if quad.object not in _NOT)
    found: set[Node] = set()
    for _ in _closed(store, (node for node in waiting if isinstance(node, Node)), found):
        pass
    return frozenset(found)


def _closed(store: Store, first: Iterable[Node], found: set[Node]) -> Iterator[Node]:
    """Each node that is not found yet, and whatever goes with it; all of them are found then."""
    waiting = list(first)
    while waiting:
        node = waiting.pop()
        if node not in found:
            found.add(node)
            waiting.extend(_with(store, node))
            yield node


def _with(store: Store, node: Node) -> Iterator[Node]:
    """What goes with a node that is marked."""
    for property_ in _UNDER:
        for quad in _public(store, predicate=property_, object_=node):
            if isinstance(quad.subject, Node):
                yield quad.subject
    said = _public(store, subject=node)
    used = _public(store, predicate=node) if isinstance(node, NamedNode) else iter(())
    yield from (quad.object for quad in chain(said, used) if isinstance(quad.object, BlankNode))


def _naming(store: Store, node: Node) -> Iterator[Quad]:
    """The public statements that name a node."""
    yield from _public(store, subject=node)
    yield from _public(store, object_=node)
    if isinstance(node, NamedNode):
        yield from _public(store, predicate=node)


def _public(
    store: Store, subject: Node | None = None, predicate: NamedNode | None = None, object_: Node | None = None
) -> Iterator[Quad]:
    for graph in PUBLIC:
        yield from store.quads_for_pattern(subject, predicate, object_, graph)


def _read(said: str) -> Node:
    """The node that :meth:`Unpublished.written` wrote."""
    return BlankNode(said.removeprefix("_:")) if said.startswith("_:") else NamedNode(said[1:-1])
