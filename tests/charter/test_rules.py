"""The shapes as files, overlays and rules."""

from __future__ import annotations

import csv
import re
from decimal import Decimal
from pathlib import Path

import pytest
from pyoxigraph import Literal, NamedNode, RdfFormat, parse

from quartierkg.charter.document import charter, version_of
from quartierkg.charter.outcome import Outcome, Severity
from quartierkg.charter.rules import GATES, PROFILES, Gate, Profile, RuleSet, rules
from quartierkg.terms import PREFIXES, term
from tests.samples import ROOT

HAND = (ROOT / "tests" / "expected" / "requirements.csv").read_text(encoding="utf-8")
TABLE = {row["id"]: row for row in csv.DictReader(HAND.splitlines())}
NUMERIC = {"<": "maxExclusive", "<=": "maxInclusive", ">": "minExclusive", ">=": "minInclusive"}


def severities(ruleset: RuleSet) -> dict[str, str]:
    """The gravest severity of each row's outcome shapes."""
    order = list(Severity)
    found: dict[str, Severity] = {}
    for rule in ruleset.rules.values():
        if rule.judges is not None and rule.yields is not None:
            row = rule.judges.value.rpartition("#")[2]
            found[row] = min(found.get(row, rule.severity), rule.severity, key=order.index)
    return {row: severity.value for row, severity in found.items()}


@pytest.mark.parametrize("profile", PROFILES)
@pytest.mark.parametrize("gate", GATES)
def test_each_row_weighs_what_the_hand_table_says(profile: Profile, gate: Gate) -> None:
    """In each profile and gate, each row has the severity of the table written by hand from the charter."""
    found = severities(rules("1", profile, gate))
    derived = {row.id for row in charter().requirements if row.derived_from}
    expected = {id_: row[f"severity_{profile}_{gate}"] for id_, row in TABLE.items() if id_ not in derived}
    assert found == {id_: severity for id_, severity in expected.items() if severity}


def test_the_profiles_differ_in_the_seven_rows_of_the_charter_and_no_other() -> None:
    """Only QN-G-05, G-06, C7-01, C2-03, C6-01, C4-14 and C4-18 are stricter under « strict »."""
    charter_rules, strict = rules("1", "charter", "label"), rules("1", "strict", "label")
    changed = set()
    for iri, rule in strict.rules.items():
        if rule != charter_rules.rules[iri] or strict.nodes[iri].keys() != charter_rules.nodes[iri].keys():
            changed.add(rule.judges.value.rpartition("#")[2] if rule.judges else "")
    text = (ROOT / "shapes" / "1" / "profile" / "strict.ttl").read_text(encoding="utf-8")
    named = {f"QN-{found}" for found in re.findall(r"QN-([CG]\d?-\d\d)", text)}
    assert named == {"QN-G-05", "QN-G-06", "QN-C7-01", "QN-C2-03", "QN-C6-01", "QN-C4-14", "QN-C4-18"}
    assert changed <= named


@pytest.mark.parametrize(
    "row",
    [row for row in TABLE.values() if row["comparator"] in NUMERIC and row["value"].replace(".", "").isdigit()],
    ids=lambda r: r["id"],
)
def test_each_threshold_stands_in_the_shapes_as_the_charter_says(row: dict[str, str]) -> None:
    """The threshold that a row's shape points to has the comparator and the value of the hand table."""
    ruleset = rules("1", "charter", "label")
    thresholds = {
        rule.threshold for rule in ruleset.rules.values() if rule.judges == NamedNode(PREFIXES["qc"] + row["id"])
    } - {None}
    assert len(thresholds) == 1
    values = ruleset.nodes[thresholds.pop()]  # type: ignore[index]
    found = values[term("sh:" + NUMERIC[row["comparator"]])]
    assert [Decimal(value.value) for value in found if isinstance(value, Literal)] == [Decimal(row["value"])]


def test_no_threshold_of_the_charter_stands_in_the_package() -> None:
    """A number of the charter is in no .py file, no template and no stored query."""
    values = {row["value"] for row in TABLE.values() if row["value"].isdigit() and len(row["value"]) > 3}
    written = {form for value in values for form in (value, f"{int(value):_}", f"{int(value):,}")}
    assert written
    for path in (ROOT / "quartierkg").rglob("*"):
        if path.suffix in {".py", ".html", ".rq", ".ttl", ".css"}:
            text = path.read_text(encoding="utf-8")
            assert not [form for form in written if form in text], path


def test_an_overlay_replaces_what_it_states_and_leaves_the_rest() -> None:
    """Under « strict », QN-C7-01 asks for two devices and for nothing else twice."""
    shape = term("qns:EnoughDevices")
    count = term("sh:qualifiedMinCount")
    assert [v.value for v in rules("1", "charter", "label").nodes[shape][count]] == ["1"]
    assert [v.value for v in rules("1", "strict", "label").nodes[shape][count]] == ["2"]
    assert rules("1", "strict", "label").nodes[shape][term("sh:path")] == [term("qn:device")]


def test_at_the_application_gate_only_the_rows_of_the_application_block() -> None:
    """A rule that blocks an application judges QN-C1-05, QN-P-01 or QN-P-06, or the form of the dossier."""
    for profile in PROFILES:
        blocking = {
            rule.judges.value.rpartition("#")[2]
            for rule in rules("1", profile, "application").rules.values()
            if rule.severity is Severity.VIOLATION and rule.judges is not None
        }
        assert blocking == {"QN-C1-05", "QN-P-01", "QN-P-06"}


def test_every_decidable_row_can_fail() -> None:
    """Each row that the shapes decide has a shape that yields failed or not stated."""
    yielded = {
        rule.judges
        for rule in rules("1", "charter", "label").rules.values()
        if rule.yields in (Outcome.FAILED, Outcome.NOT_STATED)
    }
    for row in charter().requirements:
        if row.decided_by not in {"ByDerivation", "ByNobody"}:
            assert row.iri in yielded, row.id


def test_a_version_that_is_not_ours_is_not_known() -> None:
    """Only the versions that the installation holds are versions of the charter."""
    assert version_of("https://w3id.org/quartierkg/charter/1") == "1"
    assert version_of("https://w3id.org/quartierkg/charter/99") is None
    assert version_of("https://w3id.org/quartierkg/charter/../1") is None
    assert version_of("https://elsewhere.example/charter/1") is None


def test_the_shapes_files_hold_one_shape_graph() -> None:
    """Each file of shapes parses on its own, and no named shape is stated in two base files."""
    seen: dict[str, Path] = {}
    for path in sorted((ROOT / "shapes" / "1").glob("*.ttl")):
        named = {
            q.subject.value
            for q in parse(path.read_bytes(), format=RdfFormat.TURTLE)
            if isinstance(q.subject, NamedNode)
        }
        for iri in named - {"https://w3id.org/quartierkg/shapes/1"}:
            assert seen.setdefault(iri, path) == path, iri
