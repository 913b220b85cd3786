"""Is the journal what was written? Numbers without gap, an unbroken chain, bytes that match their digests."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Final

from quartierkg.errors import StoreFault
from quartierkg.journal.entry import GENESIS, Entry
from quartierkg.language import Text

RESTORE: Final = Text("Restaurez journal.sqlite d’une sauvegarde.", "Restore journal.sqlite from a backup.")


@dataclass(frozen=True, slots=True)
class Verified:
    """What a journal is known to be."""

    entries: int
    chain: str
    """The hash of the last entry, which covers all; that of nothing in a new journal."""
    erased: tuple[Entry, ...] = ()
    """Those whose bytes were erased, with a recorded reason."""


def erased(entries: Iterable[Entry]) -> frozenset[str]:
    """The digests of the bytes whose erasure is recorded."""
    return frozenset(entry.fields.name for entry in entries if entry.fields.kind == "erasure")


def verify(entries: Iterable[Entry], data: Callable[[Entry], bytes | None]) -> Verified:
    """Check every entry, in order.

    :param data: gives the bytes of an entry, or None when they are not there.
    :raises StoreFault: at the first damaged entry, which it names.
    """
    known = tuple(entries)
    may_be_gone, gone = erased(known), []
    previous = GENESIS
    for expected, entry in enumerate(known, start=1):
        if entry.number != expected:
            raise missing(expected)
        if entry.fields.chained(previous).chain != entry.chain:
            raise damaged(entry, Text("la chaîne y est rompue", "the chain breaks there"))
        if not _has_its_bytes(entry, data(entry), may_be_gone):
            gone.append(entry)
        previous = entry.chain
    return Verified(len(known), previous, tuple(gone))


def _has_its_bytes(entry: Entry, data: bytes | None, may_be_gone: frozenset[str]) -> bool:
    """Whether the bytes of an entry are there; False where they were erased.

    :raises StoreFault: when they are neither.
    """
    if data is None:
        raise damaged(entry, Text("ses octets manquent", "its bytes are missing"))
    if hashlib.sha256(data).hexdigest() == entry.fields.sha256:
        return True
    if not data and entry.fields.sha256 in may_be_gone:
        return False
    raise damaged(
        entry, Text("ses octets ne correspondent plus à leur empreinte", "its bytes no longer match their digest")
    )


def damaged(entry: Entry, what: Text) -> StoreFault:
    """The fault of an entry that is not what was written."""
    number, name = entry.number, entry.fields.name
    return StoreFault(
        Text(
            f"L’entrée {number} du journal (« {name} ») est endommagée : {what.fr}.",
            f"Entry {number} of the journal ({name!r}) is damaged: {what.en}.",
        ),
        remedy=RESTORE,
    )


def missing(number: int) -> StoreFault:
    """The fault of an entry that is not there."""
    return StoreFault(
        Text(f"L’entrée {number} du journal manque.", f"Entry {number} of the journal is missing."), remedy=RESTORE
    )
