"""The piece of a description that shows why a thing was found."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from quartierkg.language import Language
from quartierkg.search.found import Snippet
from quartierkg.search.question import Part
from quartierkg.search.things import Said
from quartierkg.search.words import stems, words

_LENGTH: Final = 160
_BEFORE: Final = 40  # characters before the first place
_SPACES: Final = re.compile(r"\s")


@dataclass(frozen=True, slots=True)
class Wanted:
    """The words that are marked."""

    parts: tuple[Part, ...]
    beginnings: frozenset[str]
    """The first letter of whatever may match: stems are made of few words only."""

    @classmethod
    def of(cls, parts: tuple[Part, ...]) -> Wanted:
        """What the parts of a question ask for."""
        forms = {form for part in parts for form in (*part.words, *part.stems)}
        return cls(parts, frozenset(form[0] for form in forms))

    def places(self, text: str) -> Iterator[tuple[int, int, frozenset[int]]]:
        """Where words of a text match, each with the parts of the question that it belongs to."""
        for word in words(text) if self.parts else ():
            folded = word.folded
            if folded[0] in self.beginnings:
                found = frozenset(at for at, part in enumerate(self.parts) if _fits(part, folded, word.written))
                if found:
                    yield word.start, word.end, found


def snippet(said: Iterable[Said], wanted: Wanted, language: Language) -> Snippet | None:
    """The value with most of the words, in the reader's language where others are as good."""
    best: tuple[tuple[int, bool, bool], Snippet] | None = None
    for one in said:
        places = list(wanted.places(one.text))
        having = len(frozenset().union(*(found for *_, found in places)))
        # What has no language is a number or a code: no description where there is another.
        worth = having, one.language == language, one.language is not None
        if best is None or worth > best[0]:
            best = worth, _cut(one, [(start, end) for start, end, _ in places])
    return best[1] if best else None


def _fits(part: Part, folded: str, written: str) -> bool:
    if folded in part.words or (part.prefix and folded.startswith(part.words)):
        return True
    return not part.phrase and not part.stems.isdisjoint(stems(written))


def _cut(said: Said, places: list[tuple[int, int]]) -> Snippet:
    """So much of a text as is shown, cut between words."""
    start = _start(said.text, places[0][0] if places else 0)
    end = _end(said.text, start)
    marks = tuple((left - start, right - start) for left, right in places if start <= left and right <= end)
    before, after = ("…" if start else ""), ("…" if end < len(said.text) else "")
    shown = _SPACES.sub(" ", said.text[start:end])
    moved = tuple((left + len(before), right + len(before)) for left, right in marks)
    return Snippet(f"{before}{shown}{after}", moved, said.language)


def _start(text: str, first: int) -> int:
    if first <= _BEFORE or len(text) <= _LENGTH:
        return 0
    space = text.find(" ", first - _BEFORE, first)
    return space + 1 if space >= 0 else first


def _end(text: str, start: int) -> int:
    if len(text) - start <= _LENGTH:
        return len(text)
    space = text.rfind(" ", start + 1, start + _LENGTH)
    return space if space > 0 else start + _LENGTH
