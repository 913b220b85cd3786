"""Copies of a store's journal: made beside whoever writes to it, verified before they count, put back into nothing."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Final

from quartierkg import reasons
from quartierkg.errors import StoreFault, UsageFault
from quartierkg.journal import database
from quartierkg.journal.anchor import Anchor
from quartierkg.journal.journal import FILE
from quartierkg.journal.ledger import Ledger
from quartierkg.journal.verification import Verified
from quartierkg.language import Text

_WHOLE: Final = -1
"""All pages in one step: a writer that commits meanwhile waits, and nothing begins again."""


def copied(source: Path, target: Path) -> Verified:
    """Copy the journal of one folder into another, which holds nothing, and verify the copy.

    The index is not copied: it is built from the journal.

    :raises UsageFault: when the other folder holds something.
    :raises StoreFault: when there is no journal, or it is damaged, or the disk refuses the copy.
    """
    with Ledger.open(source) as ledger, _made(target):
        copy = target / FILE
        with database.named(copy), closing(sqlite3.connect(copy)) as connection:
            ledger.connection.backup(connection, pages=_WHOLE)
            connection.execute("PRAGMA journal_mode = DELETE")  # one file is the whole copy
    with Ledger.open(target) as found:
        verified = found.verify()
        Anchor(target).set(found.entries[-1] if found.entries else None)
    return verified


@contextmanager
def _made(folder: Path) -> Iterator[None]:
    """A folder that is there and holds nothing.

    :raises UsageFault: when it holds something.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        if any(folder.iterdir()):
            raise UsageFault(
                Text(f"Le répertoire « {folder} » n’est pas vide.", f"The folder {str(folder)!r} is not empty."),
                remedy=Text("Donnez un répertoire vide, ou qui n’existe pas.", "Give one that is empty or not there."),
            )
        yield
    except OSError as error:
        reason = reasons.of_system(error)
        raise StoreFault(
            Text(f"La copie vers {folder} échoue ({reason.fr}).", f"The copy to {folder} fails ({reason.en}).")
        ) from error
