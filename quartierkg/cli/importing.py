"""``quartierkg import``: a workbook, CSV or JSON in, Turtle out."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from pyoxigraph import Triple

from quartierkg.cli import files, options, output
from quartierkg.cli.command import Command
from quartierkg.cli.destination import Destination
from quartierkg.cli.parameter import Argument, Option
from quartierkg.errors import BadCells, Unreadable, UsageFault
from quartierkg.intake import dossier
from quartierkg.intake.source import Source
from quartierkg.language import Language, Text
from quartierkg.media import TURTLE
from quartierkg.publish.writing import gathered, unnamed, write
from quartierkg.workbook import reading
from quartierkg.workbook.address import is_absolute

_NOT_WRITTEN: Final = (
    Text("{} cellule ne peut être lue ; rien n’est écrit.", "{} cell cannot be read; nothing is written."),
    Text("{} cellules ne peuvent être lues ; rien n’est écrit.", "{} cells cannot be read; nothing is written."),
)


@dataclass(frozen=True, slots=True)
class Import:
    """Which file, below which address its rows stand, and where to."""

    file: str
    base: str | None
    target: str | None
    media_type: str

    def run(self, language: Language) -> int:
        """Write what the file states, or tell every cell that nothing can be made of.

        :raises Unreadable: when it cannot be read.
        :raises UsageFault: when ``--base`` is no address.
        """
        if self.base is not None and not is_absolute(self.base):
            raise UsageFault(
                Text(f"--base : « {self.base} » n’est pas une adresse.", f"--base: {self.base!r} is no address."),
                remedy=Text("Par exemple https://exemple.fr/dossier/.", "For instance https://example.org/dossier/."),
            )
        source = files.read(self.file, self.media_type)
        destination = Destination(self.target, binary=False)
        try:
            triples = self._read(source, language)
        except BadCells as bad:
            for remark in bad.ignored:
                output.say(remark.line.in_(language))
            for fault in bad.faults:
                output.say(fault.line.in_(language))
            output.say(_NOT_WRITTEN[len(bad.faults) > 1].filled(len(bad.faults)).in_(language))
            return Unreadable.exit_code
        destination.write(write(unnamed(gathered(triples)), TURTLE) + b"\n")
        return 0

    def _read(self, source: Source, language: Language) -> tuple[Triple, ...]:
        if not reading.is_workbook(source):
            return dossier.read(source).triples
        found = reading.read(source, base=self.base)
        for remark in found.ignored:
            output.say(remark.line.in_(language))
        return found.dossier.triples


command = Command(
    "import",
    Text("Fait un dossier en Turtle d’un classeur, d’un CSV ou d’un JSON.", "Makes Turtle of a workbook, CSV or JSON."),
    Import,
    (
        Argument(
            "file",
            Text("FICHIER", "FILE"),
            Text(
                "Classeur .xlsx ou .ods, texte .csv ou .json, ou - pour l’entrée standard.",
                "Workbook .xlsx or .ods, text .csv or .json, or - for standard input.",
            ),
        ),
        Option(
            "--base",
            value=Text("ADRESSE", "ADDRESS"),
            about=Text(
                "Adresse sous laquelle les lignes ont la leur, à la place de celle du classeur.",
                "Address below which the rows have theirs, in place of the workbook’s.",
            ),
        ),
        options.target(),
        options.media_type(),
    ),
    more=Text(
        "Code de retour : 0 écrit, 2 demande incorrecte, 3 fichier ou cellules illisibles, toutes nommées.",
        "Exit code: 0 written, 2 bad request, 3 unreadable file or cells, all of them named.",
    ),
)
