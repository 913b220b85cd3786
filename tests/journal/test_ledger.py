"""A journal, read beside whoever writes to it."""

from __future__ import annotations

import shutil
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from quartierkg.errors import StoreFault
from quartierkg.journal import Journal, Ledger, Record
from quartierkg.journal.journal import FILE

ONE = Record("load", "one.ttl", "text/turtle", "urn:g", b"<urn:a> <urn:b> 1 .", "who", "why")
TWO = Record("load", "two.ttl", "text/turtle", "urn:g", b"<urn:a> <urn:b> 2 .", "who", "why")
READ = """
import sys
from pathlib import Path
from quartierkg.journal import Ledger
with Ledger.open(Path(sys.argv[1])) as ledger:
    print([ledger.record(entry).data.decode() for entry in ledger.entries])
"""


@pytest.fixture
def store(tmp_path: Path) -> Path:
    """The folder of a journal with two entries."""
    with Journal(tmp_path / "store") as journal:
        journal.append([ONE, TWO])
    return tmp_path / "store"


def test_it_gives_what_the_journal_gives(store: Path) -> None:
    """The same entries, and of each the same record."""
    with Ledger.open(store) as ledger:
        read = [(entry, ledger.record(entry), ledger.size(entry)) for entry in ledger.entries]
    with Journal(store) as journal:
        kept = [(entry, journal.record(entry), len(journal.data(entry))) for entry in journal.entries]
    assert read == kept
    assert [record for _, record, _ in read] == [ONE, TWO]


def test_it_is_read_while_another_process_writes(store: Path) -> None:
    """What was appended is seen by whoever opens it then."""
    with Journal(store) as journal:
        journal.append([ONE])
        command = [sys.executable, "-c", READ, str(store)]
        done = subprocess.run(command, check=True, capture_output=True, text=True, timeout=60)
    assert done.stdout.strip() == str([record.data.decode() for record in (ONE, TWO, ONE)])


def test_it_never_writes(store: Path) -> None:
    """Its connection refuses."""
    with Ledger.open(store) as ledger, pytest.raises(sqlite3.OperationalError, match="readonly"):
        ledger.connection.execute("INSERT INTO blobs VALUES ('x', 'y')")


@pytest.mark.parametrize(("number", "kept"), [(0, 0), (1, 1), (2, 2), (9, 2)])
def test_it_can_be_seen_as_it_was(store: Path, number: int, kept: int) -> None:
    """Up to an entry."""
    with Ledger.open(store) as ledger:
        assert ledger.until(number).entries == ledger.entries[:kept]


def test_a_folder_without_a_journal_is_told_so(tmp_path: Path) -> None:
    """And stays as it is."""
    with pytest.raises(StoreFault, match="holds no journal"):
        Ledger.open(tmp_path)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("content", [b"", b"no database at all" * 100])
def test_a_file_that_is_no_journal_is_told_so(tmp_path: Path, content: bytes) -> None:
    """Empty, or something else."""
    (tmp_path / FILE).write_bytes(content)
    with pytest.raises(StoreFault, match="not usable"):
        Ledger.open(tmp_path)


def test_bytes_that_are_others_are_never_given(store: Path, tmp_path: Path) -> None:
    """Their digest is looked at when they are read."""
    shutil.copytree(store, tmp_path / "damaged")
    with sqlite3.connect(tmp_path / "damaged" / FILE) as connection:
        connection.execute("DROP TRIGGER blobs_refuse_update")
        connection.execute("UPDATE blobs SET bytes = x'00' WHERE sha256 = ?", (ONE.sha256,))
    connection.close()
    with Ledger.open(tmp_path / "damaged") as ledger:
        with pytest.raises(StoreFault, match="entry 1"):
            ledger.record(ledger.entries[0])
        assert ledger.record(ledger.entries[1]) == TWO
