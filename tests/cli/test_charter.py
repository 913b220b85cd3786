"""``quartierkg charter`` and ``quartierkg shapes lint``."""

from __future__ import annotations

import json

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


@pytest.mark.parametrize(("language", "expected"), [("fr", "a.ttl:3:1: faux"), ("en", "a.ttl:3:1: wrong")])
def test_a_fault_is_printed_with_its_place_and_exits_2(
    run: Run, monkeypatch: pytest.MonkeyPatch, language: str, expected: str
) -> None:
    """File, line and column, then what is wrong."""
    faults = (Fault(Text("faux", "wrong"), "a.ttl", Place(3, 1)), Fault(Text("autre", "other")))
    monkeypatch.setattr(linting, "lint", lambda _: faults)
    done = run("shapes", "lint", "--version", "1", "--lang", language)
    assert done.exit_code == 2
    assert done.stdout.splitlines()[0] == expected
    assert "2" in done.stderr
