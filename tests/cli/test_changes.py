"""``quartierkg changes``."""

from __future__ import annotations

from pathlib import Path

import pytest

from quartierkg.snapshot import Archive
from quartierkg.snapshot.graphs import NETWORK
from tests.cli.conftest import Run

INTEGER = "<http://www.w3.org/2001/XMLSchema#integer>"


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store into which a file was loaded twice."""
    folder: Path = tmp_path_factory.mktemp("store")
    with Archive(folder / "store", empty=True) as archive:
        for text in (b"<urn:a> <urn:p> 1 .", b"<urn:a> <urn:p> 2 ."):
            archive.load("a.ttl", text, "network")
    with Archive(folder / "store", folder):
        return folder / "store"


def test_two_revisions_are_compared_as_a_patch(run: Run, store: Path) -> None:
    """What goes and what comes, each with its graph."""
    done = run("changes", "1", "2", "--store", store)
    assert (done.exit_code, done.stderr) == (0, "")
    assert done.stdout.splitlines()[2:] == [
        "TX .",
        f'D <urn:a> <urn:p> "1"^^{INTEGER} <{NETWORK.value}> .',
        f'A <urn:a> <urn:p> "2"^^{INTEGER} <{NETWORK.value}> .',
        "TC .",
    ]


@pytest.mark.parametrize("words", [("--format", "ru"), ("-o", "change.ru")])
def test_or_as_an_update(
    run: Run, store: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, words: tuple[str, ...]
) -> None:
    """Where the option or the file's name says so."""
    monkeypatch.chdir(tmp_path)
    done = run("changes", "1", "2", "--store", store, *words)
    written = done.stdout or (tmp_path / "change.ru").read_text(encoding="utf-8")
    assert "DELETE DATA" in written
    assert "INSERT DATA" in written
    assert "TX ." not in written


def test_they_are_compared_while_the_store_is_open(run: Run, store: Path) -> None:
    """A server that runs on it is not in the way."""
    with Archive(store, store.parent):
        assert run("changes", "2", "1", "--store", store).exit_code == 0


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("1", "999"), "Il n’y a pas de révision 999"),
        (("1", "x"), "n’est pas le numéro"),
        (("1", "²"), "n’est pas le numéro"),
        (("1",), "Il manque"),
    ],
)
def test_what_is_no_revision_is_refused(run: Run, store: Path, words: tuple[str, ...], said: str) -> None:
    """On one line."""
    done = run("changes", *words, "--store", store)
    assert (done.exit_code, done.stdout) == (2, "")
    assert said in done.stderr.replace("\u00a0", " ")


def test_a_store_is_needed(run: Run) -> None:
    """What is bundled has no history."""
    done = run("changes", "1", "2")
    assert done.exit_code == 2
    assert "--store" in done.stderr
