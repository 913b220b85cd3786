"""No vacuous pass and no fail-open: what a dossier tries, or gets wrong, has one clear outcome.

Each case is a change of the conforming dossier, with the outcome of the rows that it touches and of the dossier.
"""

from __future__ import annotations

import pytest

from quartierkg.charter import context
from quartierkg.charter.check import Question
from quartierkg.charter.engines import Choice, available
from quartierkg.charter.verdict import Verdict
from quartierkg.intake import screen
from tests.charter.mutations import P_PS, C, F, N, P
from tests.samples import DAY, LONG, changed, outcomes, verdict

TYPED = "qid:nouveau a qn:Quartier ;"
OUTLINE = "POLYGON ((-4.520 47.900, -4.500 47.900, -4.500 47.912, -4.520 47.912, -4.520 47.900))"
LAST = ":action-locale a qn:PublicAction"

Changes = tuple[tuple[str, str], ...]


def more(statement: str) -> tuple[str, str]:
    """A statement more."""
    return LAST, f"{statement}\n{LAST}"


CASES: dict[str, tuple[Changes, dict[str, str], str]] = {
    "no Quartier at all": ((("    qn:concerns qid:port-lumiere ;\n", ""),), {"QN-C1-01": N, "QN-C4-03": N}, "notMet"),
    "a subclass of our making": (
        (
            more(
                "<http://x.example/C> <http://www.w3.org/2000/01/rdf-schema#subClassOf> qn:HigherEducationInstitution ."
            ),
            (":universite a qn:HigherEducationInstitution", ":universite a <http://x.example/C>"),
        ),
        {"QN-C4-10": N},
        "notMet",
    ),
    "a subclass of a role": (
        (
            more(":second <http://www.w3.org/2000/01/rdf-schema#subClassOf> qn:TechChampion ."),
            ("org:member :champion ; org:role qn:TechChampion", "org:member :champion ; org:role :second"),
        ),
        {"QN-C4-03": F},
        "notMet",
    ),
    "one thing of every kind": (
        (
            more(":tout a qn:Enterprise , qn:StateBody , qn:LocalAuthority , qn:Association , foaf:Person ."),
            (P_PS, P_PS.replace(":ecole", ":tout")),
        ),
        {"QN-C4-14": F},
        "notMet",
    ),
    "shapes switched off in the data": (
        (
            more("<https://w3id.org/quartierkg/shapes/1#C1-03-failed> <http://www.w3.org/ns/shacl#deactivated> true ."),
            ("qn:minutes 24", "qn:minutes 45"),
        ),
        {"QN-C1-03": F},
        "notMet",
    ),
    "an area without end": ((("qn:usableArea 52500", 'qn:usableArea "INF"^^xsd:double'),), {"QN-C2-04": F}, "notMet"),
    "an area that is no number": (
        (("qn:usableArea 52500", 'qn:usableArea "NaN"^^xsd:double'),),
        {"QN-C2-04": F},
        "notMet",
    ),
    "an area as a text": ((("qn:usableArea 52500", 'qn:usableArea "60000"'),), {"QN-C2-04": F}, "notMet"),
    "a growth of 0.25": ((("qn:growth 30.6", "qn:growth 0.25"),), {"QN-C4-08": F, "QN-C4-03": F}, "notMet"),
    "a share of 0.40": ((("qn:shareAbroad 47.5", "qn:shareAbroad 0.40"),), {"QN-C4-09": F}, "notMet"),
    "a share of 140": ((("qn:shareAbroad 47.5", "qn:shareAbroad 140"),), {"QN-C4-09": F, "QN-C4-03": F}, "notMet"),
    "a SIREN with a wrong check digit": (
        (('qn:legalName "Vigie Logicielle (fictive)" ; qn:siren "000000042"', 'qn:siren "000000043"'),),
        {"QN-C4-04": F},
        "notMet",
    ),
    "an outline that is not closed": (
        (("-4.520 47.912, -4.520 47.900))", "-4.520 47.912))"),),
        {"QN-C1-01": F},
        "notMet",
    ),
    "an outline that crosses itself": (
        ((OUTLINE, "POLYGON ((-4.52 47.90, -4.50 47.912, -4.50 47.90, -4.52 47.912, -4.52 47.90))"),),
        {"QN-C1-01": F},
        "notMet",
    ),
    "an outline without an area": (
        ((OUTLINE, "POLYGON ((-4.52 47.90, -4.50 47.90, -4.52 47.90))"),),
        {"QN-C1-01": F},
        "notMet",
    ),
    "a research site outside": ((("POINT (-4.512 47.905)", "POINT (-4.612 47.905)"),), {"QN-C4-13": F}, "notMet"),
    "a duration in the place of a periodicity": (
        (
            ("qn:periodicity qn:Month", 'qn:periodicity "P1M"^^xsd:duration'),
            ("qn:periodicity qn:Week", 'qn:periodicity "P7D"^^xsd:duration'),
        ),
        {"QN-C2-03": F},
        "notMet",
    ),
    "a structure before the response": (
        (('qn:createdOn "2024-06-18"', 'qn:createdOn "2024-03-03"'),),
        {"QN-G-03": F},
        "notMet",
    ),
    "a signature after the day of the check": (
        (('qn:signedOn "2024-09-12"', 'qn:signedOn "2026-06-02"'),),
        {"QN-P-02": F},
        "notMet",
    ),
    "a realisation after the day of the check": (
        (
            (
                'qn:ofCriterion qc:criterion-1 ; qn:realisedOn "2025-03-15"',
                'qn:ofCriterion qc:criterion-1 ; qn:realisedOn "2026-06-02"',
            ),
        ),
        {"QN-P-04": F},
        "notMet",
    ),
    "a verdict of its own": (
        (more(":avis a qn:CommitteeAssertion ; <http://www.w3.org/ns/earl#test> qc:QN-C2-02 ."),),
        {"QN-C2-02": C},
        "awaiting",
    ),
    "a label of its own": ((more("qid:port-lumiere qn:state qn:Labelled ."),), {"QN-C1-01": P}, "awaiting"),
}


