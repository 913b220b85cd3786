"""The words of an index that are nearest to one that is not in it."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from typing import Final

SHORTEST: Final = 4
"""Shorter words are never read as others."""
_LONG: Final = 8  # from here on two slips are forgiven
_TAKEN: Final = 3  # so many words, all equally near, are looked for instead
_CANDIDATES: Final = 400

# Words that share enough trigrams; the rarest slip, two letters that changed places, costs four of them.
_SHARING: Final = """
SELECT vocabulary.word, vocabulary.written, vocabulary.things
FROM grams JOIN vocabulary ON vocabulary.id = grams.word
WHERE grams.gram IN ({marks}) AND vocabulary.length BETWEEN ? AND ?
GROUP BY vocabulary.id HAVING count(*) >= ?
ORDER BY count(*) DESC, vocabulary.word LIMIT ?
"""


def grams(word: str) -> tuple[str, ...]:
    """The trigrams of a word, its beginning and its end counting as letters."""
    padded = f"  {word}  "
    return tuple(dict.fromkeys(padded[at : at + 3] for at in range(len(padded) - 2)))


def comparable(word: str) -> bool:
    """Whether a word of the index may be what somebody meant: of numbers, the nearest is another number."""
    return len(word) >= SHORTEST - 1 and not any(character.isdigit() for character in word)


def slips(word: str) -> int:
    """How many slips a word of its length is forgiven."""
    if len(word) < SHORTEST or not comparable(word):
        return 0
    return 2 if len(word) >= _LONG else 1


def nearest(connection: sqlite3.Connection, word: str) -> tuple[str, ...]:
    """The words of the index nearest to a word, as they are written there; none when all are too far."""
    allowed = slips(word)
    if not allowed:
        return ()
    found = sorted(_near(connection, word, allowed))
    return tuple(written for distance, _, _, written in found if distance == found[0][0])[:_TAKEN]


def _near(connection: sqlite3.Connection, word: str, allowed: int) -> Iterator[tuple[int, int, str, str]]:
    own = grams(word)
    query = _SHARING.format(marks=", ".join("?" * len(own)))
    least = max(1, len(own) - 4 * allowed)
    bounds = (len(word) - allowed, len(word) + allowed, least, _CANDIDATES)
    for other, written, things in connection.execute(query, (*own, *bounds)):
        distance = _distance(word, other, allowed)
        if distance <= allowed:
            yield distance, -things, other, written


def _distance(one: str, other: str, allowed: int) -> int:
    """How many slips lie between two words: a letter more, less, another, or two that changed places.

    Given up, with a number that is too large, as soon as it passes what is allowed (Damerau, 1964; restricted).
    """
    before: list[int] = []
    row = list(range(len(other) + 1))
    for i, left in enumerate(one, start=1):
        earlier, before, row = before, row, [i]
        for j, right in enumerate(other, start=1):
            best = min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (left != right))
            if i > 1 and j > 1 and left == other[j - 2] and one[i - 2] == right:
                best = min(best, earlier[j - 2] + 1)
            row.append(best)
        if min(row) > allowed and min(before) > allowed:
            return allowed + 1
    return row[-1]
