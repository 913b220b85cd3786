"""``quartierkg backup``: a copy of a store, whole."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Final

from quartierkg.cli import options, output
from quartierkg.cli.command import Command
from quartierkg.cli.journal import folder, told
from quartierkg.cli.parameter import Argument, Option
from quartierkg.language import Language, Text
from quartierkg.register.backup import Copy, backed_up

_WITH: Final = Text("Avec : {}.", "With: {}.")
_DESK: Final = Text("jetons et trace", "tokens and trail")
_KEYS: Final = Text("clés du label", "keys of the label")
_DRAFTS: Final = Text("{} brouillon(s)", "{} draft(s)")
_SECRET: Final = Text(
    "Qui a cette copie peut signer des labels : gardez-la secrète, ou faites-la avec --without-keys.",
    "Whoever has this copy can sign labels: keep it secret, or make it with --without-keys.",
)


@dataclass(frozen=True, slots=True)
class Backup:
    """Where the copy goes, and whether the keys go with it."""

    folder: str
    store: str | None
    without_keys: bool

    def run(self, language: Language) -> int:
        """Copy all that cannot be made again, verified; a server may go on writing meanwhile.

        :raises UsageFault: when no store is named, or the folder holds something.
        :raises StoreFault: when a part of the store is damaged, or the disk refuses the copy.
        """
        copy = backed_up(folder(self.store), Path(self.folder), secret=not self.without_keys)
        told_whole(copy, language)
        if copy.keys:
            output.say(_SECRET.in_(language))
        return 0


def told_whole(copy: Copy, language: Language) -> None:
    """Say what a copy holds."""
    told(copy.journal, language)
    parts = [*[_DESK] * copy.desk, *[_KEYS] * copy.keys, *[_DRAFTS.filled(copy.drafts)] * bool(copy.drafts)]
    if parts:
        output.write(_WITH.in_(language).format(", ".join(part.in_(language) for part in parts)) + "\n")


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
        Option(
            "--without-keys",
            is_flag=True,
            about=Text(
                "Laisse les clés qui signent les labels : sauvegardez-les à part.",
                "Leaves out the keys that sign labels: back them up apart.",
            ),
        ),
    ),
)
