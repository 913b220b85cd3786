"""The desk's SQLite file: its tables, its durability, and its errors. Several processes may have it open at once."""

from __future__ import annotations

import hashlib
import json
import sqlite3
import threading
import time
from collections.abc import Iterable, Iterator, Sequence
from contextlib import ExitStack, closing, contextmanager
from functools import cache
from pathlib import Path
from types import TracebackType
from typing import Any, Final, Self

from quartierkg import layout, private
from quartierkg.errors import StoreFault
from quartierkg.language import Text

FILE: Final = "desk.sqlite"
FORMAT: Final = 2
"""1 had no subjects."""
# So long a process waits for another one that writes; each write takes as long as the disk's sync.
_PATIENCE: Final = 20.0
_AGAIN: Final = 200

_SCHEMA: Final = """
CREATE TABLE tokens (
    id TEXT PRIMARY KEY NOT NULL,
    digest TEXT UNIQUE NOT NULL,
    holder TEXT NOT NULL,
    role TEXT NOT NULL CHECK (role IN ('applicant', 'member', 'chair', 'operator')),
    quartier TEXT CHECK ((quartier IS NOT NULL) = (role = 'applicant')),
    created TEXT NOT NULL,
    expires TEXT NOT NULL,
    revoked TEXT,
    reason TEXT NOT NULL DEFAULT '',
    seal TEXT NOT NULL
);
CREATE TABLE audit (
    number INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
    time TEXT NOT NULL,
    holder TEXT NOT NULL,
    token TEXT NOT NULL,
    role TEXT NOT NULL,
    method TEXT NOT NULL,
    path TEXT NOT NULL,
    status INTEGER NOT NULL,
    what TEXT NOT NULL,
    origin TEXT NOT NULL,
    times INTEGER NOT NULL,
    chain TEXT NOT NULL UNIQUE
);
CREATE TRIGGER audit_refuse_update BEFORE UPDATE ON audit
BEGIN SELECT RAISE(ABORT, 'the trail is append-only'); END;
CREATE TRIGGER audit_refuse_delete BEFORE DELETE ON audit
BEGIN SELECT RAISE(ABORT, 'the trail is append-only'); END;
-- What replaces a row fires no trigger of a deletion (sqlite.org, "REPLACE"): a line is always the next one.
CREATE TRIGGER audit_refuse_replace BEFORE INSERT ON audit
WHEN NEW.number <> (SELECT coalesce(max(number), 0) + 1 FROM audit) OR NEW.chain IN (SELECT chain FROM audit)
BEGIN SELECT RAISE(ABORT, 'the trail is append-only'); END;
CREATE TABLE replies (
    token TEXT NOT NULL,
    key TEXT NOT NULL,
    asked TEXT NOT NULL,
    begun TEXT NOT NULL,
    doer TEXT NOT NULL,
    status INTEGER,
    headers TEXT,
    body BLOB,
    seal TEXT NOT NULL,
    PRIMARY KEY (token, key)
);
CREATE INDEX replies_by_time ON replies (begun);
"""
_SUBJECTS: Final = """
CREATE TABLE subjects (
    token TEXT PRIMARY KEY NOT NULL,
    subject TEXT NOT NULL,
    seal TEXT NOT NULL
);
"""


class Database:
    """An open file of the desk. Whoever reads never waits for whoever writes."""

    def __init__(self, directory: Path) -> None:
        """Open the file in a store's folder, or make it; look at every page of it.

        :raises StoreFault: when it is damaged, of another make, or cannot be opened.
        """
        self.path = directory / FILE
        private.touch(self.path)
        self._writes, self._reads = threading.Lock(), threading.Lock()
        with named(self.path), ExitStack() as on_fault:
            self._writer = on_fault.enter_context(closing(_connect(self.path)))
            _prepare(self._writer, self.path)
            _check(self._writer)
            self._reader = on_fault.enter_context(closing(_connect(self.path)))
            self._reader.execute("PRAGMA query_only = ON")
            self._open = on_fault.pop_all()

    @classmethod
    def existing(cls, directory: Path) -> Self:
        """The file of a store that has one.

        :raises StoreFault: when it has none, or one that is damaged.
        """
        if not (directory / FILE).is_file():
            raise StoreFault(
                Text(f"{directory} ne contient ni jetons ni trace.", f"{directory} holds no tokens and no trail."),
                remedy=Text(
                    "Donnez le répertoire d’un entrepôt, ou créez un premier jeton.",
                    "Give the folder of a store, or create a first token.",
                ),
            )
        return cls(directory)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def rows(self, text: str, values: Sequence[Any] = ()) -> list[tuple[Any, ...]]:
        """What a SELECT finds, writes of other processes included.

        :raises StoreFault: when the file cannot be read.
        """
        with self._reads, named(self.path):
            return self._reader.execute(text, values).fetchall()

    @contextmanager
    def writing(self) -> Iterator[sqlite3.Connection]:
        """A transaction: all of it is on the disk at the end, or nothing of it.

        :raises StoreFault: when the disk refuses it.
        """
        with self._writes, named(self.path):
            self._writer.execute("BEGIN IMMEDIATE")
            try:
                yield self._writer
                self._writer.execute("COMMIT")
            finally:
                if self._writer.in_transaction:
                    self._writer.rollback()

    def copied(self, folder: Path) -> Path:
        """A copy of the file in another folder, whole, while others write.

        :raises StoreFault: when it is there already, or the disk refuses it.
        """
        with self._reads:
            return _copied(self._reader, folder)

    def settle(self) -> None:
        """Have what was committed stand in the file itself, and not only in the log beside it.

        Of a log that is damaged SQLite forgets the rest, which must not be that somebody's token was revoked.
        """
        with self._writes, named(self.path):
            self._writer.execute("PRAGMA wal_checkpoint(TRUNCATE)")

    def close(self) -> None:
        """Close the file."""
        self._open.close()


