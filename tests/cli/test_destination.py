"""Where a report goes, and that a file is whole or as it was."""

from __future__ import annotations

import os
import stat
import sys
from pathlib import Path

import pytest

from quartierkg.cli import output
from quartierkg.cli.destination import Destination
from quartierkg.errors import UsageFault
from quartierkg.report.format import WRITTEN
from tests.cli.conftest import Run
from tests.samples import BASE


@pytest.mark.parametrize("name", WRITTEN)
def test_every_format_is_written_to_a_file(run: Run, failing: Path, tmp_path: Path, name: str) -> None:
    """--format and --output go together; the exit code is the verdict's."""
    target = tmp_path / "report"
    done = run("validate", failing, "--format", name, "--output", target)
    assert (done.exit_code, done.stdout, done.stderr) == (1, "", "")
    assert target.stat().st_size > 1000
    assert run("validate", failing, "--format", name).stdout_bytes == target.read_bytes()


def test_html_is_a_whole_page(run: Run, failing: Path) -> None:
    """A piece of a page would be of no use in a file."""
    assert run("validate", failing, "--format", "html").stdout.startswith("<!doctype html>")


def test_a_pdf_is_not_poured_into_a_terminal(
    run: Run, failing: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It is told before the work; a file or a pipe takes it."""
    monkeypatch.setattr(output, "on_terminal", lambda _: True)
    done = run("validate", failing, "--format", "pdf")
    assert (done.exit_code, done.stdout) == (2, "")
    assert "--output" in done.stderr
    assert run("validate", failing, "--format", "pdf", "-o", tmp_path / "v.pdf").exit_code == 1
    assert (tmp_path / "v.pdf").read_bytes().startswith(b"%PDF-")


def test_an_extra_that_is_missing_exits_2(run: Run, failing: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The extra is named, and no dossier is judged."""
    monkeypatch.setitem(sys.modules, "typst", None)
    monkeypatch.delitem(sys.modules, "quartierkg.report.pdf", raising=False)
    done = run("validate", failing, "--format", "pdf", "-o", "nowhere.pdf")
    assert (done.exit_code, done.stdout) == (2, "")
    assert "quartierkg[pdf]" in done.stderr


def test_a_file_is_replaced_in_one_step(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the writing fails, what was there before is still there, and nothing is left beside it."""
    target = tmp_path / "report.txt"
    target.write_text("before", encoding="utf-8")

    def full(*_: object) -> None:
        raise OSError(28, "no space")

    monkeypatch.setattr(Path, "replace", full)
    with pytest.raises(UsageFault, match="cannot be written"):
        Destination(str(target)).write("after")
    assert target.read_text(encoding="utf-8") == "before"
    assert [path.name for path in tmp_path.iterdir()] == ["report.txt"]


def test_a_file_that_cannot_be_written_is_told(run: Run, failing: Path, tmp_path: Path) -> None:
    """It exits 2 and names the file."""
    done = run("validate", failing, "-o", tmp_path / "no" / "report.txt")
    assert done.exit_code == 2
    assert "report.txt" in done.stderr


@pytest.mark.skipif(os.name == "nt", reason="POSIX permissions and links")
def test_a_file_keeps_its_mode_and_its_links(tmp_path: Path) -> None:
    """What is replaced is the file that a link leads to, with the permissions that it had."""
    target, link = tmp_path / "report.txt", tmp_path / "link.txt"
    target.write_text("before", encoding="utf-8")
    target.chmod(0o640)
    link.symlink_to(target)
    Destination(str(link)).write("after")
    assert link.is_symlink()
    assert target.read_text(encoding="utf-8") == "after"
    assert stat.S_IMODE(target.stat().st_mode) == 0o640


@pytest.mark.skipif(os.name == "nt", reason="needs a device file")
def test_a_device_is_written_to(run: Run, failing: Path) -> None:
    """What cannot be replaced is not replaced."""
    assert run("validate", failing, "-o", os.devnull).exit_code == 1
    assert not Path(os.devnull).is_file()


def test_a_hyphen_is_standard_output(run: Run, failing: Path) -> None:
    """--output - is what a pipe wants."""
    assert run("validate", failing, "-o", "-").stdout == run("validate", failing).stdout


def test_a_folder_that_is_not_there_is_named(run: Run, tmp_path: Path) -> None:
    """The way out is to make it; nothing is written elsewhere."""
    target = tmp_path / "nowhere" / "report.txt"
    done = run("validate", BASE, "-o", target, "--lang", "en")
    assert done.exit_code == 2
    assert f"there is no folder {target.parent}" in done.stderr
    assert list(tmp_path.iterdir()) == []
