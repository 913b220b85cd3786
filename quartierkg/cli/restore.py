"""``quartierkg restore``: the store of a copy that ``backup`` made."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Final

from quartierkg.cli import options, output
from quartierkg.cli.backup import told_whole
from quartierkg.cli.command import Command
from quartierkg.cli.journal import folder
from quartierkg.cli.parameter import Argument
from quartierkg.journal import Ledger
from quartierkg.language import Language, Text
from quartierkg.register.backup import restored
from quartierkg.register.certificate import credentials
from quartierkg.register.register import Register

_NO_KEYS: Final = Text(
    "Cette copie n’a pas les clés du label : remettez le répertoire keys avant le prochain label.",
    "This copy has no keys of the label: put back the folder keys before the next label.",
)


@dataclass(frozen=True, slots=True)
class Restore:
    """Which copy becomes which store."""

    folder: str
    store: str | None

    def run(self, language: Language) -> int:
        """Put a copy into a folder, verified; the next start builds its index.

        :raises UsageFault: when no store is named, or its folder holds something.
        :raises StoreFault: when the copy is damaged, or the disk refuses it.
        """
        store = folder(self.store)
        copy = restored(Path(self.folder), store)
        told_whole(copy, language)
        if not copy.keys and _has_labels(store):
            output.say(_NO_KEYS.in_(language))
        return 0


def _has_labels(store: Path) -> bool:
    with Ledger.open(store) as ledger:
        return next(credentials(Register.of(ledger).cases.values()), None) is not None


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
