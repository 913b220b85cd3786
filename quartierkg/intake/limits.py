"""The caps of intake, each with its default: a parser never sees more than these allow."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Limits:
    """Caps on one source; the defaults fit a dossier a hundred times larger than a usual one."""

    size: int = 10 * 1024 * 1024
    """Bytes of a source."""
    depth: int = 64
    """Nesting of brackets, elements or collections: deeper input kills or stalls parsers."""
    statements: int = 200_000
    """Triples of a source."""
    literal: int = 1024 * 1024
    """Characters of one literal."""
    contexts: int = 1_000
    """Times that JSON-LD names a context that we write in: each is thousands of times longer than its name."""


DOSSIER = Limits()
DATA = Limits(size=512 * 1024 * 1024, statements=20_000_000)
