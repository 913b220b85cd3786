"""``quartierkg remedy``: what a dossier lacks for the label, and the smallest change that would do."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Final

from quartierkg.charter.check import Question
from quartierkg.charter.engines import CHOICES, Choice
from quartierkg.charter.outcome import Decision
from quartierkg.charter.remedy.plan import plan
from quartierkg.charter.rules import Gate, Profile
from quartierkg.cli import context, files, options
from quartierkg.cli.command import Command
from quartierkg.cli.destination import Destination
from quartierkg.cli.parameter import Argument, Option
from quartierkg.errors import EngineFault, Unreadable, UsageFault
from quartierkg.language import Language, Text
from quartierkg.report.remedy import WRITERS
from quartierkg.workbook import reading

_FORMATS: Final = tuple(WRITERS)
_PATCH: Final = "ttl"
_NOT_MET: Final = 1


@dataclass(frozen=True, slots=True)
class Remedy:
    """Which dossier, how it is to be judged, and how to tell what it lacks."""

    file: str
    engine: Choice
    profile: Profile
    gate: Gate
    format: str
    as_turtle: bool
    target: str | None
    context: tuple[str, ...]
    award_date: str | None
    day: str | None
    media_type: str

    def run(self, language: Language) -> int:
        """Tell what is missing.

        :raises UsageFault: when a folder is named.
        :raises Unreadable: when the dossier cannot be read.
        :raises EngineFault: when an engine fails, or when two disagree.
        """
        if self.as_turtle and self.format == "json":
            raise UsageFault(
                Text("--as-turtle et --format json s’excluent.", "--as-turtle and --format json exclude each other."),
                remedy=Text("N’en donnez qu’un.", "Give one of them."),
            )
        destination = Destination(self.target, binary=False)
        if Path(self.file).is_dir():
            raise UsageFault(
                Text(
                    f"« {self.file} » est un répertoire ; les remèdes sont ceux d’un dossier.",
                    f"{self.file!r} is a folder; remedies are those of one dossier.",
                ),
                remedy=Text("Nommez le fichier du dossier.", "Name the file of the dossier."),
            )
        try:
            found = plan(
                reading.dossier(files.read(self.file, self.media_type)),
                context.given(self.context, self.media_type, day=self.day, award=self.award_date),
                Question(self.profile, self.gate, self.engine),
            )
        except (Unreadable, EngineFault) as fault:
            fault.source = fault.source or self.file
            raise
        destination.write(WRITERS[_PATCH if self.as_turtle else self.format](found, language))
        return _NOT_MET if found.verdict.outcome is Decision.NOT_MET else 0


command = Command(
    "remedy",
    Text(
        "Dit ce qui manque à un dossier, du plus léger au plus lourd, et le plus petit changement qui suffirait.",
        "Tells what a dossier lacks, the lightest first, and the smallest change that would do.",
    ),
    Remedy,
    (
        Argument(
            "file",
            Text("DOSSIER", "DOSSIER"),
            Text(
                "Fichier RDF d’un dossier, ou - pour l’entrée standard.",
                "RDF file of a dossier, or - for standard input.",
            ),
        ),
        Option(
            "--engine",
            values=CHOICES,
            default=CHOICES[0],
            about=Text(
                "Moteur SHACL du verdict, avant et après ; les essais se font avec le rapide.",
                "SHACL engine of the verdict, before and after; trials are made with the fast one.",
            ),
        ),
        options.profile(),
        options.gate(),
        Option(
            "--format",
            values=_FORMATS,
            default=_FORMATS[0],
            about=Text("Texte, données, ou rustine en Turtle.", "Text, data, or a patch in Turtle."),
        ),
        Option(
            "--as-turtle",
            is_flag=True,
            about=Text(
                "Rustine en Turtle, dont chaque valeur est à compléter (comme --format ttl).",
                "A patch in Turtle of which every value is to be filled in (as --format ttl).",
            ),
        ),
        options.target(),
        *options.context(),
        options.media_type(),
    ),
    more=Text(
        "Code de retour : 0 conforme ou en attente du comité, 1 non conforme, 2 demande incorrecte, "
        "3 fichier illisible, 4 moteurs en désaccord ou en défaut.",
        "Exit code: 0 met or awaiting the committee, 1 not met, 2 bad request, 3 unreadable file, "
        "4 engines disagree or fail.",
    ),
)
