"""The JSON of a batch and its schema."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import jsonschema
import pytest

from quartierkg.charter.verdict import Verdict
from quartierkg.errors import NotADossier, Place, Refused, SyntaxFault, TooLarge, UnknownFormat, Unreadable
from quartierkg.language import Text
from quartierkg.report import Batch, render
from quartierkg.report.json import schema
from tests.samples import anchored

SCHEMA: dict[str, Any] = json.loads(schema())


def checked(batch: Batch) -> Any:
    """The JSON of a batch, which must fit the schema."""
    found = json.loads(render(batch, "json", "fr"))
    validator = jsonschema.Draft202012Validator(SCHEMA, format_checker=jsonschema.FormatChecker())
    assert [error.message for error in validator.iter_errors(found)] == []
    return found


def objects(node: Any) -> Iterator[dict[str, Any]]:
    """Every object that a schema describes."""
    if isinstance(node, dict):
        if node.get("type") == "object":
            yield node
        for value in node.values():
            yield from objects(value)


def test_the_schema_is_one() -> None:
    """The schema itself fits JSON Schema 2020-12, and leaves no object open."""
    jsonschema.Draft202012Validator.check_schema(SCHEMA)
    found = list(objects(SCHEMA))
    assert found
    assert [node for node in found if node.get("additionalProperties") is not False] == []
    assert [node for node in found if sorted(node["required"]) != sorted(node["properties"])] == []


def test_every_batch_fits_the_schema(batch: Batch) -> None:
    """Verdicts of all kinds, a file without one, and nothing at all."""
    assert len(checked(batch)["verdicts"]) == 5
    assert checked(Batch(()))["verdicts"] == []


@pytest.mark.parametrize("kind", [Unreadable, TooLarge, UnknownFormat, SyntaxFault, Refused, NotADossier])
def test_every_kind_of_unreadable_fits_the_schema(kind: type[Unreadable]) -> None:
    """Each error of the intake is known to the schema, with a place and without."""
    text = Text("non", "no")
    faults = (kind(text), kind(text, source="a", place=Place(1, 2), remedy=text))
    bare, full = checked(Batch((), faults))["unreadable"]
    assert (bare["file"], bare["line"], bare["column"], bare["remedy"]) == (None, None, None, None)
    assert full == {
        "file": "a",
        "kind": kind.kind,
        "title": {"fr": kind.title.in_("fr"), "en": kind.title.en},
        "detail": {"fr": "non", "en": "no"},
        "remedy": {"fr": "non", "en": "no"},
        "line": 1,
        "column": 2,
    }


def test_a_verdict_has_every_row_in_the_order_of_the_charter(failing: Verdict) -> None:
    """68 rows, eight criteria, each with its outcome."""
    (found,) = checked(Batch((failing,)))["verdicts"]
    assert [row["id"] for row in found["requirements"]] == [row.id for row in failing.charter.requirements]
    assert len(found["requirements"]) == 68
    assert [criterion["number"] for criterion in found["criteria"]] == list(range(1, 9))
    assert found["outcome"] == "notMet"
    assert found["criteria"][1]["outcome"] == "failed"
    by_id = {row["id"]: row for row in found["requirements"]}
    assert by_id["QN-C2-04"] == {"id": "QN-C2-04", "criteria": [2], "outcome": "failed", "severity": "Violation"}
    assert by_id["QN-P-07"]["severity"] is None


def test_a_finding_has_what_was_found_and_what_is_required(failing: Verdict) -> None:
    """Values as the dossier writes them, the limit in both languages with its unit."""
    (found,) = checked(Batch((failing,)))["verdicts"]
    (finding,) = [
        entry for entry in found["findings"] if entry["requirement"] == "QN-C2-04" and entry["severity"] == "Violation"
    ]
    assert "32000" in finding["found"].split(" | ")
    assert finding["required"] == {"fr": "au moins 50\u202f000", "en": "at least 50,000"}
    assert finding["unit"] == "m²"
    assert finding["shape"].startswith("https://w3id.org/quartierkg/shapes/1#")
    assert finding["focus"].endswith("/offre")


def test_what_is_not_known_is_null(bare: Verdict, unnamed: Verdict) -> None:
    """A dossier without address, a Quartier that is not named, a finding without value."""
    without, blank = checked(Batch((bare, unnamed)))["verdicts"]
    assert without["quartier"] is None
    assert (blank["dossier"], blank["quartier"]) == (None, None)
    assert any(finding["found"] is None for finding in without["findings"])


def test_a_position_is_told_where_it_is_known(failing: Verdict) -> None:
    """Line and column of a finding, both from 1."""
    (finding, *_) = failing.findings
    placed = replace(failing, findings=(replace(finding, anchor=anchored(3, 5)),))
    (found,) = checked(Batch((placed,)))["verdicts"]
    assert found["findings"][0]["position"] == {"line": 3, "column": 5}


def test_the_summary_counts(batch: Batch) -> None:
    """The same counts as the batch, under the names of the outcomes."""
    found = checked(batch)["summary"]
    assert found.pop("criteria")[1] == {
        "number": 2,
        "passed": 0,
        "failed": 2,
        "notStated": 1,
        "cantTell": 2,
        "notApplicable": 0,
    }
    assert found == {"met": 0, "awaiting": 2, "notMet": 3, "unreadable": 1, "notLookedAt": 0}


def test_the_language_changes_nothing(batch: Batch) -> None:
    """JSON carries both languages."""
    assert render(batch, "json", "fr") == render(batch, "json", "en")
