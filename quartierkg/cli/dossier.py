"""``quartierkg dossier``: a dossier to be filled in, and the JSON Schema of one."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Final

from quartierkg.cli import options
from quartierkg.cli.command import Command, Group
from quartierkg.cli.destination import Destination
from quartierkg.cli.parameter import Option
from quartierkg.form import bundled
from quartierkg.form.schema import schema
from quartierkg.language import Language, Text
from quartierkg.workbook import format as formats

FORMAT: Final = Text(
    "Classeur, texte CSV ou JSON ; à défaut, ce que dit le nom du fichier.",
    "Workbook, CSV text or JSON; by default, what the name of the file says.",
)


@dataclass(frozen=True, slots=True)
class New:
    """In which format, and where to."""

    format: str | None
    target: str | None

    def run(self, language: Language) -> int:
        """Write a dossier to be filled in.

        :raises UsageFault: when it cannot be written there.
        """
        chosen = self.format or formats.named(self.target)
        destination = Destination(self.target, binary=chosen in formats.BINARY)
        destination.write(formats.blank(chosen, language))
        return 0


@dataclass(frozen=True, slots=True)
class Schema:
    """Where to."""

    target: str | None

    def run(self, language: Language) -> int:
        """Write the JSON Schema of a dossier.

        :raises UsageFault: when it cannot be written there.
        """
        written = json.dumps(schema(bundled(), language), ensure_ascii=False, indent=2)
        Destination(self.target, binary=False).write(written + "\n")
        return 0


def format_option() -> Option:
    """``--format`` of what people fill in."""
    return Option("--format", values=formats.FORMATS, about=FORMAT)


command = Group(
    "dossier",
    Text("Prépare un dossier à remplir.", "Prepares a dossier to be filled in."),
    (
        Command(
            "new",
            Text(
                "Écrit un dossier à remplir : une feuille par thème, des listes et de l’aide.",
                "Writes a dossier to be filled in: a sheet for each theme, lists and help.",
            ),
            New,
            (format_option(), options.target()),
            more=Text(
                "Rempli, il se juge par « quartierkg validate » et devient du Turtle par « quartierkg import ».",
                "Once filled in, it is judged by “quartierkg validate” and becomes Turtle by “quartierkg import”.",
            ),
        ),
        Command(
            "schema",
            Text("Écrit le schéma JSON d’un dossier.", "Writes the JSON Schema of a dossier."),
            Schema,
            (options.target(),),
        ),
    ),
)
