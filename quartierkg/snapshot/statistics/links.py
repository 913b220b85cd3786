"""Who is linked with whom on a day: Quartiers that are not withdrawn, by networking measures in force."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final, Self

from pyoxigraph import Literal, NamedNode, Store

from quartierkg.snapshot.graphs import INFERRED, NETWORK
from quartierkg.terms import term

_TYPE: Final = term("rdf:type")
_QUARTIER: Final = term("qn:Quartier")
_MEASURE: Final = term("qn:networkingMeasure")
_PARTNER: Final = term("qn:partner")
_START: Final = term("prov:startedAtTime")
_END: Final = term("prov:endedAtTime")
_STATUS: Final = term("qn:status")
_REALISED: Final = term("qn:Realised")
_REACHED: Final = term("qn:statusDate")
_HISTORY: Final = term("qn:history")
_STATE: Final = term("qn:toState")
_WITHDRAWN: Final = term("qn:Withdrawn")
_DATE: Final = term("qn:happenedOn")
_UNTIL: Final = term("qn:until")
_DAY: Final = len("YYYY-MM-DD")


@dataclass(frozen=True, slots=True)
class Links:
    """A graph without direction: a link counts once, whether one side declares it or both."""

    quartiers: tuple[NamedNode, ...]
    """In the order of their addresses."""
    pairs: tuple[tuple[int, int], ...]
    """The places of two Quartiers in that order, the lower one first; in order themselves."""

    @classmethod
    def on(cls, store: Store, day: date) -> Self:
        """The links of a store's network on a day."""
        found = {quad.subject for quad in store.quads_for_pattern(None, _TYPE, _QUARTIER, NETWORK)}
        there = found - _withdrawn(store, day.isoformat())
        quartiers = sorted((one for one in there if isinstance(one, NamedNode)), key=lambda node: node.value)
        places: dict[object, int] = {quartier: place for place, quartier in enumerate(quartiers)}
        declared = _declared(store, places, _not_in_force(store, day.isoformat()))
        pairs = {(min(pair), max(pair)) for pair in declared if pair[0] != pair[1]}
        return cls(tuple(quartiers), tuple(sorted(pairs)))


def _declared(store: Store, places: Mapping[object, int], left_out: set[object]) -> Iterator[tuple[int, int]]:
    owners: dict[object, list[int]] = {}
    for quad in store.quads_for_pattern(None, _MEASURE, None, NETWORK):
        if quad.subject in places and quad.object not in left_out:
            owners.setdefault(quad.object, []).append(places[quad.subject])
    for quad in store.quads_for_pattern(None, _PARTNER, None, NETWORK):
        if quad.object in places:
            yield from ((owner, places[quad.object]) for owner in owners.get(quad.subject, ()))


def _not_in_force(store: Store, day: str) -> set[object]:
    """What begins or is realised later than a day, ended before it, or is not realised."""
    begins = (*_dates(store, _START, NETWORK), *_dates(store, _REACHED, NETWORK))
    later = {subject for subject, value in begins if value > day}
    ended = {subject for subject, value in _dates(store, _END, NETWORK) if value < day}
    statuses = store.quads_for_pattern(None, _STATUS, None, NETWORK)
    return later | ended | {quad.subject for quad in statuses if quad.object != _REALISED}


def _withdrawn(store: Store, day: str) -> set[object]:
    """The Quartiers whose last event until a day is that they were withdrawn."""
    events = {quad.subject for quad in store.quads_for_pattern(None, _STATE, _WITHDRAWN, NETWORK)}
    if not events:
        return set()
    reached = {event for event, value in _dates(store, _DATE, NETWORK) if event in events and value <= day}
    left = {event for event, value in _dates(store, _UNTIL, INFERRED) if event in events and value <= day}
    history = store.quads_for_pattern(None, _HISTORY, None, NETWORK)
    lasting = reached - left
    return {quad.subject for quad in history if quad.object in lasting}


def _dates(store: Store, property_: NamedNode, graph: NamedNode) -> Iterator[tuple[object, str]]:
    """Whatever has a date, with its day; of a time, the day on which it was written."""
    for quad in store.quads_for_pattern(None, property_, None, graph):
        if isinstance(quad.object, Literal):
            yield quad.subject, quad.object.value[:_DAY]
