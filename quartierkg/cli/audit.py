"""``quartierkg audit``: who wrote, and who was refused; and whether that is all that was ever recorded."""

from __future__ import annotations

from dataclasses import astuple, dataclass
from typing import Final

from quartierkg.access import Database, Trail
from quartierkg.cli import desk, options, output
from quartierkg.cli.command import Command, Group
from quartierkg.language import Language, Text

_WHOLE: Final = Text("Entière : {} lignes.", "Whole: {} lines.")


@dataclass(frozen=True, slots=True)
class Listed:
    """Whose trail is listed."""

    store: str | None

    def run(self, language: Language) -> int:
        """One line for each, with tabs: number, time, holder, token, role, method, path, status, what, origin, times.

        :raises StoreFault: when the store has none.
        """
        del language
        with Database.existing(desk.folder(self.store)) as database:
            for number, line in Trail(database).lines():
                output.write("\t".join(" ".join(str(value).split()) for value in (number, *astuple(line))) + "\n")
        return 0


@dataclass(frozen=True, slots=True)
class Verify:
    """Whose trail is looked at."""

    store: str | None

    def run(self, language: Language) -> int:
        """Look at every line.

        :raises StoreFault: when there is no trail, or one was changed or is missing: it is named.
        """
        with Database.existing(desk.folder(self.store)) as database:
            lines = Trail(database).verify()
        output.write(_WHOLE.filled(lines).in_(language) + "\n")
        return 0


command = Group(
    "audit",
    Text("Liste les écritures et les refus d’un entrepôt.", "Lists the writes and the refusals of a store."),
    (
        Command(
            "verify",
            Text("Prouve que rien n’en a été changé ni ôté.", "Proves that nothing in it was changed or taken out."),
            Verify,
            (options.store(),),
        ),
    ),
    (options.store(),),
    Listed,
)
