"""What is told while a store is opened whose files are of another release, or whose index is not whole."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from quartierkg.language import Text

Told = Callable[[Text], None]

MIGRATED: Final = Text(
    "Le journal passe du format {} à celui de cette version ; celles d’avant ne le lisent plus.",
    "The journal goes from format {} to that of this release; earlier ones do not read it any more.",
)
NEWS: Final = Text(
    "Fichiers de cette version qui entrent au journal : {}.", "Files of this release that are journaled: {}."
)
BUILDING: Final = Text(
    "L’index est reconstruit d’après le journal : quelques secondes, ou quelques minutes pour des millions d’énoncés.",
    "The index is built from the journal again: some seconds, or some minutes for millions of statements.",
)


def silent(_: Text) -> None:
    """For a store that is new, and for whoever has nobody to tell."""
