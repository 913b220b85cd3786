"""What somebody did in the register, as the journal keeps it: JSON, one act an entry."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from typing import Any, Final, Literal, Self, get_args

from quartierkg.errors import StoreFault
from quartierkg.journal import Entry, Record
from quartierkg.language import Text
from quartierkg.media import JSON
from quartierkg.terms import ID

Verb = Literal["open", "file", "attach", "assert", "move", "propose", "decline", "publish"]
"""What is done.

A case is opened, with the history that the network already knew; a dossier is filed, evidence attached, an opinion
given; a move made, or proposed and declined; a dossier shown.
"""
VERBS: Final = get_args(Verb)


@dataclass(frozen=True, slots=True)
class Act:
    """One act."""

    verb: Verb
    quartier: str
    """The Quartier that it is about, by its IRI."""
    on: str
    """The day for which it counts, as ``YYYY-MM-DD``."""
    by: str
    """Who did it: the holder of the token."""
    role: str
    said: Mapping[str, Any] = field(default_factory=dict)
    """What is particular to the verb: digests, rows, motives."""

    def record(self) -> Record:
        """What the journal keeps of it."""
        data = json.dumps(asdict(self), ensure_ascii=False, sort_keys=True).encode() + b"\n"
        return Record("act", self.quartier.removeprefix(ID), JSON.essence, "", data, self.by, self.verb)

    @classmethod
    def read(cls, entry: Entry, data: bytes) -> Self:
        """The act that :meth:`record` wrote.

        :raises StoreFault: when the bytes are something else.
        """
        try:
            found = cls(**json.loads(data))
        except (ValueError, TypeError) as error:
            raise _unreadable(entry) from error
        if found.verb not in VERBS:
            raise _unreadable(entry)
        return found


def _unreadable(entry: Entry) -> StoreFault:
    return StoreFault(
        Text(
            f"L’entrée {entry.number} du journal n’est pas un acte que cette version sait lire.",
            f"Entry {entry.number} of the journal is no act that this version can read.",
        )
    )
