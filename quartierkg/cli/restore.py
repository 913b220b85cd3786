"""``quartierkg restore``: the store of a copy that ``backup`` made."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from quartierkg.cli import options
from quartierkg.cli.command import Command
from quartierkg.cli.journal import folder, told
from quartierkg.cli.parameter import Argument
from quartierkg.journal.backup import copied
from quartierkg.language import Language, Text


@dataclass(frozen=True, slots=True)
class Restore:
    """Which copy becomes which store."""

    folder: str
    store: str | None

    def run(self, language: Language) -> int:
        """Put the journal of a copy into a folder, verified; the next start builds its index.

        :raises UsageFault: when no store is named, or its folder holds something.
        :raises StoreFault: when the copy is damaged, or the disk refuses it.
        """
        told(copied(Path(self.folder), folder(self.store)), language)
        return 0


command = Command(
    "restore",
    Text("Refait un entrepôt d’une copie.", "Makes a store of a copy."),
    Restore,
    (
        Argument(
            "folder",
            Text("COPIE", "COPY"),
            Text("Répertoire que « backup » a écrit.", "Folder that “backup” wrote."),
        ),
        options.store(),
    ),
)
