"""``quartierkg publish``."""

from __future__ import annotations

import subprocess
import sys
import time
from pathlib import Path

import pytest

from quartierkg.cli import output
from quartierkg.settings import Settings
from quartierkg.site import Publication, Written
from quartierkg.site.part import Tally
from tests.cli.conftest import Run
from tests.samples import LONG, ROOT


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[Publication]:
    """What would be published; nothing is."""
    found: list[Publication] = []

    def run(self: Publication, watch: object) -> Written:
        found.append(self)
        assert callable(watch)
        watch(3, 12)
        watch(12, 12)
        return Written(7, 12, Tally(100, 4, 1), Tally(84, 7, 0))

    monkeypatch.setattr(Publication, "run", run)
    return found


def test_what_came_of_a_run_is_told(run: Run, asked: list[Publication], tmp_path: Path) -> None:
    """In one line; the site is at the persistent address, unless another one is given."""
    done = run("publish", tmp_path / "site", "--store", tmp_path / "store", "--processes", "3")
    assert (done.exit_code, done.stderr) == (0, "")
    assert done.stdout == "Révision 7, 12 choses\u00a0: 184 fichiers, dont 11 écrits\u202f; 1 supprimés\n"
    (found,) = asked
    assert (found.root, found.processes) == (tmp_path / "site", 3)
    assert (found.settings.base, found.settings.store) == ("https://w3id.org/quartierkg", tmp_path / "store")
    run("publish", tmp_path / "site", "--base", "https://example.org/kg/")
    assert asked[1].settings == Settings(base="https://example.org/kg")


@pytest.mark.parametrize("terminal", [True, False])
def test_a_bar_is_shown_to_whoever_looks(
    run: Run, asked: list[Publication], monkeypatch: pytest.MonkeyPatch, terminal: bool
) -> None:
    """On standard error, and only at a terminal."""
    monkeypatch.setattr(output, "on_terminal", lambda stream: terminal and stream is not None)
    done = run("publish", "site")
    assert ("Publication" in done.stderr) == terminal
    assert "Publication" not in done.stdout
    assert len(asked) == 1


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--processes", "0"), "--processes"),
        (("--processes", "many"), "--processes"),
        (("--store", "sparql+http://127.0.0.1:1/query"), "journal"),
        (("--base", "example.org"), "adresse"),
    ],
)
def test_what_does_not_fit_is_refused(run: Run, tmp_path: Path, words: tuple[str, ...], said: str) -> None:
    """On one line, and no folder is made."""
    done = run("publish", tmp_path / "site", *words)
    assert (done.exit_code, done.stdout) == (2, "")
    assert said in done.stderr
    assert not (tmp_path / "site").exists()


def test_a_folder_with_something_else_in_it_is_refused(run: Run, tmp_path: Path) -> None:
    """And left as it is."""
    (tmp_path / "thesis.tex").write_text("mine", encoding="utf-8")
    done = run("publish", tmp_path)
    assert done.exit_code == 2
    assert "n’est pas vide" in done.stderr
    assert [path.name for path in tmp_path.iterdir()] == ["thesis.tex"]


@pytest.mark.skipif(not LONG, reason="the whole published network, four times: two minutes")
@pytest.mark.skipif(sys.platform != "linux", reason="it looks at /proc")
def test_a_run_that_is_killed_is_completed_by_the_next(own: Path, tmp_path: Path) -> None:
    """Wherever it was, with several processes; in the end the folder is as one that was written at once."""

    def command(folder: str) -> list[str]:
        words = ["publish", str(tmp_path / folder), "--store", str(own), "--processes", "2"]
        return [sys.executable, "-m", "quartierkg", *words]

    subprocess.run(command("whole"), check=True, cwd=ROOT, stdout=subprocess.DEVNULL)
    whole = contents(tmp_path / "whole")
    for share in (0.02, 0.3, 0.9):
        process = subprocess.Popen(command("killed"), cwd=ROOT, stdout=subprocess.DEVNULL)
        while process.poll() is None and len(contents(tmp_path / "killed", read=False)) < share * len(whole):
            time.sleep(0.05)
        workers = children(process.pid)
        process.kill()
        process.wait()
        deadline = time.monotonic() + 10
        while any(map(is_alive, workers)) and time.monotonic() < deadline:
            time.sleep(0.1)
        assert not any(map(is_alive, workers))  # nobody works on without the one that gave the work
    subprocess.run(command("killed"), check=True, cwd=ROOT, stdout=subprocess.DEVNULL)
    assert contents(tmp_path / "killed") == whole


def contents(folder: Path, *, read: bool = True) -> dict[str, bytes]:
    """Every file of a site, and nothing of what is kept about it."""
    files = (path for path in folder.rglob("*") if path.is_file() and ".quartierkg" not in path.parts)
    return {path.relative_to(folder).as_posix(): path.read_bytes() if read else b"" for path in files}


def children(pid: int) -> list[int]:
    """The processes that a process started."""
    found = Path(f"/proc/{pid}/task").glob("*/children")
    return [int(child) for file in found for child in file.read_text().split()]


def is_alive(pid: int) -> bool:
    """Whether a process still works: one that nobody waited for yet does not."""
    try:
        state = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
    except OSError:
        return False
    return state != "Z"
