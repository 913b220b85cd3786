"""The classes of the ontology and what joins them, as trees: each class stands once with all that leads on from it.

Wherever else a class is led to, it is named again, as a leaf. So nothing crosses, and the same trees are both a drawing
and a list. A property whose values are taken from a list of concepts joins no classes, and is left out.
"""

from __future__ import annotations

from collections import Counter, defaultdict, deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from pyoxigraph import NamedNode

from quartierkg.language import Text
from quartierkg.publish.glossary import Section, Term
from quartierkg.terms import ONTOLOGY, PREFIXES, curie, term

_START: Final = term("qn:Dossier")
"""Where a reader begins; the other trees follow by how much they hold."""
_KIND: Final = Text("sorte", "kind")
_CLASS: Final = term("owl:Class")


@dataclass(frozen=True, slots=True)
class Joint:
    """What leads from one class to another: a property, or that the other is a kind of the first."""

    name: Text
    href: str | None


@dataclass(frozen=True, slots=True)
class Box:
    """A class in a tree."""

    name: Text
    href: str
    ours: bool
    joint: Joint | None
    """What leads to it; None at a root."""
    again: bool
    """Whether it stands elsewhere with all that leads on from it."""
    boxes: tuple[Box, ...] = ()


@dataclass(frozen=True, slots=True)
class _Edge:
    start: NamedNode
    joint: Joint
    end: NamedNode


_Tree = dict[NamedNode, _Edge | None]
"""What a tree holds, each with what leads to it."""


def diagram(sections: Iterable[Section]) -> tuple[Box, ...]:
    """The trees of a glossary: that of the dossier first, then the others, the largest first."""
    return tuple(_Forest([entry for section in sections for entry in section.terms]).trees())


class _Forest:
    """Grows the trees of some terms."""

    def __init__(self, terms: Iterable[Term]) -> None:
        self._terms = {entry.iri: entry for entry in terms}
        classes = {iri: entry for iri, entry in self._terms.items() if _CLASS in entry.types}
        edges = [edge for entry in self._terms.values() for edge in _edges(entry)]
        joined = {node for edge in edges for node in (edge.start, edge.end)}
        edges += _kinds(entry for iri, entry in classes.items() if iri not in joined)
        self._from: dict[NamedNode, list[_Edge]] = defaultdict(list)
        for edge in sorted(edges, key=lambda one: (one.joint.name.fr, one.end.value)):
            self._from[edge.start].append(edge)
        self._led_to = {edge.end for edge in edges if edge.end != edge.start}
        self._left = set(classes) | set(self._from)
        self._placed: _Tree = {}

    def trees(self) -> Iterator[Box]:
        """The trees, in their order."""
        root = _START if _START in self._left else None
        while self._left:
            roots = sorted(self._left - self._led_to or self._left, key=lambda node: node.value)
            root = root or max(roots, key=lambda node: len(self._tree(node)))
            self._placed |= self._tree(root)
            self._left -= self._placed.keys()
            yield self._box(root, None)
            root = None

    def _tree(self, root: NamedNode) -> _Tree:
        """What a root leads to and no tree has yet, the nearest first."""
        found: _Tree = {root: None}
        ahead = deque([root])
        while ahead:
            for edge in self._from.get(ahead.popleft(), ()):
                if edge.end in self._left and edge.end not in found:
                    found[edge.end] = edge
                    ahead.append(edge.end)
        return found

    def _box(self, node: NamedNode, by: _Edge | None) -> Box:
        again = by is not None and node in self._placed and self._placed[node] != by
        boxes = () if again else tuple(self._box(edge.end, edge) for edge in self._from.get(node, ()))
        entry = self._terms.get(node)
        name, href = (entry.label, f"#{entry.id}") if entry else (Text.alike(curie(node)), node.value)
        return Box(name, href, node.value.startswith(ONTOLOGY), by.joint if by else None, again, boxes)


def _edges(entry: Term) -> Iterator[_Edge]:
    """What a property joins, or the class of ours that a class is a kind of."""
    joint = Joint(entry.label, f"#{entry.id}")
    for start in entry.values("rdfs:domain"):
        for end in entry.values("rdfs:range"):
            if (start.ours or end.ours) and _is_class(end.iri):
                yield _Edge(start.iri, joint, end.iri)
    if _CLASS in entry.types:
        for above in entry.values("rdfs:subClassOf"):
            if above.ours:
                yield _Edge(above.iri, Joint(_KIND, None), entry.iri)


def _is_class(node: NamedNode) -> bool:
    return node != term("skos:Concept") and not node.value.startswith((PREFIXES["xsd"], PREFIXES["rdf"]))


def _kinds(entries: Iterable[Term]) -> Iterator[_Edge]:
    """Classes that nothing joins, each below the class of another vocabulary that most of them are kinds of."""
    found = {entry.iri: entry.values("rdfs:subClassOf") for entry in entries}
    common = Counter(above.iri for values in found.values() for above in values)
    for node, values in found.items():
        if values:
            above = max(values, key=lambda value: (common[value.iri], value.iri.value))
            yield _Edge(above.iri, Joint(_KIND, None), node)
