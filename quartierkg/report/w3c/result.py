"""A validation report and its results, as SHACL names their parts."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from quartierkg.language import Language, Text


@dataclass(frozen=True, slots=True)
class Node:
    """A node of the report's graph, for people and for programs."""

    shown: Text
    iri: str | None = None
    """None for a literal, and for a blank node: the latter's id means nothing to anyone."""
    literal: str | None = None
    datatype: str | None = None
    language: str | None = None

    @property
    def value(self) -> str:
        """The IRI or the lexical form; empty for a blank node."""
        return self.iri or self.literal or ""


@dataclass(frozen=True, slots=True)
class Messages:
    """What a result says, by language tag; an empty tag is none."""

    entries: tuple[tuple[str, str], ...] = ()

    def in_(self, language: Language) -> str:
        """The messages in the language that is chosen."""
        chosen = self.chosen(language)
        return " ".join(text for tag, text in self.entries if _speaks(tag, chosen))

    def chosen(self, language: Language) -> str:
        """The language asked for, else none, else the first one that there is."""
        tags = [tag for tag, _ in self.entries]
        wished = (language, "", *tags)
        return next((wanted for wanted in wished if any(_speaks(tag, wanted) for tag in tags)), "")


def _speaks(tag: str, wanted: str) -> bool:
    """Whether a language tag is the one wanted, or a regional form of it (RFC 4647, 3.3.1)."""
    return tag == wanted or (bool(wanted) and tag.startswith(f"{wanted}-"))


@dataclass(frozen=True, slots=True)
class Result:
    """One validation result (SHACL, 3.6.2)."""

    severity: str
    """IRI of the severity."""
    focus: Node | None
    path: str | None
    """The property path in SPARQL's syntax."""
    value: Node | None
    messages: Messages
    shape: Node | None
    component: Node | None
    details: tuple[Result, ...] = ()


@dataclass(frozen=True, slots=True)
class Report:
    """One validation report (SHACL, 3.6.1)."""

    conforms: bool
    results: tuple[Result, ...]

    def by_severity(self) -> Iterator[tuple[str, tuple[Result, ...]]]:
        """The results of each severity, the gravest first."""
        for severity in dict.fromkeys(result.severity for result in self.results):
            yield severity, tuple(result for result in self.results if result.severity == severity)
