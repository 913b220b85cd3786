"""How far the journal went, beside it: a tail that is lost, or left out with a damaged log, leaves a chain that holds.

It is written after each commit and not synced: what a power cut takes of it makes it older, never newer than the
journal, so that it accuses nobody who is innocent.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import Final

from quartierkg.errors import StoreFault
from quartierkg.journal.entry import Entry
from quartierkg.journal.verification import RESTORE, missing
from quartierkg.language import Text

FILE: Final = "journal.head"
_SAID: Final = re.compile(r" *([0-9]+) ([0-9a-f]{64})\n")


class Anchor:
    """The number and the hash of the last entry, in a file of one line that is always as long."""

    def __init__(self, directory: Path) -> None:
        self._path = directory / FILE

    def check(self, entries: Sequence[Entry]) -> None:
        """Nothing, where the journal goes as far as it went; a store that has no such file yet is taken at its word.

        :raises StoreFault: when an entry is missing, or the file says nothing that it could have said.
        """
        try:
            text = self._path.read_bytes().decode("ascii", "replace")
        except OSError:
            return
        if not text.strip("\0"):  # made, and not yet on the disk when the power went
            return
        said = _SAID.fullmatch(text)
        if said is None:
            raise self._unreadable()
        number, chain = int(said[1]), said[2]
        if number > len(entries):
            raise missing(len(entries) + 1)
        if number == 0 or entries[number - 1].chain != chain:
            raise self._unreadable()

    def set(self, head: Entry | None) -> None:
        """Say how far the journal goes now."""
        if head is None:
            return
        line = f"{head.number:>15} {head.chain}\n".encode("ascii")
        # It guards what is on the disk, and is no part of it.
        with suppress(OSError), self._path.open("r+b" if self._path.exists() else "wb") as file:
            file.write(line)

    def _unreadable(self) -> StoreFault:
        return StoreFault(
            Text(
                f"{self._path} ne dit pas jusqu’où va le journal : il est endommagé, ou celui d’un autre journal.",
                f"{self._path} does not say how far the journal goes: it is damaged, or that of another journal.",
            ),
            remedy=Text(
                f"{RESTORE.fr} S’il est entier (« quartierkg journal verify » le dit), supprimez {FILE}.",
                f"{RESTORE.en} Where it is whole (“quartierkg journal verify” says so), delete {FILE}.",
            ),
        )
