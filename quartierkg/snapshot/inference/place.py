"""What follows from outlines: the centre of what has one (``wgs84:lat``, ``wgs84:long``), in degrees of WGS 84.

So distances are counted from two numbers, and no query has to read well-known text.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

from pyoxigraph import Literal, Quad, Store

from quartierkg.intake import geometry
from quartierkg.snapshot.changes import Changes
from quartierkg.snapshot.graphs import INFERRED, NETWORK
from quartierkg.snapshot.inference.facts import Facts, Thing
from quartierkg.snapshot.inference.path import Path, Step, reverse
from quartierkg.terms import term

_WKT: Final = term("geo:asWKT")
_OUTLINE: Final[Path] = (Step(term("geo:hasGeometry")),)
_LATITUDE: Final = term("wgs84:lat")
_LONGITUDE: Final = term("wgs84:long")
_DIGITS: Final = 6  # a tenth of a metre


def lay_on(store: Store) -> None:
    """State in a store the centres of its outlines."""
    store.bulk_extend(_following(store))


def follow(store: Store, changes: Changes) -> None:
    """Bring the centres up to date with a change that a store has seen already."""
    facts = Facts(store)
    for thing in _touched(store, changes):
        placed = set(_placed(store, thing, facts.reached(thing, _OUTLINE)))
        for property_ in (_LATITUDE, _LONGITUDE):
            for quad in set(store.quads_for_pattern(thing, property_, None, INFERRED)) - placed:
                store.remove(quad)
        store.extend(placed)


def _following(store: Store) -> Iterator[Quad]:
    facts = Facts(store)
    for thing in {thing for thing, _ in facts.along(_OUTLINE)}:
        yield from _placed(store, thing, facts.reached(thing, _OUTLINE))


def _placed(store: Store, thing: Thing, outlines: Iterable[Thing]) -> Iterator[Quad]:
    """The centre of a thing: of its outlines that can be read, the first by its text."""
    texts = {
        quad.object.value
        for outline in outlines
        for quad in store.quads_for_pattern(outline, _WKT, None, NETWORK)
        if isinstance(quad.object, Literal)
    }
    centre = next(filter(None, map(geometry.centre, sorted(texts))), None)
    if centre is not None:
        for property_, value in zip((_LONGITUDE, _LATITUDE), centre, strict=True):
            yield Quad(thing, property_, Literal(f"{value:.{_DIGITS}f}", datatype=term("xsd:decimal")), INFERRED)


def _touched(store: Store, changes: Changes) -> set[Thing]:
    """What has an outline that a change has to do with, in the facts before or after."""
    gone = Store()
    gone.extend(changes.removed)
    either = Facts(store, gone)
    touched: set[Thing] = set()
    for quad in (*changes.added, *changes.removed):
        if quad.graph_name == NETWORK and isinstance(quad.subject, Thing):
            if quad.predicate == _OUTLINE[0].property:
                touched.add(quad.subject)
            elif quad.predicate == _WKT:
                touched |= either.reached(quad.subject, reverse(_OUTLINE))
    return touched
