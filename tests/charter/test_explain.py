"""What a reader is told: the node by its name, the value found, the value required, in both languages."""

from __future__ import annotations

import pytest

from quartierkg.charter.finding import Finding
from quartierkg.charter.rules import GATES, PROFILES, rules
from tests.samples import changed, verdict


def finding(row: str, *replacements: tuple[str, str]) -> Finding:
    """The gravest finding of a row on a changed dossier."""
    return next(found for found in verdict(changed(*replacements)).findings if found.requirement == row)


@pytest.mark.parametrize(
    ("row", "replacement", "value", "required_fr", "required_en", "unit"),
    [
        ("QN-C1-03", ("qn:minutes 24", "qn:minutes 45.50"), "45.50", "moins de 30", "less than 30", "min"),
        (
            "QN-C4-06",
            ("qn:turnover 8100000", "qn:turnover 5000000"),
            "5000000",
            "plus de 5\u202f000\u202f000",
            "more than 5,000,000",
            "€",
        ),
        ("QN-C4-07", ("qn:employees 61", "qn:employees 25"), "25", "plus de 25", "more than 25", None),
        ("QN-C4-08", ("qn:growth 30.6", "qn:growth 24.99"), "24.99", "au moins 25", "at least 25", "%"),
        ("QN-C4-09", ("qn:shareAbroad 47.5", "qn:shareAbroad 39.99"), "39.99", "au moins 40", "at least 40", "%"),
        (
            "QN-C2-04",
            ("qn:usableArea 52500", "qn:usableArea 42500"),
            "42500",
            "au moins 50\u202f000",
            "at least 50,000",
            "m²",
        ),
    ],
)
def test_a_finding_says_what_was_found_and_what_is_required(
    row: str, replacement: tuple[str, str], value: str, required_fr: str, required_en: str, unit: str | None
) -> None:
    """The value is as its author wrote it; the requirement comes from the shape, with the property's unit."""
    found = finding(row, replacement)
    assert value in {entry.value for entry in found.found}
    assert found.required is not None
    assert (found.required.fr, found.required.en) == (required_fr, required_en)
    assert found.unit == unit


def test_a_periodicity_is_required_by_its_name() -> None:
    """A rank is shown as the concept that has it."""
    found = finding(
        "QN-C2-03",
        ("qn:periodicity qn:Month", "qn:periodicity qn:Year"),
        ("qn:periodicity qn:Week", "qn:periodicity qn:Quarter"),
    )
    assert found.required is not None
    assert found.required.in_("fr") == "au plus «\u00a0mois\u00a0»"
    assert {entry.label.en for entry in found.found} == {"year", "quarter"}


def test_a_node_is_named_by_its_label() -> None:
    """The node at fault has its label, in the reader's language where there is one."""
    found = finding("QN-C8-04", ("org:heldBy :cdo ; ", ""))
    assert found.focus == "https://w3id.org/quartierkg/id/quartier/port-lumiere"
    assert found.focus_label.en == "Port-Lumière Quartier"
    assert found.focus_label.fr == "Quartier de Port-Lumière"


def test_no_finding_shows_a_blank_node() -> None:
    """A node without IRI is named by its label or by what it is."""
    text = changed(
        ("qn:access :acces-centre , ", "qn:access [ a qn:AccessMeasure ; qn:target qn:CityCentre ; qn:minutes 31 ] , ")
    )
    found = next(f for f in verdict(text).findings if f.requirement == "QN-C1-02" and f.severity.value == "Violation")
    assert found.focus == "Quartier de Port-Lumière, temps d’accès (centre-ville)"
    assert "urn:quartierkg" not in repr(verdict(text).findings)


def test_every_message_is_in_both_languages_and_quotes_no_threshold() -> None:
    """Each rule speaks French and English; what is required comes from the constraint, never from the message."""
    for profile in PROFILES:
        for gate in GATES:
            for rule in rules("1", profile, gate).rules.values():
                assert rule.message.fr
                assert rule.message.en
                for number in ("30", "50000", "50 000", "5000000", "25 ", "40 "):
                    assert number not in rule.message.fr + rule.message.en
