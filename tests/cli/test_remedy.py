"""``quartierkg remedy``: what a dossier lacks."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.conftest import Run
from tests.samples import BASE, ROOT

SEED = ROOT / "data" / "dossiers" / "seed-team-not-stated.ttl"


def test_the_exit_code_is_that_of_the_verdict(run: Run) -> None:
    """0 when nothing but the committee is missing, 1 when something is."""
    assert [run("remedy", path).exit_code for path in (BASE, SEED)] == [0, 1]


@pytest.mark.parametrize("name", ["text", "json", "ttl"])
def test_every_format_can_be_asked_for(run: Run, name: str) -> None:
    """Each on standard output, with nothing beside it."""
    done = run("remedy", SEED, "--format", name)
    assert (done.exit_code, done.stderr) == (1, "")
    assert "QN-C4-18" in done.stdout


def test_as_turtle_is_the_patch(run: Run) -> None:
    """A name of its own, since it is what one hands out."""
    assert run("remedy", SEED, "--as-turtle").stdout == run("remedy", SEED, "--format", "ttl").stdout


def test_the_profile_and_the_gate_choose_what_is_missing(run: Run) -> None:
    """The application asks for less than the label, the strict reading for more than the literal one."""
    application = ROOT / "data" / "dossiers" / "application.ttl"
    literal = ROOT / "data" / "dossiers" / "met-under-charter-only.ttl"
    assert run("remedy", application, "--gate", "application").exit_code == 0
    assert json.loads(run("remedy", literal, "--profile", "strict", "--format", "json").stdout)["remedies"]
    assert not json.loads(run("remedy", literal, "--format", "json").stdout)["remedies"]


def test_an_unreadable_file_is_named(run: Run, tmp_path: Path) -> None:
    """With the exit code of every command."""
    bad = tmp_path / "bad.ttl"
    bad.write_text("<a> <b>", encoding="utf-8")
    done = run("remedy", bad)
    assert done.exit_code == 3
    assert "bad.ttl" in done.stderr


def test_a_patch_is_written_to_a_file(run: Run, tmp_path: Path) -> None:
    """And nothing to standard output."""
    target = tmp_path / "patch.ttl"
    done = run("remedy", SEED, "--as-turtle", "-o", target)
    assert done.stdout == ""
    assert "qn:Placeholder" in target.read_text(encoding="utf-8")


def test_a_folder_is_refused_by_name(run: Run, tmp_path: Path) -> None:
    """Remedies are those of one dossier: that is said, and what to name."""
    done = run("remedy", tmp_path, "--lang", "en")
    assert done.exit_code == 2
    assert "is a folder" in done.stderr
    assert "Name the file" in done.stderr
