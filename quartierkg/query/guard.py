"""What is not handed to the engine: queries that reach out, that write, or that would bring the process down.

A query of 4 kB can kill the process that plans it, so the caps come first. The figures were measured: no query of
1,224 real ones from public endpoints passes them, and every one that killed a process does.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
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
MAX_PATTERNS: Final = 120
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
_NESTING: Final = Text("niveaux d’imbrication", "levels of nesting")
CAPS: Final[tuple[tuple[int, Text], ...]] = (
    (MAX_BYTES, Text("octets", "bytes")),
    (MAX_DEPTH, _NESTING),
    (MAX_OPERATORS, Text("opérateurs", "operators")),
    (MAX_CLAUSES, Text("clauses", "clauses")),
    (MAX_LISTED, Text("éléments dans une liste", "items in one list")),
    (MAX_PATTERNS, _PATTERNS),
    (MAX_ROWS, Text("lignes de VALUES", "rows of VALUES")),
    (MAX_COLUMNS, Text("colonnes et conditions", "columns and conditions")),
)
"""Every cap of a query with what it counts, in the order in which they are checked."""


_SPLIT: Final = Text(
    "Posez-la en plusieurs fois, ou prenez les fichiers de /dumps pour calculer chez vous.",
    "Ask in several steps, or take the files at /dumps to compute on your own machine.",
)


@dataclass(frozen=True, slots=True)
class Query:
    """A query that may be handed to the engine."""

    text: str
    form: Form
    names_dataset: bool
    repeatable: bool


def admit(text: str, services: Collection[str] = ()) -> Query:
    """Read a query and check it against every cap.

    :param services: the servers that it may ask (SPARQL 1.1 Federated Query), each by its address.
    :raises QueryFault: when it is not admitted; the error names the cap, or the place.
    """
    capped(len(text.encode("utf-8", "surrogatepass")), *CAPS[0])
    found = tokens(text)
    form = form_of(found)
    federated = check_services(text, found, services)
    for count, cap in zip(_counts(found), CAPS[1:], strict=True):
        capped(count, *cap)
    return Query(text, form, names_dataset(found), _words(found, _IMPURE) == 0 and not federated)


def _counts(found: Sequence[Token]) -> Iterator[int]:
    """What the caps count, in their order; the census is taken of what the caps before let through."""
    yield depth(found)
    yield _marks(found, _OPERATORS)
    yield _words(found, _CLAUSES)
    counted = census(found)
    yield from (counted.listed, counted.patterns, counted.rows, counted.columns)


def capped(found: int, limit: int, unit: Text) -> None:
    """Nothing, where a number keeps to its limit.

    :raises QueryFault: with the limit and its value, where it does not.
    """
    if found > limit:
        raise QueryFault(
            Text(
                f"La requête compte {found} {unit.fr} ; la limite est de {limit}.",
                f"The query has {found} {unit.en}; the limit is {limit}.",
            ),
            remedy=_SPLIT,
        )


def check_services(text: str, found: Sequence[Token], services: Collection[str]) -> bool:
    """Whether a query asks other servers, all of which it may; SILENT or not.

    The engine reads keywords without word boundaries, even before a prefixed name (``SERVICE:a {``), so that a word
    is refused as soon as it holds the keyword. A server that may be asked is written out, as an IRI, behind it.

    :raises QueryFault: when it asks another one.
    """
    asked = False
    end = Token(Kind.MARK, "", len(text))
    for token, following, last in zip(found, (*found[1:], end), (*found[2:], end, end), strict=False):
        word = token.text.partition(":")[0].upper()
        glued = token.kind is Kind.NAME and following.text == "{"
        if "SERVICE" not in word or not (token.kind is Kind.WORD or glued):
            continue
        server = last if following.text.upper() == "SILENT" else following
        if word != "SERVICE" or server.kind is not Kind.IRI or server.text[1:-1] not in services:
            raise _no_service(services, text, token)
        asked = True
    return asked


def _no_service(services: Collection[str], text: str, token: Token) -> QueryFault:
    said = Text(
        "SERVICE n’est pas accepté : ce service n’interroge aucun autre serveur.",
        "SERVICE is not accepted: this service asks no other server.",
    )
    if services:
        said = Text(
            "SERVICE n’est accepté que pour {}, nommé en toutes lettres.",
            "SERVICE is accepted for {} only, written out.",
        ).filled(", ".join(f"<{server}>" for server in services))
    return QueryFault(said, source=SOURCE, place=place(text, token.offset))


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


def names_dataset(found: Sequence[Token]) -> bool:
    """Whether the query has a FROM clause."""
    return next(from_words(found), None) is not None


def from_words(found: Sequence[Token]) -> Iterator[Token]:
    """The words that the engine may read as FROM; outside brackets and declarations, it stands nowhere else."""
    level = 0
    for previous, token in pairwise((Token(Kind.MARK, "", 0), *found)):
        level += step(token)
        word = token.text.partition(":")[0].upper() if token.kind in {Kind.WORD, Kind.NAME} else ""
        if level == 0 and word.endswith(("FROM", "FROMNAMED")) and previous.text.upper() != "PREFIX":
            yield token
