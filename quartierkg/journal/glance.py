"""A look at a journal before it is opened: nothing is written, locked or left beside it."""

from __future__ import annotations

import hashlib
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Final

from quartierkg.journal.entry import Kind
from quartierkg.journal.journal import FILE

_LATEST: Final = """
SELECT sha256, bytes FROM entries JOIN blobs USING (sha256) WHERE kind = ? ORDER BY number DESC LIMIT 1
"""


def latest(directory: Path, kind: Kind) -> bytes | None:
    """The bytes of the latest entry of a kind; None where there is none, or none that can be read.

    What is wrong with a journal is said by its opening, which verifies all of it.
    """
    path = directory / FILE
    try:
        with closing(sqlite3.connect(f"{path.absolute().as_uri()}?{_way(path)}", uri=True)) as connection:
            row = connection.execute(_LATEST, (kind,)).fetchone()
    except sqlite3.DatabaseError:
        return None
    if row is None or not isinstance(row[1], bytes) or hashlib.sha256(row[1]).hexdigest() != row[0]:
        return None
    return row[1]


def _way(path: Path) -> str:
    """How SQLite opens the file: without a log beside it, as one that nobody changes.

    A reader of any other kind makes the files of the log, and leaves them (sqlite.org/wal.html, "Read-Only Databases").
    """
    return "mode=ro" if _has_log(path.with_name(f"{path.name}-wal")) else "mode=ro&immutable=1"


def _has_log(path: Path) -> bool:
    try:
        return path.stat().st_size > 0
    except OSError:
        return False
