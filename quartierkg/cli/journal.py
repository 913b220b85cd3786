"""``quartierkg journal``: what a store's journal holds, whether that is what was written, and what is to be erased."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from quartierkg import settings
from quartierkg.cli import options, output
from quartierkg.cli.command import Command, Group
from quartierkg.cli.parameter import Argument, Option
from quartierkg.errors import NotFound, UsageFault
from quartierkg.journal import Entry, Journal, Ledger, Verified
from quartierkg.journal.author import account
from quartierkg.language import Language, Text

_WHOLE: Final = Text("Entier : {} entrées, chaîne {}.", "Whole: {} entries, chain {}.")
_ERASED: Final = Text("Effacée : entrée {} (« {} »).", "Erased: entry {} ({}).")
_DONE: Final = Text(
    "Octets effacés : {}. L’entrée {} en garde la raison.", "Bytes erased: {}. Entry {} keeps the reason."
)
_NO_STORE: Final = Text("Quel entrepôt ?", "Which store?")
_GIVE_STORE: Final = Text(
    "Donnez le répertoire du journal à --store, ou à QUARTIERKG_STORE.",
    "Give the folder of the journal to --store, or to QUARTIERKG_STORE.",
)
_COPIES: Final = Text(
    "Les sauvegardes et les fichiers déjà téléchargés les contiennent encore : à vous d’y veiller.",
    "Backups and files that were downloaded hold them still: these are up to you.",
)


def folder(store: str | None) -> Path:
    """The folder of the store that is meant.

    :raises UsageFault: when none is.
    """
    read = settings.read({"store": store})
    if read.store is None:
        raise UsageFault(_NO_STORE, remedy=_GIVE_STORE)
    return read.store


def told(verified: Verified, language: Language) -> None:
    """Say what a journal was found to be."""
    for entry in verified.erased:
        output.write(_ERASED.filled(entry.number, entry.fields.name).in_(language) + "\n")
    output.write(_WHOLE.filled(verified.entries, verified.chain).in_(language) + "\n")


@dataclass(frozen=True, slots=True)
class Verify:
    """Which journal is looked at."""

    store: str | None

    def run(self, language: Language) -> int:
        """Look at every entry and every byte.

        :raises StoreFault: when there is no journal, or it is damaged: the entry is named.
        """
        with Ledger.open(folder(self.store)) as ledger:
            told(ledger.verify(), language)
        return 0


@dataclass(frozen=True, slots=True)
class List:
    """Whose entries are listed."""

    store: str | None

    def run(self, language: Language) -> int:
        """One line for each entry, with tabs between: number, moment, kind, name, digest, author, reason.

        :raises StoreFault: when there is no journal.
        """
        del language
        with Ledger.open(folder(self.store)) as ledger:
            for entry in ledger.entries:
                output.write("\t".join(_columns(entry)) + "\n")
        return 0


@dataclass(frozen=True, slots=True)
class Erase:
    """What is erased, and why."""

    entry: str
    store: str | None
    reason: str | None

    def run(self, language: Language) -> int:
        """Erase the bytes of an entry, and those of others that are the same.

        :raises UsageFault: when no reason is given, or the entry says what was done.
        :raises NotFound: when there is no such entry.
        :raises StoreFault: when a server has the store open, or the disk refuses it.
        """
        directory = folder(self.store)
        if not (self.reason or "").strip():
            raise UsageFault(
                Text("Pourquoi effacer ?", "Why erase it?"),
                remedy=Text(
                    "Dites-le avec --reason : le journal le garde.", "Say so with --reason: the journal keeps it."
                ),
            )
        with Journal(directory) as journal:
            erasure = journal.erase(_digest(journal, self.entry), account(), self.reason or "")
        if erasure.shown:
            for derived in ("dumps", "tier", "revisions"):  # made from the graphs before: they are made again
                shutil.rmtree(directory / derived, ignore_errors=True)
        output.write(_DONE.filled(erasure.fields.name, erasure.number).in_(language) + "\n")
        output.say(_COPIES.in_(language))
        return 0


def _digest(journal: Journal, said: str) -> str:
    """The digest of the entry that a number names; any other word is a digest itself."""
    if not said.isascii() or not said.isdigit():
        return said.lower()
    for entry in journal.entries:
        if str(entry.number) == said:
            return entry.fields.sha256
    raise NotFound(Text(f"Le journal n’a pas d’entrée {said}.", f"The journal has no entry {said}."))


def _columns(entry: Entry) -> tuple[str, ...]:
    fields = entry.fields
    columns = (str(entry.number), fields.time, fields.kind, fields.name, fields.sha256, fields.author, fields.reason)
    return tuple(" ".join(column.split()) for column in columns)


command = Group(
    "journal",
    Text("Vérifie le journal d’un entrepôt, ou en efface des octets.", "Verifies a store’s journal, or erases bytes."),
    (
        Command(
            "verify",
            Text("Prouve que le journal est ce qui a été écrit.", "Proves that the journal is what was written."),
            Verify,
            (options.store(),),
        ),
        Command("list", Text("Donne une ligne par entrée.", "Gives a line for each entry."), List, (options.store(),)),
        Command(
            "erase",
            Text(
                "Efface les octets d’une entrée ; la chaîne tient, et garde la raison.",
                "Erases the bytes of an entry; the chain holds, and keeps the reason.",
            ),
            Erase,
            (
                Argument(
                    "entry",
                    Text("ENTRÉE", "ENTRY"),
                    Text("Son numéro, ou l’empreinte SHA-256 des octets.", "Its number, or the SHA-256 of the bytes."),
                ),
                options.store(),
                Option("--reason", value=Text("TEXTE", "TEXT"), about=Text("Pourquoi.", "Why.")),
            ),
        ),
    ),
)
