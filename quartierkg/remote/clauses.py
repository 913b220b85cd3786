"""What another server may read otherwise: FROM clauses, functions of its own, the rows behind a graph."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final
from urllib.parse import urljoin

from quartierkg.errors import QueryFault
from quartierkg.language import Text
from quartierkg.query.guard import step
from quartierkg.query.job import Job
from quartierkg.query.lexer import SOURCE, Kind, Token, place, tokens

# What engines call or show beyond the graphs of a request: Virtuoso's own language, Java classes, graphs of all graphs.
_OWN: Final = (
    "bif:",
    "sql:",
    "http://www.openlinksw.com/schemas/bif#",
    "http://www.openlinksw.com/schemas/sql#",
    "java:",
    "urn:x-arq:",
    "tag:stardog:api:",
    "repository:",
)
_CODEPOINT: Final = re.compile(r"\\u([0-9A-Fa-f]{4})|\\U([0-9A-Fa-f]{8})")
_SCHEME: Final = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:")
_ESCAPED: Final = re.compile(r"\\(.)")


@dataclass(frozen=True, slots=True)
class Apart:
    """A query without its FROM clauses, and the graphs that they name."""

    text: str
    default: tuple[str, ...]
    named: tuple[str, ...]


def check_own(job: Job) -> None:
    """Nothing, where a query names no function or graph by which an engine reaches beyond the graphs of a request.

    :raises QueryFault: where it does.
    """
    for token, full in _resolved(tokens(job.text), job.base):
        if full.iri.startswith(_OWN):
            raise QueryFault(
                Text(
                    f"Ce qui est propre à un moteur ({full.iri}) n’est pas accepté.",
                    f"What is an engine's own ({full.iri}) is not accepted.",
                ),
                source=SOURCE,
                place=place(job.text, token.offset),
            )


def apart(job: Job) -> Apart:
    """The query with its dataset apart, since some servers add the graphs of FROM to those of the request.

    Every IRI is written out in full, and BASE left out, which some servers take in the first place alone.
    """
    found = tokens(job.text)
    full = {token.offset: iri for token, iri in _resolved(found, job.base)}
    clauses = tuple(_clauses(found, full))
    pieces: list[str] = []
    end = 0
    for token in found:
        if token.offset < end:
            continue
        pieces.append(job.text[end : token.offset])
        end = token.offset + len(token.text)
        clause = next((clause for clause in clauses if clause.start == token.offset), None)
        if clause is not None:
            end = clause.end
        else:
            pieces.append(f"<{full[token.offset].written}>" if token.kind is Kind.IRI else token.text)
    graphs = [(clause.named, full[clause.graph].iri) for clause in clauses if clause.graph is not None]
    default, named = (tuple(iri for is_named, iri in graphs if is_named is which) for which in (False, True))
    return Apart("".join([*pieces, job.text[end:]]), default, named)


@dataclass(frozen=True, slots=True)
class _Clause:
    """A clause that is left out: where it begins and ends; of FROM, where its graph stands."""

    start: int
    end: int
    graph: int | None = None
    named: bool = False


def _clauses(found: Sequence[Token], full: Mapping[int, _Full]) -> Iterator[_Clause]:
    """The clauses FROM and BASE outside all brackets, as the standard has them."""
    level = 0
    for at, token in enumerate(found):
        level += step(token)
        word = token.text.upper() if token.kind is Kind.WORD and level == 0 else ""
        if word not in {"FROM", "BASE"}:
            continue
        named = word == "FROM" and _is(_at(found, at + 1), "NAMED")
        iri = _at(found, at + 1 + named)
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


@dataclass(frozen=True, slots=True)
class _Full:
    """An IRI in full: as it is, and as a query may have it."""

    iri: str
    written: str


def _resolved(found: Sequence[Token], base: str | None) -> Iterator[tuple[Token, _Full]]:
    """Each IRI and prefixed name, as the IRI that it stands for."""
    prefixes: dict[str, str] = {}
    base = base or ""
    before: tuple[Token | None, Token | None] = (None, None)
    for token in found:
        if token.kind is Kind.IRI:
            said = token.text[1:-1]
            meant = _CODEPOINT.sub(lambda match: chr(int(match[1] or match[2], 16)), said)
            iri, written = _joined(base, meant), said if _SCHEME.match(meant) else _joined(base, said)
            if _is(before[1], "BASE"):
                base = written
            elif _is(before[0], "PREFIX") and before[1] is not None:
                prefixes[before[1].text] = iri
            yield token, _Full(iri, written)
        elif token.kind is Kind.NAME and not _is(before[1], "PREFIX"):
            prefix, _, local = token.text.partition(":")
            iri = prefixes.get(f"{prefix}:", f"{prefix}:") + _ESCAPED.sub(r"\1", local)
            yield token, _Full(iri, token.text)
        before = (before[1], token)


def _joined(base: str, iri: str) -> str:
    """An IRI in full (RFC 3986, 5.2); the library drops an empty fragment."""
    if _SCHEME.match(iri):
        return iri
    joined = urljoin(base, iri)
    return joined + "#" if iri.endswith("#") and not joined.endswith("#") else joined


def _is(token: Token | None, word: str) -> bool:
    return token is not None and token.kind is Kind.WORD and token.text.upper() == word
