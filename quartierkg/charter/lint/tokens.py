"""Turtle as tokens with their places, and the faults of a file that is none."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from quartierkg.errors import Place, ShapesFault
from quartierkg.language import Text

# The terminals of Turtle (RDF 1.1 Turtle, 6.5), as far as they stand in files that the real parser has accepted.
_PATTERN: Final = re.compile(
    r"""
      (?P<skip>\s+|\#[^\n]*)
    | (?P<string>\"{3}(?:\\.|\"{0,2}[^\"\\])*\"{3} | '{3}(?:\\.|'{0,2}[^'\\])*'{3}
               | "(?:\\.|[^"\\\n])*" | '(?:\\.|[^'\\\n])*')
    | (?P<iri><[^<>\s]*>)
    | (?P<tag>@[A-Za-z]+(?:-[A-Za-z0-9]+)*)
    | (?P<type>\^\^)
    | (?P<number>[+-]?(?:\d+\.?\d*|\.\d+)[eE][+-]?\d+ | [+-]?\d*\.\d+ | [+-]?\d+)
    | (?P<name>(?:[^\W\d](?:[\w.-]*[\w-])?)?:(?:[\w:%-]|\\.|\.(?=[\w:%.\\-]))*)
    | (?P<word>[A-Za-z]+)
    | (?P<mark>[;,.()\[\]])
    """,
    re.VERBOSE | re.DOTALL,
)


@dataclass(frozen=True, slots=True)
class Token:
    """One token of Turtle (RDF 1.1 Turtle, 6.5)."""

    kind: str
    text: str
    place: Place


def tokens(text: str, file: str) -> Iterator[Token]:
    """The tokens of a text that the real parser has accepted.

    :raises ShapesFault: at what no shape here needs.
    """
    starts = [0, *(match.end() for match in re.finditer("\n", text))]
    at = 0
    while at < len(text):
        match = _PATTERN.match(text, at)
        line = bisect_right(starts, at)
        place = Place(line, at - starts[line - 1] + 1)
        if match is None or match.lastgroup is None:
            raise beyond(file, place)
        if match.lastgroup != "skip":
            yield Token(match.lastgroup, match.group(), place)
        at = match.end()


def not_turtle(reason: str, file: str, place: Place) -> ShapesFault:
    """The fault of a file that is not well-formed."""
    detail = re.sub(r"^Parser error (?:between|at) line .*?: ", "", reason)
    return ShapesFault(
        Text(f"Syntaxe Turtle incorrecte (l’analyseur dit : « {detail} »).", f"Turtle syntax error: {detail}."),
        source=file,
        place=place,
        remedy=Text("Corrigez le fichier à cet endroit.", "Correct the file at this place."),
    )


def beyond(file: str, place: Place) -> ShapesFault:
    """The fault of a construct that is Turtle (1.2, say), but that no shape here needs."""
    return ShapesFault(
        Text("Construction Turtle non admise dans les formes.", "Turtle construct not admitted in shapes."),
        source=file,
        place=place,
        remedy=Text("N’utilisez que Turtle 1.1.", "Use Turtle 1.1 only."),
    )
