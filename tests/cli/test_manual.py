"""Help by its own command, and pages for man."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from pathlib import Path

import pytest

from quartierkg.cli import main
from quartierkg.cli.described import manual
from quartierkg.language import LANGUAGES, Language
from quartierkg.manual import troff
from tests.cli.conftest import Run


@pytest.mark.parametrize("language", LANGUAGES)
def test_man_reads_every_page(run: Run, tmp_path: Path, language: Language) -> None:
    """Each stands where man looks for it, and groff has nothing to warn of."""
    done = run("manual", str(tmp_path), "--lang", language)
    assert done.exit_code == 0
    files = [tmp_path / troff.path(page, language) for page in manual(main).pages]
    assert all(file.is_file() for file in files)
    groff = shutil.which("groff")
    if groff is None:
        pytest.skip("groff is missing, so manual pages are not put to it")
    command = (groff, "-K", "utf8", "-man", "-T", "utf8", "-ww", *map(str, files))
    shown = subprocess.run(command, capture_output=True, text=True, check=True, env=os.environ | {"LC_ALL": "C.UTF-8"})
    assert shown.stderr == ""
    assert ("CODE DE RETOUR" if language == "fr" else "EXIT STATUS") in re.sub(
        ".\b", "", shown.stdout
    )  # what is bold is struck twice


def test_pages_that_cannot_be_written_are_told(run: Run, tmp_path: Path) -> None:
    """A file stands where the folder would be: exit code 2, and its name."""
    (tmp_path / "man").write_text("x")
    done = run("manual", str(tmp_path / "man"))
    assert done.exit_code == 2
    assert "ne peut pas être écrit" in done.stderr


def test_help_of_a_command_is_that_of_its_option(run: Run) -> None:
    """With its words, as --help would say it; words that are no command are told."""
    assert run("help", "shapes", "lint").stdout == run("shapes", "lint", "--help").stdout
    assert run("help").stdout == run("--help").stdout
    assert run("help", "judge").exit_code == 2
    assert "De trop : foo" in run("help", "validate", "foo").stderr.replace("\u00a0", " ")