def put_back(copy: Path, folder: Path) -> Path:
    """The file of a folder, which is left as it is (it may be read-only), copied into another.

    :raises StoreFault: when it is there already, cannot be read, or the disk refuses it.
    """
    with (
        named(copy / FILE),
        closing(sqlite3.connect(f"{(copy / FILE).absolute().as_uri()}?mode=ro", uri=True)) as source,
    ):
        return _copied(source, folder)


def seal(values: Iterable[object]) -> str:
    """The digest of a row: SQLite looks at the form of its pages, and not at what they say."""
    told = [value.hex() if isinstance(value, bytes) else value for value in values]
    return hashlib.sha256(json.dumps(told).encode()).hexdigest()


def check_seals(path: Path, table: str, rows: Iterable[Sequence[Any]]) -> None:
    """Nothing, where each row is what was written; its seal stands last, and its name first.

    :raises StoreFault: when one is not: it is named.
    """
    for row in rows:
        if seal(row[:-1]) != row[-1]:
            raise StoreFault(
                Text(
                    f"Une ligne de {table}, « {row[0]} », n’est plus celle qui a été écrite dans {path}.",
                    f"A row of {table}, {row[0]!r}, is not what was written to {path}.",
                ),
                remedy=Text("Restaurez le fichier d’une sauvegarde.", "Restore the file from a backup."),
            )


@contextmanager
def named(path: Path) -> Iterator[None]:
    """SQLite's own complaints, as a fault of the store that names the file."""
    try:
        yield
    except sqlite3.Error as error:
        raise StoreFault(
            Text(
                f"Le fichier {path} est inutilisable (SQLite dit : « {error} »).",
                f"The file {path} is not usable: {error}.",
            ),
            remedy=private.remedy(path, Text("Restaurez-le d’une sauvegarde.", "Restore it from a backup.")),
        ) from error


def _copied(source: sqlite3.Connection, folder: Path) -> Path:
    copy = folder / FILE
    if copy.exists():
        raise StoreFault(Text(f"{copy} existe déjà.", f"{copy} exists already."))
    private.touch(copy)
    with named(copy), closing(sqlite3.connect(copy)) as target:
        source.backup(target)
        target.execute("PRAGMA journal_mode = DELETE")  # one file is the whole copy
    return copy


def _connect(path: Path) -> sqlite3.Connection:
    connection = sqlite3.connect(path, timeout=_PATIENCE, isolation_level=None, check_same_thread=False)
    _keep_log(connection)
    # FULL syncs the write-ahead log at every commit, so that what was acknowledged survives a power cut.
    connection.execute("PRAGMA synchronous = FULL")
    connection.execute("PRAGMA secure_delete = ON")
    return connection


def _keep_log(connection: sqlite3.Connection) -> None:
    """Turn to a write-ahead log. While another process does the same, SQLite says so at once instead of waiting."""
    for attempt in range(_AGAIN + 1):
        try:
            connection.execute("PRAGMA journal_mode = WAL")
        except sqlite3.OperationalError:
            if attempt == _AGAIN:
                connection.close()
                raise
            time.sleep(0.02)
        except sqlite3.DatabaseError:
            connection.close()
            raise
        else:
            return


def _prepare(connection: sqlite3.Connection, path: Path) -> None:
    """Make the tables of a new file; refuse a file of another make."""
    connection.execute("BEGIN IMMEDIATE")  # of two processes that find a new file, one makes the tables
    try:
        (version,) = connection.execute("PRAGMA user_version").fetchone()
        (tables,) = connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
        if version == 0 and tables == 0:
            _make(connection, _SCHEMA + _SUBJECTS)
        elif version == 1:
            _make(connection, _SUBJECTS)
        elif version > FORMAT:
            raise layout.later(path, version, FORMAT)
        elif version != FORMAT:
            raise StoreFault(
                Text(
                    f"{path} n’est pas un fichier que cette version sait lire (format {version}).",
                    f"{path} is not a file that this version can read (format {version}).",
                )
            )
        connection.execute("COMMIT")
    finally:
        if connection.in_transaction:
            connection.rollback()


def _make(connection: sqlite3.Connection, schema: str) -> None:
    for statement in _statements(schema):
        connection.execute(statement)
    connection.execute(f"PRAGMA user_version = {FORMAT}")


def _statements(schema: str) -> Iterator[str]:
    """The statements of a schema; ``executescript`` would end the transaction."""
    statement = ""
    for line in schema.splitlines():
        statement += line + "\n"
        if sqlite3.complete_statement(statement):
            yield statement.strip()
            statement = ""


def _check(connection: sqlite3.Connection) -> None:
    """Nothing, where every page is what SQLite wrote, and no table or trigger was changed.

    :raises sqlite3.DatabaseError: otherwise.
    """
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
        fresh.executescript(_SCHEMA + _SUBJECTS)
        return _tables(fresh)
