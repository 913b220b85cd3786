"""Triples as N-Triples text: what every engine is given."""

from __future__ import annotations

from collections.abc import Iterable

from pyoxigraph import RdfFormat, Triple, serialize


def text(triples: Iterable[Triple]) -> str:
    """Some triples as N-Triples, in their order."""
    return (serialize(triples, format=RdfFormat.N_TRIPLES) or b"").decode()
