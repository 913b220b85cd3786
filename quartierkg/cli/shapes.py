"""``quartierkg shapes lint``: is there a mistake in the shapes that an engine would pass over?"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

from quartierkg.charter import document, linted
from quartierkg.cli import files, options, output
from quartierkg.cli.command import Command, Group
from quartierkg.cli.parameter import Argument, Option
from quartierkg.errors import ShapesFault, UsageFault
from quartierkg.language import Language, Text

if TYPE_CHECKING:
    from quartierkg.charter.lint import Fault

_SOUND: Final = Text("Version {} : aucune faute.", "Version {}: no fault found.")
_FAULTS: Final = (
    Text("Version {} : {} faute.", "Version {}: {} fault."),
    Text("Version {} : {} fautes.", "Version {}: {} faults."),
)
_RECORDED: Final = Text("Empreinte notée dans {}.", "Digest recorded in {}.")


@dataclass(frozen=True, slots=True)
class Lint:
    """Which shapes are looked at: some files, a version's, or all."""

    files: tuple[str, ...]
    version: str | None
    record: bool

    def run(self, language: Language) -> int:
        """Print every fault.

        :raises UsageFault: when there is no such version or file.
        """
        if self.files and self.record:
            raise UsageFault(
                Text(
                    "--record note l’empreinte d’une version entière, pas de fichiers.",
                    "--record records the digest of a whole version, not of files.",
                ),
                remedy=Text("Ne nommez pas de fichier.", "Name no file."),
            )
        versions = (document.charter(self.version).version,) if self.version else document.versions()
        if self.files:
            version = self.version or document.CURRENT
            return _told(version, _of_files(version, files.named(self.files)), language)
        return max(self._version(version, language) for version in versions)

    def _version(self, version: str, language: Language) -> int:
        from quartierkg.charter.lint import lint

        code = _told(version, lint(version), language)
        if self.record and code == 0:
            output.say(_RECORDED.in_(language).format(linted.record(version)))
        return code


def _of_files(version: str, names: Sequence[str]) -> tuple[Fault, ...]:
    from quartierkg.charter.lint import lint_files

    for name in names:
        if not Path(name).is_file():
            raise UsageFault(Text(f"Le fichier « {name} » n’existe pas.", f"There is no file {name!r}."))
    return lint_files(version, [Path(name) for name in names])


def _told(version: str, faults: Sequence[Fault], language: Language) -> int:
    """Print some faults.

    :returns: the exit code that they make.
    """
    for fault in faults:
        output.write(fault.error.line(language) + "\n")
    said = _FAULTS[len(faults) > 1] if faults else _SOUND
    output.say(said.filled(version, len(faults)).in_(language))
    return ShapesFault.exit_code if faults else 0


command = Group(
    "shapes",
    Text("Contrôle les formes SHACL de la charte.", "Checks the SHACL shapes of the charter."),
    (
        Command(
            "lint",
            Text(
                "Cherche les fautes qu’un moteur passerait sous silence.",
                "Looks for mistakes that an engine would pass over in silence.",
            ),
            Lint,
            (
                Argument(
                    "files",
                    Text("[FICHIER…]", "[FILE…]"),
                    Text(
                        "Fichiers Turtle à contrôler, qui peuvent renvoyer aux formes de la charte ; "
                        "à défaut, celles-ci.",
                        "Turtle files to check, which may refer to the charter’s shapes; by default, these.",
                    ),
                    nargs=-1,
                ),
                options.version(),
                Option(
                    "--record",
                    is_flag=True,
                    about=Text(
                        "Note l’empreinte des formes s’il n’y a aucune faute, pour qu’elles ne soient plus contrôlées "
                        "à chaque démarrage.",
                        "Records the digest of the shapes when there is no fault, so that they are not checked again "
                        "at every start.",
                    ),
                ),
            ),
        ),
    ),
)
