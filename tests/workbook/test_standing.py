"""The places of things in a workbook."""

from __future__ import annotations

from pyoxigraph import NamedNode, Triple

from quartierkg.form import bundled
from quartierkg.terms import term
from quartierkg.workbook.standing import Standing
from tests.workbook.growth import lines_run

BASE = "https://ville.example/d/"


def parts(many: int) -> list[NamedNode]:
    """The parts of one thing."""
    return [NamedNode(f"{BASE}g{number}") for number in range(many)]


def standing(many: int) -> Standing:
    """A Quartier with so many outlines."""
    quartier, outlines = NamedNode(f"{BASE}quartier"), parts(many)
    triples = [Triple(quartier, term("rdf:type"), term("qn:Quartier"))]
    triples += [Triple(quartier, term("geo:hasGeometry"), part) for part in outlines]
    triples += [Triple(part, term("rdf:type"), term("geo:Geometry")) for part in outlines]
    return Standing(bundled(), triples, BASE)


def test_each_part_of_a_thing_has_a_line_of_its_own_however_many_there_are() -> None:
    """The outlines of one Quartier stand one below the other, in their order."""
    found = standing(20_000)
    assert [found.things[part].line for part in parts(20_000)] == list(range(20_000))


def test_twice_as_many_parts_are_twice_the_work() -> None:
    """No line is looked for from the first again: tens of thousands of parts would take minutes."""
    standing(1)  # the form is read
    assert lines_run(lambda: standing(600)) < 2.5 * lines_run(lambda: standing(300))
