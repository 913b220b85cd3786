"""Erasure: the bytes go, the chain holds, and the journal says who erased them and why."""

from __future__ import annotations

import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from quartierkg.errors import NotFound, StoreFault, UsageFault
from quartierkg.journal import Journal, Ledger, Record

SECRET = b'<urn:a> <urn:b> "Camille Secret, 12 rue Cach\xc3\xa9e" .'
OLD = Path(__file__).with_name("format-1.sqlite")


def record(name: str, data: bytes, kind: str = "load") -> Record:
    """Something to journal."""
    return Record(kind, name, "text/turtle", "urn:g" if kind == "load" else "", data, "someone", "a test")  # type: ignore[arg-type]


@pytest.fixture
def filled(tmp_path: Path) -> Path:
    """A journal of four entries, two of them with the same bytes."""
    with Journal(tmp_path) as journal:
        journal.append([record("one.ttl", b"# one"), record("secret.ttl", SECRET), record("again.ttl", SECRET)])
        journal.append([record("deed", b"{}", "act")])
    return tmp_path


def digest(store: Path, number: int) -> str:
    """The digest of an entry's bytes."""
    with Ledger.open(store) as ledger:
        return ledger.entries[number - 1].fields.sha256


def test_erased_bytes_are_nowhere_and_the_chain_holds(filled: Path) -> None:
    """Not in the file, not in its log; verify says erased, for each entry that had them, and what was before stays."""
    with Journal(filled) as journal:
        before = journal.entries
        erasure = journal.erase(digest(filled, 2), "operator", "asked for by the person")
        assert (erasure.number, erasure.fields.reason, erasure.shown) == (5, "asked for by the person", True)
        assert journal.data(journal.entries[1]) == b""
    for path in filled.iterdir():
        assert b"Camille" not in path.read_bytes(), path
    with Journal(filled) as journal:
        assert journal.entries[:4] == before
        assert [entry.number for entry in journal.verified.erased] == [2, 3]
        assert journal.data(journal.entries[0]) == b"# one"
    with Ledger.open(filled) as ledger:
        assert ledger.until(3).data(ledger.entries[2]) == b""
        assert [entry.number for entry in ledger.verify().erased] == [2, 3]


def test_what_was_done_is_not_erased(filled: Path) -> None:
    """A deed, a file of the release and an erasure stay; an unknown digest is said to be unknown."""
    with Journal(filled) as journal:
        with pytest.raises(UsageFault, match=r"Entry 4 .*what was done"):
            journal.erase(digest(filled, 4), "operator", "no")
        with pytest.raises(NotFound, match="No entry has the digest"):
            journal.erase("0" * 64, "operator", "no")
        assert len(journal.entries) == 4


def test_the_same_bytes_may_come_again(filled: Path) -> None:
    """Whoever hands in what was erased has it kept again."""
    with Journal(filled) as journal:
        journal.erase(digest(filled, 2), "operator", "by mistake")
        (entry,) = journal.append([record("back.ttl", SECRET)])
        assert journal.data(entry) == SECRET
    with Journal(filled) as journal:
        assert journal.verified.erased == ()


def test_an_erasure_that_nobody_recorded_is_damage(filled: Path) -> None:
    """Emptied bytes count as erased for the digest that an entry names, and for no other."""
    with Journal(filled) as journal:
        journal.erase(digest(filled, 2), "operator", "recorded")
    with closing(sqlite3.connect(filled / "journal.sqlite")) as connection:
        with pytest.raises(sqlite3.DatabaseError, match="append-only"):
            connection.execute("UPDATE blobs SET bytes = x'' WHERE sha256 = ?", (digest(filled, 1),))
        with pytest.raises(sqlite3.DatabaseError, match="append-only"):
            connection.execute("UPDATE blobs SET bytes = x'aa' WHERE sha256 = ?", (digest(filled, 1),))
        connection.execute("DROP TRIGGER blobs_refuse_update")
        connection.execute("UPDATE blobs SET bytes = x'' WHERE sha256 = ?", (digest(filled, 1),))
        connection.commit()
    with pytest.raises(StoreFault, match=r"Entry 1 .*digest"):
        Journal(filled)


def test_a_journal_of_the_first_format_is_read_and_becomes_one_of_this(tmp_path: Path) -> None:
    """Its entries and its chain are what they were; it can be read before, and erased from after."""
    shutil.copy(OLD, tmp_path / "journal.sqlite")
    with Ledger.open(tmp_path) as ledger:
        before = ledger.entries
        assert len(before) == 3
        ledger_bytes = [ledger.data(entry) for entry in before]
    with Journal(tmp_path) as journal:
        assert journal.entries == before
        assert [journal.data(entry) for entry in before] == ledger_bytes
        journal.erase(before[1].fields.sha256, "operator", "a test")
    with Journal(tmp_path) as journal:
        assert [entry.number for entry in journal.verified.erased] == [2]
