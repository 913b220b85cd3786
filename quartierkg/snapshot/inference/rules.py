"""The rules that the ontology states, unfolded: of each property, all the ways that lead where it leads.

``owl:inverseOf``, ``owl:SymmetricProperty``, ``rdfs:subPropertyOf`` between properties of ours, and
``owl:propertyChainAxiom``, as OWL 2 RL reads them (prp-inv1, prp-inv2, prp-symp, prp-spo1, prp-spo2). A rule whose
conclusion another one needs is put in the place where it is needed, once and beforehand: ``qn:inNetworkWith`` holds
along ``qn:networkingMeasure`` and then ``qn:partner``, and against both. So nothing is inferred from what is inferred,
and the work is that of following each way once.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final, Self

from pyoxigraph import BlankNode, NamedNode, Quad, Store

from quartierkg.snapshot.graphs import ONTOLOGY
from quartierkg.snapshot.inference.path import Path, Step, reverse
from quartierkg.terms import ONTOLOGY as OURS
from quartierkg.terms import term

LONGEST: Final = 3
"""No way has more steps: what bounds a rule that needs its own conclusion."""

_TYPE: Final = term("rdf:type")
_SYMMETRIC: Final = term("owl:SymmetricProperty")
_INVERSE: Final = term("owl:inverseOf")
_BROADER_PROPERTY: Final = term("rdfs:subPropertyOf")
_CHAIN: Final = term("owl:propertyChainAxiom")
_FIRST: Final = term("rdf:first")
_REST: Final = term("rdf:rest")

_Ways = dict[NamedNode, set[Path]]


@dataclass(frozen=True, slots=True)
class Rules:
    """What follows from what."""

    paths: Mapping[NamedNode, tuple[Path, ...]]
    """Of each property that may be inferred, the ways over statements that it follows from."""

    @classmethod
    def read(cls, store: Store, longest: int = LONGEST) -> Self:
        """The rules of the ontology that a store holds.

        :param longest: how many steps a way may have.
        """
        ways: _Ways = defaultdict(set)
        for property_, path in (*_inverses(store), *_symmetric(store), *_narrower(store), *_chains(store)):
            ways[property_].add(path)
        return cls({one: tuple(sorted(_unfolded(one, ways, longest), key=str)) for one in sorted(ways, key=str)})

    def using(self) -> dict[NamedNode, list[tuple[NamedNode, Path, int]]]:
        """Of each property, where the ways have it: what may follow from a statement of it."""
        found: dict[NamedNode, list[tuple[NamedNode, Path, int]]] = defaultdict(list)
        for property_, paths in self.paths.items():
            for path in paths:
                for place, step in enumerate(path):
                    found[step.property].append((property_, path, place))
        return found


def changed_by(quads: Iterable[Quad]) -> bool:
    """Whether statements that came or went are, or may be, part of a rule."""
    words = {_INVERSE, _BROADER_PROPERTY, _CHAIN, _FIRST, _REST}
    return any(
        quad.graph_name == ONTOLOGY
        and (quad.predicate in words or (quad.predicate, quad.object) == (_TYPE, _SYMMETRIC))
        for quad in quads
    )


def _unfolded(property_: NamedNode, ways: _Ways, longest: int) -> set[Path]:
    """All ways to a property, save a statement of it."""
    itself: Path = (Step(property_),)
    found, fresh = {itself}, [itself]
    while fresh:
        longer = {path for path in _replaced(fresh.pop(), ways) if len(path) <= longest} - found
        found |= longer
        fresh += longer
    return found - {itself}


def _replaced(path: Path, ways: _Ways) -> Iterator[Path]:
    """A way with one of its steps replaced by a way to the same place."""
    for place, step in enumerate(path):
        for way in ways.get(step.property, ()):
            yield (*path[:place], *(reverse(way) if step.against else way), *path[place + 1 :])


def _inverses(store: Store) -> Iterator[tuple[NamedNode, Path]]:
    for one, other in _between(store, _INVERSE):
        yield one, (Step(other, against=True),)
        yield other, (Step(one, against=True),)


def _symmetric(store: Store) -> Iterator[tuple[NamedNode, Path]]:
    for quad in store.quads_for_pattern(None, _TYPE, _SYMMETRIC, ONTOLOGY):
        if isinstance(quad.subject, NamedNode):
            yield quad.subject, (Step(quad.subject, against=True),)


def _narrower(store: Store) -> Iterator[tuple[NamedNode, Path]]:
    """What holds by a narrower property; a broader one of another vocabulary is only how ours is explained."""
    for narrow, broad in _between(store, _BROADER_PROPERTY):
        if narrow.value.startswith(OURS) and broad.value.startswith(OURS):
            yield broad, (Step(narrow),)


def _chains(store: Store) -> Iterator[tuple[NamedNode, Path]]:
    for quad in store.quads_for_pattern(None, _CHAIN, None, ONTOLOGY):
        steps = list(_listed(store, quad.object))
        named = tuple(Step(step) for step in steps if isinstance(step, NamedNode))
        if isinstance(quad.subject, NamedNode) and 1 < len(named) == len(steps) <= LONGEST:
            yield quad.subject, named


def _listed(store: Store, head: object) -> Iterator[object]:
    """The members of a list, until there are more than a way may have steps."""
    for _ in range(LONGEST + 1):
        if not isinstance(head, NamedNode | BlankNode):
            return
        yield from (quad.object for quad in store.quads_for_pattern(head, _FIRST, None, ONTOLOGY))
        head = next((quad.object for quad in store.quads_for_pattern(head, _REST, None, ONTOLOGY)), None)


def _between(store: Store, predicate: NamedNode) -> Iterator[tuple[NamedNode, NamedNode]]:
    for quad in store.quads_for_pattern(None, predicate, None, ONTOLOGY):
        if isinstance(quad.subject, NamedNode) and isinstance(quad.object, NamedNode):
            yield quad.subject, quad.object
