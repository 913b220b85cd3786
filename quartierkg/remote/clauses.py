"""What another server may read otherwise: FROM clauses, functions of its own, the rows behind a graph."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from pyoxigraph import NamedNode, QuerySolutions, Store

from quartierkg.errors import QueryFault
from quartierkg.language import Text
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
_CODEPOINT: Final = re.compile(r"\\(?:u([0-9A-Fa-f]{4})|U([0-9A-Fa-f]{8})|(.))", re.DOTALL)
_SCHEME: Final = re.compile(r"([A-Za-z][A-Za-z0-9+.-]*):")
_ESCAPES: Final = {
    "\n": "\\n",
    "\r": "\\r",
    "\t": "\\t",
    "\b": "\\b",
    "\f": "\\f",
    "'": "\\'",
    '"': '\\"',
    "\\": "\\\\",
}


@dataclass(frozen=True, slots=True)
class Apart:
    """A query without its FROM clauses, and the graphs that they name."""

    text: str
    default: tuple[str, ...]
    named: tuple[str, ...]


def check_own(job: Job) -> None:
    """Nothing, where a query names nothing by which an engine reaches beyond the graphs of a request.

    :raises QueryFault: where it does, at its place.
    """
    found = tokens(job.text)
    following = {token.offset: after.text for token, after in pairwise(found)}
    for token, iri in _resolved(found, job.base):
        scheme = _SCHEME.match(iri)
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


def apart(job: Job) -> Apart:
    """The query written anew, with its dataset apart: some servers add the graphs of FROM to those of the request.

    Every IRI is in full, so that neither BASE nor PREFIX is left, nor a comment, nor an escape of a code point, which
    servers read in different ways.
    """
    found = tokens(job.text)
    full = {token.offset: iri for token, iri in _resolved(found, job.base)}
    clauses = {clause.start: clause for clause in _clauses(found, full)}
    pieces: list[str] = []
    end = 0
    for token in found:
        if token.offset < end:
            continue
        pieces.append(" " if token.offset > end else "")
        clause = clauses.get(token.offset)
        end = clause.end if clause is not None else token.offset + len(token.text)
        if clause is None:
            pieces.append(f"<{full[token.offset]}>" if token.offset in full else _plain(token))
    graphs = [(clause.named, full[clause.graph]) for clause in clauses.values() if clause.graph is not None]
    default, named = (tuple(iri for is_named, iri in graphs if is_named is which) for which in (False, True))
    return Apart("".join(pieces).strip(), default, named)


def _plain(token: Token) -> str:
    """A token without escapes of code points."""
    if token.kind is not Kind.STRING:
        return token.text
    return _CODEPOINT.sub(
        lambda match: match[0] if match[3] else _escaped(chr(int(match[1] or match[2], 16))), token.text
    )


def _escaped(character: str) -> str:
    return _ESCAPES.get(character, character)


@dataclass(frozen=True, slots=True)
class _Clause:
    """A clause that is left out: where it begins and ends; of FROM, where its graph stands."""

    start: int
    end: int
    graph: int | None = None
    named: bool = False


def _clauses(found: Sequence[Token], full: Mapping[int, str]) -> Iterator[_Clause]:
    """The clauses FROM, BASE and PREFIX outside all brackets, as the standard has them."""
    level = 0
    for at, token in enumerate(found):
        level += step(token)
        word = token.text.upper() if token.kind is Kind.WORD and level == 0 else ""
        if word not in {"FROM", "BASE", "PREFIX"}:
            continue
        named = word == "FROM" and _is(_at(found, at + 1), "NAMED")
        iri = _at(found, at + 1 + (named or word == "PREFIX"))
        if iri is not None and iri.offset in full:
            graph = iri.offset if word == "FROM" else None
            yield _Clause(token.offset, iri.offset + len(iri.text), graph, named)


def _at(found: Sequence[Token], at: int) -> Token | None:
    return found[at] if at < len(found) else None


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


def _resolved(found: Sequence[Token], base: str | None) -> Iterator[tuple[Token, str]]:
    """Each IRI and prefixed name, as the IRI that it stands for."""
    prefixes: dict[str, str] = {}
    before: tuple[Token | None, Token | None] = (None, None)
    for token in found:
        if token.kind is Kind.IRI:
            iri = _joined(base, token.text)
            if _is(before[1], "BASE"):
                base = iri
            elif _is(before[0], "PREFIX") and before[1] is not None:
                prefixes[before[1].text] = iri
            yield token, iri
        elif token.kind is Kind.NAME and not _is(before[1], "PREFIX"):
            prefix, _, local = token.text.partition(":")
            yield token, prefixes.get(f"{prefix}:", f"{prefix}:") + local.replace("\\", "")
        before = (before[1], token)


def _joined(base: str | None, iri: str) -> str:
    """An IRI in full, as the engine here resolves it (RFC 3986, 5.2)."""
    plain = _CODEPOINT.sub(lambda match: chr(int(match[1] or match[2], 16)), iri[1:-1])
    if _SCHEME.match(plain):
        return plain
    found = Store().query(f"SELECT ({iri} AS ?iri) {{}}", base_iri=base)
    assert isinstance(found, QuerySolutions)
    value = next(found)["iri"]
    assert isinstance(value, NamedNode)
    return value.value


def _is(token: Token | None, word: str) -> bool:
    return token is not None and token.kind is Kind.WORD and token.text.upper() == word
