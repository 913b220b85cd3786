"""One entry of the journal, and the hash that chains it to the one before."""

from __future__ import annotations

import hashlib
import json
from dataclasses import astuple, dataclass
from typing import Final, Literal

Kind = Literal["bundled", "load", "synth", "write", "act", "document", "erasure"]
"""What an entry is.

A file of the release, a file of the operator, a fictional network, what a write changed; and, for nobody's eyes but
those who may: what somebody did in the register (JSON), a document that was handed in, an erasure.
"""

FILES: Final = frozenset(("bundled", "load", "synth"))
"""The kinds whose bytes are statements, as a file has them."""

# What the first entry is chained to.
GENESIS: Final = "0" * 64


@dataclass(frozen=True, slots=True)
class Record:
    """Something to be journaled: original bytes, and what is said about them."""

    kind: Kind
    name: str
    media_type: str
    graph: str
    data: bytes
    author: str
    reason: str

    @property
    def sha256(self) -> str:
        """The digest of the bytes."""
        return hashlib.sha256(self.data).hexdigest()


@dataclass(frozen=True, slots=True)
class Fields:
    """All that the chain's hash of an entry covers; the bytes are covered through their digest."""

    number: int
    time: str
    kind: Kind
    name: str
    media_type: str
    graph: str
    sha256: str
    author: str
    reason: str

    @classmethod
    def of(cls, record: Record, number: int, time: str) -> Fields:
        """The fields of a record that becomes entry ``number`` at ``time`` (UTC, ISO 8601)."""
        return cls(
            number,
            time,
            record.kind,
            record.name,
            record.media_type,
            record.graph,
            record.sha256,
            record.author,
            record.reason,
        )

    def chained(self, previous: str) -> Entry:
        """The entry that follows the one whose hash is ``previous``."""
        canonical = json.dumps(astuple(self), ensure_ascii=False, separators=(",", ":"))
        return Entry(self, hashlib.sha256(f"{previous}\n{canonical}".encode()).hexdigest())


@dataclass(frozen=True, slots=True)
class Entry:
    """An entry of the journal: its fields, and the hash of the chain up to it."""

    fields: Fields
    chain: str

    @property
    def number(self) -> int:
        """The sequence number, from 1."""
        return self.fields.number

    @property
    def shown(self) -> bool:
        """Whether the published graphs may be others since: by what it states, or by what it erases."""
        kind = self.fields.kind
        return kind in FILES or kind == "write" or (kind == "erasure" and bool(self.fields.graph))
