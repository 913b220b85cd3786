"""``quartierkg ask``."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

from tests.cli.conftest import Run


def test_a_question_is_answered_on_the_bundled_network(run: Run) -> None:
    """A table with the names of things, in the language of the run."""
    found = run("ask", "CQ01", "--lang", "fr")
    assert found.exit_code == 0
    assert "Quartier de Belle-Écluse" in found.stdout
    assert "2022-05-30" in found.stdout


def test_a_table_says_what_is_invented(run: Run) -> None:
    """Behind the name, in the language of the run."""
    assert "Quartier de Belle-Écluse (fictif)" in run("ask", "CQ01", "--lang", "fr").stdout
    assert "(fictional)" in run("ask", "CQ01", "--lang", "en").stdout
    assert "(fictif)" not in run("ask", "CQ01", "--lang", "fr", "--param", "illustrative=false").stdout


def test_values_are_given_by_name(run: Run, bundled: Path) -> None:
    """Other values, other rows."""
    found = run("ask", "cq01", "--param", "state=Withdrawn", "--format", "csv", "--lang", "en", "--store", bundled)
    labelled = run("ask", "CQ01", "--format", "csv", "--lang", "en", "--store", bundled)
    heads = [list(csv.DictReader(io.StringIO(one.stdout))) for one in (found, labelled)]
    assert all(rows for rows in heads)
    assert {row["quartier"] for row in heads[0]}.isdisjoint(row["quartier"] for row in heads[1])


def test_json_says_what_was_asked(run: Run, bundled: Path) -> None:
    """The values, the columns, plain values, and whether rows follow."""
    asked = run("ask", "CQ01", "--format", "json", "--param", "limit=1", "--store", bundled)
    found = json.loads(asked.stdout)
    assert found["parameters"]["limit"] == "1"
    assert found["more"] is True
    assert [column["name"] for column in found["columns"]] == ["quartier", "since", "wave"]
    assert found["items"][0]["quartier"]["iri"].startswith("https://w3id.org/quartierkg/id/quartier/")


def test_the_text_can_be_had(run: Run, bundled: Path) -> None:
    """As SPARQL that runs elsewhere."""
    found = run("ask", "CQ01", "--format", "rq", "--param", "asOf=2020-01-01", "--store", bundled)
    assert found.stdout.startswith("PREFIX")
    assert '"2020-01-01"' in found.stdout


def test_the_questions_are_listed(run: Run) -> None:
    """With --list, and without a question."""
    for arguments in (["--list"], []):
        found = run("ask", *arguments, "--lang", "en")
        assert found.exit_code == 0
        assert "Which Quartiers are labelled, since when and in which wave?" in found.stdout
    assert json.loads(run("ask", "--list", "--format", "json").stdout)["items"][0]["id"] == "CQ01"


def test_what_does_not_fit_is_told_by_name(run: Run, bundled: Path) -> None:
    """The parameter comes first; the exit code is 2."""
    for arguments, said in (
        (["CQ01", "--param", "asOf=tomorrow"], "asOf:"),
        (["CQ01", "--param", "asOf"], "--param asOf"),
        (["CQ99"], "There is no question “CQ99”. “quartierkg ask --list” lists them."),
        (["CQ01", "--format", "geojson"], "--format: there is no “geojson” (values: text, json, csv, rq)."),
    ):
        found = run("ask", *arguments, "--store", bundled, "--lang", "en")
        assert (found.exit_code, found.stdout) == (2, "")
        assert said in found.stderr
