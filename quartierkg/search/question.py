"""What somebody looks for: words and phrases of it, and the expression that finds them.

A question is never FTS5 syntax: the expression is made of its words alone, which are letters and digits, each between
quotation marks (https://www.sqlite.org/fts5.html, 3.1 and 3.2).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Final

from quartierkg.errors import ParameterFault
from quartierkg.language import Text
from quartierkg.search.words import GRAMMAR, composed, folded, key, stems, words

MAX_LENGTH: Final = 200
MAX_WORDS: Final = 12
PARAMETER: Final = "q"
_HALF: Final = 3  # a shorter half would be a word of grammar, or none
_BEGINNING: Final = 2  # a single letter is no beginning: a third of all things have such a word

_PHRASE: Final = re.compile('"([^"]*)"|«([^»]*)»|“([^”]*)”')


@dataclass(frozen=True, slots=True)
class Part:
    """A word of a question, or words between quotation marks, which stand in this order, unstemmed."""

    written: tuple[str, ...]
    phrase: bool = False
    prefix: bool = False
    """Whether it may be the beginning of a longer word: the last one, which somebody is still typing."""
    apart: tuple[str, str] | None = None
    """The word as two, where the index has them side by side: « fab lab » for « fablab »."""

    @property
    def words(self) -> tuple[str, ...]:
        """The words, as they are compared."""
        return tuple(folded(written) for written in self.written)

    @property
    def stems(self) -> frozenset[str]:
        """The stems of the words; of a phrase none."""
        return frozenset() if self.phrase else frozenset(stem for written in self.written for stem in stems(written))

    def expression(self) -> str:
        """The part in FTS5 syntax. Several words outside a phrase are as good as each other."""
        if self.phrase:
            return f'{{names texts}} : "{" ".join(self.words)}"'
        longer = " *" if self.prefix else ""
        said = [f'{{names texts}} : "{word}"{longer}' for word in self.words]
        said += [_side_by_side(self.apart)] if self.apart else []
        said += [f'{{name_stems text_stems}} : "{stem}"' for stem in sorted(self.stems)]
        return f"({' OR '.join(said)})"

    def read_as(self, taken: tuple[str, ...]) -> Part:
        """The part with other words in its place."""
        return replace(self, written=taken, prefix=False)


@dataclass(frozen=True, slots=True)
class Question:
    """The parts, all of which a hit has, and the words as a name would have them."""

    parts: tuple[Part, ...]
    name: str
    blank: bool
    """Whether nothing was typed: then everything is found."""

    def expression(self) -> str:
        """The question in FTS5 syntax."""
        return " AND ".join(part.expression() for part in self.parts)


def read(text: str) -> Question:
    """Read what somebody typed.

    :raises ParameterFault: when it is longer than questions may be.
    """
    if len(text) > MAX_LENGTH:
        raise _too_long(f"{MAX_LENGTH} caractères", f"{MAX_LENGTH} characters")
    parts = tuple(_parts(composed(text)))
    if sum(len(part.written) for part in parts) > MAX_WORDS:
        raise _too_long(f"{MAX_WORDS} mots", f"{MAX_WORDS} words")
    if parts and not parts[-1].phrase and len(parts[-1].words[0]) >= _BEGINNING:
        parts = (*parts[:-1], replace(parts[-1], prefix=True))
    return Question(_telling(parts), key(text), blank=not text.strip())


def splits(part: Part) -> Iterator[tuple[tuple[str, str], str]]:
    """Each way to read a word as two, and the expression that finds them side by side."""
    word = part.words[0]
    if part.phrase or len(part.words) > 1 or not word.isalpha():
        return
    for at in range(_HALF, len(word) - _HALF + 1):
        halves = word[:at], word[at:]
        yield halves, _side_by_side(halves)


def _side_by_side(halves: tuple[str, str]) -> str:
    return f'{{names texts}} : "{halves[0]} {halves[1]}"'


def _parts(text: str) -> Iterator[Part]:
    at = 0
    for match in _PHRASE.finditer(text):
        yield from _single(text[at : match.start()])
        quoted = tuple(word.written for word in words(text[match.start() + 1 : match.end() - 1]))
        if quoted:
            yield Part(quoted, phrase=True)
        at = match.end()
    yield from _single(text[at:])


def _single(text: str) -> Iterator[Part]:
    return (Part((word.written,)) for word in words(text))


def _telling(parts: tuple[Part, ...]) -> tuple[Part, ...]:
    """The parts without words of grammar, unless it has no others."""
    telling = tuple(part for part in parts if part.phrase or part.words[0] not in GRAMMAR)
    return telling or parts


def _too_long(fr: str, en: str) -> ParameterFault:
    said = Text("Une recherche compte au plus {}.", "A search has at most {}.")
    return ParameterFault(said.filled(Text(fr, en)), source=PARAMETER)
