"""The gauge says how far a dossier is, and where one answers what is missing."""

from __future__ import annotations

from re import sub

import pytest

from quartierkg.charter import context
from quartierkg.charter.check import Question, check
from quartierkg.charter.outcome import Decision, Outcome
from quartierkg.filling.gauge import Gauge, gauge
from quartierkg.filling.lacking import Lacks
from quartierkg.filling.state import State, read
from quartierkg.form import bundled
from quartierkg.intake.source import Source
from quartierkg.media import TURTLE
from quartierkg.terms import term
from tests.filling.pages import answered, dossier, example
from tests.samples import BASE, DAY, changed


def judged(found: State) -> Gauge:
    """The gauge of a dossier, on a fixed day."""
    return gauge(found, check(found.dossier, context.bundled(day=DAY), Question()))


def test_the_gauge_of_the_example_is_that_of_its_verdict() -> None:
    """Criteria 2, 4 and 7 wait for the committee (C2-02, C4-02 and C4-11, C7-03); the others are met."""
    found = judged(example())
    waiting = {one.number for one in found.levels if one.outcome is Outcome.CANNOT_TELL}
    assert waiting == {2, 4, 7}
    assert {one.outcome for one in found.levels if one.number not in waiting} == {Outcome.PASSED}
    assert found.decision is Decision.AWAITING


def test_a_finding_names_the_field_that_it_speaks_of() -> None:
    """Too many minutes to the airport: the field of that measure, in step 1."""
    before = example()
    airport = next(one for one in before.nodes if one.endswith("acces-aeroport"))
    after = answered(before, (f"v|{airport}|qn:minutes|", "95")).state
    told = judged(after).of(airport, term("qn:minutes"))
    assert [one.requirement for one in told] == ["QN-C1-03"]
    assert told[0].step == 1


@pytest.mark.parametrize(
    ("thing", "property_", "old", "new", "row"),
    [
        ("reseau-mobile", "qn:status", "qn:Realised", "qn:InProgress", "QN-C3-03"),
        ("reseau-fixe", "qn:status", "qn:Realised", "qn:InProgress", "QN-C3-03"),
        ("entreprise-cdo", "qn:digital", "true", "false", "QN-C8-06"),
    ],
)
def test_a_finding_leads_to_what_is_at_fault(thing: str, property_: str, old: str, new: str, row: str) -> None:
    """Of several networks to the one that is not there yet, of several fields of a thing to the one that fails it."""
    line = next(one for one in BASE.read_text(encoding="utf-8").split("\n:") if one.startswith(f"{thing} "))
    spoilt = changed((line, line.replace(f"{property_} {old}", f"{property_} {new}")))
    found = read(bundled(), Source("a.ttl", spoilt.encode()))
    told = [one for one in judged(found).told if one.requirement == row and one.outcome is Outcome.FAILED]
    assert [(str(one.subject).endswith(thing), one.about) for one in told] == [(True, term(property_))]


def test_an_empty_dossier_has_stated_nothing() -> None:
    """No criterion is met by saying nothing."""
    found = judged(dossier())
    assert all(one.outcome is not Outcome.PASSED for one in found.levels)
    assert found.decision is Decision.NOT_MET


def test_what_is_found_of_a_thing_tells_the_field_of_what_it_lacks() -> None:
    """A desk that is linked to no body of the State: the one property of it that the finding speaks of."""
    spoilt = changed(("qn:linkedTo :urssaf", "qn:linkedTo :metropole"))
    found = read(bundled(), Source("a.ttl", spoilt.encode()))
    told = next(one.finding for one in judged(found).told if one.requirement == "QN-C7-02")
    assert [(str(one.subject).endswith("guichet-social"), one.about) for one in Lacks(found).of(told)] == [
        (True, term("qn:linkedTo"))
    ]


def test_what_a_thing_lacks_leads_to_its_field() -> None:
    """Of a growth that is too small, the figures have no address; their field is found by where they stand."""
    small = BASE.read_text().replace("qn:growth 30.6", "qn:growth 3").replace("qn:growth 27.5", "qn:growth 2")
    text = sub(r":champion-20(\d\d)\b", r"_:c\1", small)
    found = read(bundled(), Source("x.ttl", text.encode(), TURTLE.essence))
    lacks, told = Lacks(found), {one.requirement: one.finding for one in judged(found).told}
    named = {(one.subject, one.about) for one in lacks.of(told["QN-C4-03"])}
    first = lacks.at(told["QN-C4-08"])
    assert first in named
    assert first is not None
    assert first[0].startswith("_:")
    assert first[1] == term("qn:growth")
