"""``quartierkg journal``, ``backup``, ``restore`` and ``rebuild``."""

from __future__ import annotations

import stat
import sys
from pathlib import Path

import pytest

from quartierkg.journal import Ledger
from tests.cli.conftest import Run

FACT = '<https://w3id.org/quartierkg/id/camille> <http://www.w3.org/2000/01/rdf-schema#label> "Camille Exemple" .\n'


@pytest.fixture
def store(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A store of little more than a loaded file."""
    (tmp_path / "data").mkdir()
    monkeypatch.setenv("QUARTIERKG_DATA", str(tmp_path / "data"))
    (tmp_path / "fact.nt").write_text(FACT, encoding="utf-8")
    assert run("load", str(tmp_path / "fact.nt"), "--store", str(tmp_path / "store")).exit_code == 0
    return tmp_path / "store"


def number(store: Path, name: str) -> int:
    """The number of the entry of a name."""
    with Ledger.open(store) as ledger:
        return next(entry.number for entry in ledger.entries if entry.fields.name == name)


def test_a_whole_journal_is_said_to_be_whole(run: Run, store: Path) -> None:
    """With the number of its entries and the hash of the last; damage has its own exit code and names the entry."""
    with Ledger.open(store) as ledger:
        last = ledger.entries[-1]
    done = run("journal", "verify", "--store", str(store), "--lang", "en")
    assert (done.exit_code, done.stdout) == (0, f"Whole: {last.number} entries, chain {last.chain}.\n")
    path = store / "journal.sqlite"
    path.write_bytes(path.read_bytes().replace(b"Camille Exemple", b"Camille Exempla"))
    done = run("journal", "verify", "--store", str(store), "--lang", "en")
    assert done.exit_code not in (0, 1)
    assert f"Entry {last.number} " in done.stderr


def test_every_entry_is_listed(run: Run, store: Path) -> None:
    """A line each, in columns."""
    rows = [line.split("\t") for line in run("journal", "list", "--store", str(store)).stdout.splitlines()]
    assert [row[0] for row in rows] == [str(place + 1) for place in range(len(rows))]
    assert rows[-1][2:4] == ["load", "fact.nt"]
    assert {len(row) for row in rows} == {7}


def test_an_erased_fact_is_published_no_longer(run: Run, store: Path) -> None:
    """Its bytes are in no file of the store, the graph has it no longer, and verify says which entry was erased."""
    entry = number(store, "fact.nt")
    asked = ("journal", "erase", str(entry), "--store", str(store), "--lang", "en")
    assert run(*asked).exit_code != 0
    done = run(*asked, "--reason", "asked for")
    assert done.exit_code == 0
    assert f"Erased: entry {entry} (fact.nt)." in run("journal", "verify", "--store", str(store), "--lang", "en").stdout
    run("rebuild", "--store", str(store))
    dumped = run("dump", "--store", str(store), "--graph", "network").stdout
    assert "Camille" not in dumped
    for path in store.rglob("*"):
        assert not path.is_file() or b"Camille" not in path.read_bytes(), path


def test_the_same_journal_gives_the_same_graph(run: Run, store: Path, tmp_path: Path) -> None:
    """Built twice, and from a copy that was put back: the digest of all statements is one."""
    said = run("rebuild", "--store", str(store)).stdout
    assert run("rebuild", "--store", str(store)).stdout == said
    assert run("backup", str(tmp_path / "copy"), "--store", str(store)).exit_code == 0
    assert run("restore", str(tmp_path / "copy"), "--store", str(tmp_path / "back")).exit_code == 0
    assert run("rebuild", "--store", str(tmp_path / "back")).stdout == said
    assert "Sum" in run("rebuild", "--store", str(store), "--lang", "en").stdout


@pytest.mark.skipif(sys.platform == "win32", reason="rights of another kind")
def test_a_copy_is_for_its_owner_alone_in_a_folder_of_others_too(run: Run, store: Path, tmp_path: Path) -> None:
    """Its folder may be there already, open to everybody: the journal in it is not, nor the one that is put back."""
    for folder in (tmp_path / "copy", tmp_path / "back"):
        folder.mkdir(mode=0o755)
    assert run("backup", str(tmp_path / "copy"), "--store", str(store)).exit_code == 0
    assert run("restore", str(tmp_path / "copy"), "--store", str(tmp_path / "back")).exit_code == 0
    for folder in (tmp_path / "copy", tmp_path / "back"):
        assert stat.S_IMODE((folder / "journal.sqlite").stat().st_mode) == 0o600


def test_a_store_must_be_named(run: Run) -> None:
    """None is taken by chance."""
    for words in (["journal", "verify"], ["journal", "list"], ["backup", "x"], ["rebuild"]):
        done = run(*words, "--lang", "en")
        assert done.exit_code != 0
        assert "--store" in done.stderr
