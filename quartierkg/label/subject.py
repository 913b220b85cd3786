"""What a credential certifies: that a Quartier meets the criteria of a version of the charter, by which decision."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from quartierkg.language import Text


@dataclass(frozen=True, slots=True)
class Digests:
    """The SHA-256, in hexadecimal, of what the verdict was made from: whoever has the bytes can compare."""

    dossier: str
    context: str
    shapes: str


@dataclass(frozen=True, slots=True)
class Subject:
    """A Quartier with the label, and on what grounds."""

    quartier: str
    """The IRI of the Quartier."""
    name: Text
    illustrative: bool
    """Whether the Quartier is invented; its credential then says so."""
    criteria: tuple[str, ...]
    """The IRIs of the criteria that it meets."""
    charter: str
    """The IRI of the version of the charter."""
    gate: str
    """The IRI of the gate at which it was judged."""
    profile: str
    verdict: str
    """The IRI of the verdict."""
    digests: Digests
    decision: str
    """The IRI of the decision to award."""
    awarded: date
    ends: date | None = None
    """The last day of the label; None where nothing ends it (the charter names no term)."""
