"""The order of the dictionary: letters count before their accents, and accents before capitals."""

from __future__ import annotations

import unicodedata
from typing import Final

_LIGATURES: Final = str.maketrans({"œ": "oe", "æ": "ae", "ß": "ss"})

Place = tuple[str, str, str]
"""Where a word stands: by its letters, then by its accents, then by itself."""


def place(word: str) -> Place:
    """Where a word stands in French and English alike (the Unicode Collation Algorithm's first three levels).

    Spaces, hyphens and apostrophes count for nothing unless all else is equal.
    """
    parted = unicodedata.normalize("NFD", word.casefold().translate(_LIGATURES))
    return _letters(parted), "".join(one for one in parted if one.isalnum() or unicodedata.combining(one)), word


def initial(word: str) -> str:
    """The letter that a word stands under; empty where it begins with none."""
    letters = _letters(unicodedata.normalize("NFD", word.casefold().translate(_LIGATURES)))
    return letters[0].upper() if letters[:1].isalpha() else ""


def _letters(parted: str) -> str:
    return "".join(one for one in parted if one.isalnum())
