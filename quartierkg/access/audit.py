"""The trail: every write and every refusal, in the order in which they came. Nothing is taken out, and a gap shows."""

from __future__ import annotations

import hashlib
import ipaddress
import json
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import astuple, dataclass, field, replace
from typing import Any, Final

from quartierkg.access.database import Database
from quartierkg.errors import StoreFault
from quartierkg.language import Text

GENESIS: Final = "0" * 64
_MINUTE: Final = 60.0
# So many origins are counted apart in one minute; those beyond are counted together.
_ORIGINS: Final = 50
_LONGEST: Final = 200
_OTHERS: Final = "*"
_PAGE: Final = 1000
_COLUMNS: Final = "time, holder, token, role, method, path, status, what, origin, times"


@dataclass(frozen=True, slots=True)
class Line:
    """What the trail tells of a request, or of many alike. It never has a secret, a query or a body."""

    time: str
    holder: str
    token: str
    role: str
    method: str
    path: str
    status: int
    what: str = ""
    origin: str = ""
    """Where it came from: a network, not an address (:func:`shortened`)."""
    times: int = 1
    """How many requests the line is about."""

    def chained(self, number: int, before: str) -> str:
        """The digest of a line at its place behind another one."""
        return _link(before, [number, *(getattr(self, name) for name in self.__slots__)])


@dataclass(slots=True)
class _Count:
    began: float
    latest: Line
    times: int = 0


@dataclass(slots=True)
class Trail:
    """The trail of a store. Refusals of one origin within a minute make two lines at most, however many they are."""

    database: Database
    clock: Callable[[], float] = time.monotonic
    _counts: dict[tuple[str, str], _Count] = field(default_factory=dict)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def append(self, line: Line) -> None:
        """Add a line; it is on the disk when this returns.

        :raises StoreFault: when the disk refuses it.
        """
        self._write([*self._due(), line])

    def refuse(self, line: Line) -> None:
        """Add a refusal: at once where it is the first of its origin and token, and counted for a minute after that.

        :raises StoreFault: when the disk refuses it.
        """
        due = self._due()
        with self._lock:
            where = (line.origin, line.token)
            if where not in self._counts and len(self._counts) >= _ORIGINS:
                where = (_OTHERS, "")
                line = replace(line, origin=_OTHERS, holder="", token="", role="")
            count = self._counts.get(where)
            if count is None:
                self._counts[where] = _Count(self.clock(), line)
                due.append(line)
            else:
                count.latest, count.times = line, count.times + 1
        self._write(due)

    def flush(self, *, whole: bool = False) -> None:
        """Write the counts of the minutes that are over.

        :param whole: whether those that still run are written too.
        :raises StoreFault: when the disk refuses it.
        """
        self._write(self._due(whole=whole))

    def lines(self, *, after: int = 0) -> Iterator[tuple[int, Line]]:
        """Every line with its number, oldest first."""
        for number, *told, _ in self._kept(after):
            yield number, Line(*told)

    def verify(self) -> int:
        """How many lines there are, once each is proven to be what was written.

        :raises StoreFault: when one was changed or is missing; its number is named.
        """
        last, chain = 0, GENESIS
        for *told, kept in self._kept(0):
            if told[0] != last + 1:
                raise _missing(last + 1)
            chain = _link(chain, told)
            if chain != kept:
                raise _changed(told[0])
            last = told[0]
        # SQLite remembers the highest number that was ever given (sqlite.org, "AUTOINCREMENT").
        ever = self.database.rows("SELECT seq FROM sqlite_sequence WHERE name = 'audit'")
        if ever and ever[0][0] > last:
            raise _missing(last + 1)
        return last

    def _kept(self, after: int) -> Iterator[tuple[Any, ...]]:
        text = f"SELECT number, {_COLUMNS}, chain FROM audit WHERE number > ? ORDER BY number LIMIT {_PAGE}"
        while rows := self.database.rows(text, (after,)):
            yield from rows
            after = rows[-1][0]

    def _due(self, *, whole: bool = False) -> list[Line]:
        """The counts whose minute is over, as lines; they begin anew."""
        with self._lock:
            now = self.clock()
            over = [where for where, count in self._counts.items() if whole or now - count.began >= _MINUTE]
            ended = [self._counts.pop(where) for where in over]
        return [replace(count.latest, times=count.times) for count in ended if count.times]

    def _write(self, lines: list[Line]) -> None:
        if not lines:
            return
        with self.database.writing() as connection:
            head = connection.execute("SELECT number, chain FROM audit ORDER BY number DESC LIMIT 1").fetchone()
            number, chain = head or (0, GENESIS)
            for line in lines:
                number, chain = number + 1, line.chained(number + 1, chain)
                marks = ", ".join("?" * 12)
                connection.execute(f"INSERT INTO audit VALUES ({marks})", (number, *astuple(line), chain))


def _link(before: str, told: list[Any]) -> str:
    """The digest of a line behind another one."""
    text = json.dumps(told, ensure_ascii=True, separators=(",", ":"))
    return hashlib.sha256(f"{before}\n{text}".encode()).hexdigest()


def shortened(address: str) -> str:
    """The network of an address: enough to see who insists, too little to name a household (IPv4 /24, IPv6 /48)."""
    with suppress(ValueError):
        found = ipaddress.ip_address(address)
        mapped = getattr(found, "ipv4_mapped", None) or found
        return str(ipaddress.ip_network(f"{mapped}/{24 if mapped.version == 4 else 48}", strict=False))
    return ""


def tidy(text: str) -> str:
    """What a stranger wrote, on one line and with an end."""
    line = "".join(sign if sign.isprintable() else "\ufffd" for sign in text[:_LONGEST])
    return line + ("…" if len(text) > _LONGEST else "")


def _missing(number: int) -> StoreFault:
    return StoreFault(
        Text(f"La ligne {number} de la trace manque.", f"Line {number} of the trail is missing."), remedy=_REMEDY
    )


def _changed(number: int) -> StoreFault:
    return StoreFault(
        Text(
            f"La ligne {number} de la trace n’est plus celle qui a été écrite.",
            f"Line {number} of the trail is not what was written.",
        ),
        remedy=_REMEDY,
    )


_REMEDY: Final = Text("Restaurez-la d’une sauvegarde.", "Restore it from a backup.")
