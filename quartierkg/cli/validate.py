"""``quartierkg validate``: dossiers in, verdicts out."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Final

import click

from quartierkg import settings
from quartierkg.charter import context as contexts
from quartierkg.charter.check import Question, check
from quartierkg.charter.context import Context
from quartierkg.charter.engines import CHOICES, Choice
from quartierkg.charter.linted import require_all_linted
from quartierkg.charter.rules import Gate, Profile
from quartierkg.charter.verdict import Verdict
from quartierkg.cli import files, options, output
from quartierkg.cli.command import Command
from quartierkg.cli.destination import Destination
from quartierkg.cli.parameter import Argument, Option
from quartierkg.errors import EngineFault, QuartierError, Unreadable
from quartierkg.intake import dossier
from quartierkg.language import Language, Text
from quartierkg.report import Batch, writer
from quartierkg.report.format import WRITTEN

# From so many files on, a person at a terminal sees how far it got.
_MANY: Final = 20
_JUDGING: Final = Text("Dossiers", "Dossiers")
_TEXT: Final = "text"


@dataclass(frozen=True, slots=True)
class Validate:
    """What was asked: which files, and how they are to be judged."""

    files: tuple[str, ...]
    engine: Choice
    profile: Profile
    gate: Gate
    format: str
    target: str | None
    context: tuple[str, ...]
    award_date: str | None
    day: str | None
    media_type: str

    def run(self, language: Language) -> int:
        """Judge every file; one that cannot be judged never stops the others.

        :raises ShapesFault: when the shapes are broken: nothing is judged then.
        """
        found = WRITTEN[self.format]
        write = writer(found.name)  # what cannot be written is said before the work
        destination = Destination(self.target, binary=found.binary)
        # The geometry library starts threads for linear algebra that it never does here: a tenth of the whole run.
        os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
        require_all_linted()
        context = self._context()
        batch, failures = self._judge(files.named(self.files), context, language)
        if not (self.format == _TEXT and destination.seen):  # there, the sheet itself says it
            _complain(batch.unreadable, language)
        _complain(failures, language)
        destination.write(write(batch, language))
        return EngineFault.exit_code if failures else batch.exit_code

    def _context(self) -> Context:
        """The given contexts together, else the bundled one."""
        if not self.context:
            return contexts.bundled(settings.data_folder(), day=self.day, award=self.award_date)
        sources = [files.read(name, self.media_type) for name in self.context]
        return contexts.read(sources, day=self.day, award=self.award_date)

    def _judge(
        self, names: Sequence[str], context: Context, language: Language
    ) -> tuple[Batch, tuple[EngineFault, ...]]:
        verdicts: list[Verdict] = []
        unreadable: list[Unreadable] = []
        failures: list[EngineFault] = []
        question = Question(self.profile, self.gate, self.engine)
        with _progress(names, language) as steps:
            for name in steps:
                try:
                    verdicts.append(check(dossier.read(files.read(name, self.media_type)), context, question))
                except Unreadable as fault:
                    unreadable.append(fault)
                except EngineFault as fault:
                    fault.source = name
                    failures.append(fault)
                except Exception as error:  # a defect of ours: it is told, and costs this file alone
                    failures.append(_unforeseen(error, name))
        return Batch(tuple(verdicts), tuple(unreadable)), tuple(failures)


@contextmanager
def _progress(names: Sequence[str], language: Language) -> Iterator[Iterator[str]]:
    """The names one by one, with a bar on standard error when there are many and a person is looking."""
    if len(names) > _MANY and output.on_terminal(sys.stderr):
        with click.progressbar(names, label=_JUDGING.in_(language), file=sys.stderr) as bar:
            yield iter(bar)
    else:
        yield iter(names)


def _unforeseen(error: Exception, name: str) -> EngineFault:
    said = f"{type(error).__name__}: {error}"
    return EngineFault(
        Text(f"Erreur imprévue (« {said} »).", f"Unforeseen error ({said})."),
        source=name,
        remedy=Text("Signalez-la avec ce fichier.", "Report it with this file."),
    )


def _complain(faults: Sequence[QuartierError], language: Language) -> None:
    for fault in faults:
        output.complain(fault, language)


command = Command(
    "validate",
    Text("Juge des dossiers d’après la charte.", "Judges dossiers by the charter."),
    Validate,
    (
        Argument(
            "files",
            Text("FICHIER…", "FILE…"),
            Text(
                "Fichiers RDF, répertoires qui en contiennent, ou - pour l’entrée standard.",
                "RDF files, folders that hold some, or - for standard input.",
            ),
            nargs=-1,
            required=True,
        ),
        Option(
            "--engine",
            values=CHOICES,
            default="fast",
            about=Text(
                "Moteur SHACL : le rapide, la référence, ou les deux, qui doivent s’accorder.",
                "SHACL engine: the fast one, the reference, or both, which must agree.",
            ),
        ),
        options.profile(),
        options.gate(),
        Option(
            "--format",
            values=tuple(WRITTEN),
            default=_TEXT,
            about=Text(
                "Feuille de lecture, données, rapport SHACL, page, intégration continue ou PDF (complément pdf).",
                "Sheet, data, SHACL report, page, continuous integration or PDF (extra pdf).",
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
