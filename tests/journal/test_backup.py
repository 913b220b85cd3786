"""Copies of a journal: made beside a writer, whole or refused."""

from __future__ import annotations

import subprocess
import sys
import time
from pathlib import Path

import pytest

from quartierkg.errors import StoreFault, UsageFault
from quartierkg.journal import Journal, Ledger, Record, Verified
from quartierkg.journal.backup import copy, made, verified

_WRITING = """
import sys
from pathlib import Path
from quartierkg.journal import Journal, Record
journal = Journal(Path(sys.argv[1]))
number = 0
while True:
    number += 1
    data = f"# {number} {'z' * 5000}".encode()
    journal.append([Record("load", f"{number}.ttl", "text/turtle", "urn:g", data, "someone", "why")])
    print(number, flush=True)
"""


def copied(source: Path, target: Path) -> Verified:
    """A copy in a folder of its own, verified."""
    with made(target):
        copy(source, target)
    return verified(target)


def test_a_copy_gives_the_same_store(tmp_path: Path) -> None:
    """There and back: the same entries, the same bytes, the same hash of all."""
    with Journal(tmp_path / "store") as journal:
        journal.append([Record("load", "a.ttl", "text/turtle", "urn:g", b"# a", "someone", "why")])
        entries = journal.entries
    there = copied(tmp_path / "store", tmp_path / "copy")
    back = copied(tmp_path / "copy", tmp_path / "back")
    assert there == back
    assert there.chain == entries[-1].chain
    with Journal(tmp_path / "back") as journal:
        assert journal.entries == entries
        assert journal.data(entries[0]) == b"# a"


def test_copies_beside_a_writer_are_whole(tmp_path: Path) -> None:
    """Each has everything that was acknowledged before it began, and nothing half."""
    store = tmp_path / "store"
    command = [sys.executable, "-c", _WRITING, str(store)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as writer:
        assert writer.stdout is not None
        try:
            acknowledged = int(writer.stdout.readline())
            for turn in range(5):
                time.sleep(0.05)
                while acknowledged < 10 * (turn + 1):
                    acknowledged = int(writer.stdout.readline())
                found = copied(store, tmp_path / str(turn))
                assert found.entries >= acknowledged
        finally:
            writer.kill()
    with Journal(tmp_path / "4") as journal:
        assert len(journal.entries) == found.entries


def test_a_copy_goes_into_nothing_else(tmp_path: Path) -> None:
    """A folder that holds something is refused, and nothing there is touched."""
    Journal(tmp_path / "store").close()
    (tmp_path / "full").mkdir()
    (tmp_path / "full" / "mine.txt").write_text("mine", encoding="utf-8")
    with pytest.raises(UsageFault, match="not empty"):
        copied(tmp_path / "store", tmp_path / "full")
    assert [path.name for path in (tmp_path / "full").iterdir()] == ["mine.txt"]


def test_a_damaged_copy_is_not_taken_for_one(tmp_path: Path) -> None:
    """The entry is named when it is put back."""
    with Journal(tmp_path / "store") as journal:
        journal.append([Record("load", "a.ttl", "text/turtle", "urn:g", b"# to be found", "someone", "why")])
    copied(tmp_path / "store", tmp_path / "copy")
    path = tmp_path / "copy" / "journal.sqlite"
    path.write_bytes(path.read_bytes().replace(b"# to be found", b"# to be fouud"))
    with pytest.raises(StoreFault, match=r"Entr(y|ée) 1 "):
        copied(tmp_path / "copy", tmp_path / "back")
    with pytest.raises(StoreFault, match="holds no journal"):
        Ledger.open(tmp_path / "nothing")