@pytest.mark.parametrize("name", CASES)
def test_each_has_one_clear_outcome(name: str) -> None:
    """By the engine that judges by default."""
    changes, expected, decision = CASES[name]
    found = verdict(changed(*changes))
    assert {row: outcomes(found)[row] for row in expected} == expected
    assert found.outcome.value == decision


def test_the_reference_engine_says_the_same() -> None:
    """Of a few of them, among the hardest for an engine."""
    if len(available()) == 1:
        pytest.skip("only one engine is installed")
    engine: Choice = "reference"
    for name in CASES if LONG else ("one thing of every kind",):
        changes, expected, decision = CASES[name]
        found = verdict(changed(*changes), Question(engine=engine))
        assert {row: outcomes(found)[row] for row in expected} == expected, name
        assert found.outcome.value == decision, name


def said(found: Verdict) -> list[str]:
    """What the findings say that stand in the way, and those that wait for the committee, in English."""
    return [finding.message.en for finding in found.findings if finding.severity.value == "Violation"]


@pytest.mark.parametrize("new", ["qid:nouveau", "qid:nouveau a qn:Enterprise ;"])
def test_a_quartier_that_is_not_typed_as_one_is_a_finding_of_form(new: str) -> None:
    """One that the network does not know: nothing but the dossier says what it is."""
    text = changed().replace("qid:port-lumiere", "qid:nouveau")
    assert verdict(text).outcome.value == "awaiting"
    found = verdict(changed((TYPED, new), text=text))
    assert found.outcome.value == "notMet"
    assert [message for message in said(found) if "committee" not in message] == [
        "The resource that the dossier is about is not stated to be a Quartier (qn:Quartier)."
    ]


def test_two_quartiers_are_one_finding_of_form_and_each_row_is_judged_of_both() -> None:
    """No row passes because one of two Quartiers passes it; the first thing to read is that there are two."""
    found = verdict(
        changed(
            ("qn:concerns qid:port-lumiere", "qn:concerns qid:port-lumiere , :autre"), more(":autre a qn:Quartier .")
        )
    )
    assert found.outcome.value == "notMet"
    assert "The dossier is not about one Quartier, and one only." in said(found)
    assert outcomes(found)["QN-C1-01"] == N
    assert {outcome for row, outcome in outcomes(found).items() if row.startswith(("QN-C1", "QN-C5"))} == {N}


def test_a_dossier_about_another_quartier_is_judged_by_what_it_says_of_that_one() -> None:
    """Facts about one Quartier do nothing for another."""
    found = verdict(changed(("qn:concerns qid:port-lumiere", "qn:concerns :autre"), more(":autre a qn:Quartier .")))
    assert found.outcome.value == "notMet"
    assert {outcomes(found)[row] for row in ("QN-C1-01", "QN-C2-04", "QN-C4-10", "QN-C5-01")} == {N}


def test_a_dossier_cannot_speak_for_a_quartier_that_others_know() -> None:
    """About a Quartier of the network that it is not about it is not heard, and told so."""
    found = verdict(changed(more('qid:val-claire qn:knockOnEffect "x"@fr .')))
    assert [finding.message for finding in found.findings if finding.message == screen.FOREIGN] == [screen.FOREIGN]


def test_a_unit_trap_is_told() -> None:
    """0.25 fails, and the reader learns that a percentage is written 25."""
    found = verdict(changed(("qn:growth 30.6", "qn:growth 0.25")))
    warnings = [finding.message.en for finding in found.findings if finding.requirement == "QN-C4-08"]
    assert any("written in per cent" in message for message in warnings), warnings


def test_the_day_belongs_to_the_check_and_not_to_the_dossier() -> None:
    """A dossier that states the day of its own check moves nothing."""
    late = changed(
        ('qn:signedOn "2024-09-12"', 'qn:signedOn "2026-06-02"'), more(':dossier qn:checkedOn "2030-01-01"^^xsd:date .')
    )
    assert outcomes(verdict(late))["QN-P-02"] == F
    assert outcomes(verdict(late, around=context.bundled(day="2026-06-02")))["QN-P-02"] == P
    assert DAY == "2026-06-01"
