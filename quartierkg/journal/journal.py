"""The journal of a store: append, read, never change."""

from __future__ import annotations

import json
import sqlite3
import stat
from collections.abc import Sequence
from contextlib import ExitStack, closing
from dataclasses import astuple
from datetime import UTC, datetime
from pathlib import Path
from threading import Lock
from types import TracebackType
from typing import Final, Self

from quartierkg import reasons
from quartierkg.errors import StoreFault
from quartierkg.journal import database
from quartierkg.journal.anchor import Anchor
from quartierkg.journal.entry import GENESIS, Entry, Fields, Record
from quartierkg.journal.erasure import check_erasable
from quartierkg.journal.lock import WriterLock
from quartierkg.journal.verification import damaged, verify
from quartierkg.language import Text
from quartierkg.media import JSON

FILE: Final = "journal.sqlite"
LOCK: Final = "journal.lock"

_INSERT_BLOB: Final = (
    "INSERT INTO blobs VALUES (?, ?) "
    "ON CONFLICT DO UPDATE SET bytes = excluded.bytes WHERE bytes = x'' AND excluded.bytes != x''"
)
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
            connection, self.format_before = database.connect(self._path)
            """That of the file, before it was brought to this release's."""
            self._connection = held.enter_context(closing(connection))
            self._alone = Lock()
            self._anchor = Anchor(directory)
            self._entries = database.entries(self._connection, self._path)
            self.verified = verify(self._entries, self._bytes)
            """What the journal was found to be when it was opened."""
            self._anchor.check(self._entries)
            database.check(self._connection, self._path)
            self._anchor.set(self.head)
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

    @property
    def shown(self) -> Entry | None:
        """The latest entry that the published graphs show, or None where there is none."""
        return next((entry for entry in reversed(self._entries) if entry.shown), None)

    def append(self, records: Sequence[Record]) -> tuple[Entry, ...]:
        """Add records, all or none; they are on the disk when this returns.

        :raises StoreFault: when the disk refuses them.
        """
        return self._append(records)

    def erase(self, digest: str, author: str, reason: str) -> Entry:
        """Erase the bytes of a digest wherever they stand; the chain holds, and says who erased them and why.

        :raises UsageFault: when no entry has such bytes, or such as the journal cannot do without.
        :raises StoreFault: when the disk refuses it.
        """
        concerned = [entry for entry in self._entries if entry.fields.sha256 == digest]
        check_erasable(concerned, digest)
        graphs = sorted({entry.fields.graph for entry in concerned if entry.shown})
        said = json.dumps({"entries": [entry.number for entry in concerned]}).encode() + b"\n"
        record = Record("erasure", digest, JSON.essence, " ".join(graphs), said, author, reason)
        (entry,) = self._append([record], erasing=digest)
        with database.named(self._path):
            # The log holds the bytes as well, until it is emptied.
            self._connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        return entry

    def _append(self, records: Sequence[Record], erasing: str | None = None) -> tuple[Entry, ...]:
        with self._alone:
            return self._appended(records, erasing)

    def _appended(self, records: Sequence[Record], erasing: str | None) -> tuple[Entry, ...]:
        entries = self._chained(records)
        with database.named(self._path):
            self._connection.execute("BEGIN IMMEDIATE")
            try:
                self._connection.executemany(_INSERT_BLOB, [(record.sha256, record.data) for record in records])
                self._connection.executemany(
                    _INSERT_ENTRY, [(*astuple(entry.fields), entry.chain) for entry in entries]
                )
                if erasing is not None:
                    self._connection.execute("UPDATE blobs SET bytes = x'' WHERE sha256 = ?", (erasing,))
                self._connection.execute("COMMIT")
            except sqlite3.DatabaseError:
                self._connection.rollback()
                raise
        self._entries.extend(entries)
        self._anchor.set(self.head)
        return entries

    def data(self, entry: Entry) -> bytes:
        """The original bytes of an entry; none, where they were erased.

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

    def _bytes(self, entry: Entry) -> bytes | None:
        """The bytes of an entry, or None when they are not there.

        :raises StoreFault: when the file does not give them.
        """
        try:
            row = self._connection.execute(
                "SELECT bytes FROM blobs WHERE sha256 = ?", (entry.fields.sha256,)
            ).fetchone()
        except sqlite3.DatabaseError as error:
            raise damaged(entry, Text(f"SQLite dit : « {error} »", f"SQLite says {str(error)!r}")) from error
        return bytes(row[0]) if row else None


def _make(directory: Path) -> None:
    """Make the store's folder; what is not public is in it, so that a new one is for its owner alone."""
    try:
        directory.mkdir(mode=stat.S_IRWXU, parents=True, exist_ok=True)
    except OSError as error:
        reason = reasons.of_system(error)
        raise StoreFault(
            Text(
                f"Impossible de créer l’entrepôt {directory} ({reason.fr}).",
                f"The store {directory} cannot be made ({reason.en}).",
            )
        ) from error
