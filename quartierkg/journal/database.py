"""The journal's SQLite file: its tables, its durability, and its errors."""

from __future__ import annotations

import sqlite3
import stat
from collections.abc import Iterator
from contextlib import ExitStack, closing, contextmanager, suppress
from functools import cache
from pathlib import Path
from typing import Final

from quartierkg import layout, private
from quartierkg.errors import StoreFault
from quartierkg.journal.entry import Entry, Fields
from quartierkg.language import Text

FORMAT: Final = 2
"""1 had no erasure."""

_ABORT: Final = "BEGIN SELECT RAISE(ABORT, 'the journal is append-only'); END;"
# Bytes give way to none once their erasure is recorded, and come back when the same are handed in again.
_REFUSE_OTHERS: Final = f"""
CREATE TRIGGER blobs_refuse_update BEFORE UPDATE ON blobs WHEN NOT (
    NEW.sha256 = OLD.sha256 AND EXISTS (SELECT 1 FROM entries WHERE kind = 'erasure' AND name = OLD.sha256)
    AND (NEW.bytes = x'' OR OLD.bytes = x'')
) {_ABORT}
"""
_REFUSALS: Final = _REFUSE_OTHERS + "".join(
    f"CREATE TRIGGER {table}_refuse_{event} BEFORE {event.upper()} ON {table} {_ABORT}"
    for table, event in (("entries", "update"), ("entries", "delete"), ("blobs", "delete"))
)
# REPLACE removes without a DELETE that a trigger would see.
_REFUSE_AGAIN: Final = f"""
CREATE TRIGGER entries_refuse_again BEFORE INSERT ON entries
WHEN EXISTS (SELECT 1 FROM entries WHERE number = NEW.number) {_ABORT}
"""
_MIGRATION: Final = f"""
BEGIN;
DROP TRIGGER blobs_refuse_update;
{_REFUSE_OTHERS}
{_REFUSE_AGAIN}
PRAGMA user_version = {FORMAT};
COMMIT;
"""

_SCHEMA: Final = f"""
CREATE TABLE blobs (sha256 TEXT PRIMARY KEY NOT NULL, bytes BLOB NOT NULL);
CREATE TABLE entries (
    number INTEGER PRIMARY KEY NOT NULL,
    time TEXT NOT NULL,
    kind TEXT NOT NULL,
    name TEXT NOT NULL,
    media_type TEXT NOT NULL,
    graph TEXT NOT NULL,
    sha256 TEXT NOT NULL REFERENCES blobs (sha256),
    author TEXT NOT NULL,
    reason TEXT NOT NULL,
    chain TEXT NOT NULL UNIQUE
);
{_REFUSALS}
{_REFUSE_AGAIN}
PRAGMA user_version = {FORMAT};
"""


def connect(path: Path) -> tuple[sqlite3.Connection, int]:
    """The journal's database, made when absent, and the format that it had; a commit is on the disk when it returns.

    :raises StoreFault: when the file is no journal, or one of a later version.
    """
    with suppress(OSError):  # SQLite says better what is wrong, and gives the files beside it the same rights
        path.touch(mode=stat.S_IRUSR | stat.S_IWUSR)
    with named(path), ExitStack() as on_fault:
        connection = sqlite3.connect(path, isolation_level=None, check_same_thread=False)
        on_fault.callback(connection.close)
        # FULL syncs the write-ahead log at every commit, so that what was acknowledged survives a power cut.
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA synchronous = FULL")
        connection.execute("PRAGMA foreign_keys = ON")
        connection.execute("PRAGMA secure_delete = ON")  # what is erased is overwritten
        before = _prepare(connection, path)
        on_fault.pop_all()
    return connection, before


def _prepare(connection: sqlite3.Connection, path: Path) -> int:
    """Make the tables of a new file, bring one of the first format to this one; the format that it had.

    :raises StoreFault: when it is of another make, or of a later release.
    """
    version = connection.execute("PRAGMA user_version").fetchone()[0]
    tables = connection.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]
    if version == 0 and tables == 0:
        connection.executescript(f"BEGIN;{_SCHEMA}COMMIT;")
        return FORMAT
    if version == 1:
        connection.executescript(_MIGRATION)
    elif version > FORMAT:
        raise layout.later(path, version, FORMAT)
    elif version != FORMAT:
        raise StoreFault(
            Text(
                f"{path} n’est pas un journal que cette version sait lire (format {version}).",
                f"{path} is not a journal that this version can read (format {version}).",
            )
        )
    return int(version)


def check_format(connection: sqlite3.Connection, path: Path) -> None:
    """Nothing, where a file is a journal that can be read as it is; the first format is one.

    :raises StoreFault: when a later release wrote it.
    :raises sqlite3.DatabaseError: when it is none.
    """
    (version,) = connection.execute("PRAGMA user_version").fetchone()
    if version > FORMAT:
        raise layout.later(path, version, FORMAT)
    if version not in (1, FORMAT):
        raise sqlite3.DatabaseError(f"format {version}")


def entries(connection: sqlite3.Connection, path: Path) -> list[Entry]:
    """Every entry of the file, oldest first.

    :raises StoreFault: when one cannot be read; the error names it.
    """
    found: list[Entry] = []
    try:
        for row in connection.execute("SELECT * FROM entries ORDER BY number"):
            found.append(Entry(Fields(*row[:-1]), row[-1]))
    except sqlite3.DatabaseError as error:
        raise _unreadable(path, len(found) + 1, error) from error
    return found


def check(connection: sqlite3.Connection, path: Path) -> None:
    """Look at every page of the file, also those that hold no entry and lead to one.

    :raises StoreFault: when one is not what SQLite wrote.
    """
    with named(path):
        (said,) = connection.execute("PRAGMA integrity_check(1)").fetchone()
        if said != "ok":
            raise sqlite3.DatabaseError(" ".join(str(said).split()))
        if _tables(connection) != _own_tables():
            raise sqlite3.DatabaseError("tables or triggers of another make")


def _tables(connection: sqlite3.Connection) -> frozenset[tuple[str, str]]:
    rows = connection.execute("SELECT name, sql FROM sqlite_master WHERE sql IS NOT NULL")
    return frozenset((name, " ".join(sql.split())) for name, sql in rows)


@cache
def _own_tables() -> frozenset[tuple[str, str]]:
    with closing(sqlite3.connect(":memory:")) as fresh:
        fresh.executescript(_SCHEMA)
        return _tables(fresh)


@contextmanager
def named(path: Path) -> Iterator[None]:
    """SQLite's own complaints, as a fault of the store that names the file."""
    try:
        yield
    except sqlite3.DatabaseError as error:
        raise StoreFault(
            Text(
                f"Le journal {path} est inutilisable (SQLite dit : « {error} »).",
                f"The journal {path} is not usable: {error}.",
            ),
            remedy=private.remedy(path, Text("Restaurez-le d’une sauvegarde.", "Restore it from a backup.")),
        ) from error


def _unreadable(path: Path, number: int, error: sqlite3.DatabaseError) -> StoreFault:
    return StoreFault(
        Text(
            f"L’entrée {number} du journal {path} est illisible (SQLite dit : « {error} »).",
            f"Entry {number} of the journal {path} cannot be read: {error}.",
        ),
        remedy=Text("Restaurez-le d’une sauvegarde.", "Restore it from a backup."),
    )
