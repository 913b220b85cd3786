"""A journal, read beside whoever writes to it: no lock, and nothing is ever written."""

from __future__ import annotations

import hashlib
import sqlite3
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Any, Protocol, Self

from quartierkg.errors import StoreFault
from quartierkg.journal import database
from quartierkg.journal.anchor import Anchor
from quartierkg.journal.entry import Entry, Record
from quartierkg.journal.journal import FILE
from quartierkg.journal.verification import Verified, erased, verify
from quartierkg.language import Text


class Kept(Protocol):
    """Entries with their bytes: a journal, or a part of one."""

    @property
    def entries(self) -> tuple[Entry, ...]:
        """Every entry, oldest first."""

    def data(self, entry: Entry) -> bytes:
        """The original bytes of an entry."""

    def record(self, entry: Entry) -> Record:
        """An entry with its original bytes."""


@dataclass(frozen=True, slots=True)
class Ledger:
    """The entries of a journal, as they were when it was opened, up to one of them."""

    connection: sqlite3.Connection
    path: Path
    entries: tuple[Entry, ...]
    gone: frozenset[str]
    """The digests of what was erased."""

    @classmethod
    def open(cls, directory: Path) -> Self:
        """The journal of a store; another process may have the store open.

        :raises StoreFault: when there is none, or one that cannot be read.
        """
        path = directory / FILE
        if not path.is_file():
            raise StoreFault(Text(f"{directory} ne contient aucun journal.", f"{directory} holds no journal."))
        with database.named(path):
            connection = sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)
            try:
                database.check_format(connection, path)
                entries = tuple(database.entries(connection, path))
            except BaseException:
                connection.close()
                raise
        return cls(connection, path, entries, erased(entries))

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.connection.close()

    def until(self, number: int) -> Self:
        """The same as it was when an entry was its last; 0: when it had none."""
        kept = tuple(entry for entry in self.entries if entry.number <= number)
        return type(self)(self.connection, self.path, kept, self.gone)

    def size(self, entry: Entry) -> int:
        """How many bytes an entry has."""
        return int(self._value("SELECT length(bytes) FROM blobs WHERE sha256 = ?", entry))

    def data(self, entry: Entry) -> bytes:
        """The original bytes of an entry; none, where they were erased.

        :raises StoreFault: when they are not there, or others.
        """
        data = bytes(self._value("SELECT bytes FROM blobs WHERE sha256 = ?", entry))
        if not data and entry.fields.sha256 in self.gone:
            return data
        if hashlib.sha256(data).hexdigest() != entry.fields.sha256:
            raise _damaged(entry)
        return data

    def verify(self) -> Verified:
        """What the journal is, every entry and every byte looked at.

        :raises StoreFault: at the first damaged entry, which it names.
        """
        found = verify(
            self.entries, lambda entry: bytes(self._value("SELECT bytes FROM blobs WHERE sha256 = ?", entry))
        )
        Anchor(self.path.parent).check(self.entries)
        database.check(self.connection, self.path)
        return found

    def record(self, entry: Entry) -> Record:
        """An entry with its original bytes."""
        fields = entry.fields
        data = self.data(entry)
        return Record(fields.kind, fields.name, fields.media_type, fields.graph, data, fields.author, fields.reason)

    def _value(self, query: str, entry: Entry) -> Any:
        with database.named(self.path):
            row = self.connection.execute(query, (entry.fields.sha256,)).fetchone()
        if row is None:
            raise _damaged(entry)
        return row[0]


def _damaged(entry: Entry) -> StoreFault:
    return StoreFault(
        Text(
            f"Les octets de l’entrée {entry.number} manquent au journal, ou sont autres.",
            f"The bytes of entry {entry.number} are missing from the journal, or others.",
        )
    )
