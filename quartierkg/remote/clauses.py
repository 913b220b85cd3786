"""What another server may read otherwise: functions of its own, the rows behind a graph."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Final

from quartierkg.errors import QueryFault
from quartierkg.language import Text
from quartierkg.query.clauses import SCHEME, resolved
from quartierkg.query.guard import step
from quartierkg.query.job import Job
from quartierkg.query.lexer import SOURCE, Kind, Token, place, tokens
from quartierkg.terms import PREFIXES

# Every other scheme may be a door of an engine's own: bif:, LONG::bif:, sql: and xpath: of Virtuoso, java: of Jena.
_SCHEMES: Final = frozenset(("http", "https", "urn", "mailto"))
_OWN: Final = (
    "urn:x-arq:",
    "http://www.openlinksw.com/schemas/",
    "http://jena.hpl.hp.com/ARQ/",
    "http://www.ontotext.com/",
)
# What may stand before a parenthesis: casts, and the properties of our data before a collection.
_CALLED: Final = tuple(PREFIXES.values())


def check_own(job: Job) -> None:
    """Nothing, where a query names nothing by which an engine reaches beyond the graphs of a request.

    :raises QueryFault: where it does, at its place.
    """
    found = tokens(job.text)
    following = {token.offset: after.text for token, after in pairwise(found)}
    for token, iri in resolved(found, job.base):
        scheme = SCHEME.match(iri)
        own = scheme is None or scheme[1].lower() not in _SCHEMES or iri.startswith(_OWN)
        if own or (following.get(token.offset) == "(" and not iri.startswith(_CALLED)):
            raise QueryFault(
                Text(
                    f"Ce qui est propre à un moteur, ou appelé comme une fonction ({iri}), n’est pas accepté.",
                    f"What is an engine's own, or called like a function ({iri}), is not accepted.",
                ),
                source=SOURCE,
                place=place(job.text, token.offset),
            )


def solutions(text: str) -> str | None:
    """The SELECT query of the solutions that a CONSTRUCT or DESCRIBE query is made from; None where it has none."""
    found = tokens(text)
    form = next((at for at, token in enumerate(found) if token.text.upper() in {"CONSTRUCT", "DESCRIBE"}), None)
    if form is None:
        return None
    groups = [start for start in _groups(found) if start > form]
    with_template = found[form + 1].text == "{" and found[form].text.upper() == "CONSTRUCT"
    if len(groups) <= with_template:
        return None
    return f"{text[: found[form].offset]}SELECT * WHERE {text[found[groups[with_template]].offset :]}"


def _groups(found: Sequence[Token]) -> Iterator[int]:
    """Where the outermost groups in braces begin."""
    level = 0
    for at, token in enumerate(found):
        if level == 0 and token.kind is Kind.MARK and token.text == "{":
            yield at
        level += step(token)
