"""The journal's SQLite file: its tables, its durability, and its errors."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Final

from quartierkg.errors import StoreFault
from quartierkg.language import Text

FORMAT: Final = 1

_REFUSALS: Final = "".join(
    f"CREATE TRIGGER {table}_refuse_{event} BEFORE {event.upper()} ON {table} "
    f"BEGIN SELECT RAISE(ABORT, 'the journal is append-only'); END;"
    for table in ("entries", "blobs")
    for event in ("update", "delete")
)

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
PRAGMA user_version = {FORMAT};
"""


def connect(path: Path) -> sqlite3.Connection:
    """The journal's database, made when absent; a commit is on the disk when it returns.

    :raises StoreFault: when the file is no journal, or one of a later version.
    """
    with named(path), ExitStack() as on_fault:
        connection = sqlite3.connect(path, isolation_level=None, check_same_thread=False)
        on_fault.callback(connection.close)
        # FULL syncs the write-ahead log at every commit, so that what was acknowledged survives a power cut.
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA synchronous = FULL")
        connection.execute("PRAGMA foreign_keys = ON")
        _prepare(connection, path)
        on_fault.pop_all()
    return connection


def _prepare(connection: sqlite3.Connection, path: Path) -> None:
    """Make the tables of a new file; refuse a file of another make."""
    version = connection.execute("PRAGMA user_version").fetchone()[0]
    tables = connection.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]
    if version == 0 and tables == 0:
        connection.executescript(f"BEGIN;{_SCHEMA}COMMIT;")
    elif version != FORMAT:
        raise StoreFault(
            Text(
                f"{path} n’est pas un journal que cette version sait lire (format {version}).",
                f"{path} is not a journal that this version can read (format {version}).",
            )
        )


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
            remedy=Text("Restaurez-le d’une sauvegarde.", "Restore it from a backup."),
        ) from error
