"""Examples of what satisfies a requirement, as readers see them."""

from __future__ import annotations

from quartierkg.charter.rules import rules
from quartierkg.report.shapes.remedy import outlines
from quartierkg.terms import term

FOUND = outlines(rules("1", "charter", "label"))


def test_an_example_is_written_as_turtle_with_the_limit_in_words() -> None:
    """The travel time to the city centre, as shapes/1/remedy/territory.ttl has it, below the limit of the shapes."""
    (remedy,) = FOUND[term("qc:QN-C1-02")]
    assert remedy.id == "Remedy-access-centre"
    assert [line.en for line in remedy.stated] == [
        "the Quartier qn:access [ a qn:AccessMeasure ; qn:target qn:CityCentre ; qn:minutes “less than 30 min” ]"
    ]
    assert remedy.stated[0].fr.startswith("le Quartier qn:access")


def test_what_only_a_territory_knows_is_in_words() -> None:
    """A SIREN is no number that we could give."""
    (remedy,) = FOUND[term("qc:QN-C1-05")]
    assert "qn:siren “" in remedy.stated[0].en
    assert "qn:siren «" in remedy.stated[0].fr


def test_a_requirement_may_have_several() -> None:
    """The usable area is reached by a lot or by the offer as a whole."""
    assert {one.id for one in FOUND[term("qc:QN-C2-04")]} == {"Remedy-area", "Remedy-offer-area"}
