"""The steps follow the charter, and what is added to the shapes has its field without a line of code."""

from __future__ import annotations

from quartierkg.charter.document import charter
from quartierkg.filling import steps
from quartierkg.form import Sheet, bundled
from quartierkg.terms import term
from tests.filling.pages import answered, asks, come, dossier, names
from tests.form.test_model import extended

# From the charter: what each criterion speaks of.
WHERE = {
    "qn:AccessMeasure": 1,
    "qn:RealEstateOffer": 2,
    "qn:Lot": 2,
    "qn:HostingAgreement": 2,
    "qn:NetworkDeployment": 3,
    "foaf:Agent": 4,
    "qn:Participation": 4,
    "qn:AnnualFigures": 4,
    "qn:FabLab": 5,
    "qn:NetworkingMeasure": 6,
    "qn:GuestDesk": 6,
    "qn:SimplificationDevice": 7,
    "qn:GovernanceBody": 8,
    "qn:ChiefDigitalOfficerPost": 8,
    "qn:Milestone": 0,
    "m8g:Evidence": 0,
}


def of(curie: str) -> Sheet:
    """The sheet of a class."""
    sheet = bundled().of(term(curie))
    assert sheet is not None
    return sheet


def test_a_thing_stands_in_the_step_of_the_criterion_that_asks_for_it() -> None:
    """What no criterion asks for comes first."""
    assert {curie: steps.criterion(bundled(), of(curie)) for curie in WHERE} == WHERE


def test_there_is_a_step_for_each_criterion_and_each_sheet_is_in_one() -> None:
    """In the order of the charter."""
    found = steps.steps(bundled(), charter())
    assert [step.number for step in found] == list(range(9))
    placed = [sheet for step in found for sheet in step.sheets] + list(steps.singles(bundled()))
    assert len(placed) == len(set(placed)) == len(bundled().sheets)


def test_the_boundary_is_asked_for_with_the_first_criterion() -> None:
    """A field of the Quartier, in the step that it serves."""
    first = steps.steps(bundled(), charter())[1]
    assert {field.property for _, fields in first.fields for field in fields} == {
        term("qn:boundaryDescription"),
        term("qn:metropole"),
        term("geo:hasGeometry"),
    }


def test_the_filing_of_the_dossier_is_told_in_one_place() -> None:
    """The day of the answer stands with the call that it answers, though criterion 8 looks at it too."""
    found = steps.steps(bundled(), charter())
    told = {step.number for step in found for sheet, _ in step.fields if sheet.class_ == term("qn:Dossier")}
    assert told == {steps.GENERAL}
    general = {field.property for _, fields in found[steps.GENERAL].fields for field in fields}
    assert {term("qn:answersCall"), term("qn:respondedOn")} <= general
    assert term("qn:boundaryDescription") not in general


def test_the_sentences_of_a_step_are_those_of_the_charter() -> None:
    """Criterion 1 is one sentence, S04."""
    first = steps.steps(bundled(), charter())[1]
    quotes = [row.quote.fr for row in steps.requirements(first, bundled())]
    assert len(quotes) == 1
    assert "moins de 30 minutes du centre-ville" in quotes[0]


def test_what_is_added_to_ontology_and_shapes_is_asked_for() -> None:
    """A property with a domain, one that only a shape looks at, and a class: fields, a unit, a step, a list."""
    form = extended()
    found = dossier("d:quartier qn:offer d:o . d:o a qn:RealEstateOffer ; qn:lot d:l . d:l a qn:Lot .", form)
    page = asks(found, "l")
    assert {"places de stationnement", "toit végétalisé"} <= set(names(page.values()))
    assert [row.id for row in page["v|l|qn:greenRoof|"].requirements] == ["QN-C2-01"]
    lot = form.of(term("qn:Garden"))
    assert any(lot in step.sheets for step in steps.steps(form, charter()))
    after = answered(found, ("v|l|qn:parkingPlaces|", "12"), ("v|l|qn:greenRoof|", "true")).state
    assert come(found, after) == {
        'l parkingPlaces "12"^^<http://www.w3.org/2001/XMLSchema#integer>',
        'l greenRoof "true"^^<http://www.w3.org/2001/XMLSchema#boolean>',
    }
