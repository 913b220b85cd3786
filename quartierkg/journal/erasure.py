"""What may be erased: what somebody handed in or loaded, not the record of what was done."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from quartierkg.errors import NotFound, UsageFault
from quartierkg.journal.entry import Entry
from quartierkg.language import Text

_KEPT: Final = frozenset(("bundled", "act", "erasure"))
"""The kinds without which nobody could say what happened, or what the release carries."""


def check_erasable(entries: Sequence[Entry], digest: str) -> None:
    """Nothing, where the bytes of some entries may be erased.

    :raises NotFound: when there is none.
    :raises UsageFault: when one of them is not to be erased.
    """
    if not entries:
        raise NotFound(
            Text(f"Aucune entrée n’a l’empreinte « {digest} ».", f"No entry has the digest {digest!r}."),
            remedy=Text("« quartierkg journal list » les donne.", "“quartierkg journal list” gives them."),
        )
    for entry in entries:
        if entry.fields.kind in _KEPT:
            raise UsageFault(
                Text(
                    f"L’entrée {entry.number} (« {entry.fields.name} ») dit ce qui a été fait : elle ne s’efface pas.",
                    f"Entry {entry.number} ({entry.fields.name!r}) says what was done: it cannot be erased.",
                )
            )
