"""``quartierkg rebuild``: the index of a store, built from its journal again."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import Final

from quartierkg.cli import options, output
from quartierkg.cli.command import Command
from quartierkg.cli.journal import folder
from quartierkg.journal import Journal
from quartierkg.language import Language, Text, number
from quartierkg.snapshot import generator, revision
from quartierkg.snapshot.snapshot import Snapshot

_DONE: Final = Text(
    "Révision {} : {} énoncés. Somme des empreintes SHA-256 de leurs lignes : {}",
    "Revision {}: {} statements. Sum of the SHA-256 of their lines: {}",
)
_BITS: Final = 256


@dataclass(frozen=True, slots=True)
class Rebuild:
    """Which store."""

    store: str | None

    def run(self, language: Language) -> int:
        """Build it, and say what it holds: the same journal gives the same statements.

        :raises StoreFault: when a server has the store open, the journal is damaged, another generator made its
            fictional network, or the disk refuses it.
        """
        directory = folder(self.store)
        generator.require_own(directory)
        with Journal(directory) as journal:
            snapshot = Snapshot.open(revision.renew(directory, journal))
        count = number(str(sum(snapshot.counts.values())), language)
        output.write(_DONE.filled(snapshot.revision, count, digest(snapshot)).in_(language) + "\n")
        return 0


def digest(snapshot: Snapshot) -> str:
    """What all statements add up to, in whatever order: the sum of the SHA-256 of their N-Quads lines, modulo 2^256."""
    total = sum(int.from_bytes(hashlib.sha256(str(quad).encode()).digest(), "big") for quad in snapshot.store)
    return f"{total % 2**_BITS:064x}"


command = Command(
    "rebuild",
    Text(
        "Reconstruit l’index d’un entrepôt d’après son journal.", "Builds the index of a store from its journal again."
    ),
    Rebuild,
    (options.store(),),
)
