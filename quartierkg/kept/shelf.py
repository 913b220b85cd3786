"""The shelf: results are put there, found again by their names, removed, and swept once their time is over.

A name is a secret, of which the file holds the digest alone. So does it of clients, by a salt of its own.
"""

from __future__ import annotations

import hashlib
import json
import secrets
import sqlite3
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Final

from quartierkg.errors import Gone, KeptFull, NotFound, NotKept
from quartierkg.intake.source import Source
from quartierkg.kept.database import FILE, opened
from quartierkg.kept.result import Kept, Piece
from quartierkg.language import Text

Clock = Callable[[], datetime]

_SECRET: Final = 24
"""192 bits at random: nobody finds a name by trying."""
_LONGEST: Final = 64
_REMEMBERED: Final = timedelta(days=30)
"""So long it is known of a name that something was there."""
_FORGOTTEN: Final = Text(
    "Ce résultat n’existe pas, ou il a été supprimé il y a longtemps.",
    "There is no such result, or it was removed long ago.",
)
_OVER: Final = Text(
    "Ce résultat n’est plus gardé : son temps est passé, ou il a été supprimé.",
    "This result is kept no longer: its time is over, or it was removed.",
)
_AGAIN: Final = Text("Faites juger le dossier de nouveau.", "Have the dossier judged again.")
_OFF: Final = Text("Ce service ne garde pas les résultats.", "This service does not keep results.")
_FULL: Final = Text("Ce service garde déjà autant de résultats qu’il le peut.", "This service keeps as much as it can.")
_YOURS: Final = Text(
    "D’ici, ce service garde déjà {} résultats ou {} Mio, autant qu’il le fait pour un client.",
    "Of this client the service already keeps {} results or {} MiB, as much as it does.",
)
_ROOM: Final = Text(
    "Supprimez un résultat gardé, ou attendez qu’il expire ; le verdict se donne sans être gardé.",
    "Remove a kept result, or wait until it expires; a verdict is given without being kept.",
)


@dataclass(frozen=True, slots=True)
class Caps:
    """How much is kept, of everybody together and of one client."""

    results: int = 2_000
    size: int = 512 * 2**20
    results_of_one: int = 40
    size_of_one: int = 64 * 2**20


