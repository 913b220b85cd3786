"""``quartierkg charter``: the requirements, printed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from quartierkg.charter import document
from quartierkg.charter.document import Charter
from quartierkg.charter.rules import Gate, Profile, RuleSet, rules
from quartierkg.cli import charter_diff, options
from quartierkg.cli.command import Group
from quartierkg.cli.destination import Destination
from quartierkg.cli.parameter import Option
from quartierkg.language import Language, Text
from quartierkg.report import catalogue
from quartierkg.report.charter import html, md
from quartierkg.report.charter.layout import book

_WRITERS: Final[dict[str, Callable[[Charter, RuleSet, Language], str]]] = {
    "text": catalogue.as_text,
    "json": lambda charter, rules, _: catalogue.as_json(charter, rules),
    "html": lambda charter, rules, language: html.write(book(charter, rules), language),
    "md": lambda charter, rules, language: md.write(book(charter, rules), language),
}
_FORMATS: Final = tuple(_WRITERS)


@dataclass(frozen=True, slots=True)
class Requirements:
    """Which version of the charter, and how it is weighed and printed."""

    version: str | None
    profile: Profile
    gate: Gate
    format: str
    target: str | None

    def run(self, language: Language) -> int:
        """Print the requirements.

        :raises UsageFault: when there is no such version.
        """
        charter = document.charter(self.version or document.CURRENT)
        ruleset = rules(charter.version, self.profile, self.gate)
        Destination(self.target, binary=False).write(_WRITERS[self.format](charter, ruleset, language))
        return 0


command = Group(
    "charter",
    Text("Affiche les exigences de la charte.", "Prints the requirements of the charter."),
    (charter_diff.command,),
    (
        options.version(),
        options.profile(),
        options.gate(),
        Option(
            "--format",
            values=_FORMATS,
            default=_FORMATS[0],
            about=Text("Texte, JSON, page ou Markdown.", "Text, JSON, page or Markdown."),
        ),
        options.target(),
    ),
    Requirements,
)
