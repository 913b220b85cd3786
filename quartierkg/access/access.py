"""All of access to a store, open for a server."""

from __future__ import annotations

from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import Final, Self

from quartierkg.access.audit import Trail
from quartierkg.access.database import Database
from quartierkg.access.idempotency import Replies
from quartierkg.access.issuer import Issuer, Trust
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
    issuer: Issuer | None = None
    """Whose signed tokens count as well."""

    @classmethod
    def open(cls, directory: Path, writes: float | None = None, trust: Trust | None = None) -> Self:
        """The access of a store.

        :param writes: how many writes a token may make in a minute; None: as many as it likes.
        :param trust: the identity provider that is believed; its keys are fetched. It may be down: then they are later.
        :raises StoreFault: when its file is damaged, with the row or the line that is, or cannot be opened.
        :raises NotInstalled: when a provider is to be believed, and the extra is not there.
        """
        issuer = Issuer(trust) if trust is not None else None
        if issuer is not None:
            issuer.refresh()
        with ExitStack() as on_fault:
            database = on_fault.enter_context(Database(directory))
            Tokens(database).check()
            Replies(database).check()
            Trail(database).verify()
            on_fault.pop_all()
        rates = Rate(writes), Rate(None if writes is None else _AT_AN_ADDRESS * writes)
        return cls(database, Tokens(database), Trail(database), Replies(database), *rates, issuer)

    def close(self) -> None:
        """Write what is counted of the trail, and close the file."""
        try:
            self.trail.flush(whole=True)
        finally:
            self.database.close()
