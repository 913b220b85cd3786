"""The first and the last day of what lasts for an interval."""

from __future__ import annotations

import random

from pyoxigraph import Quad, Store

from quartierkg.snapshot import inference
from quartierkg.snapshot.graphs import COMMITTEE
from tests.snapshot import reasoning

DATED = """
:past org:memberDuring :p1 . :p1 time:hasBeginning :p2 ; time:hasEnd :p3 .
:p2 time:inXSDDate "2021-03-01"^^xsd:date . :p3 time:inXSDDate "2023-02-28"^^xsd:date .
:open org:memberDuring [ time:hasBeginning [ time:inXSDDate "2022-01-01"^^xsd:date ] ] .
:undated org:memberDuring [ time:hasEnd [ rdfs:label "un jour"@fr ] ] .
"""


def days(found: Store) -> set[str]:
    """The days that a store infers: ``past beganOn 2021-03-01``."""
    written = set()
    for triple in reasoning.inferred(found):
        if triple.predicate.value.endswith(("#beganOn", "#endedOn")):
            name = triple.subject.value.rpartition("/")[2]  # type: ignore[union-attr]
            written.add(f"{name} {triple.predicate.value.rpartition('#')[2]} {triple.object.value}")  # type: ignore[union-attr]
    return written


def test_the_days_of_an_interval_are_those_of_what_lasts_for_it() -> None:
    """The first, and the last where there is one; an instant that has no day gives none."""
    found = reasoning.store(reasoning.network(DATED))
    inference.lay_on(found)
    assert days(found) == {"past beganOn 2021-03-01", "past endedOn 2023-02-28", "open beganOn 2022-01-01"}


def test_a_change_of_any_part_is_followed() -> None:
    """The day of an instant, an instant of an interval, an interval: 60 times, as if all were inferred anew."""
    chance = random.Random(20130612)
    things, intervals, instants = ([f":{kind}{n}" for n in range(3)] for kind in "xyz")
    stated = [
        *(f"{a} org:memberDuring {b} ." for a in things for b in intervals),
        *(f"{a} time:{end} {b} ." for a in intervals for end in ("hasBeginning", "hasEnd") for b in instants),
        *(f'{a} time:inXSDDate "202{n}-01-01"^^xsd:date .' for a in instants for n in range(3)),
    ]
    found = reasoning.store([])
    inference.lay_on(found)
    for _ in range(60):
        reasoning.shuffled(found, stated, chance)
        assert days(found) == days(reasoning.anew(found))


def test_only_the_network_dates() -> None:
    """An interval that another graph states says nothing."""
    found = reasoning.store([])
    found.extend(Quad(quad.subject, quad.predicate, quad.object, COMMITTEE) for quad in reasoning.network(DATED))
    inference.lay_on(found)
    assert days(found) == set()
