"""``quartierkg charter diff``: what differs between two versions of the charter, and what that does to dossiers."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from quartierkg.charter import document
from quartierkg.charter.check import Question
from quartierkg.charter.comparison import Comparison, compare
from quartierkg.charter.difference import difference
from quartierkg.charter.linted import require_linted
from quartierkg.charter.rules import Gate, Profile
from quartierkg.cli import context, files, options, output
from quartierkg.cli.command import Command
from quartierkg.cli.parameter import Argument, Option
from quartierkg.errors import Unreadable
from quartierkg.language import Language, Text
from quartierkg.report.difference import as_text
from quartierkg.report.difference_json import as_json
from quartierkg.workbook import reading

FORMATS: Final = ("text", "json")


@dataclass(frozen=True, slots=True)
class Diff:
    """Two versions, and the dossiers that are judged by both."""

    before: str
    after: str
    files: tuple[str, ...]
    profile: Profile
    gate: Gate
    format: str
    context: tuple[str, ...]
    award_date: str | None
    day: str | None

    def run(self, language: Language) -> int:
        """Print what differs.

        :raises UsageFault: when there is no such version.
        """
        found = difference(document.charter(self.before), document.charter(self.after))
        compared: list[Comparison] = []
        unreadable: list[Unreadable] = []
        if self.files:
            for version in (self.before, self.after):
                require_linted(version)
            self._compare(files.named(self.files), compared, unreadable)
        for fault in unreadable:
            output.complain(fault, language)
        as_json_ = self.format == FORMATS[1]
        output.write(as_json(found, compared, unreadable) if as_json_ else as_text(found, compared, language))
        return Unreadable.exit_code if unreadable else 0

    def _compare(self, names: Iterable[str], compared: list[Comparison], unreadable: list[Unreadable]) -> None:
        """Judge every file by both versions; one that cannot be read never stops the others."""
        question, around = (
            Question(self.profile, self.gate),
            context.given(self.context, options.STDIN_TYPE, day=self.day, award=self.award_date),
        )
        for name in names:
            try:
                read = reading.dossier(files.read(name, options.STDIN_TYPE))
                compared.append(compare(read, around, question, self.before, self.after))
            except Unreadable as fault:
                unreadable.append(fault)


command = Command(
    "diff",
    Text(
        "Compare deux versions de la charte, et ce qu’elles disent de dossiers.",
        "Compares two versions of the charter, and what they say of dossiers.",
    ),
    Diff,
    (
        Argument(
            "before",
            Text("VERSION1", "VERSION1"),
            Text("Version qui sert de départ.", "Version to start from."),
            required=True,
        ),
        Argument(
            "after",
            Text("VERSION2", "VERSION2"),
            Text("Version qui lui est comparée.", "Version that is compared with it."),
            required=True,
        ),
        Argument(
            "files",
            Text("[FICHIER…]", "[FILE…]"),
            Text(
                "Dossiers à juger d’après les deux versions, quelle que soit celle qu’ils nomment ; "
                "fichiers RDF ou répertoires qui en contiennent.",
                "Dossiers to judge by both versions, whichever they name; RDF files, or folders that hold some.",
            ),
            nargs=-1,
        ),
        options.profile(),
        options.gate(),
        Option("--format", values=FORMATS, default=FORMATS[0], about=Text("Texte ou JSON.", "Text or JSON.")),
        *options.context(),
    ),
    more=Text(
        "Code de retour : 0, même s’il y a des différences ; 2 version inconnue, 3 fichier illisible.",
        "Exit code: 0, even when something differs; 2 unknown version, 3 unreadable file.",
    ),
)
