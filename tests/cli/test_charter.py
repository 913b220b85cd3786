"""``quartierkg charter``, ``quartierkg charter diff`` and ``quartierkg shapes lint``."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from quartierkg.charter import lint as linting
from quartierkg.charter.lint import Fault
from quartierkg.errors import Place
from quartierkg.language import Text
from tests.cli.conftest import Run
from tests.samples import DAY


def test_the_requirements_are_printed(run: Run) -> None:
    """68 rows with their sentences, in French and in English."""
    french, english = run("charter").stdout, run("charter", "--lang", "en").stdout
    assert french.count("\n    QN-") == english.count("\n    QN-") == 68
    assert "Fab lab" in french
    assert "5 – Présence d’un Fab lab." in french
    assert "“5 – Presence of a fab lab.”" in english


def test_json_has_all_of_them(run: Run) -> None:
    """The same for programs; profile and gate weigh the rows."""
    found = json.loads(run("charter", "--format", "json", "--gate", "application").stdout)
    assert len(found["requirements"]) == 68
    assert found["gate"] == "application"


@pytest.mark.parametrize(
    ("form", "begins"), [("html", "<!doctype html>"), ("md", "# Charte des Quartiers Numériques, version 1")]
)
def test_the_document_is_written(run: Run, tmp_path: Path, form: str, begins: str) -> None:
    """A page or Markdown, to standard output or to a file."""
    printed = run("charter", "--format", form)
    assert printed.exit_code == 0
    assert printed.stdout.startswith(begins)
    target = tmp_path / f"charter.{form}"
    assert run("charter", "--format", form, "-o", target).exit_code == 0
    assert target.read_text(encoding="utf-8") == printed.stdout


def test_an_unknown_version_exits_2(run: Run) -> None:
    """The versions that exist are named."""
    for words in (("charter", "--version", "9"), ("shapes", "lint", "--version", "9")):
        done = run(*words)
        assert done.exit_code == 2
        assert "connues" in done.stderr


def test_the_differences_are_printed(run: Run, good: Path) -> None:
    """Requirements, then dossiers, in both languages; a difference is no failure."""
    words = ("charter", "diff", "1", "2-illustrative", good, "--day", DAY)
    french, english = run(*words), run(*words, "--lang", "en")
    assert french.exit_code == english.exit_code == 0
    assert "seuil\u00a0: au moins 50\u202f000\u00a0m² → au moins 60\u202f000\u00a0m²" in french.stdout
    assert "threshold: less than 30 min → less than 20 min" in english.stdout
    assert "Illustrative charter, invented for demonstration" in english.stdout
    assert "met so far, awaiting the committee → not met" in english.stdout


def test_a_version_does_not_differ_from_itself(run: Run, good: Path) -> None:
    """No requirement, and no dossier, comes out otherwise."""
    done = run("charter", "diff", "1", "1", good, "--day", DAY, "--lang", "en")
    assert done.exit_code == 0
    assert "No difference." in done.stdout
    assert "comes out otherwise: 0 of 1" in done.stdout


def test_the_differences_as_json(run: Run, good: Path, tmp_path: Path) -> None:
    """The same for programs; a file that is no dossier is named, and the others are told all the same."""
    broken = tmp_path / "broken.ttl"
    broken.write_text("<", encoding="utf-8")
    done = run("charter", "diff", "1", "2-illustrative", good, broken, "--day", DAY, "--format", "json")
    found = json.loads(done.stdout)
    assert done.exit_code == 3
    assert (found["before"]["illustrative"], found["after"]["illustrative"]) == (False, True)
    area = next(row for row in found["requirements"] if row["id"] == "QN-C2-04")
    threshold = next(change for change in area["changes"] if change["field"] == "threshold")
    assert (threshold["before"][0]["en"], threshold["after"][0]["en"]) == ("at least 50,000 m²", "at least 60,000 m²")
    (dossier,) = found["dossiers"]
    assert (dossier["before"], dossier["after"]) == ("awaiting", "notMet")
    assert [row["id"] for row in dossier["requirements"]] == ["QN-C1-03", "QN-C1-06", "QN-C2-04"]
    assert [entry["file"] for entry in found["unreadable"]] == [str(broken)]


def test_a_difference_needs_two_versions_that_exist(run: Run) -> None:
    """An unknown version, a missing one, and an option that would count for nothing exit 2."""
    for words in (("diff", "1", "9"), ("diff", "1"), ("--profile", "strict", "diff", "1", "1")):
        assert run("charter", *words).exit_code == 2


def test_the_shapes_pass_their_lint(run: Run) -> None:
    """What is shipped has no fault."""
    done = run("shapes", "lint")
    assert (done.exit_code, done.stdout) == (0, "")
    assert "aucune faute" in done.stderr


@pytest.mark.parametrize(("language", "expected"), [("fr", "a.ttl:3:1: faux."), ("en", "a.ttl:3:1: wrong.")])
def test_a_fault_is_printed_with_its_place_and_exits_2(
    run: Run, monkeypatch: pytest.MonkeyPatch, language: str, expected: str
) -> None:
    """File, line and column, then what is wrong."""
    faults = (Fault(Text("faux.", "wrong."), "a.ttl", Place(3, 1)), Fault(Text("autre.", "other.")))
    monkeypatch.setattr(linting, "lint", lambda _: faults)
    done = run("shapes", "lint", "--version", "1", "--lang", language)
    assert done.exit_code == 2
    assert done.stdout.splitlines()[0] == expected
    assert "2" in done.stderr


def test_given_files_are_linted_in_place_of_the_charters_own(run: Run, tmp_path: Path) -> None:
    """A file with a fault: its line, its column, the way out, and exit code 2; one without: 0."""
    wrong, right = tmp_path / "wrong.ttl", tmp_path / "right.ttl"
    prefixes = "@prefix qns: <https://w3id.org/quartierkg/shapes/1#> .\n@prefix sh: <http://www.w3.org/ns/shacl#> .\n"
    wrong.write_text(prefixes + "qns:C7-01-failed sh:severity sh:Warnign .\n", encoding="utf-8")
    right.write_text(prefixes + "qns:C7-02-failed sh:severity sh:Warning .\n", encoding="utf-8")
    done = run("shapes", "lint", right, wrong, "--lang", "en")
    assert done.exit_code == 2
    assert done.stdout == (
        f"{wrong}:3:30: C7-01-failed: term sh:Warnign unknown or out of place. Did you mean sh:Warning?\n"
    )
    assert run("shapes", "lint", right).exit_code == 0


@pytest.mark.parametrize("words", [("nowhere.ttl",), ("--record", "nowhere.ttl")])
def test_files_that_cannot_be_linted_exit_2(run: Run, words: tuple[str, ...]) -> None:
    """A file that is not there, and a record of single files."""
    done = run("shapes", "lint", *words)
    assert done.exit_code == 2
    assert done.stdout == ""
