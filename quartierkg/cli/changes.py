"""``quartierkg changes``: what one revision of a store states and another does not."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from quartierkg import settings
from quartierkg.cli import options
from quartierkg.cli.command import Command
from quartierkg.cli.destination import Destination
from quartierkg.cli.parameter import Argument, Option
from quartierkg.errors import UsageFault
from quartierkg.journal import Ledger
from quartierkg.language import Language, Text
from quartierkg.media import by_extension
from quartierkg.publish import patch
from quartierkg.publish.changeset import between
from quartierkg.snapshot import read_store
from quartierkg.snapshot.unpublished import Unpublished

_NAMES: Final = tuple(media.extensions[0] for media in patch.OFFERED)
_NO_STORE: Final = Text("De quel entrepôt ?", "Of which store?")
_GIVE_STORE: Final = Text(
    "Donnez un répertoire à --store, ou à QUARTIERKG_STORE.", "Give a folder to --store, or to QUARTIERKG_STORE."
)


@dataclass(frozen=True, slots=True)
class Changes:
    """Which revisions are compared, and how that is written."""

    start: str
    end: str
    format: str | None
    target: str | None
    store: str | None

    def run(self, language: Language) -> int:  # noqa: ARG002
        """Compare them; a server may have the store open.

        :raises UsageFault: when no store is named, or when it has no such revision.
        :raises StoreFault: when it cannot be read.
        """
        start, end = _number(self.start), _number(self.end)
        read = settings.read({"store": self.store})
        if read.store is None:
            raise UsageFault(_NO_STORE, remedy=_GIVE_STORE)
        media = by_extension(self.format or self.target or "", patch.OFFERED) or patch.RDF_PATCH
        hidden = Unpublished.of(read_store(read.store))
        with Ledger.open(read.store) as ledger:
            found = between(ledger, start, end, hidden)
        Destination(self.target).write(patch.write(found, media))
        return 0


def _number(value: str) -> int:
    if value.isascii() and value.isdigit() and len(value) < 16:
        return int(value)
    raise UsageFault(
        Text("« {} » n’est pas le numéro d’une révision.", "“{}” is not the number of a revision.").filled(value)
    )


command = Command(
    "changes",
    Text("Compare deux révisions d’un entrepôt.", "Compares two revisions of a store."),
    Changes,
    (
        Argument(
            "start", Text("DE", "FROM"), Text("Une révision ; 0 ne contient rien.", "A revision; 0 holds nothing.")
        ),
        Argument("end", Text("À", "TO"), Text("L’autre, plus récente ou non.", "The other, later or not.")),
        Option(
            "--format",
            values=_NAMES,
            about=Text(
                "RDF Patch (rdfp) ou mise à jour SPARQL (ru) ; à défaut, d’après le nom du fichier, sinon rdfp.",
                "RDF Patch (rdfp) or SPARQL update (ru); by default, as the name of the file says, else rdfp.",
            ),
        ),
        options.target(),
        options.store(),
    ),
)
