"""What was answered to an ``Idempotency-Key``, so that who asks again learns it, and nothing is done twice.

As draft-ietf-httpapi-idempotency-key-header-07 has it, save that another request with the same key is a conflict (409).
A key is of one token; the answer is kept for a day.
"""

from __future__ import annotations

import hashlib
import json
import secrets
import sqlite3
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any, Final

from quartierkg.access import moment
from quartierkg.access.database import Database, check_seals, seal
from quartierkg.access.moment import Clock
from quartierkg.errors import Conflict, ParameterFault
from quartierkg.language import Text

HEADER: Final = "Idempotency-Key"
_KEPT: Final = timedelta(hours=24)
_LONGEST: Final = 255
_COLUMNS: Final = "key, token, asked, begun, doer, status, headers, body, seal"

Row = tuple[Any, ...]


@dataclass(frozen=True, slots=True)
class Asked:
    """A request under a key."""

    token: str
    key: str
    what: str
    """The digest of its method, address and body."""

    @classmethod
    def of(cls, token: str, key: str, method: str, address: str, body: bytes) -> Asked:
        """A request.

        :param address: path and query.
        :raises ParameterFault: when the key is none.
        """
        bare = key.strip().removeprefix('"').removesuffix('"')
        if not bare or len(bare) > _LONGEST or not bare.isascii() or not bare.isprintable():
            raise ParameterFault(
                Text(
                    f"Une clé a de 1 à {_LONGEST} signes ASCII imprimables.",
                    f"A key has 1 to {_LONGEST} printable ASCII characters.",
                ),
                source=HEADER,
            )
        told = json.dumps([method, address, hashlib.sha256(body).hexdigest()])
        return cls(token, bare, hashlib.sha256(told.encode()).hexdigest())


@dataclass(frozen=True, slots=True)
class Reply:
    """An answer, to be given again as it was."""

    status: int
    headers: tuple[tuple[str, str], ...]
    body: bytes


@dataclass(frozen=True, slots=True)
class Replies:
    """What was answered, and what is being done. One server writes to a store: what another one began has ended."""

    database: Database
    clock: Clock = moment.now
    doer: str = field(default_factory=lambda: secrets.token_hex(8))

    def begin(self, asked: Asked) -> Reply | None:
        """None, where it is to be done now; otherwise what was answered.

        :raises Conflict: when the key was used for something else, that is being done, or how it ended is not known.
        :raises StoreFault: when the disk refuses it: nothing may be done then.
        """
        now = self.clock()
        with self.database.writing() as connection:
            connection.execute("DELETE FROM replies WHERE begun < ?", (moment.written(now - _KEPT),))
            row = self._row(connection, asked)
            if row is None:
                _put(connection, asked, moment.written(now), self.doer)
                return None
        return self._again(asked, row)

    def settle(self, asked: Asked, reply: Reply) -> None:
        """Keep what is about to be answered; it is on the disk when this returns.

        :raises StoreFault: when the disk refuses it.
        """
        self._change(asked, self.doer, reply)

    def release(self, asked: Asked) -> None:
        """Nothing was done: the key may be used again."""
        with self.database.writing() as connection:
            connection.execute("DELETE FROM replies WHERE token = ? AND key = ?", (asked.token, asked.key))

    def abandon(self, asked: Asked) -> None:
        """It is not known what was done: the key is used up."""
        self._change(asked, "")

    def check(self) -> None:
        """Nothing, where everything that is kept is what was written.

        :raises StoreFault: when something is not: its key is named.
        """
        check_seals(self.database.path, "replies", self.database.rows(f"SELECT {_COLUMNS} FROM replies"))

    def _row(self, connection: sqlite3.Connection, asked: Asked) -> Row | None:
        text = f"SELECT {_COLUMNS} FROM replies WHERE token = ? AND key = ?"
        row: Row | None = connection.execute(text, (asked.token, asked.key)).fetchone()
        if row is not None:
            check_seals(self.database.path, "replies", (row,))
        return row

    def _change(self, asked: Asked, doer: str, reply: Reply | None = None) -> None:
        with self.database.writing() as connection:
            row = self._row(connection, asked)
            begun = row[3] if row is not None else moment.written(self.clock())
            connection.execute("DELETE FROM replies WHERE token = ? AND key = ?", (asked.token, asked.key))
            _put(connection, asked, begun, doer, reply)

    def _again(self, asked: Asked, row: Row) -> Reply:
        _, _, what, _, doer, status, headers, body, _ = row
        if what != asked.what:
            raise Conflict(_OTHER, remedy=_NEW_KEY)
        if status is not None:
            return Reply(status, tuple((name, value) for name, value in json.loads(headers)), bytes(body))
        if doer == self.doer:
            raise Conflict(_RUNNING, remedy=_WAIT)
        raise Conflict(_CUT, remedy=_LOOK)


def _put(connection: sqlite3.Connection, asked: Asked, begun: str, doer: str, reply: Reply | None = None) -> None:
    answer = (reply.status, json.dumps(reply.headers), reply.body) if reply is not None else (None, None, None)
    row = (asked.key, asked.token, asked.what, begun, doer, *answer)
    connection.execute(f"INSERT INTO replies ({_COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)", (*row, seal(row)))


_OTHER: Final = Text(
    f"Cette {HEADER} a déjà servi à une autre demande.", f"This {HEADER} was used for another request already."
)
_NEW_KEY: Final = Text("Prenez une nouvelle clé pour chaque demande.", "Take a new key for each request.")
_RUNNING: Final = Text("La même demande est en cours.", "The same request is being carried out.")
_WAIT: Final = Text("Attendez, puis redemandez avec la même clé.", "Wait, then ask again with the same key.")
_CUT: Final = Text(
    "La même demande a été interrompue, et son issue n’est pas connue.",
    "The same request was cut off, and how it ended is not known.",
)
_LOOK: Final = Text(
    "Relisez l’état de ce qu’elle devait changer, puis recommencez s’il le faut avec une nouvelle clé.",
    "Read what it was to change, then ask again with a new key where needed.",
)
