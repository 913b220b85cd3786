"""The journal of a store: append, read, never change."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from contextlib import ExitStack, closing
from dataclasses import astuple
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType
from typing import Final, Self

from quartierkg import reasons
from quartierkg.errors import StoreFault
from quartierkg.journal import database
from quartierkg.journal.entry import GENESIS, Entry, Fields, Record
from quartierkg.journal.lock import WriterLock
from quartierkg.journal.verification import verify
from quartierkg.language import Text

FILE: Final = "journal.sqlite"
LOCK: Final = "journal.lock"

_INSERT_BLOB: Final = "INSERT INTO blobs VALUES (?, ?) ON CONFLICT DO NOTHING"
_INSERT_ENTRY: Final = "INSERT INTO entries VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"


class Journal:
    """An open journal, held by this process alone."""

    def __init__(self, directory: Path) -> None:
        """Open the journal of a store, or make it; verify all of it.

        :raises StoreFault: when another process holds it, or when it is damaged.
        """
        _make(directory)
        self._path = directory / FILE
        with ExitStack() as held:
            held.callback(WriterLock(directory / LOCK).release)
            self._connection = held.enter_context(closing(database.connect(self._path)))
            self._entries = self._read()
            verify(self._entries, self._bytes)
            self._held = held.pop_all()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    @property
    def entries(self) -> tuple[Entry, ...]:
        """Every entry, oldest first."""
        return tuple(self._entries)

    @property
    def head(self) -> Entry | None:
        """The latest entry, or None in a new journal."""
        return self._entries[-1] if self._entries else None

    def append(self, records: Sequence[Record]) -> tuple[Entry, ...]:
        """Add records, all or none; they are on the disk when this returns.

        :raises StoreFault: when the disk refuses them.
        """
        entries = self._chained(records)
        with database.named(self._path):
            self._connection.execute("BEGIN IMMEDIATE")
            try:
                self._connection.executemany(_INSERT_BLOB, [(record.sha256, record.data) for record in records])
                self._connection.executemany(
                    _INSERT_ENTRY, [(*astuple(entry.fields), entry.chain) for entry in entries]
                )
                self._connection.execute("COMMIT")
            except sqlite3.DatabaseError:
                self._connection.rollback()
                raise
        self._entries.extend(entries)
        return entries

    def data(self, entry: Entry) -> bytes:
        """The original bytes of an entry.

        :raises StoreFault: when they are not there.
        """
        data = self._bytes(entry)
        if data is None:
            raise StoreFault(
                Text(
                    f"Les octets de l’entrée {entry.number} manquent au journal.",
                    f"The bytes of entry {entry.number} are missing from the journal.",
                )
            )
        return data

    def record(self, entry: Entry) -> Record:
        """An entry with its original bytes."""
        fields = entry.fields
        data = self.data(entry)
        return Record(fields.kind, fields.name, fields.media_type, fields.graph, data, fields.author, fields.reason)

    def close(self) -> None:
        """Close the file and let another process open it."""
        self._held.close()

    def _chained(self, records: Sequence[Record]) -> tuple[Entry, ...]:
        """The entries that the records become."""
        time = datetime.now(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
        head = self.head
        number, chain = (head.number, head.chain) if head else (0, GENESIS)
        entries: list[Entry] = []
        for offset, record in enumerate(records, start=1):
            entries.append(Fields.of(record, number + offset, time).chained(chain))
            chain = entries[-1].chain
        return tuple(entries)

    def _read(self) -> list[Entry]:
        """Every entry of the file."""
        with database.named(self._path):
            rows = self._connection.execute("SELECT * FROM entries ORDER BY number").fetchall()
        return [Entry(Fields(*row[:-1]), row[-1]) for row in rows]

    def _bytes(self, entry: Entry) -> bytes | None:
        """The bytes of an entry, or None when they are not there."""
        with database.named(self._path):
            row = self._connection.execute(
                "SELECT bytes FROM blobs WHERE sha256 = ?", (entry.fields.sha256,)
            ).fetchone()
        return bytes(row[0]) if row else None


def _make(directory: Path) -> None:
    """Make the store's folder."""
    try:
        directory.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        reason = reasons.of_system(error)
        raise StoreFault(
            Text(
                f"Impossible de créer l’entrepôt {directory} ({reason.fr}).",
                f"The store {directory} cannot be made ({reason.en}).",
            )
        ) from error
