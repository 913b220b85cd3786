"""``quartierkg export``: a dossier out as a workbook, CSV or JSON."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from quartierkg.cli import files, options, output
from quartierkg.cli.command import Command
from quartierkg.cli.destination import Destination
from quartierkg.cli.dossier import format_option
from quartierkg.cli.parameter import Argument
from quartierkg.language import Language, Text
from quartierkg.workbook import format as formats
from quartierkg.workbook import reading, words

_OTHERS: Final = Text(
    "Énoncés sans colonne, sur la feuille « {} » : {}.", "Statements without a column, on the sheet “{}”: {}."
)
_LEFT_OUT: Final = Text(
    "Énoncés qu’aucune cellule ne peut tenir, laissés de côté : {}. En JSON, rien n’est laissé.",
    "Statements that no cell can hold, left out: {}. In JSON nothing is.",
)


@dataclass(frozen=True, slots=True)
class Export:
    """Which dossier, in which format, and where to."""

    file: str
    format: str | None
    target: str | None
    media_type: str

    def run(self, language: Language) -> int:
        """Write the dossier; what has no column of its own is told.

        :raises Unreadable: when the dossier cannot be read.
        :raises UsageFault: when it cannot be written there.
        """
        chosen = self.format or formats.named(self.target)
        destination = Destination(self.target, binary=chosen in formats.BINARY)
        found = reading.dossier(files.read(self.file, self.media_type))
        written, (others, left_out) = formats.written(found, chosen, language)
        destination.write(written)
        if others:
            output.say(_OTHERS.filled(words.OTHERS, others).in_(language))
        if left_out:
            output.say(_LEFT_OUT.filled(left_out).in_(language))
        return 0


command = Command(
    "export",
    Text("Fait d’un dossier un classeur, un CSV ou un JSON.", "Makes a workbook, CSV or JSON of a dossier."),
    Export,
    (
        Argument(
            "file",
            Text("DOSSIER", "DOSSIER"),
            Text(
                "Fichier RDF ou classeur d’un dossier, ou - pour l’entrée standard.",
                "RDF file or workbook of a dossier, or - for standard input.",
            ),
        ),
        format_option(),
        options.target(),
        options.media_type(),
    ),
    more=Text(
        "Relu par « quartierkg import », le classeur dit ce que le dossier disait.",
        "Read by “quartierkg import”, the workbook says what the dossier said.",
    ),
)
