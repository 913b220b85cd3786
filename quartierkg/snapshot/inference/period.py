"""What follows from the facts about time: the first and the last day of what lasts (``qn:beganOn``, ``qn:endedOn``).

W3C ORG dates a membership by an interval that has instants that have days (``org:memberDuring``, OWL-Time). With both
days beside it, what was so on a day is found by one look instead of three, and for all at once.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

from pyoxigraph import Literal, NamedNode, Quad, Store

from quartierkg.snapshot.changes import Changes
from quartierkg.snapshot.graphs import INFERRED, NETWORK
from quartierkg.snapshot.inference.facts import Facts, Thing
from quartierkg.snapshot.inference.path import Path, Step, reverse
from quartierkg.terms import term

_DAY: Final = term("time:inXSDDate")
_INTERVAL: Final = Step(term("org:memberDuring"))
_WAYS: Final[dict[NamedNode, Path]] = {
    term("qn:beganOn"): (_INTERVAL, Step(term("time:hasBeginning"))),
    term("qn:endedOn"): (_INTERVAL, Step(term("time:hasEnd"))),
}


def lay_on(store: Store) -> None:
    """State in a store the days that follow from its facts."""
    store.bulk_extend(_following(store))


def follow(store: Store, changes: Changes) -> None:
    """Bring the days up to date with a change that a store has seen already."""
    facts = Facts(store)
    for thing in _touched(store, changes):
        for property_, way in _WAYS.items():
            days = {Quad(thing, property_, day, INFERRED) for day in _days(store, facts.reached(thing, way))}
            for quad in set(store.quads_for_pattern(thing, property_, None, INFERRED)) - days:
                store.remove(quad)
            store.extend(days)


def _following(store: Store) -> Iterator[Quad]:
    facts = Facts(store)
    for property_, way in _WAYS.items():
        for thing, instant in facts.along(way):
            for day in _days(store, (instant,)):
                yield Quad(thing, property_, day, INFERRED)


def _days(store: Store, instants: Iterable[Thing]) -> Iterator[Literal]:
    for instant in instants:
        for quad in store.quads_for_pattern(instant, _DAY, None, NETWORK):
            if isinstance(quad.object, Literal):
                yield quad.object


def _touched(store: Store, changes: Changes) -> set[Thing]:
    """What lasts for an interval that a change has to do with, in the facts before or after."""
    gone = Store()
    gone.extend(changes.removed)
    either = Facts(store, gone)
    touched: set[Thing] = set()
    for quad in (*changes.added, *changes.removed):
        if quad.graph_name == NETWORK and isinstance(quad.subject, Thing):
            for way in _WAYS.values():
                for place, property_ in enumerate((*(step.property for step in way), _DAY)):
                    if quad.predicate == property_:
                        touched |= either.reached(quad.subject, reverse(way[:place]))
    return touched