@dataclass(frozen=True, slots=True)
class Shelf:
    """The results of an instance."""

    folder: Path
    days: int
    """How long each is kept; 0: none is."""
    caps: Caps = Caps()
    clock: Clock = lambda: datetime.now(UTC)

    @property
    def is_used(self) -> bool:
        """Whether anything was ever kept."""
        return (self.folder / FILE).is_file()

    def put(self, piece: Piece, client: str) -> str:
        """Keep a result; the name by which it is found.

        :param client: who asks for it.
        :raises NotKept: when this instance keeps none.
        :raises KeptFull: when there is no more room, for that client or for anybody.
        :raises StoreFault: when the disk refuses it.
        """
        if not self.days:
            raise NotKept(_OFF)
        now, name = self.clock(), secrets.token_urlsafe(_SECRET)
        until = now + timedelta(days=self.days)
        with opened(self.folder) as connection:
            _sweep(connection, now)
            known = _client(connection, client)
            self._require_room(connection, known, piece.size)
            row = (_digest(name), known, _written(now), _written(until), piece.size)
            told = (json.dumps(dict(piece.choice)), piece.report)
            connection.execute("INSERT INTO results VALUES (?, ?, ?, ?, ?, ?, ?)", (*row, *told))
            sources = [*((source, False) for source in piece.dossiers), *((source, True) for source in piece.contexts)]
            connection.executemany(
                "INSERT INTO sources VALUES (?, ?, ?, ?, ?, ?)",
                (
                    (_digest(name), number, is_context, source.name, source.media_type, source.data)
                    for number, (source, is_context) in enumerate(sources)
                ),
            )
        return name

    def get(self, name: str) -> Kept:
        """A result.

        :raises NotFound: when there is none of that name.
        :raises Gone: when there was one.
        :raises StoreFault: when the file cannot be read.
        """
        self._require_used()
        self.sweep()  # by itself, for it counts also where nothing is found
        with opened(self.folder) as connection:
            digest = _require(connection, name)
            since, until, choice, report = connection.execute(
                "SELECT since, until, choice, report FROM results WHERE digest = ?", (digest,)
            ).fetchone()
            found: dict[bool, list[Source]] = {False: [], True: []}
            for is_context, *said in connection.execute(
                "SELECT is_context, name, data, media_type FROM sources WHERE result = ? ORDER BY number", (digest,)
            ):
                found[bool(is_context)].append(Source(*said))
        piece = Piece(tuple(found[False]), tuple(found[True]), json.loads(choice), report)
        return Kept(piece, datetime.fromisoformat(since), datetime.fromisoformat(until))

    def remove(self, name: str) -> None:
        """Remove a result: of its content nothing is left.

        :raises NotFound: when there is none of that name.
        :raises Gone: when there was one.
        :raises StoreFault: when the disk refuses it.
        """
        self._require_used()
        self.sweep()  # by itself, for it counts also where nothing is found
        with opened(self.folder) as connection:
            _take(connection, _require(connection, name), self.clock())

    def sweep(self) -> None:
        """Remove what has had its time.

        :raises StoreFault: when the disk refuses it.
        """
        with opened(self.folder) as connection:
            _sweep(connection, self.clock())

    def _require_used(self) -> None:
        """Nothing is made of an address that somebody tries."""
        if not self.is_used:
            raise NotFound(_FORGOTTEN, remedy=_AGAIN)

    def _require_room(self, connection: sqlite3.Connection, client: bytes, size: int) -> None:
        counted = "SELECT count(*), coalesce(sum(size), 0) FROM results"
        number, taken = connection.execute(f"{counted} WHERE client = ?", (client,)).fetchone()
        if number >= self.caps.results_of_one or taken + size > self.caps.size_of_one:
            most = self.caps.results_of_one, self.caps.size_of_one // 2**20
            raise KeptFull(_YOURS.filled(*most), remedy=_ROOM)
        number, taken = connection.execute(counted).fetchone()
        if number >= self.caps.results or taken + size > self.caps.size:
            raise KeptFull(_FULL, remedy=_ROOM)


def _require(connection: sqlite3.Connection, name: str) -> bytes:
    digest = _digest(name[:_LONGEST])
    if connection.execute("SELECT 1 FROM results WHERE digest = ?", (digest,)).fetchone():
        return digest
    if connection.execute("SELECT 1 FROM gone WHERE digest = ?", (digest,)).fetchone():
        raise Gone(_OVER, remedy=_AGAIN)
    raise NotFound(_FORGOTTEN, remedy=_AGAIN)


def _sweep(connection: sqlite3.Connection, now: datetime) -> None:
    over = connection.execute("SELECT digest FROM results WHERE until <= ?", (_written(now),)).fetchall()
    for (digest,) in over:
        _take(connection, digest, now)
    connection.execute("DELETE FROM gone WHERE until <= ?", (_written(now),))


def _take(connection: sqlite3.Connection, digest: bytes, now: datetime) -> None:
    connection.execute("DELETE FROM results WHERE digest = ?", (digest,))
    connection.execute("INSERT OR REPLACE INTO gone VALUES (?, ?)", (digest, _written(now + _REMEMBERED)))


def _client(connection: sqlite3.Connection, client: str) -> bytes:
    (salt,) = connection.execute("SELECT salt FROM salt").fetchone()
    return hashlib.sha256(salt + client.encode()).digest()


def _digest(name: str) -> bytes:
    return hashlib.sha256(name.encode("utf-8", "replace")).digest()


def _written(moment: datetime) -> str:
    return moment.astimezone(UTC).isoformat(timespec="seconds")
