"""``quartierkg shapes lint``: is there a mistake in the shapes that an engine would pass over?"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from quartierkg.charter import document
from quartierkg.cli import options, output
from quartierkg.cli.command import Command, Group
from quartierkg.errors import ShapesFault
from quartierkg.language import Language, Text

_SOUND: Final = Text("Version {} : aucune faute.", "Version {}: no fault.")
_FAULTS: Final = Text("Version {} : {} faute(s).", "Version {}: {} fault(s).")


@dataclass(frozen=True, slots=True)
class Lint:
    """Which version's shapes are looked at: all, when none is named."""

    version: str | None

    def run(self, language: Language) -> int:
        """Print every fault.

        :raises UsageFault: when there is no such version.
        :raises ShapesFault: when the shapes do not parse.
        """
        versions = (document.charter(self.version).version,) if self.version else document.versions()
        faults = sum(_lint(version, language) for version in versions)
        return ShapesFault.exit_code if faults else 0


def _lint(version: str, language: Language) -> int:
    """Print the faults of a version.

    :returns: how many there are.
    """
    from quartierkg.charter.lint import lint

    faults = lint(version)
    for fault in faults:
        output.write(ShapesFault(fault.text, source=fault.file, place=fault.place).line(language) + "\n")
    output.say((_FAULTS if faults else _SOUND).in_(language).format(version, len(faults)))
    return len(faults)


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
            (options.version(),),
        ),
    ),
)
