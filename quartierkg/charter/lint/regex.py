"""Patterns (``sh:pattern``) as trees: as much of the syntax as every engine reads alike, no more.

SPARQL's REGEX, Python's ``re`` and Rust's ``regex`` share characters, classes, groups, alternatives, repetitions and
the two anchors. Back-references and looking around, which only some know, are refused.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

# Enough to see two classes overlap: Latin-1, and whatever a pattern itself names.
_SAMPLE: Final = frozenset(map(chr, range(256)))
_MANY: Final = 1000
_ATOM: Final = re.compile(r"\[\^?\]?(?:\\.|[^\]\\\[])*\]|\\[dDwWsS]|\\[^\w\s]|\\[ntr]|[^\\()\[\]{}|*+?^$]", re.DOTALL)
_REPETITION: Final = re.compile(r"(?:([*+?])|\{(\d+)(?:(,)(\d*))?\})\??")


class Unreadable(ValueError):
    """A pattern that is wrong, or that not every engine reads alike."""


@dataclass(frozen=True, slots=True)
class Chars:
    """One character of a set; the set is seen through a sample."""

    sample: frozenset[str]


@dataclass(frozen=True, slots=True)
class Sequence:
    """Parts one after another; none for an anchor."""

    parts: tuple[Regex, ...]


@dataclass(frozen=True, slots=True)
class Choice:
    """Alternatives."""

    branches: tuple[Regex, ...]


@dataclass(frozen=True, slots=True)
class Repeat:
    """A part repeated between two numbers of times, without end when the second is None."""

    part: Regex
    low: int
    high: int | None


Regex = Chars | Sequence | Choice | Repeat


def read(pattern: str) -> Regex:
    """The tree of a pattern.

    :raises Unreadable: when it is wrong or not admitted.
    """
    found, at = _choice(pattern, 0)
    if at != len(pattern):
        raise Unreadable(pattern[at:])
    try:
        re.compile(pattern)
    except re.error as fault:
        raise Unreadable(str(fault)) from fault
    return found


def _choice(pattern: str, at: int) -> tuple[Regex, int]:
    branches: list[Regex] = []
    while True:
        branch, at = _sequence(pattern, at)
        branches.append(branch)
        if not pattern.startswith("|", at):
            return (Choice(tuple(branches)) if len(branches) > 1 else branch), at
        at += 1


def _sequence(pattern: str, at: int) -> tuple[Regex, int]:
    parts: list[Regex] = []
    while at < len(pattern) and pattern[at] not in "|)":
        if pattern[at] in "^$":
            at += 1
            continue
        part, at = _atom(pattern, at)
        repetition = _REPETITION.match(pattern, at)
        if repetition:
            part, at = _repeat(part, repetition), repetition.end()
        parts.append(part)
    return Sequence(tuple(parts)), at


def _atom(pattern: str, at: int) -> tuple[Regex, int]:
    if pattern[at] == "(":
        inner = at + 3 if pattern.startswith("(?:", at) else at + 1
        found, end = _choice(pattern, inner)
        if not pattern.startswith(")", end):
            raise Unreadable(pattern[end:])
        return found, end + 1
    token = _ATOM.match(pattern, at)
    if token is None:
        raise Unreadable(pattern[at:])
    try:
        one = re.compile(token.group(), re.DOTALL)
    except re.error as fault:  # a class such as [z-a]
        raise Unreadable(str(fault)) from fault
    return Chars(frozenset(char for char in _SAMPLE | set(pattern) if one.fullmatch(char))), token.end()


def _repeat(part: Regex, repetition: re.Match[str]) -> Repeat:
    sign, low, comma, high = repetition.groups()
    if sign:
        return Repeat(part, int(sign == "+"), 1 if sign == "?" else None)
    most = int(high) if high else None if comma else int(low)
    if max(int(low), most or 0) > _MANY:
        raise Unreadable(repetition.group())
    return Repeat(part, int(low), most)
