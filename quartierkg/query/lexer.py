"""SPARQL, cut into tokens the way the engine reads it, so that nothing forbidden can hide in a string or a comment.

The engine reads keywords without word boundaries (``trueSERVICE``) and decides by context whether ``<`` opens an
IRI or compares: in ``?a<'>'`` it compares, and what follows is a string. Where both readings are possible, and would
part ways over a quote or a comment sign, the query is refused rather than guessed at.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum, auto
from typing import Final

from quartierkg.errors import Place, QueryFault
from quartierkg.language import Text

# What the place of a fault refers to.
SOURCE: Final = "SPARQL"


class Kind(Enum):
    """What a token is."""

    STRING = auto()
    IRI = auto()
    VARIABLE = auto()
    LANGUAGE = auto()
    BLANK = auto()
    NAME = auto()
    NUMBER = auto()
    WORD = auto()
    MARK = auto()


@dataclass(frozen=True, slots=True)
class Token:
    """A token, and the offset at which it begins."""

    kind: Kind
    text: str
    offset: int


# SPARQL 1.1, 19.2 and 19.8: escapes exactly as the grammar has them. A laxer pattern would let a string that the
# engine does not accept as one cover what the engine then reads as code.
_ESCAPE: Final = (
    r"\\(?:[tbnrf\\\"']|u(?![dD][89a-fA-F])[0-9A-Fa-f]{4}|U(?:000(?!0[dD][89a-fA-F])[0-9A-Fa-f]|0010)[0-9A-Fa-f]{4})"
)
_LOCAL: Final = r"(?:[\w:\u00b7-]|%[0-9A-Fa-f]{2}|\\[_~.\-!$&'()*+,;=/?\#@%])"

# A prefix is looked for over a bounded distance only: without the bound, a row of dots takes quadratic time.
_TOKEN: Final = re.compile(
    rf"""
      (?P<SKIP>[\x20\t\r\n]+|\#[^\r\n]*)
    | (?P<STRING>'''(?:'{{0,2}}(?:[^'\\]|{_ESCAPE}))*'''
               | \"""(?:"{{0,2}}(?:[^"\\]|{_ESCAPE}))*\"""
               | '(?!'')(?:[^'\\\r\n]|{_ESCAPE})*'
               | "(?!"")(?:[^"\\\r\n]|{_ESCAPE})*")
    | (?P<VARIABLE>[?$]\w+)
    | (?P<LANGUAGE>@[A-Za-z]+(?:-[A-Za-z0-9]+)*(?:--[A-Za-z]+)?)
    | (?P<BLANK>_:\w(?:[\w.\u00b7-]*[\w\u00b7-])?)
    | (?P<NAME>(?:[^\W\d_](?:[\w.\u00b7-]{{0,250}}[\w\u00b7-])?)?:(?:{_LOCAL}(?:(?:{_LOCAL}|\.)*{_LOCAL})?)?)
    | (?P<NUMBER>(?:\d+(?:\.\d+)?|\.\d+)(?:[eE][+-]?\d+)?)
    | (?P<WORD>[^\W\d]\w*)
    | (?P<MARK>&&|\|\||!=|>=|\^\^|.)
    """,
    re.VERBOSE | re.DOTALL,
)
_IRI: Final = re.compile(r"<(?:[^<>\"{}|^`\\\x00-\x20]|\\u[0-9A-Fa-f]{4}|\\U[0-9A-Fa-f]{8})*>")

_CLOSING: Final = {")": "(", "]": "[", "}": "{"}
# Marks and keywords after which no comparison can stand, so that "<" opens an IRI.
_BEFORE_OPERAND: Final = frozenset(
    ("(", ",", ";", "=", "!=", "<", ">", ">=", "&&", "||", "!", "+", "-", "*", "/", "|", "^", "^^")
)


def tokens(query: str) -> tuple[Token, ...]:
    """Every token of a query; white space and comments are left out.

    :raises QueryFault: at what cannot be a token, and at a "<" that could be read in two ways.
    """
    return tuple(_Lexer(query))


def place(query: str, offset: int) -> Place:
    """Line and column of an offset."""
    before = query[:offset]
    return Place(before.count("\n") + 1, offset - before.rfind("\n"))


class _Lexer:
    """One pass over a query, with the brackets that are open."""

    def __init__(self, query: str) -> None:
        self._query = query
        self._open: list[str] = []
        self._previous: Token | None = None
        self._values = False

    def __iter__(self) -> Iterator[Token]:
        offset = 0
        while offset < len(self._query):
            kind, text = self._next(offset)
            if kind is not None:
                self._previous = Token(kind, text, offset)
                self._follow(self._previous)
                yield self._previous
            offset += len(text)

    def _next(self, offset: int) -> tuple[Kind | None, str]:
        """The kind and text of what stands at an offset; no kind for what is skipped."""
        if self._query[offset] == "<":
            return self._angle(offset)
        found = _TOKEN.match(self._query, offset)
        if found is None or found[0] in {"'", '"'}:
            raise _fault(self._query, offset, _STRING_FAULT)
        return (None if found.lastgroup == "SKIP" else Kind[found.lastgroup or "MARK"]), found[0]

    def _angle(self, offset: int) -> tuple[Kind, str]:
        """What a "<" is: an IRI, or a comparison."""
        found = _IRI.match(self._query, offset)
        if found is None:
            return Kind.MARK, "<"
        if not self._may_compare():
            return Kind.IRI, found[0]
        if "#" in found[0] or "'" in found[0]:
            raise _fault(self._query, offset, _ANGLE_FAULT)
        return Kind.MARK, "<"

    def _may_compare(self) -> bool:
        """Whether a comparison can stand here: inside parentheses, after an operand, outside the rows of VALUES."""
        if not self._open or self._open[-1] != "(" or "values" in self._open or self._previous is None:
            return False
        if self._previous.kind is Kind.WORD:
            return self._previous.text.lower() in {"true", "false"}
        return self._previous.text not in _BEFORE_OPERAND or self._previous.kind is not Kind.MARK

    def _follow(self, token: Token) -> None:
        """Keep account of open brackets, and of VALUES before its rows."""
        text = token.text if token.kind is Kind.MARK else ""
        if text in {"(", "[", "{"}:
            self._open.append("values" if text == "{" and self._values else text)
        elif text in _CLOSING and self._open:
            self._open.pop()
        if token.kind is Kind.WORD:
            self._values = token.text.lower() == "values"
        elif token.kind is not Kind.VARIABLE and text not in {"(", ")"}:
            self._values = False


_STRING_FAULT: Final = Text(
    "Chaîne de caractères non terminée, ou échappement inconnu.", "Unterminated string, or unknown escape."
)
_ANGLE_FAULT: Final = Text(
    "Ce « < » peut se lire de deux façons : mettez une espace après s’il compare, un préfixe s’il ouvre un IRI.",
    'This "<" can be read in two ways: put a space after it if it compares, use a prefix if it opens an IRI.',
)


def _fault(query: str, offset: int, text: Text) -> QueryFault:
    return QueryFault(text, source=SOURCE, place=place(query, offset))
