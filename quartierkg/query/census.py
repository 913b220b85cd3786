"""How much there is to plan in a query: what the engine joins, lists and lays out.

The engine looks for the best order of everything that is joined, which takes the fourth power of their number, and
walks long chains by recursion, which ends the process. So they are counted from the tokens, before the engine reads
them; where a token can be read in two ways, it counts for the larger.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum, auto
from typing import Final

from quartierkg.query.lexer import Kind, Token

_VALUES: Final = frozenset((Kind.STRING, Kind.IRI, Kind.VARIABLE, Kind.BLANK, Kind.NAME, Kind.NUMBER))
# Keywords after which terms are columns or conditions, up to the next brace.
_LAID_OUT: Final = re.compile(
    r"SELECT|DESCRIBE|DISTINCT|REDUCED|GROUP|ORDER|HAVING|BY$|LIMIT|OFFSET|ASC$|DESC$", re.IGNORECASE
)
# The engine reads keywords without word boundaries: "truefalse" is two terms, "a" glued to one is a third.
_BOOLEAN: Final = re.compile(r"true|false", re.IGNORECASE)
_PATH: Final = frozenset(("/", "|", "^", "!", "*", "?", "+"))
_NOTHING: Final = Token(Kind.MARK, "", -2)


@dataclass(slots=True)
class Census:
    """What was counted."""

    patterns: int = 0
    """What is joined: triple patterns, two for each item of a list (SPARQL 1.1, 4.2.3), steps of paths, VALUES and
    subqueries."""
    listed: int = 0
    """The items of the longest list, arguments and IN included."""
    rows: int = 0
    """The rows of all VALUES."""
    columns: int = 0
    """What is selected or described, and the conditions of GROUP BY, HAVING and ORDER BY."""


class _Place(Enum):
    """What an open bracket holds."""

    TOP = auto()
    GROUP = auto()
    NODE = auto()
    ROWS = auto()
    LIST = auto()
    EXPRESSION = auto()


@dataclass(slots=True)
class _Frame:
    """An open bracket."""

    place: _Place
    joined: bool = True
    """Whether its triples are patterns; those of a template are not."""
    columns: bool = False
    """Whether terms are columns, because a keyword said so."""
    word: str = ""
    """The keyword before, if no other token came between."""
    run: int = 0
    """The terms since the last separator."""
    after_comma: bool = False
    items: int = 0
    steps: int = 0
    path: bool = False


def census(tokens: Sequence[Token]) -> Census:
    """Count a query."""
    return _Counter().count(tokens)


class _Counter:
    """One pass over the tokens, with the brackets that are open."""

    def __init__(self) -> None:
        self._found = Census()
        self._frames = [_Frame(_Place.TOP)]
        self._previous = _NOTHING

    def count(self, tokens: Sequence[Token]) -> Census:
        """Take every token; what is still open at the end counts too."""
        for token in tokens:
            if token.kind is Kind.WORD:
                self._word(token.text)
            elif token.kind in _VALUES and self._previous.text != "^^":
                self._value()
            elif token.kind is Kind.MARK:
                self._mark(token)
            self._previous = token
        while len(self._frames) > 1:
            self._close()
        return self._found

    @property
    def _frame(self) -> _Frame:
        return self._frames[-1]

    def _word(self, word: str) -> None:
        """A keyword ends what stood before it; true, false and a are terms."""
        rest = _BOOLEAN.sub("", word)
        for _ in range(len(_BOOLEAN.findall(word)) + (rest in {"a", "A"})):
            self._value()
        frame = self._frame
        if rest in {"", "a", "A"}:
            return
        if frame.place is _Place.ROWS:  # UNDEF
            self._value()
        elif frame.place in {_Place.TOP, _Place.GROUP}:
            self._end_run()
            frame.word = rest.upper()
            frame.columns |= _LAID_OUT.search(rest) is not None
            subquery = frame.place is _Place.GROUP and "SELECT" in frame.word
            self._found.patterns += subquery or frame.word.endswith("VALUES")

    def _value(self) -> None:
        frame = self._frame
        if frame.word == "FILTER" or frame.place is _Place.EXPRESSION:  # the name of a function, or its arguments
            return
        frame.word = frame.word if frame.word.endswith("VALUES") else ""
        if frame.place is _Place.ROWS:
            self._found.rows += 1
        elif frame.columns:
            self._found.columns += 1
        frame.run += 1
        frame.items += 1

    def _mark(self, token: Token) -> None:
        frame, mark = self._frame, token.text
        if mark in {"(", "[", "{"}:
            self._open(mark)
        elif mark in {")", "]", "}"}:
            self._close()
        elif mark in {".", ";", ","}:
            frame.items += frame.place is _Place.EXPRESSION
            self._end_run(comma=mark == ",")
        elif frame.place is not _Place.EXPRESSION:
            frame.steps += mark in {"/", "|"}
            frame.path |= mark in _PATH and not (mark == "+" and self._previous.kind is Kind.MARK)
            self._found.patterns += frame.joined and (mark in {"/", "~"} or self._opens_reified(token))

    def _opens_reified(self, token: Token) -> bool:
        """Whether a mark ends "<<" or "{|" (SPARQL 1.2): each is a pattern more."""
        previous = self._previous
        return (previous.text, token.text) in {("<", "<"), ("{", "|")} and previous.offset == token.offset - 1

    def _open(self, mark: str) -> None:
        frame = self._frame
        joined = frame.joined and not (mark == "{" and frame.word == "CONSTRUCT")
        if mark == "(" and frame.columns:
            self._found.columns += 1
        if mark == "{":
            self._end_run()
            place = _Place.ROWS if frame.word.endswith("VALUES") else _Place.GROUP
            frame.columns = False
        elif mark == "[":
            place = _Place.NODE
        elif frame.place is _Place.ROWS:
            self._found.rows += 1
            place = _Place.EXPRESSION
        elif frame.place in {_Place.EXPRESSION, _Place.TOP} or frame.word or self._previous.text == "<":
            place = _Place.EXPRESSION
        else:
            place = _Place.LIST
        self._frames.append(_Frame(place, joined))

    def _close(self) -> None:
        if len(self._frames) == 1:
            return
        self._end_run()
        closed = self._frames.pop()
        frame = self._frame
        if closed.place is _Place.LIST:
            self._list(closed)
        elif closed.place is _Place.EXPRESSION:
            self._found.listed = max(self._found.listed, closed.items + 1)
        if closed.place in {_Place.LIST, _Place.NODE}:
            frame.run += 1
            frame.items += 1
        if closed.place is _Place.ROWS or not frame.word.endswith("VALUES"):
            frame.word = ""

    def _list(self, closed: _Frame) -> None:
        """A collection, unless it is a path in parentheses."""
        items = closed.items - closed.steps
        if items > 1 or not closed.path:
            self._found.listed = max(self._found.listed, items)
            self._found.patterns += 2 * items * closed.joined

    def _end_run(self, *, comma: bool = False) -> None:
        """What stood since the last separator is a triple pattern when it is long enough for one."""
        frame = self._frame
        if frame.place in {_Place.GROUP, _Place.NODE} and frame.joined and not frame.columns:
            self._found.patterns += frame.run > 1 or (frame.run == 1 and frame.after_comma)
        frame.run, frame.after_comma = 0, comma
