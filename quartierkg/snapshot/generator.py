"""Whose generator made the fictional network of a store: the index of another's cannot be built here."""

from __future__ import annotations

from pathlib import Path

from quartierkg.journal import glance
from quartierkg.synth import Recipe


def require_own(directory: Path) -> None:
    """Nothing, where a store shows no fictional network of another generator; it is looked at, and not opened.

    To be asked before the journal is opened: that writes, and what is journaled stays.

    :raises StoreFault: when it does.
    """
    made = glance.latest(directory, "synth")
    if made is not None:
        Recipe.read(made)
