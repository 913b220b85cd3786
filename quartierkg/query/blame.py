"""Where a query stops making sense.

The engine reports how far it looked, which may be several words past the mistake. A query cut after a token can go
on exactly when the engine, reading it, gets to the end: so the first token after which it does not is the mistake.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from itertools import pairwise
from typing import Final

from pyoxigraph import Store

from quartierkg.errors import Place
from quartierkg.query.lexer import Kind, Token, place, tokens

_PLACE: Final = re.compile(r"error at (\d+):(\d+): ")

# Longer than any keyword: what the engine looks ahead for stays inside.
_PADDING: Final = " " * 64

# Tokens of ours that, without space between them, are one of the engine's.
_ONE: Final = frozenset((("<", "="), ("<", "<"), (">", ">"), ("{", "|"), ("|", "}")))


def offender(query: str) -> Token | None:
    """The first token that does not fit, or None when the query only ends too early."""
    found = tokens(query)
    ends = [token for token, following in pairwise((*found, None)) if token and not _joined(token, following)]
    wrong = bisect_left(ends, True, key=lambda token: not _can_go_on(query[: token.offset + len(token.text)]))
    return ends[wrong] if wrong < len(ends) else None


def line_and_column(message: str) -> Place | None:
    """The place that the engine's message names."""
    named = _PLACE.match(message)
    return Place(int(named[1]), int(named[2])) if named else None


def _joined(token: Token, following: Token | None) -> bool:
    """Whether a token makes one with the next."""
    if following is None or token.offset + len(token.text) != following.offset:
        return False
    signed = token.text in {"+", "-"} and following.kind is Kind.NUMBER
    return token.kind is Kind.MARK and (signed or (token.text, following.text) in _ONE)


def _can_go_on(beginning: str) -> bool:
    """Whether some query begins so."""
    padded = beginning + _PADDING
    try:
        Store().query(padded)
    except SyntaxError as error:
        return line_and_column(str(error)) == place(padded, len(padded))
    except (RuntimeError, ValueError, OSError):
        return True
    return True
