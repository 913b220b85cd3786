"""The places of things in a workbook, and how long it takes to find them."""

from __future__ import annotations

import time

from pyoxigraph import NamedNode, Triple

from quartierkg.form import bundled
from quartierkg.terms import term
from quartierkg.workbook.standing import Standing

BASE = "https://ville.example/d/"


def test_each_part_of_a_thing_has_a_line_of_its_own_however_many_there_are() -> None:
    """Twenty thousand outlines of one Quartier: a second; looking for a free line from the first, minutes."""
    quartier, many = NamedNode(f"{BASE}quartier"), 20_000
    parts = [NamedNode(f"{BASE}g{number}") for number in range(many)]
    triples = [Triple(quartier, term("rdf:type"), term("qn:Quartier"))]
    triples += [Triple(quartier, term("geo:hasGeometry"), part) for part in parts]
    triples += [Triple(part, term("rdf:type"), term("geo:Geometry")) for part in parts]
    started = time.process_time()
    standing = Standing(bundled(), triples, BASE)
    assert [standing.things[part].line for part in parts] == list(range(many))
    assert time.process_time() - started < 15
