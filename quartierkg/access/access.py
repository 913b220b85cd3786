"""All of access to a store, open for a server."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Final, Self

from quartierkg.access.audit import Trail
from quartierkg.access.database import Database
from quartierkg.access.idempotency import Replies
from quartierkg.access.rate import Rate
from quartierkg.access.tokens import Tokens

# Behind one address there may be several people.
_AT_AN_ADDRESS: Final = 4


@dataclass(frozen=True, slots=True)
class Access:
    """Who may write to a store and how often, what was done, and what was answered."""

    database: Database
    tokens: Tokens
    trail: Trail
    replies: Replies
    by_token: Rate
    by_address: Rate

    @classmethod
    def open(cls, directory: Path, writes: float | None = None) -> Self:
        """The access of a store.

        :param writes: how many writes a token may make in a minute; None: as many as it likes.
        :raises StoreFault: when its file is damaged, or cannot be opened.
        """
        database = Database(directory)
        rates = Rate(writes), Rate(None if writes is None else _AT_AN_ADDRESS * writes)
        return cls(database, Tokens(database), Trail(database), Replies(database), *rates)

    def close(self) -> None:
        """Write what is counted of the trail, and close the file."""
        try:
            self.trail.flush(whole=True)
        finally:
            self.database.close()
