"""The requirements, listed."""

from __future__ import annotations

import json

import pytest

from quartierkg.charter.document import Charter, charter
from quartierkg.charter.rules import RuleSet, rules
from quartierkg.language import Language
from quartierkg.report import catalogue


@pytest.fixture(scope="module")
def current() -> Charter:
    """The current charter."""
    return charter()


@pytest.fixture(scope="module")
def label(current: Charter) -> RuleSet:
    """Its rules at the award."""
    return rules(current.version, "charter", "label")


@pytest.mark.parametrize("language", ["fr", "en"])
def test_every_requirement_is_listed_once(current: Charter, label: RuleSet, language: Language) -> None:
    """68 rows under eight criteria and outside them, each with its sentence above it."""
    listed = " ".join(catalogue.as_text(current, label, language).split())
    for row in current.requirements:
        assert listed.count(f"{row.id} {' '.join(row.label.in_(language).split())}") == 1
        assert " ".join((row.quote.fr if language == "fr" else row.quote.en).split()) in listed
    assert [c.number for c in current.criteria if c.label.in_(language) not in listed] == []


def test_gate_and_weight_are_told(current: Charter, label: RuleSet) -> None:
    """From which gate a row bites, and how hard."""
    listed = catalogue.as_text(current, label, "en")
    assert "QN-C2-04  Usable area of the offer – blocks, from the gate “award of the label”" in listed
    assert "QN-C1-05  Métropole of the Quartier – blocks, from the gate “filing of the application”" in listed
    assert "QN-P-09  Pre-electoral context – does not decide, at no gate" in listed


def test_json_has_the_same_in_both_languages(current: Charter, label: RuleSet) -> None:
    """Every row with its sentence, its criteria, its gate and its severity."""
    found = json.loads(catalogue.as_json(current, label))
    assert [row["id"] for row in found["requirements"]] == [row.id for row in current.requirements]
    area = next(row for row in found["requirements"] if row["id"] == "QN-C2-04")
    assert (area["criteria"], area["decides"], area["gate"], area["severity"]) == ([2], 2, "label", "Violation")
    assert area["quote"]["fr"].startswith("2- Proposer")
    assert area["quote"]["en"].startswith("2 – Propose")


def test_the_weight_follows_profile_and_gate(current: Charter) -> None:
    """A recommendation is a warning in the literal reading and decides in the strict one."""
    weights = {}
    for profile in ("charter", "strict"):
        found = json.loads(catalogue.as_json(current, rules(current.version, profile, "label")))
        weights[profile] = {row["id"]: row["severity"] for row in found["requirements"]}["QN-G-05"]
    assert weights == {"charter": "Warning", "strict": "Violation"}
