"""What a write adds and removes."""

from __future__ import annotations

import random

from pyoxigraph import NamedNode, Quad, Store

from quartierkg.snapshot.changes import Changes
from quartierkg.snapshot.graphs import NETWORK


def quad(number: int) -> Quad:
    """One statement of some."""
    node = NamedNode(f"https://example.org/{number}")
    return Quad(node, NamedNode("https://example.org/p"), node, NETWORK)


def test_the_changes_are_what_sets_say() -> None:
    """Of two stores at random, one beside the other; and applied to the one, they make the other."""
    chance = random.Random(20130612)
    for _ in range(100):
        had = {quad(number) for number in chance.sample(range(40), chance.randrange(40))}
        has = {quad(number) for number in chance.sample(range(40), chance.randrange(40))}
        before, after = Store(), Store()
        before.extend(sorted(had, key=str))
        after.extend(sorted(has, key=str, reverse=True))
        found = Changes.between(before, after)
        assert set(found.added) == has - had
        assert set(found.removed) == had - has
        assert list(found.added) == sorted(found.added, key=str)
        assert Changes.read(found.written()) == found
