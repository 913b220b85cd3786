"""``quartierkg report``: a W3C validation report of any engine, made readable."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from quartierkg.cli import files, options
from quartierkg.cli.command import Command
from quartierkg.cli.destination import Destination
from quartierkg.cli.parameter import Argument, Option
from quartierkg.errors import TooLarge, Unreadable
from quartierkg.intake import parse
from quartierkg.intake.limits import DOSSIER
from quartierkg.language import Language, Text
from quartierkg.report import w3c

_NOT_CONFORMING: Final = 1
_FEWER: Final = Text("Donnez un rapport plus petit, par exemple un par fichier.", "Give a smaller report, one a file.")


@dataclass(frozen=True, slots=True)
class Render:
    """Which report, and how it is to be written."""

    file: str
    format: str
    target: str | None
    media_type: str

    def run(self, language: Language) -> int:
        """Write the report.

        :raises Unreadable: when the file cannot be read, or holds no report.
        """
        destination = Destination(self.target)
        name, reports = self._read()
        destination.write(w3c.render(reports, name, self.format, language))
        return 0 if all(report.conforms for report in reports) else _NOT_CONFORMING

    def _read(self) -> tuple[str, tuple[w3c.Report, ...]]:
        """The name of the file as it can be printed, and its reports."""
        try:
            source = files.read(self.file, self.media_type)
            return source.name, w3c.read(parse.statements(source, DOSSIER))
        except Unreadable as fault:
            fault.source = fault.source or self.file
            if isinstance(fault, TooLarge):
                fault.remedy = _FEWER
            raise


command = Command(
    "report",
    Text(
        "Rend lisible un rapport de validation SHACL, de n’importe quel moteur.",
        "Makes a SHACL validation report readable, of whatever engine.",
    ),
    Render,
    (
        Argument(
            "file",
            Text("FICHIER", "FILE"),
            Text(
                "Le rapport (Turtle, N-Triples, JSON-LD ou RDF/XML), ou - pour l’entrée standard.",
                "The report (Turtle, N-Triples, JSON-LD or RDF/XML), or - for standard input.",
            ),
        ),
        Option(
            "--format",
            values=w3c.FORMATS,
            default=w3c.FORMATS[0],
            about=Text("Texte, données, page ou intégration continue.", "Text, data, page or continuous integration."),
        ),
        options.target(),
        options.media_type(),
    ),
    more=Text(
        "Code de retour : 0 conforme, 1 non conforme, 2 demande incorrecte, 3 illisible ou sans rapport.",
        "Exit code: 0 conforms, 1 does not conform, 2 bad request, 3 unreadable or without a report.",
    ),
)
