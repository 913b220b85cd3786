"""The FROM clauses of a query, and every IRI in full."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from pyoxigraph import NamedNode, QuerySolutions, Store

from quartierkg.errors import QueryFault
from quartierkg.language import Text
from quartierkg.query.guard import from_words, step
from quartierkg.query.job import Job
from quartierkg.query.lexer import SOURCE, Kind, Token, place, tokens

_CODEPOINT: Final = re.compile(r"\\(?:u([0-9A-Fa-f]{4})|U([0-9A-Fa-f]{8})|(.))", re.DOTALL)
SCHEME: Final = re.compile(r"([A-Za-z][A-Za-z0-9+.-]*):")
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

_GLUED: Final = Text("FROM s’écrit à part, avant un graphe.", "FROM stands apart, before a graph.")


@dataclass(frozen=True, slots=True)
class Apart:
    """A query without its FROM clauses, and the graphs that they name."""

    text: str
    default: tuple[str, ...]
    named: tuple[str, ...]


def apart(job: Job) -> Apart:
    """The query written anew, with its dataset apart: some servers add the graphs of FROM to those of the request.

    Every IRI is in full, so that neither BASE nor PREFIX is left, nor a comment, nor an escape of a code point, which
    servers read in different ways.
    """
    found = tokens(job.text)
    full = {token.offset: iri for token, iri in resolved(found, job.base)}
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


def named_by(job: Job) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The graphs that a query's own FROM and FROM NAMED clauses name.

    :raises QueryFault: when a word may be one of them, and it is not sure which graph it names.
    """
    found = tokens(job.text)
    full = {token.offset: iri for token, iri in resolved(found, job.base)}
    clauses = [clause for clause in _clauses(found, full) if clause.graph is not None]
    words = tuple(from_words(found))
    if [word.offset for word in words] != [clause.start for clause in clauses]:
        first = words[0].offset if words else 0
        raise QueryFault(_GLUED, source=SOURCE, place=place(job.text, first))
    graphs = [(clause.named, full[clause.graph]) for clause in clauses if clause.graph is not None]
    return tuple(iri for named, iri in graphs if not named), tuple(iri for named, iri in graphs if named)


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


def resolved(found: Sequence[Token], base: str | None) -> Iterator[tuple[Token, str]]:
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
    if SCHEME.match(plain):
        return plain
    found = Store().query(f"SELECT ({iri} AS ?iri) {{}}", base_iri=base)
    assert isinstance(found, QuerySolutions)
    value = next(found)["iri"]
    assert isinstance(value, NamedNode)
    return value.value


def _is(token: Token | None, word: str) -> bool:
    return token is not None and token.kind is Kind.WORD and token.text.upper() == word
