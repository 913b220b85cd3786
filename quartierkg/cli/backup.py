"""``quartierkg backup`` and ``restore``: a copy of a store, and a store of a copy."""

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
class Backup:
    """Where the copy goes."""

    folder: str
    store: str | None

    def run(self, language: Language) -> int:
        """Copy the journal, verified; a server may go on writing meanwhile.

        :raises UsageFault: when no store is named, or the folder holds something.
        :raises StoreFault: when the journal is damaged, or the disk refuses the copy.
        """
        told(copied(folder(self.store), Path(self.folder)), language)
        return 0


command = Command(
    "backup",
    Text("Copie un entrepôt, même pendant qu’un serveur y écrit.", "Copies a store, even while a server writes to it."),
    Backup,
    (
        Argument(
            "folder",
            Text("RÉPERTOIRE", "FOLDER"),
            Text("Répertoire vide, ou à faire.", "Folder that is empty or to be made."),
        ),
        options.store(),
    ),
)
