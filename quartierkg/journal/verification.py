"""Is the journal what was written? Numbers without gap, an unbroken chain, bytes that match their digests."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable

from quartierkg.errors import StoreFault
from quartierkg.journal.entry import GENESIS, Entry
from quartierkg.language import Text


def verify(entries: Iterable[Entry], data: Callable[[Entry], bytes | None]) -> None:
    """Check every entry, in order.

    :param data: gives the bytes of an entry, or None when they are not there.
    :raises StoreFault: at the first damaged entry, which it names.
    """
    previous = GENESIS
    for expected, entry in enumerate(entries, start=1):
        if entry.number != expected:
            raise _gap(expected)
        if entry.fields.chained(previous).chain != entry.chain:
            raise _damaged(entry, Text("la chaîne y est rompue", "the chain breaks there"))
        _verify_bytes(entry, data(entry))
        previous = entry.chain


def _verify_bytes(entry: Entry, data: bytes | None) -> None:
    """Check the bytes of one entry against its digest."""
    if data is None:
        raise _damaged(entry, Text("ses octets manquent", "its bytes are missing"))
    if hashlib.sha256(data).hexdigest() != entry.fields.sha256:
        raise _damaged(
            entry, Text("ses octets ne correspondent plus à leur empreinte", "its bytes no longer match their digest")
        )


def _damaged(entry: Entry, what: Text) -> StoreFault:
    number, name = entry.number, entry.fields.name
    return StoreFault(
        Text(
            f"L’entrée {number} du journal (« {name} ») est endommagée : {what.fr}.",
            f"Entry {number} of the journal ({name!r}) is damaged: {what.en}.",
        ),
        remedy=_RESTORE,
    )


def _gap(number: int) -> StoreFault:
    return StoreFault(
        Text(f"L’entrée {number} du journal manque.", f"Entry {number} of the journal is missing."), remedy=_RESTORE
    )


_RESTORE = Text("Restaurez journal.sqlite d’une sauvegarde.", "Restore journal.sqlite from a backup.")
