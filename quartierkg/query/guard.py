"""What is not handed to the engine: queries that reach out, that write, or that would bring the process down.

A query of 4 kB can kill the process that plans it, so the caps come first. The figures were measured: no query of
1,224 real ones from public endpoints passes them, and every one that killed a process does.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise
from typing import Final

from quartierkg.errors import QueryFault
from quartierkg.language import Text
from quartierkg.query.census import census
from quartierkg.query.form import Form, form_of
from quartierkg.query.lexer import SOURCE, Kind, Token, place, tokens

MAX_BYTES: Final = 64 * 1024
MAX_DEPTH: Final = 64
MAX_OPERATORS: Final = 200
MAX_CLAUSES: Final = 100
MAX_PATTERNS: Final = 100
MAX_LISTED: Final = 256
MAX_ROWS: Final = 10_000
MAX_COLUMNS: Final = 256

_OPERATORS: Final = frozenset(("+", "-", "*", "/", "|", "^", "!", "&&", "||", "=", "!=", "<", ">", ">=", "?"))
_CLAUSES: Final = frozenset(("UNION", "MINUS", "OPTIONAL", "BIND", "FILTER", "EXISTS", "GRAPH", "SELECT", "LATERAL"))
_IMPURE: Final = frozenset(("NOW", "RAND", "UUID", "STRUUID", "BNODE"))


_PATTERNS: Final = Text(
    "motifs de triplets (un élément de liste en fait deux, un pas de chemin, VALUES et une sous-requête un)",
    "triple patterns (an item of a list makes two, a step of a path, VALUES and a subquery one)",
)


@dataclass(frozen=True, slots=True)
class Query:
    """A query that may be handed to the engine."""

    text: str
    form: Form
    names_dataset: bool
    repeatable: bool


def admit(text: str) -> Query:
    """Read a query and check it against every cap.

    :raises QueryFault: when it is not admitted; the error names the cap, or the place.
    """
    capped(len(text.encode("utf-8", "surrogatepass")), MAX_BYTES, Text("octets", "bytes"))
    found = tokens(text)
    form = form_of(found)
    refuse_service(text, found)
    capped(depth(found), MAX_DEPTH, Text("niveaux d’imbrication", "levels of nesting"))
    capped(_marks(found, _OPERATORS), MAX_OPERATORS, Text("opérateurs", "operators"))
    capped(_words(found, _CLAUSES), MAX_CLAUSES, Text("clauses", "clauses"))
    counted = census(found)
    capped(counted.listed, MAX_LISTED, Text("éléments dans une liste", "items in one list"))
    capped(counted.patterns, MAX_PATTERNS, _PATTERNS)
    capped(counted.rows, MAX_ROWS, Text("lignes de VALUES", "rows of VALUES"))
    capped(counted.columns, MAX_COLUMNS, Text("colonnes et conditions", "columns and conditions"))
    return Query(text, form, _names_dataset(found), _words(found, _IMPURE) == 0)


def capped(found: int, limit: int, unit: Text) -> None:
    """Nothing, where a number keeps to its limit.

    :raises QueryFault: with the limit and its value, where it does not.
    """
    if found > limit:
        raise QueryFault(
            Text(
                f"La requête compte {found} {unit.fr} ; la limite est de {limit}.",
                f"The query has {found} {unit.en}; the limit is {limit}.",
            )
        )


def refuse_service(text: str, found: Sequence[Token]) -> None:
    """Refuse every SERVICE, SILENT or not.

    The engine reads keywords without word boundaries, even before a prefixed name (``SERVICE:a {``), so that a word
    is refused as soon as it holds the keyword.
    """
    for token, following in pairwise((*found, Token(Kind.MARK, "", len(text)))):
        word = token.text.partition(":")[0].upper()
        glued = token.kind is Kind.NAME and following.text == "{"
        if "SERVICE" in word and (token.kind is Kind.WORD or glued):
            raise QueryFault(
                Text(
                    "SERVICE n’est pas accepté : ce service n’interroge aucun autre serveur.",
                    "SERVICE is not accepted: this service asks no other server.",
                ),
                source=SOURCE,
                place=place(text, token.offset),
            )


def depth(found: Sequence[Token]) -> int:
    """How deeply brackets are nested."""
    return max(accumulate(map(step, found)), default=0)


def step(token: Token) -> int:
    """What a token adds to the nesting."""
    if token.kind is not Kind.MARK:
        return 0
    return (token.text in {"(", "[", "{"}) - (token.text in {")", "]", "}"})


def _marks(found: Sequence[Token], marks: frozenset[str]) -> int:
    return sum(token.kind is Kind.MARK and token.text in marks for token in found)


def _words(found: Sequence[Token], words: frozenset[str]) -> int:
    return sum(token.kind is Kind.WORD and token.text.upper() in words for token in found)


def _names_dataset(found: Sequence[Token]) -> bool:
    """Whether the query has a FROM clause; outside brackets and declarations, the word stands nowhere else."""
    level = 0
    for previous, token in pairwise((Token(Kind.MARK, "", 0), *found)):
        level += step(token)
        word = token.text.partition(":")[0].upper() if token.kind in {Kind.WORD, Kind.NAME} else ""
        if level == 0 and word.endswith(("FROM", "FROMNAMED")) and previous.text.upper() != "PREFIX":
            return True
    return False
