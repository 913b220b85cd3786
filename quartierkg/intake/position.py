"""Where in a source each of its statements stands.

No parser tells. But a copy of the source in which every term names its own place goes through the same parser, which
gives the statements in the same order: the n-th statement of the copy is the n-th of the source. So no grammar is
written a second time, and a place is never a guess.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from functools import cached_property
from typing import Final, Protocol

from pyoxigraph import Literal, NamedNode, Quad, RdfFormat, parse

from quartierkg.errors import Place
from quartierkg.intake import syntax
from quartierkg.intake.source import Source

_WRITTEN: Final = (RdfFormat.TURTLE, RdfFormat.N_TRIPLES, RdfFormat.TRIG, RdfFormat.N_QUADS)
"""The syntaxes whose terms stand in the text as they are; JSON-LD and RDF/XML build theirs."""
_HERE: Final = "urn:quartierkg:at:"

# The terminals of Turtle and TriG (RDF 1.1 Turtle, 6.5). No alternative can backtrack over another.
_IRI: Final = r"<[^<>\"{}|^`\s]*>"
_ESCAPED: Final = r"\\[_~.\-!$&'()*+,;=/?\#@%]"
_PREFIX: Final = r"(?:[^\W\d_](?:[\w.\-\u00B7]*[\w\-\u00B7])?)?:"
_PREFIXED: Final = rf"{_PREFIX}(?:(?:[\w.\-:%\u00B7]|{_ESCAPED})*(?:[\w\-:\u00B7]|%[0-9A-Fa-f]{{2}}|{_ESCAPED}))?"
_NUMBER: Final = r"[-+]?(?:\d+\.\d*[eE][-+]?\d+|\.?\d+[eE][-+]?\d+|\d*\.\d+|\d+)"
_LONG: Final = r"\"{3}(?:[^\"\\]|\\.|\"(?!\"\"))*\"{3}|'{3}(?:[^'\\]|\\.|'(?!''))*'{3}"
_SHORT: Final = r"\"(?:[^\"\\\n]|\\.)*\"|'(?:[^'\\\n]|\\.)*'"
_TERM: Final = re.compile(
    rf"""
    (?P<space>\s+)
    |(?P<left_out>\#[^\n]*
        |@prefix\s+{_PREFIX}\s*{_IRI}\s*\.|@base\s*{_IRI}\s*\.
        |(?i:PREFIX)\s+{_PREFIX}\s*{_IRI}|(?i:BASE)\s*{_IRI})
    |(?P<literal>(?:{_LONG}|{_SHORT})(?P<kind>@[A-Za-z]+(?:-[A-Za-z0-9]+)*|\s*\^\^\s*(?:{_IRI}|{_PREFIXED}))?)
    |(?P<number>{_NUMBER}|(?:true|false)(?![\w:\-]))
    |(?P<node>{_IRI}|_:[\w\-.\u00B7]*[\w\-\u00B7]|{_PREFIXED}|a(?![\w:.\-]))
    |(?P<other>[A-Za-z]+|.)
    """,
    re.VERBOSE | re.DOTALL,
)


class Places(Protocol):
    """Where the statements of a source stand."""

    def value(self, number: int) -> Place | None:
        """Where the value of the n-th statement stands, from 0."""

    def subject(self, number: int) -> Place | None:
        """Where its subject stands."""


@dataclass(frozen=True, slots=True)
class Nowhere:
    """The places of statements that stand in no source as they are."""

    def value(self, number: int) -> Place | None:
        """None."""

    def subject(self, number: int) -> Place | None:
        """None."""


@dataclass(frozen=True, slots=True)
class Position:
    """The offsets of the terms of one statement, in characters; None for one that is a bracket."""

    subject: int | None
    predicate: int | None
    object: int | None


@dataclass(frozen=True)
class Positions:
    """The places of the statements of one source, found when the first is asked for."""

    source: Source

    def value(self, number: int) -> Place | None:
        """Where the value of the n-th statement stands, from 0; None in a syntax that does not tell."""
        found = self._at(number)
        return None if found is None else self._place(found.object, found.predicate, found.subject)

    def subject(self, number: int) -> Place | None:
        """Where the subject of the n-th statement stands, or the nearest to it that is not a bracket."""
        found = self._at(number)
        return None if found is None else self._place(found.subject, found.predicate, found.object)

    def _at(self, number: int) -> Position | None:
        return self._found[number] if number < len(self._found) else None

    @cached_property
    def _text(self) -> str:
        return self.source.data.decode("utf-8-sig")

    @cached_property
    def _found(self) -> Sequence[Position]:
        form = syntax.of(self.source)
        return tuple(_positions(self._text, form)) if form in _WRITTEN else ()

    @cached_property
    def _lines(self) -> list[int]:
        """The offset at which each line begins."""
        return [0, *(match.end() for match in re.finditer("\n", self._text))]

    def _place(self, *offsets: int | None) -> Place | None:
        """The place of the first offset that is known."""
        offset = next((offset for offset in offsets if offset is not None), None)
        if offset is None:
            return None
        line = bisect_right(self._lines, offset)
        return Place(line, offset - self._lines[line - 1] + 1)


def _positions(text: str, form: RdfFormat) -> Iterator[Position]:
    """The positions of the statements; none where the copy does not parse as the source does."""
    last = Position(None, None, None)
    with suppress(SyntaxError):
        copy = "".join(_marked(text)).encode()
        for quad in list(parse(copy, format=form)):
            found = _position(quad)
            last = last if found == Position(None, None, None) else found  # the rest of a list: nothing is written
            yield last


def _marked(text: str) -> Iterator[str]:
    """The text with the offset of each term in its place; no directive is left, since no name is left to resolve."""
    for match in _TERM.finditer(text):
        here = f"{_HERE}{match.start()}"
        if match["node"]:
            yield f"<{here}>"
        elif match["number"]:
            yield str(match.start())
        elif match["literal"]:
            # A parser that waits for a datatype gives its statement later: the copy waits where the source does.
            yield f'"{here}"^^<{_HERE}>' if match["kind"] else f'"{here}"'
        else:
            yield match["other"] or match["space"] or " "


def _position(quad: Quad) -> Position:
    return Position(_offset(quad.subject), _offset(quad.predicate), _offset(quad.object))


def _offset(node: object) -> int | None:
    """The offset that a term of the copy names."""
    if isinstance(node, NamedNode | Literal) and (node.value.startswith(_HERE) or node.value.isdigit()):
        return int(node.value.removeprefix(_HERE))
    return None
