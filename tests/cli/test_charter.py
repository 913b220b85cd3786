"""``quartierkg charter`` and ``quartierkg shapes lint``."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from quartierkg.charter import lint as linting
from quartierkg.charter.lint import Fault
from quartierkg.errors import Place
from quartierkg.language import Text
from tests.cli.conftest import Run


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


def test_an_unknown_version_exits_2(run: Run) -> None:
    """The versions that exist are named."""
    for words in (("charter", "--version", "9"), ("shapes", "lint", "--version", "9")):
        done = run(*words)
        assert done.exit_code == 2
        assert "connues" in done.stderr


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
