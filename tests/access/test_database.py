"""The desk's file: private, durable, shared by processes, and never trusted when it is damaged."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from quartierkg.access import Database, Role, Tokens
from quartierkg.access.database import FILE
from quartierkg.errors import StoreFault


def altered(folder: Path, text: str) -> None:
    """Do to the file what only SQLite itself could do."""
    with closing(sqlite3.connect(folder / FILE)) as connection:
        connection.executescript(text)


@pytest.mark.skipif(sys.platform == "win32", reason="rights are others on Windows")
def test_nobody_else_reads_the_file(tmp_path: Path) -> None:
    """0600 for it and for what SQLite keeps beside it, whatever the rights were before and the process gives."""
    (tmp_path / FILE).touch(0o644)
    before = os.umask(0)
    try:
        with Database(tmp_path) as desk:
            Tokens(desk).create("Ada", Role.CHAIR)
            rights = {path.name: path.stat().st_mode & 0o777 for path in tmp_path.iterdir()}
    finally:
        os.umask(before)
    assert rights == dict.fromkeys((FILE, f"{FILE}-wal", f"{FILE}-shm"), 0o600)


def test_a_commit_is_synced_to_the_disk(desk: Database) -> None:
    """A write-ahead log, synced at every commit (sqlite.org, pragma synchronous: 2 is FULL)."""
    with desk.writing() as connection:
        assert connection.execute("PRAGMA synchronous").fetchone() == (2,)
        assert connection.execute("PRAGMA journal_mode").fetchone() == ("wal",)


def test_what_fails_leaves_nothing(desk: Database) -> None:
    """A transaction that is broken off is as if it had never begun, and the next one works."""

    def half() -> None:
        with desk.writing() as connection:
            connection.execute("INSERT INTO replies (token, key, asked, begun, doer) VALUES ('a', 'b', 'c', 'd', 'e')")
            connection.execute("INSERT INTO nothing VALUES (1)")

    with pytest.raises(StoreFault):
        half()
    assert desk.rows("SELECT * FROM replies") == []
    Tokens(desk).create("Ada", Role.CHAIR)


def test_a_reader_cannot_write(desk: Database) -> None:
    """What only reads goes another way than what writes."""
    with pytest.raises(StoreFault):
        desk.rows("DELETE FROM tokens")


OPEN = """
import sys
from pathlib import Path
from quartierkg.access import Database, Role, Tokens
with Database(Path(sys.argv[1])) as desk:
    for number in range(5):
        Tokens(desk).create(f"{sys.argv[2]} {number}", Role.MEMBER)
"""


def test_processes_open_a_new_file_and_write_to_it_at_once(tmp_path: Path) -> None:
    """Three of them find none, make it, and lose nothing of what each writes."""
    started = [subprocess.Popen([sys.executable, "-c", OPEN, str(tmp_path), str(number)]) for number in range(3)]
    assert [process.wait(60) for process in started] == [0] * 3
    with Database(tmp_path) as desk:
        assert len({token.holder for token in Tokens(desk).all()}) == 15


@pytest.mark.parametrize("place", [0, 30, 4096])
def test_a_damaged_file_is_not_opened(tmp_path: Path, place: int) -> None:
    """Neither without its beginning nor with other bytes in a page of it; the file is named."""
    with Database(tmp_path) as desk:
        for number in range(30):
            Tokens(desk).create(f"Ada {number}", Role.MEMBER)
    data = bytearray((tmp_path / FILE).read_bytes())
    data[place : place + 40] = b"\xff" * 40
    (tmp_path / FILE).write_bytes(data)
    with pytest.raises(StoreFault, match=FILE):
        Database(tmp_path)


@pytest.mark.parametrize(
    "text",
    [
        "PRAGMA user_version = 99",
        "DROP TRIGGER audit_refuse_delete",
        "CREATE TRIGGER more AFTER INSERT ON audit BEGIN DELETE FROM tokens; END",
        "CREATE TABLE other (a)",
    ],
)
def test_a_file_of_another_make_is_not_opened(tmp_path: Path, text: str) -> None:
    """A later format, a trigger that is gone or is new: nothing of it would be what this version means."""
    Database(tmp_path).close()
    altered(tmp_path, text)
    with pytest.raises(StoreFault, match=FILE):
        Database(tmp_path)


def test_who_only_reads_makes_no_file(tmp_path: Path) -> None:
    """A folder that was mistyped stays as it is."""
    with pytest.raises(StoreFault, match="no tokens"):
        Database.existing(tmp_path / "nowhere")
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    """A file stands where the folder should be."""
    (tmp_path / "file").touch()
    with pytest.raises(StoreFault, match="file"):
        Database(tmp_path / "file")


def test_a_copy_is_whole_and_as_private(desk: Database, tmp_path: Path) -> None:
    """One file with all that was committed; never over another one."""
    _, secret = Tokens(desk).create("Ada", Role.CHAIR)
    copy = desk.copied(tmp_path / "copy")
    assert [path.name for path in copy.parent.iterdir()] == [FILE]
    assert sys.platform == "win32" or copy.stat().st_mode & 0o777 == 0o600
    with pytest.raises(StoreFault, match="exists"):
        desk.copied(tmp_path / "copy")
    with Database(tmp_path / "copy") as restored:
        assert Tokens(restored).find(secret) == Tokens(desk).find(secret)


def test_a_file_of_the_first_format_goes_on_to_count(tmp_path: Path) -> None:
    """It had no subjects: its tokens are what they were, and new ones can have some."""
    with Database(tmp_path) as desk:
        token, secret = Tokens(desk).create("Ada", Role.CHAIR)
    altered(tmp_path, "DROP TABLE subjects")
    altered(tmp_path, "PRAGMA user_version = 1")
    with Database(tmp_path) as desk:
        assert Tokens(desk).find(secret) == token
        _, other = Tokens(desk).create("Bob", Role.CHAIR, subject="oidc-1")
    with Database(tmp_path) as desk:
        found = Tokens(desk).find(other)
        assert found is not None
        assert found.subject == "oidc-1"
