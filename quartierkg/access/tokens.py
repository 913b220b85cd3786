"""The tokens of a store: made, listed without their secrets, revoked, and found by what is shown."""

from __future__ import annotations

import hmac
import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any, Final

from quartierkg.access import moment
from quartierkg.access.database import Database, check_seals, seal
from quartierkg.access.moment import Clock
from quartierkg.access.token import Role, Token, digest, issue, secret
from quartierkg.errors import Conflict, NotFound, UsageFault
from quartierkg.language import Text

_COLUMNS: Final = "id, digest, holder, role, quartier, created, expires, revoked, reason, seal"
_TOKEN: Final = ", ".join(f"tokens.{name}" for name in _COLUMNS.split(", "))
_SUBJECT: Final = "subjects.token, subjects.subject, subjects.seal"
_SELECT: Final = f"SELECT {_TOKEN}, {_SUBJECT} FROM tokens LEFT JOIN subjects ON subjects.token = tokens.id"
_LONGEST: Final = 512
_REASON: Final = 500


@dataclass(frozen=True, slots=True)
class Tokens:
    """The tokens in a file. What another process does to them counts at once."""

    database: Database
    clock: Clock = moment.now

    def create(
        self, holder: str, role: Role, quartier: str | None = None, days: int = 90, subject: str = ""
    ) -> tuple[Token, str]:
        """A new token, and its secret, which nobody can find out again.

        :param subject: whom an identity provider means by the same person (:func:`~quartierkg.access.token.subject`).
        :raises UsageFault: when it does not make sense (:func:`~quartierkg.access.token.issue`).
        :raises StoreFault: when the disk refuses it.
        """
        token, shown = issue(holder, role, quartier, days, self.clock(), subject), secret()
        with self.database.writing() as connection:
            _put(connection, token, digest(shown))
            if subject:
                row = (token.id, subject)
                connection.execute("INSERT INTO subjects VALUES (?, ?, ?)", (*row, seal(row)))
        self.database.settle()
        return token, shown

    def all(self) -> tuple[Token, ...]:
        """Every token that was ever made, oldest first."""
        return tuple(map(self._token, self.database.rows(f"{_SELECT} ORDER BY tokens.created, tokens.id")))

    def revoke(self, name: str, reason: str) -> Token:
        """A token that counts no more.

        :raises UsageFault: when no reason is given.
        :raises NotFound: when there is no such token.
        :raises Conflict: when it was revoked before.
        """
        said = " ".join(reason.split())[:_REASON]
        if not said:
            raise UsageFault(
                Text("Pourquoi le révoquer ?", "Why revoke it?"),
                remedy=Text("Dites-le avec --reason.", "Say so with --reason."),
            )
        with self.database.writing() as connection:
            row = connection.execute(f"{_SELECT} WHERE tokens.id = ?", (name,)).fetchone()
            if row is None:
                raise NotFound(Text(f"Il n’y a pas de jeton « {name} ».", f"There is no token {name!r}."))
            token = self._token(row)
            if token.revoked is not None:
                raise Conflict(
                    Text(f"Le jeton « {name} » est déjà révoqué.", f"The token {name!r} is revoked already.")
                )
            gone = replace(token, revoked=self.clock().replace(microsecond=0), reason=said)
            connection.execute("DELETE FROM tokens WHERE id = ?", (name,))
            _put(connection, gone, row[1])
        self.database.settle()
        return gone

    def find(self, shown: str) -> Token | None:
        """The token of a secret, whatever its standing; None: there is none.

        :raises StoreFault: when the file cannot be read.
        """
        if len(shown) > _LONGEST:
            return None
        found = digest(shown)
        rows = self.database.rows(f"{_SELECT} WHERE tokens.digest = ?", (found,))
        # The index compares digests of random secrets, which tells nobody how near a guess was; this compares again.
        if not rows or not hmac.compare_digest(rows[0][1], found):
            return None
        return self._token(rows[0])

    def any_of(self, role: Role) -> bool:
        """Whether somebody has a role now."""
        now = moment.written(self.clock())
        text = "SELECT 1 FROM tokens WHERE role = ? AND revoked IS NULL AND expires > ? LIMIT 1"
        return bool(self.database.rows(text, (role.value, now)))

    def check(self) -> None:
        """Nothing, where every token is what was written.

        :raises StoreFault: when one is not: it is named.
        """
        self.all()

    def _token(self, row: Sequence[Any]) -> Token:
        own, of_subject = row[:-3], row[-3:]
        check_seals(self.database.path, "tokens", (own,))
        if of_subject[0] is not None:
            check_seals(self.database.path, "subjects", (of_subject,))
        name, _, holder, role, quartier, created, expires, revoked, reason, _ = own
        ended = moment.read(revoked) if revoked else None
        times = moment.read(created), moment.read(expires)
        return Token(name, holder, Role(role), quartier, *times, ended, reason, of_subject[1] or "")


def _put(connection: sqlite3.Connection, token: Token, kept: str) -> None:
    """Write a token, under the digest of its secret."""
    times = (moment.written(token.created), moment.written(token.expires))
    revoked = moment.written(token.revoked) if token.revoked else None
    row = (token.id, kept, token.holder, token.role.value, token.quartier, *times, revoked, token.reason)
    connection.execute(f"INSERT INTO tokens ({_COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", (*row, seal(row)))
