"""``quartierkg report``: any validation report, made readable."""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path

import pytest

from quartierkg.report.w3c import FORMATS
from tests.cli.conftest import Run
from tests.report.w3c.conftest import CONFORMING, TWO


@pytest.fixture
def two(tmp_path: Path) -> Path:
    """A report that does not conform."""
    path = tmp_path / "two.ttl"
    path.write_text(TWO, encoding="utf-8")
    return path


def test_a_report_that_conforms_exits_0(run: Run, tmp_path: Path) -> None:
    """And one that does not, 1."""
    (tmp_path / "good.ttl").write_text(CONFORMING, encoding="utf-8")
    (tmp_path / "two.ttl").write_text(TWO, encoding="utf-8")
    assert [run("report", tmp_path / name).exit_code for name in ("good.ttl", "two.ttl")] == [0, 1]


@pytest.mark.parametrize("name", FORMATS)
def test_every_format_can_be_asked_for(run: Run, two: Path, name: str) -> None:
    """The exit code does not depend on the format."""
    done = run("report", two, "--format", name)
    assert (done.exit_code, done.stderr) == (1, "")
    assert done.stdout


def test_the_report_that_we_write_is_read(run: Run, failing: Path, tmp_path: Path) -> None:
    """validate writes Turtle and JSON-LD, report reads them."""
    for name in ("ttl", "jsonld"):
        target = tmp_path / f"out.{name}"
        assert run("validate", failing, "--format", name, "--output", target).exit_code == 1
        done = run("report", target, "--format", "json")
        assert done.exit_code == 1
        assert json.loads(done.stdout)["conforms"] is False


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("a.ttl", "oops", "a.ttl:1:"),
        ("b.ttl", "<urn:a> <urn:b> <urn:c> .", "sh:ValidationReport"),
        ("c.txt", TWO, "Extensions lues"),
        ("d.jsonld", '{"@context": "https://example.org/c.jsonld"}', "example.org"),
        ("e.ttl", f'<urn:a> <urn:b> "{"a" * (11 * 1024 * 1024)}" .', "un par fichier"),
    ],
)
def test_what_holds_no_report_exits_3(run: Run, tmp_path: Path, name: str, content: str, message: str) -> None:
    """One line on standard error says why, and nothing is written."""
    path = tmp_path / name
    path.write_text(content, encoding="utf-8")
    done = run("report", path)
    assert (done.exit_code, done.stdout) == (3, "")
    (line,) = done.stderr.splitlines()
    assert line.startswith(str(path))
    assert message in line


def test_a_missing_file_exits_3(run: Run, tmp_path: Path) -> None:
    """It cannot be read."""
    assert run("report", tmp_path / "nowhere.ttl").exit_code == 3


def test_standard_input_is_read(run: Run) -> None:
    """- reads Turtle, or what --media-type says."""
    assert run("report", "-", input=TWO.encode()).exit_code == 1
    assert run("report", "-", "--media-type", "application/ld+json", input=TWO.encode()).exit_code == 3


def test_it_is_written_to_a_file(run: Run, two: Path, tmp_path: Path) -> None:
    """--output takes it, and standard output stays empty."""
    done = run("report", two, "--format", "html", "-o", tmp_path / "r.html", "--lang", "en")
    assert (done.exit_code, done.stdout) == (1, "")
    assert '<html lang="en">' in (tmp_path / "r.html").read_text(encoding="utf-8")


@pytest.mark.skipif(sys.platform != "linux", reason="file names of any bytes")
@pytest.mark.parametrize("name", FORMATS)
def test_a_file_name_of_any_bytes_is_printed(run: Run, tmp_path: Path, name: str) -> None:
    """A byte that is no character has a mark in its place."""
    path = os.fsencode(tmp_path) + b"/\xff.ttl"
    Path(os.fsdecode(path)).write_text(TWO, encoding="utf-8")
    done = run("report", os.fsdecode(path), "--format", name)
    assert (done.exit_code, done.stderr) == (1, "")
