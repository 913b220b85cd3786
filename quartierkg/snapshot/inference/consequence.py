"""What follows by the rules of the ontology: ``qn:presentIn``, ``qn:inNetworkWith``, ``qn:inRoleFamily``, inverses.

Dates are not looked at, and what is stated is not inferred as well.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from itertools import chain, islice
from typing import Final

from pyoxigraph import NamedNode, Quad, Store

from quartierkg.snapshot.changes import Changes
from quartierkg.snapshot.graphs import INFERRED, NETWORK, ONTOLOGY
from quartierkg.snapshot.inference.facts import Facts, Thing
from quartierkg.snapshot.inference.path import reverse
from quartierkg.snapshot.inference.rules import Rules

_FEW: Final = 10_000
"""Fewer statements are written at once sooner than files of them are made: 10 ms rather than 80 for a small network."""

_Touched = dict[tuple[NamedNode, Thing], set[Thing]]
"""Of a property and its subject, the objects that it may have gained or lost."""


def lay_on(store: Store) -> None:
    """State in a store what follows from its facts by its rules."""
    following = _following(Facts(store), Rules.read(store))
    few = list(islice(following, _FEW))
    extend = store.extend if len(few) < _FEW else store.bulk_extend
    extend(chain(few, following))


def follow(store: Store, changes: Changes) -> None:
    """Bring what follows up to date with a change that a store has seen already."""
    found = Rules.read(store)
    after = Facts(store)
    for (property_, start), ends in _touched(store, changes, found).items():
        reached = {end for path in found.paths[property_] for end in after.reached(start, path)}
        for end in ends:
            quad = Quad(start, property_, end, INFERRED)
            if end in reached and not after.hold(start, property_, end):
                store.add(quad)
            else:
                store.remove(quad)


def _following(facts: Facts, found: Rules) -> Iterator[Quad]:
    ways = ((property_, path) for property_, paths in found.paths.items() for path in paths)
    for property_, path in ways:
        for start, end in facts.along(path):
            if not facts.hold(start, property_, end):
                yield Quad(start, property_, end, INFERRED)


def _touched(store: Store, changes: Changes, found: Rules) -> _Touched:
    """What a change may have to do with: every way over a statement that came or went, in the facts before or after."""
    gone = Store()
    gone.extend(changes.removed)
    either, using = Facts(store, gone), found.using()
    touched: _Touched = defaultdict(set)
    for subject, predicate, object_ in _links(changes):
        if predicate in found.paths:
            touched[predicate, subject].add(object_)
        for property_, path, place in using.get(predicate, ()):
            near, far = (object_, subject) if path[place].against else (subject, object_)
            ends = either.reached(far, path[place + 1 :])
            for start in either.reached(near, reverse(path[:place])) if ends else ():
                touched[property_, start] |= ends
    return touched


def _links(changes: Changes) -> Iterator[tuple[Thing, NamedNode, Thing]]:
    for quad in (*changes.added, *changes.removed):
        stated = quad.graph_name in {NETWORK, ONTOLOGY}
        if stated and isinstance(quad.subject, Thing) and isinstance(quad.object, Thing):
            yield quad.subject, quad.predicate, quad.object
