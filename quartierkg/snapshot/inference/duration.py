"""What follows from the events of a Quartier: how long each state lasted.

A Quartier has the state that its last event reached. With the date of the next event beside each (``qn:until``), the
state on any day is found by a look at one event instead of all.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby, pairwise
from typing import Final

from pyoxigraph import BlankNode, Literal, NamedNode, Quad, Store

from quartierkg.snapshot.changes import Changes
from quartierkg.snapshot.graphs import INFERRED, NETWORK, ONTOLOGY
from quartierkg.terms import term

_HISTORY: Final = term("qn:history")
_DATE: Final = term("qn:happenedOn")
_STATE: Final = term("qn:toState")
_RANK: Final = term("qn:stateRank")
_UNTIL: Final = term("qn:until")

_Node = NamedNode | BlankNode


def lay_on(store: Store) -> None:
    """State in a store all that follows from its facts."""
    history = store.quads_for_pattern(None, _HISTORY, None, NETWORK)
    nodes = ((quad.subject, quad.object) for quad in history)
    events = sorted(((str(subject), subject, event) for subject, event in nodes), key=lambda found: found[0])
    ranks = _ranks(store)
    for _, group in groupby(events, key=lambda found: found[0]):
        store.extend(_lasting(store, [event for _, _, event in group], ranks))


def follow(store: Store, changes: Changes) -> None:
    """Bring what follows from the facts up to date with a change that a store has seen already."""
    changed = [quad for quad in (*changes.added, *changes.removed) if quad.graph_name == NETWORK]
    touched = {quad.object for quad in changed if quad.predicate == _HISTORY}
    touched |= {quad.subject for quad in changed if quad.predicate in {_DATE, _STATE}}
    quartiers = {quad.subject for quad in changed if quad.predicate == _HISTORY}
    for event in touched:
        quartiers |= {quad.subject for quad in store.quads_for_pattern(None, _HISTORY, event, NETWORK)}
    ranks = _ranks(store)
    for quartier in quartiers:
        events = [quad.object for quad in store.quads_for_pattern(quartier, _HISTORY, None, NETWORK)]
        _forget(store, (*touched, *events))
        touched = touched - set(events)
        store.extend(_lasting(store, events, ranks))
    _forget(store, touched)


def _forget(store: Store, events: Iterable[object]) -> None:
    for event in events:
        if isinstance(event, _Node):
            for quad in tuple(store.quads_for_pattern(event, _UNTIL, None, INFERRED)):
                store.remove(quad)


def _ranks(store: Store) -> dict[object, int]:
    """Of two events on one day, the one of the higher rank counts."""
    found = store.quads_for_pattern(None, _RANK, None, ONTOLOGY)
    return {quad.subject: int(quad.object.value) for quad in found if isinstance(quad.object, Literal)}


def _lasting(store: Store, events: Iterable[object], ranks: dict[object, int]) -> Iterator[Quad]:
    """Until when each event of one Quartier held, save the last."""
    nodes = [event for event in events if isinstance(event, NamedNode | BlankNode)]
    dated = [(date, event) for event in nodes for date in _dates(store, event)]
    for (_, event), (later, _) in pairwise(sorted(dated, key=lambda found: _order(store, found[0], found[1], ranks))):
        yield Quad(event, _UNTIL, later, INFERRED)


def _order(store: Store, date: Literal, event: _Node, ranks: dict[object, int]) -> tuple[str, int, str]:
    reached = (quad.object for quad in store.quads_for_pattern(event, _STATE, None, NETWORK))
    return date.value, max((ranks.get(state, 0) for state in reached), default=0), str(event)


def _dates(store: Store, event: _Node) -> Iterator[Literal]:
    """The day of an event; the first, where it has several."""
    found = (quad.object for quad in store.quads_for_pattern(event, _DATE, None, NETWORK))
    yield from sorted((date for date in found if isinstance(date, Literal)), key=lambda date: date.value)[:1]
