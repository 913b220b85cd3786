"""The SQLite file of what is kept. It is opened for each thing that is done: nothing of it stays in memory."""

from __future__ import annotations

import secrets
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Final

from quartierkg import layout, private
from quartierkg.errors import StoreFault
from quartierkg.language import Text

FILE: Final = "results.sqlite"
FORMAT: Final = 1
_PATIENCE: Final = 20.0
_SCHEMA: Final = f"""
PRAGMA auto_vacuum = FULL;
BEGIN EXCLUSIVE;
CREATE TABLE salt (salt BLOB NOT NULL);
CREATE TABLE results (
    digest BLOB PRIMARY KEY NOT NULL,
    client BLOB NOT NULL,
    since TEXT NOT NULL,
    until TEXT NOT NULL,
    size INTEGER NOT NULL,
    choice TEXT NOT NULL,
    report BLOB NOT NULL
);
CREATE INDEX results_by_client ON results (client);
CREATE TABLE sources (
    result BLOB NOT NULL REFERENCES results (digest) ON DELETE CASCADE,
    number INTEGER NOT NULL,
    is_context INTEGER NOT NULL,
    name TEXT NOT NULL,
    media_type TEXT,
    data BLOB NOT NULL,
    PRIMARY KEY (result, number)
);
CREATE TABLE gone (digest BLOB PRIMARY KEY NOT NULL, until TEXT NOT NULL);
PRAGMA user_version = {FORMAT};
"""
_REMEDY: Final = Text(
    "Supprimez ce fichier : rien d’autre n’en dépend, seuls les résultats gardés sont perdus.",
    "Delete this file: nothing else depends on it, and only kept results are lost.",
)


@contextmanager
def opened(folder: Path) -> Iterator[sqlite3.Connection]:
    """A transaction on the file of a folder, which is made where there is none: all of it counts, or nothing.

    :raises StoreFault: when it is damaged, of another make, or the disk refuses it.
    """
    path = folder / FILE
    private.touch(path)
    try:
        with closing(sqlite3.connect(path, timeout=_PATIENCE, isolation_level=None)) as connection:
            _prepare(connection, path)
            connection.execute("BEGIN IMMEDIATE")
            try:
                yield connection
                connection.execute("COMMIT")
            finally:
                if connection.in_transaction:
                    connection.rollback()
    except sqlite3.Error as error:
        raise StoreFault(
            Text(
                f"Le fichier {path} est inutilisable (SQLite dit : « {error} »).",
                f"The file {path} is not usable: {error}.",
            ),
            remedy=_REMEDY,
        ) from error


def _prepare(connection: sqlite3.Connection, path: Path) -> None:
    connection.execute("PRAGMA secure_delete = ON")  # what is removed is not found on the disk either
    connection.execute("PRAGMA foreign_keys = ON")
    if _version(connection) == 0:
        _make(connection)
    version = _version(connection)
    if version > FORMAT:
        raise layout.later(path, version, FORMAT)
    if version != FORMAT:
        raise StoreFault(
            Text(
                f"{path} n’est pas un fichier que cette version sait lire.",
                f"{path} is not a file that this version can read.",
            ),
            remedy=_REMEDY,
        )


def _make(connection: sqlite3.Connection) -> None:
    """The tables of a new file; of two who find one at once, one makes them."""
    try:
        connection.executescript(_SCHEMA)
        connection.execute("INSERT INTO salt VALUES (?)", (secrets.token_bytes(32),))
        connection.execute("COMMIT")
    except sqlite3.OperationalError:
        if connection.in_transaction:
            connection.rollback()
        if _version(connection) == 0:
            raise


def _version(connection: sqlite3.Connection) -> int:
    (version,) = connection.execute("PRAGMA user_version").fetchone()
    return int(version)
