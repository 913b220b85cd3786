"""What a search finds: its hits, how they divide, and which words were read as others."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from quartierkg.language import Language, Text


class Kind(Enum):
    """By what hits are divided and narrowed; the value is its name in an address."""

    TYPE = "type"
    ROLE = "role"
    TERRITORY = "territory"
    STATE = "state"
    CRITERION = "criterion"


@dataclass(frozen=True, slots=True)
class Snippet:
    """A piece of what a thing says of itself."""

    text: str
    marks: tuple[tuple[int, int], ...]
    """Where the words of the question stand in it: first character, and the one behind the last."""
    language: Language | None
    """None where the source says none."""


@dataclass(frozen=True, slots=True)
class Hit:
    """A thing that was found."""

    iri: str
    class_: str | None
    """Its most specific class, by IRI."""
    label: Text
    snippet: Snippet | None
    illustrative: bool
    score: float
    """The higher the better, among hits of one question; hits by name come first, whatever their score."""


@dataclass(frozen=True, slots=True)
class Count:
    """A value of a facet, and how many hits have it."""

    key: str
    """What narrows a search to it."""
    iri: str
    outcome: str | None
    """Of a criterion: its outcome in the latest verdict, by notation; None for every other kind."""
    count: int


@dataclass(frozen=True, slots=True)
class Facet:
    """How the hits divide by one kind: the values that most of them have, the most frequent first."""

    kind: Kind
    counts: tuple[Count, ...]
    values: int
    """How many values there are in all."""


@dataclass(frozen=True, slots=True)
class Correction:
    """A word that nothing has, and the words nearest to it that were looked for instead."""

    typed: str
    taken: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Found:
    """One page of an answer; total and facets are those of all pages."""

    hits: tuple[Hit, ...]
    total: int
    facets: tuple[Facet, ...]
    corrected: tuple[Correction, ...]
