"""How text becomes words, and words become what is compared: the same way in the index and in a question."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from importlib.metadata import version
from threading import Lock
from typing import Final, NamedTuple

import snowballstemmer  # type: ignore[import-untyped]

STEMMER: Final = version("snowballstemmer")
"""Another version may give other stems, so that an index is read only with the one it was built with."""

_LONGEST: Final = 64  # characters of a word that count
# A number with its digits by threes is one word (« 40 000 », "40,000", a SIREN); else letters and digits in a row.
_WORD: Final = re.compile(r"(?<![^\W_])[0-9]{1,3}(?:[ \u00a0\u202f,][0-9]{3})+(?![^\W_])|[^\W_]+")
_APOSTROPHES: Final = frozenset("'’ʼ‘")
# What French elides before a vowel, and the s of an English genitive.
_ELIDED: Final = frozenset(["c", "d", "j", "l", "m", "n", "s", "t", "qu", "jusqu", "lorsqu", "puisqu", "quoiqu"])
_GENITIVE: Final = "s"
# Letters that have no decomposition in Unicode.
_LETTERS: Final = str.maketrans({"œ": "oe", "æ": "ae", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ı": "i"})
# Words of grammar: a question that has others is not about these.
GRAMMAR: Final = frozenset(
    [
        "a",
        "au",
        "aux",
        "avec",
        "ce",
        "ces",
        "cette",
        "dans",
        "de",
        "des",
        "du",
        "en",
        "et",
        "la",
        "le",
        "les",
        "leur",
        "ou",
        "par",
        "pour",
        "que",
        "qui",
        "sur",
        "un",
        "une",
        "an",
        "and",
        "at",
        "by",
        "for",
        "from",
        "in",
        "of",
        "on",
        "or",
        "the",
        "to",
        "with",
    ]
)

_french: Final = snowballstemmer.stemmer("french")
_english: Final = snowballstemmer.stemmer("english")
_stemming: Final = Lock()  # a stemmer keeps the word that it works on


class Word(NamedTuple):
    """A word of a text, and where it stands."""

    start: int
    end: int
    written: str

    @property
    def folded(self) -> str:
        """The word without case and accents."""
        return folded(self.written)


def words(text: str) -> Iterator[Word]:
    """The words of a text, without what is elided before them.

    :param text: in composed form (:func:`composed`).
    """
    for match in _WORD.finditer(text):
        start, end = match.span()
        before, after = text[start - 1 : start], text[end : end + 1]
        written = match[0]
        if after in _APOSTROPHES and written.lower() in _ELIDED:
            continue
        if before in _APOSTROPHES and written.lower() == _GENITIVE:
            continue
        if folded(written):
            yield Word(start, end, written)


def composed(text: str) -> str:
    """A text whose accents belong to their letters: an accent on its own would end a word."""
    return unicodedata.normalize("NFC", text)


def key(text: str) -> str:
    """A name as names are compared: its words alone."""
    return " ".join(word.folded for word in words(composed(text)))


@lru_cache(maxsize=1 << 15)
def folded(written: str) -> str:
    """A word without case, accents and ligatures; empty when nothing is left of it."""
    plain = unicodedata.normalize("NFKD", written.casefold()).translate(_LETTERS)
    return "".join(character for character in plain if character.isalnum())[:_LONGEST]


@lru_cache(maxsize=1 << 15)
def stems(written: str) -> tuple[str, ...]:
    """The stems of a word in both languages, without accents.

    The French stemmer knows endings by their accents, which people leave out: the word is stemmed as it is written and
    as it is
    compared; twice where its feminine is left, as of « labellisees ».
    """
    plain = folded(written)
    lower = written.lower()[:_LONGEST]
    with _stemming:
        once = _french.stemWord(plain)
        twice = _french.stemWord(once) if once.endswith("e") else once
        found = (_french.stemWord(lower), once, twice, _english.stemWord(plain))
    return tuple(dict.fromkeys(stem for stem in map(folded, found) if stem))
