"""What follows from the events of a Quartier: how long each state lasted.

A Quartier has the state that its last event reached. With the date of the next event beside each (``qn:until``), the
state on any day is found by a look at one event instead of all; with the days of each state beside the Quartier
(``standing``), without a look at any.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby, zip_longest
from typing import Final, Self

from pyoxigraph import BlankNode, Literal, NamedNode, Quad, Store

from quartierkg.snapshot.changes import Changes
from quartierkg.snapshot.graphs import INFERRED, NETWORK, ONTOLOGY
from quartierkg.snapshot.inference import standing
from quartierkg.snapshot.inference.standing import Properties, Spell
from quartierkg.terms import term

_HISTORY: Final = term("qn:history")
_DATE: Final = term("qn:happenedOn")
_STATE: Final = term("qn:toState")
_RANK: Final = term("qn:stateRank")
_UNTIL: Final = term("qn:until")

_Node = NamedNode | BlankNode


@dataclass(frozen=True, slots=True)
class _Order:
    """What the ontology says of the states, for all Quartiers."""

    ranks: Mapping[object, int]
    """Of two events on one day, the one of the higher rank counts."""
    properties: Properties

    @classmethod
    def of(cls, store: Store) -> Self:
        found = store.quads_for_pattern(None, _RANK, None, ONTOLOGY)
        ranks: dict[object, int] = {
            quad.subject: int(quad.object.value) for quad in found if isinstance(quad.object, Literal)
        }
        return cls(ranks, standing.properties(store))


def lay_on(store: Store) -> None:
    """State in a store all that follows from its facts."""
    history = store.quads_for_pattern(None, _HISTORY, None, NETWORK)
    nodes = ((quad.subject, quad.object) for quad in history if isinstance(quad.subject, _Node))
    events = sorted(((str(subject), subject, event) for subject, event in nodes), key=lambda found: found[0])
    order = _Order.of(store)
    for _, group in groupby(events, key=lambda found: found[0]):
        of_one = list(group)
        store.extend(_following(store, of_one[0][1], [event for _, _, event in of_one], order))


def follow(store: Store, changes: Changes) -> None:
    """Bring what follows from the facts up to date with a change that a store has seen already."""
    changed = [quad for quad in (*changes.added, *changes.removed) if quad.graph_name == NETWORK]
    touched = {quad.object for quad in changed if quad.predicate == _HISTORY}
    touched |= {quad.subject for quad in changed if quad.predicate in {_DATE, _STATE}}
    having = [quad for quad in changed if quad.predicate == _HISTORY]
    for event in touched:
        having += store.quads_for_pattern(None, _HISTORY, event, NETWORK)
    quartiers = {quad.subject for quad in having if isinstance(quad.subject, _Node)}
    order = _Order.of(store)
    for quartier in quartiers:
        events = [quad.object for quad in store.quads_for_pattern(quartier, _HISTORY, None, NETWORK)]
        _forget(store, (*touched, *events))
        standing.forget(store, quartier, order.properties)
        touched = touched - set(events)
        store.extend(_following(store, quartier, events, order))
    _forget(store, touched)


def _forget(store: Store, events: Iterable[object]) -> None:
    for event in events:
        if isinstance(event, _Node):
            for quad in tuple(store.quads_for_pattern(event, _UNTIL, None, INFERRED)):
                store.remove(quad)


def _following(store: Store, quartier: _Node, events: Iterable[object], order: _Order) -> list[Quad]:
    """Until when each event of one Quartier held, save the last, and the days of its states."""
    nodes = [event for event in events if isinstance(event, _Node)]
    dated = [(date, event, _states(store, event)) for event in nodes for date in _dates(store, event)]
    dated.sort(key=lambda found: (found[0].value, _rank(found[2], order.ranks), str(found[1])))
    lasting = list(zip_longest(dated, [date for date, _, _ in dated[1:]]))
    ends = [Quad(event, _UNTIL, later, INFERRED) for (_, event, _), later in lasting if later is not None]
    spells = [Spell(states, date, later) for (date, _, states), later in lasting]
    return [*ends, *standing.days(quartier, spells, order.properties)]


def _rank(states: Iterable[object], ranks: Mapping[object, int]) -> int:
    return max((ranks.get(state, 0) for state in states), default=0)


def _states(store: Store, event: _Node) -> tuple[object, ...]:
    return tuple(quad.object for quad in store.quads_for_pattern(event, _STATE, None, NETWORK))


def _dates(store: Store, event: _Node) -> Iterator[Literal]:
    """The day of an event; the first, where it has several."""
    found = (quad.object for quad in store.quads_for_pattern(event, _DATE, None, NETWORK))
    yield from sorted((date for date in found if isinstance(date, Literal)), key=lambda date: date.value)[:1]
