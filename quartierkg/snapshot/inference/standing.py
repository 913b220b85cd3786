"""What follows from the events of a Quartier: on which days it had which state, beside the Quartier itself.

A property for each state, and for states that one asks for together (``qn:daysProperty`` in the ontology). Its value is
one number for both days, since a statement has room for one value, and a number is read where it stands in an index: a
text, or an event between, is fetched for each Quartier.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby
from typing import Final

from pyoxigraph import BlankNode, Literal, NamedNode, Quad, Store

from quartierkg.snapshot.graphs import INFERRED, ONTOLOGY
from quartierkg.terms import term

Node = NamedNode | BlankNode
Properties = Mapping[object, tuple[NamedNode, ...]]

_PROPERTY: Final = term("qn:daysProperty")
_MEMBER: Final = term("skos:member")
_DATE: Final = term("xsd:date")
_INTEGER: Final = term("xsd:integer")
_DAY: Final = re.compile(r"\d{4}-\d\d-\d\d")
_FIRST: Final = 10**8
_NEVER: Final = 99991231


@dataclass(frozen=True, slots=True)
class Spell:
    """What one event reached: its states, from a day until that of the next event."""

    states: tuple[object, ...]
    since: Literal
    until: Literal | None


def properties(store: Store) -> Properties:
    """The properties that tell the days of each state: its own, and those of what it is a member of."""
    found: dict[object, tuple[NamedNode, ...]] = defaultdict(tuple)
    for stated in store.quads_for_pattern(None, _PROPERTY, None, ONTOLOGY):
        members = [quad.object for quad in store.quads_for_pattern(stated.subject, _MEMBER, None, ONTOLOGY)]
        if isinstance(stated.object, NamedNode):
            for state in members or [stated.subject]:
                found[state] += (stated.object,)
    return found


def changed_by(quads: Iterable[Quad]) -> bool:
    """Whether a change has to do with which states there are, and what tells their days."""
    return any(quad.graph_name == ONTOLOGY and quad.predicate in {_PROPERTY, _MEMBER} for quad in quads)


def days(quartier: Node, spells: Iterable[Spell], known: Properties) -> Iterator[Quad]:
    """The days of a Quartier in each state, of its spells in their order; what goes on from one to the next is one."""
    spans = sorted(
        (property_.value, since, until)
        for spell in spells
        if (since := _number(spell.since)) is not None
        and since < (until := (_number(spell.until) if spell.until is not None else None) or _NEVER)
        for property_ in {property_ for state in spell.states for property_ in known.get(state, ())}
    )
    for property_, group in groupby(spans, key=lambda span: span[0]):
        for since, until in _joined((since, until) for _, since, until in group):
            number = Literal(str(since * _FIRST + until), datatype=_INTEGER)
            yield Quad(quartier, NamedNode(property_), number, INFERRED)


def forget(store: Store, quartier: Node, known: Properties) -> None:
    """Take away the days of a Quartier."""
    for property_ in {property_ for one in known.values() for property_ in one}:
        for quad in tuple(store.quads_for_pattern(quartier, property_, None, INFERRED)):
            store.remove(quad)


def _joined(spans: Iterable[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Spans in their order, those that touch as one."""
    held: tuple[int, int] | None = None
    for since, until in spans:
        if held is not None and since <= held[1]:
            held = (held[0], max(held[1], until))
        else:
            if held is not None:
                yield held
            held = (since, until)
    if held is not None:
        yield held


def _number(date: Literal) -> int | None:
    """A day as YYYYMMDD; None where it is no day of four digits."""
    written = _DAY.fullmatch(date.value) if date.datatype == _DATE else None
    return int(written[0].replace("-", "")) if written else None
