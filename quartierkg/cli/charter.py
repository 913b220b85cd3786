"""``quartierkg charter``: the requirements, printed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from quartierkg.charter import document
from quartierkg.charter.rules import Gate, Profile, rules
from quartierkg.cli import charter_diff, options, output
from quartierkg.cli.command import Group
from quartierkg.cli.parameter import Option
from quartierkg.language import Language, Text
from quartierkg.report import catalogue

_FORMATS: Final = ("text", "json")


@dataclass(frozen=True, slots=True)
class Requirements:
    """Which version of the charter, and how it is weighed and printed."""

    version: str | None
    profile: Profile
    gate: Gate
    format: str

    def run(self, language: Language) -> int:
        """Print the requirements.

        :raises UsageFault: when there is no such version.
        """
        charter = document.charter(self.version or document.CURRENT)
        ruleset = rules(charter.version, self.profile, self.gate)
        as_text = self.format == _FORMATS[0]
        output.write(catalogue.as_text(charter, ruleset, language) if as_text else catalogue.as_json(charter, ruleset))
        return 0


command = Group(
    "charter",
    Text("Affiche les exigences de la charte.", "Prints the requirements of the charter."),
    (charter_diff.command,),
    (
        options.version(),
        options.profile(),
        options.gate(),
        Option("--format", values=_FORMATS, default=_FORMATS[0], about=Text("Texte ou JSON.", "Text or JSON.")),
    ),
    Requirements,
)
