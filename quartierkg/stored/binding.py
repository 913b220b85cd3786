"""Values, bound: a block of VALUES, written by the RDF library, in each group of a query that names a parameter.

One way for every engine. What an engine substitutes by itself reaches only the variables that the outermost SELECT
gives, and no sub-SELECT; a block in the group reaches everything, and the text stays SPARQL that runs anywhere.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from pyoxigraph import Literal

from quartierkg.query.lexer import Kind, Token, tokens
from quartierkg.stored.parameter import Term
from quartierkg.stored.query import StoredQuery

ENOUGH: Final = "# LIMIT of the answer"
"""Where a text may stop: each row of this sub-SELECT gives a row of the answer or more, and they stand in its order."""


@dataclass(frozen=True, slots=True)
class Bound:
    """A query that may be sent, and the rows of it that are wanted."""

    text: str
    limit: int | None
    offset: int


def bind(
    query: StoredQuery,
    terms: Mapping[str, Sequence[Term]],
    *,
    rows: bool = False,
    limit: int | None = None,
    offset: int = 0,
    more: bool = False,
) -> Bound:
    """The text of a stored query with its values; a parameter without a value stays a variable.

    :param terms: of each parameter, the terms that it stands for.
    :param rows: whether a CONSTRUCT gives the parts of its statements as rows.
    :param limit: how many rows are wanted.
    :param more: whether one more is asked for, which tells whether there are others.
    """
    text = query.rows if rows else query.text
    if limit is not None:
        text = text.replace(ENOUGH, f"LIMIT {offset + limit + more}")
    text = with_values(text, terms)
    paging = [] if limit is None else [f"LIMIT {limit + more}"]
    paging += [f"OFFSET {offset}"] if offset else []
    return Bound("\n".join((text.rstrip(), *paging, "")), limit, offset)


def with_values(text: str, terms: Mapping[str, Sequence[Term]]) -> str:
    """A query with a block of VALUES at the head of each group that names a parameter."""
    found = tokens(text)
    blocks = {
        opening.offset: _block([(name, terms[name]) for name in names if terms.get(name)])
        for opening, names in _groups(found)
    }
    parts, at = [], 0
    for offset, block in sorted(blocks.items()):
        parts += [text[at : offset + 1], block]
        at = offset + 1
    return "".join((*parts, text[at:]))


def named(text: str) -> frozenset[str]:
    """The parameters that a query names."""
    return frozenset(token.text[1:] for token in tokens(text) if _is_parameter(token))


def _block(given: Sequence[tuple[str, Sequence[Term]]]) -> str:
    """The library writes the terms, so that whatever a value holds stays within it.

    Single literals share a block. Virtuoso 7 cannot compile one that has a thing beside a literal.
    """
    shared = [(name, terms[0]) for name, terms in given if len(terms) == 1 and isinstance(terms[0], Literal)]
    apart = [(name, terms) for name, terms in given if name not in dict(shared)]
    if len(shared) == 1:
        apart += [(name, (term,)) for name, term in shared]
    blocks = [f" VALUES ${name} {{ {' '.join(map(str, terms))} }}" for name, terms in apart]
    if len(shared) > 1:
        names, row = (
            " ".join(written) for written in zip(*((f"${name}", str(term)) for name, term in shared), strict=True)
        )
        blocks.append(f" VALUES ({names}) {{ ({row}) }}")
    return "".join(blocks)


def _groups(found: Sequence[Token]) -> list[tuple[Token, list[str]]]:
    """Each opening brace, and the parameters that are named directly within it, in their order.

    The pattern of an EXISTS gets a block of its own: engines differ in what of the group around it they see there.
    """
    groups: list[tuple[Token, list[str]]] = []
    open_: list[list[str]] = []
    for token in found:
        if token.kind is not Kind.VARIABLE:
            if token.text == "{":
                open_.append([])
                groups.append((token, open_[-1]))
            elif token.text == "}" and open_:
                open_.pop()
        elif _is_parameter(token) and open_ and token.text[1:] not in open_[-1]:
            open_[-1].append(token.text[1:])
    return groups


def _is_parameter(token: Token) -> bool:
    return token.kind is Kind.VARIABLE and token.text.startswith("$")
