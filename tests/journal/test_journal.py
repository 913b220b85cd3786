"""The journal: append-only, chained, verified when opened."""

from __future__ import annotations

import os
import sqlite3
import stat
import sys
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from quartierkg.errors import StoreFault
from quartierkg.journal import Journal, Record


def record(name: str = "a.ttl", data: bytes = b"<urn:a> <urn:b> <urn:c> .") -> Record:
    """Something to journal."""
    return Record("load", name, "text/turtle", "https://w3id.org/quartierkg/graph/network", data, "someone", "a test")


@pytest.fixture
def filled(tmp_path: Path) -> Path:
    """A store whose journal has three entries, two of them with the same bytes."""
    with Journal(tmp_path) as journal:
        journal.append([record("one.ttl"), record("two.ttl")])
        journal.append([record("three.ttl", b"# three \xe9")])
    return tmp_path


def damage(store: Path, statement: str) -> None:
    """Change the file behind the journal's back, as a bad disk or a hand would."""
    with closing(sqlite3.connect(store / "journal.sqlite")) as connection, connection:
        for (trigger,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
            connection.execute(f"DROP TRIGGER {trigger}")
        connection.execute(statement)


def test_what_was_appended_is_there_after_reopening(filled: Path) -> None:
    """Numbers, names and original bytes come back as they went in."""
    with Journal(filled) as journal:
        assert [(entry.number, entry.fields.name) for entry in journal.entries] == [
            (1, "one.ttl"),
            (2, "two.ttl"),
            (3, "three.ttl"),
        ]
        assert journal.data(journal.entries[2]) == b"# three \xe9"


def test_the_time_of_an_entry_is_utc(filled: Path) -> None:
    """An entry says when it was made, in UTC."""
    with Journal(filled) as journal:
        assert all(entry.fields.time.endswith("Z") for entry in journal.entries)


def test_every_entry_changes_the_chain(filled: Path) -> None:
    """No two entries share a hash, even with the same bytes."""
    with Journal(filled) as journal:
        assert len({entry.chain for entry in journal.entries}) == 3


@pytest.mark.parametrize(
    "statement",
    [
        "REPLACE INTO entries SELECT * FROM entries",
        "UPDATE entries SET name = 'x'",
        "DELETE FROM entries",
        "UPDATE blobs SET bytes = x''",
        "DELETE FROM blobs",
    ],
)
def test_the_file_itself_refuses_a_change(filled: Path, statement: str) -> None:
    """Even a foreign SQLite client cannot update or delete by accident."""
    with (
        closing(sqlite3.connect(filled / "journal.sqlite")) as connection,
        pytest.raises(sqlite3.DatabaseError, match="append-only"),
    ):
        connection.execute(statement)


@pytest.mark.parametrize(
    ("statement", "named"),
    [
        (
            "UPDATE blobs SET bytes = x'00' WHERE sha256 = (SELECT sha256 FROM entries WHERE number = 3)",
            "Entry 3 .*digest",
        ),
        ("DELETE FROM blobs WHERE sha256 = (SELECT sha256 FROM entries WHERE number = 3)", "Entry 3 .*missing"),
        ("UPDATE entries SET author = 'another' WHERE number = 2", "Entry 2 .*chain"),
        ("UPDATE entries SET chain = 'abc' WHERE number = 1", "Entry 1 .*chain"),
        ("DELETE FROM entries WHERE number = 1", "Entry 1 .*missing"),
        ("UPDATE entries SET number = 9 WHERE number = 2", "Entry 2 .*missing"),
    ],
)
def test_damage_is_named_when_the_journal_is_opened(filled: Path, statement: str, named: str) -> None:
    """A journal that is not what was written does not open, and the damaged entry is named."""
    damage(filled, statement)
    with pytest.raises(StoreFault, match=named):
        Journal(filled)


def test_a_flipped_byte_on_the_disk_is_named(filled: Path) -> None:
    """One changed byte in the stored original is found by its digest."""
    path = filled / "journal.sqlite"
    content = path.read_bytes()
    assert content.count(b"# three") == 1
    path.write_bytes(content.replace(b"# three", b"# thref"))
    with pytest.raises(StoreFault, match=r"Entry 3 .*'three.ttl'"):
        Journal(filled)


def test_a_file_that_is_no_journal_is_said_to_be_none(tmp_path: Path) -> None:
    """Garbage in the place of the journal is a clear fault, never a new journal."""
    (tmp_path / "journal.sqlite").write_bytes(b"not a database at all" * 100)
    with pytest.raises(StoreFault, match="not usable"):
        Journal(tmp_path)


def test_a_journal_of_a_later_version_is_left_alone(filled: Path) -> None:
    """A file format that this version does not know is refused."""
    damage(filled, "PRAGMA user_version = 99")
    with pytest.raises(StoreFault, match="format 99"):
        Journal(filled)


def test_a_second_writer_is_refused(filled: Path) -> None:
    """While one journal is open, another on the same store is a clear fault; afterwards it opens."""
    with Journal(filled), pytest.raises(StoreFault, match="already open"):
        Journal(filled)
    Journal(filled).close()


def test_a_failed_opening_does_not_keep_the_lock(filled: Path) -> None:
    """After damage is reported and repaired, the same process may open the journal."""
    path = filled / "journal.sqlite"
    good = path.read_bytes()
    path.write_bytes(good.replace(b"# three", b"# thref"))
    with pytest.raises(StoreFault):
        Journal(filled)
    path.write_bytes(good)
    Journal(filled).close()


def test_records_are_appended_all_or_none(filled: Path) -> None:
    """When one record of a batch cannot be written, none is."""
    bad = record("bad.ttl")
    object.__setattr__(bad, "author", None)
    with Journal(filled) as journal:
        with pytest.raises(StoreFault):
            journal.append([record("good.ttl"), bad])
        assert len(journal.entries) == 3
        journal.append([record("after.ttl")])
    with Journal(filled) as journal:
        assert journal.entries[-1].fields.name == "after.ttl"


@pytest.mark.parametrize("make", [lambda path: path.touch(), lambda path: path.symlink_to("/nonexistent/x")])
def test_a_folder_that_cannot_be_made_is_said(tmp_path: Path, make: Callable[[Path], None]) -> None:
    """A store whose folder cannot exist is a fault that names it."""
    make(tmp_path / "file")
    with pytest.raises(StoreFault, match="file"):
        Journal(tmp_path / "file")


@pytest.mark.skipif(sys.platform == "win32", reason="rights are another matter there")
def test_a_new_store_is_for_its_owner_alone(tmp_path: Path) -> None:
    """It holds what is not public: neither the folder nor a file of the journal is open to others."""
    folder = tmp_path / "store"
    before = os.umask(0o022)
    try:
        with Journal(folder) as journal:
            journal.append([record()])
            files = [path for path in folder.iterdir() if path.name.startswith("journal.sqlite")]
            assert len(files) >= 2
            assert {stat.S_IMODE(path.stat().st_mode) for path in files} == {0o600}
    finally:
        os.umask(before)
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
