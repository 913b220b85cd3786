"""``quartierkg manual``: pages for ``man``, in both languages."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Final

from quartierkg.cli import output
from quartierkg.cli.command import Command
from quartierkg.cli.described import manual
from quartierkg.cli.parameter import Argument
from quartierkg.errors import UsageFault
from quartierkg.language import LANGUAGES, Language, Text
from quartierkg.manual import troff

_DONE: Final = Text(
    "{} pages sont dans {}. Pour les lire : MANPATH={}: man quartierkg\n",
    "{} pages are in {}. To read them: MANPATH={}: man quartierkg\n",
)
_UNWRITTEN: Final = Text("{} ne peut pas être écrit : {}.", "{} cannot be written: {}.")


@dataclass(frozen=True, slots=True)
class Written:
    """Where the pages go."""

    folder: str

    def run(self, language: Language) -> int:
        """Write every page in every language.

        :raises UsageFault: when one cannot be written.
        """
        from quartierkg.cli.program import main  # which leads to this command

        found, root = manual(main), Path(self.folder)
        for page in found.pages:
            for one in LANGUAGES:
                _save(root / troff.path(page, one), troff.write(found, page, one))
        where = str(root.resolve())
        output.write(_DONE.filled(len(found.pages) * len(LANGUAGES), self.folder, where).in_(language))
        return 0


def _save(file: Path, text: str) -> None:
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8", newline="\n")
    except OSError as fault:
        raise UsageFault(_UNWRITTEN.filled(str(file), fault.strerror or "")) from None


command = Command(
    "manual",
    Text("Écrit les pages de manuel, pour « man ».", "Writes the manual pages, for “man”."),
    Written,
    (
        Argument(
            "folder",
            Text("RÉPERTOIRE", "FOLDER"),
            Text("Où écrire ; il est fait s’il n’est pas là.", "Where to write; it is made if it is not there."),
        ),
    ),
    more=Text(
        "Les pages anglaises sont dans man1, les françaises dans fr/man1, comme « man » les cherche. "
        "Les mêmes sont sur le service : /aide/commandes.",
        "English pages are in man1, French ones in fr/man1, where “man” looks for them. "
        "The service has the same at /aide/commandes.",
    ),
)
