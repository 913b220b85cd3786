"""French names after « de » and « à »: elided before a vowel, joined to an article, or with that of a common noun."""

from __future__ import annotations

import unicodedata
from typing import Final

_VOWELS: Final = frozenset("aeiouy")
# An article that a name begins with, as it is after « de » and after « à ».
_ARTICLES: Final = {"le": ("du ", "au "), "les": ("des ", "aux ")}
_MASCULINE: Final = frozenset(("conseil", "dossier", "fab", "groupe", "guichet", "pôle", "quartier", "réseau"))
_FEMININE: Final = frozenset(
    ("cantine", "chambre", "métropole", "préfecture", "région", "saison", "société", "structure", "ville")
)
_ELIDED: Final = frozenset(
    ("agence", "aménagement", "association", "école", "équipe", "incubateur", "institut", "offre", "université")
)


def of(name: str) -> str:
    """A name after « de »."""
    return _joined(name, 0)


def to(name: str) -> str:
    """A name after « à »."""
    return _joined(name, 1)


def capital(said: str) -> str:
    """Words with a capital at their head."""
    return said[:1].upper() + said[1:]


def _joined(name: str, which: int) -> str:
    first, _, rest = name.partition(" ")
    word = first.casefold()
    if rest and word in _ARTICLES:
        return _ARTICLES[word][which] + rest
    before = ("de ", "à ")[which]
    if word in _MASCULINE:
        return ("du ", "au ")[which] + name
    if word in _FEMININE:
        return f"{before}la {name}"
    if word in _ELIDED:
        return f"{before}l’{name}"
    vowel = unicodedata.normalize("NFD", name)[:1].casefold() in _VOWELS
    return f"d’{name}" if vowel and which == 0 else before + name
