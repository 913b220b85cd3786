"""Copies of a store's journal: made beside whoever writes to it, verified before they count, put back into nothing."""

from __future__ import annotations

import sqlite3
import stat
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Final

from quartierkg import private, reasons
from quartierkg.errors import StoreFault, UsageFault
from quartierkg.journal import database
from quartierkg.journal.anchor import Anchor
from quartierkg.journal.journal import FILE
from quartierkg.journal.ledger import Ledger
from quartierkg.journal.verification import Verified
from quartierkg.language import Text

_WHOLE: Final = -1
"""All pages in one step: a writer that commits meanwhile waits, and nothing begins again."""


def copy(source: Path, target: Path) -> None:
    """Copy the journal of one folder into another, which has none; the index is built from it.

    :raises StoreFault: when there is no journal, or the disk refuses the copy.
    """
    path = target / FILE
    private.touch(path)
    with Ledger.open(source) as ledger, database.named(path), closing(sqlite3.connect(path)) as connection:
        ledger.connection.backup(connection, pages=_WHOLE)
        connection.execute("PRAGMA journal_mode = DELETE")  # one file is the whole copy


def verified(target: Path) -> Verified:
    """What a copy is found to be, which says from then on how far it goes.

    :raises StoreFault: when it is damaged: the entry is named.
    """
    with Ledger.open(target) as found:
        said = found.verify()
        Anchor(target).set(found.entries[-1] if found.entries else None)
    return said


@contextmanager
def made(folder: Path) -> Iterator[None]:
    """A folder that is there and holds nothing; one that is made here only its owner reads.

    :raises UsageFault: when it holds something.
    """
    try:
        folder.mkdir(mode=stat.S_IRWXU, parents=True, exist_ok=True)
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
