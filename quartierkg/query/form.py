"""The four forms of a query, and what each is answered with."""

from __future__ import annotations

from collections.abc import Sequence
from enum import Enum
from typing import Final

from quartierkg.errors import QueryFault
from quartierkg.language import Text
from quartierkg.media import GRAPHS, RESULTS, MediaType
from quartierkg.query.lexer import Kind, Token

_UPDATES: Final = ("INSERT", "DELETE", "LOAD", "CLEAR", "CREATE", "DROP", "COPY", "MOVE", "ADD", "WITH")


class Form(Enum):
    """SPARQL 1.1 Query, 16."""

    SELECT = "SELECT"
    ASK = "ASK"
    CONSTRUCT = "CONSTRUCT"
    DESCRIBE = "DESCRIBE"

    @property
    def offered(self) -> tuple[MediaType, ...]:
        """The formats of its answer."""
        return RESULTS if self in {Form.SELECT, Form.ASK} else GRAPHS


def form_of(tokens: Sequence[Token]) -> Form:
    """The form of a query.

    :raises QueryFault: when it is an update, or neither.
    """
    # The engine needs no space after a keyword: SELECT?x, DESCRIBE:a.
    first = _first_word(tokens).upper()
    for form in Form:
        if first.startswith(form.value):
            return form
    if first.startswith(_UPDATES):
        raise QueryFault(
            Text(
                f"Les mises à jour ({first}) ne sont pas acceptées à cette adresse.",
                f"Updates ({first}) are not accepted at this address.",
            )
        )
    raise QueryFault(
        Text(
            "Une requête commence par SELECT, ASK, CONSTRUCT ou DESCRIBE.",
            "A query begins with SELECT, ASK, CONSTRUCT or DESCRIBE.",
        )
    )


def _first_word(tokens: Sequence[Token]) -> str:
    """The first keyword after the prologue (BASE, PREFIX and VERSION declarations)."""
    prologue = False
    for token in tokens:
        word = token.text.partition(":")[0].upper()
        if token.kind is Kind.WORD and word in {"BASE", "PREFIX", "VERSION"}:
            prologue = word == "PREFIX"
        elif token.kind is Kind.NAME and (prologue or word == "PREFIX"):
            prologue = False
        elif token.kind in {Kind.WORD, Kind.NAME}:
            return word
    return ""
