"""What follows from the facts, kept in a graph of its own and never in the journal, so that a query can leave it out.

By the rules of the ontology (``consequence``), how long each state lasted (``duration``), on which days a Quartier had
which (``standing``), the first and the last day of what lasts for an interval (``period``), and the centre of what has
an outline (``place``).
"""

from __future__ import annotations

from itertools import islice
from typing import Final

from pyoxigraph import Store

from quartierkg.snapshot.changes import Changes
from quartierkg.snapshot.graphs import INFERRED, NETWORK
from quartierkg.snapshot.inference import consequence, duration, period, place, rules, standing

_MANY: Final = 1_000
_SHARE: Final = 10


def lay_on(store: Store) -> None:
    """State in a store all that follows from its facts."""
    duration.lay_on(store)
    period.lay_on(store)
    place.lay_on(store)
    consequence.lay_on(store)


def follow(store: Store, changes: Changes) -> None:
    """Bring what follows from the facts up to date with a change that a store has seen already."""
    changed = (*changes.added, *changes.removed)
    if rules.changed_by(changed) or standing.changed_by(changed) or _is_large(store, changes):
        store.remove_graph(INFERRED)
        lay_on(store)
        return
    duration.follow(store, changes)
    period.follow(store, changes)
    place.follow(store, changes)
    consequence.follow(store, changes)


def _is_large(store: Store, changes: Changes) -> bool:
    """Whether so much of the network changes that all is sooner inferred anew: a tenth of what is there then."""
    size = len(changes.added) + len(changes.removed)
    stated = store.quads_for_pattern(None, None, None, NETWORK)
    return size > _MANY and next(islice(stated, size * _SHARE, None), None) is None
