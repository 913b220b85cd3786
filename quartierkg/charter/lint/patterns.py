"""Patterns that can take exponential time, or that engines read unlike each other (SHACL, 4.4.3).

Conservative on purpose: what is refused here may be harmless, but what is admitted is tried in a few ways only. pySHACL
matches by backtracking; no text of a dossier may make that long.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations
from typing import Final

from pyoxigraph import Literal

from quartierkg.charter.lint import regex
from quartierkg.charter.lint.fault import Fault
from quartierkg.charter.lint.regex import Chars, Choice, Regex, Repeat, Sequence
from quartierkg.charter.lint.shapes import Shapes
from quartierkg.language import Text
from quartierkg.terms import term

# Two endless repetitions of the same characters cost the square of a text's length; three are too many.
_ENDLESS: Final = 2
_SIMPLER: Final = Text(
    "Écrivez-la sans répétition dans une répétition, ni alternatives qui commencent de même, ni renvoi.",
    "Write it without a repetition in a repetition, alternatives that begin alike, or back-references.",
)


def check(shapes: Shapes) -> Iterator[Fault]:
    """Every pattern that may not be used."""
    for node in shapes.subjects:
        for value in shapes.values(node, "sh:pattern"):
            if isinstance(value, Literal) and not is_safe(value.value):
                text = Text(
                    f"expression dangereuse ou fausse : {value.value}.", f"dangerous or wrong pattern: {value.value}."
                )
                yield shapes.fault(node, text, _SIMPLER, term("sh:pattern"), value)


def is_safe(pattern: str) -> bool:
    """Whether a pattern is well-formed, read alike by every engine, and quick on every text."""
    try:
        found = regex.read(pattern)
    except regex.Unreadable:
        return False
    return not _explodes(found) and _crowd(found) <= _ENDLESS


def _explodes(part: Regex) -> bool:
    if isinstance(part, Repeat):
        repeated = part.high is None or part.high > 1
        return _explodes(part.part) or (repeated and _ambiguous(part.part))
    return any(map(_explodes, _inner(part)))


def _ambiguous(part: Regex) -> bool:
    """Whether repeating a part is dear: it matches one text in several ways, or texts of several lengths."""
    if isinstance(part, Repeat):
        return part.low != part.high or _ambiguous(part.part)
    if isinstance(part, Choice):
        firsts = [_first(branch) for branch in part.branches]
        if not all(firsts) or any(one & other for one, other in combinations(firsts, 2)):
            return True
    return any(map(_ambiguous, _inner(part)))


def _first(part: Regex) -> frozenset[str]:
    """The characters that a part can begin with; none when it can match nothing at all."""
    if isinstance(part, Chars):
        return part.sample
    if isinstance(part, Repeat):
        return _first(part.part) if part.low else frozenset()
    if isinstance(part, Choice):
        firsts = [_first(branch) for branch in part.branches]
        return frozenset().union(*firsts) if all(firsts) else frozenset()
    found: frozenset[str] = frozenset()
    for step in part.parts:
        if isinstance(step, Repeat) and not step.low:
            found |= _first(step.part)
        elif _first(step):
            return found | _first(step)
        else:
            return frozenset()
    return frozenset()


def _crowd(part: Regex) -> int:
    """The most endless repetitions of a pattern that share a character."""
    endless = list(_endless(part))
    return max((sum(bool(char in each) for each in endless) for char in frozenset().union(*endless)), default=0)


def _endless(part: Regex) -> Iterator[frozenset[str]]:
    if isinstance(part, Repeat):
        if part.high is None:
            yield _characters(part.part)
        else:
            yield from _endless(part.part)
    for inner in _inner(part):
        yield from _endless(inner)


def _characters(part: Regex) -> frozenset[str]:
    if isinstance(part, Chars):
        return part.sample
    if isinstance(part, Repeat):
        return _characters(part.part)
    return frozenset().union(*map(_characters, _inner(part)))


def _inner(part: Regex) -> tuple[Regex, ...]:
    if isinstance(part, Sequence):
        return part.parts
    return part.branches if isinstance(part, Choice) else ()
