"""``quartierkg publish``: the whole site as files, for any static host."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Final

import click

from quartierkg import settings
from quartierkg.cli import options, output
from quartierkg.cli.command import Command
from quartierkg.cli.crew import cores
from quartierkg.cli.parameter import Argument, Option
from quartierkg.errors import UsageFault
from quartierkg.language import Language, Text, number
from quartierkg.settings import Settings
from quartierkg.terms import BASE

_MOST: Final = 1_000
_PUBLISHING: Final = Text("Publication", "Publishing")
_DONE: Final = Text(
    "Révision {}, {} choses : {} fichiers, dont {} écrits ; {} supprimés",
    "Revision {}, {} things: {} files, {} of them written; {} removed",
)
_ELSEWHERE: Final = Text(
    "Un site se publie d’après un répertoire, et non d’après un entrepôt distant.",
    "A site is published from a folder, not from a remote store.",
)
_GIVE_JOURNAL: Final = Text(
    "Donnez à --store le répertoire du journal qui l’accompagne.",
    "Give --store the folder of the journal that goes with it.",
)


@dataclass(frozen=True, slots=True)
class Publish:
    """What is published, where to, and how it will be addressed."""

    folder: str
    store: str | None
    data: str | None
    base: str | None
    contact: str | None
    publisher: str | None
    director: str | None
    hosting: str | None
    data_officer: str | None
    legal_bases: str | None
    processes: str | None

    def run(self, language: Language) -> int:
        """Write the site, or bring it up to date.

        :raises UsageFault: when the folder is not a site's, or an option does not fit.
        :raises StoreFault: when the store cannot be read.
        """
        from quartierkg.site import Publication

        asked = Publication(self._settings(), Path(self.folder), _processes(self.processes))
        with _followed(language) as watch:
            done = asked.run(watch)
        counts = (done.revision, done.things, done.total.files, done.total.written, done.total.removed)
        said = (number(str(count), language) for count in counts)
        output.write(_DONE.in_(language).format(*said) + "\n")
        return 0

    def _settings(self) -> Settings:
        """The settings of an instance; without an address of its own a site is at that which lasts."""
        read = settings.read(asdict(self))
        if read.endpoint is not None:
            raise UsageFault(_ELSEWHERE, remedy=_GIVE_JOURNAL)
        return read if read.base != settings.DEFAULTS.base else replace(read, base=BASE.removesuffix("/"))


def _processes(value: str | None) -> int:
    """How many processes make pages.

    :raises UsageFault: when that is no number of them.
    """
    if value is None:
        return cores()
    if value.isascii() and value.isdigit() and 1 <= int(value[:20]) <= _MOST:
        return int(value)
    raise UsageFault(
        Text(
            f"--processes : « {value} » n’est pas un nombre de 1 à {_MOST}.",
            f"--processes: {value!r} is not a number from 1 to {_MOST}.",
        )
    )


@contextmanager
def _followed(language: Language) -> Iterator[Callable[[int, int], None]]:
    """A bar with the time that is left on standard error, when a person is looking."""
    if not output.on_terminal(sys.stderr):
        yield lambda _, __: None
        return
    with click.progressbar(
        length=1, label=_PUBLISHING.in_(language), show_pos=True, show_percent=True, file=sys.stderr
    ) as bar:

        def watch(done: int, of: int) -> None:
            bar.length = of
            bar.update(done - bar.pos)

        yield watch


command = Command(
    "publish",
    Text("Écrit le site entier en fichiers, pour tout hébergeur.", "Writes the whole site as files, for any host."),
    Publish,
    (
        Argument(
            "folder",
            Text("RÉPERTOIRE", "FOLDER"),
            Text(
                "Où l’écrire : un répertoire vide ou nouveau, ou celui d’un site à mettre à jour.",
                "Where to write it: an empty or new one, or that of a site to bring up to date.",
            ),
        ),
        Option(
            "--base",
            value=Text("URL", "URL"),
            about=Text(
                "Adresse du site, pour le plan, le flux et le catalogue ; à défaut, l’adresse durable (ou "
                "QUARTIERKG_BASE).",
                "Address of the site, for its map, feed and catalogue; by default, the persistent one (or "
                "QUARTIERKG_BASE).",
            ),
        ),
        Option(
            "--contact",
            value=Text("URI", "URI"),
            about=Text(
                "À qui signaler une faille ou une erreur : mailto:… (ou QUARTIERKG_CONTACT).",
                "Whom to tell of a weakness or an error: mailto:… (or QUARTIERKG_CONTACT).",
            ),
        ),
        *options.imprint(),
        Option(
            "--processes",
            value=Text("NOMBRE", "NUMBER"),
            about=Text(
                "Nombre de processus qui écrivent les pages ; à défaut, un par cœur.",
                "How many processes write the pages; by default, one for each core.",
            ),
        ),
        options.store(),
        options.data(),
    ),
)
