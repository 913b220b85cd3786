"""A report laid out for a reader: whether it conforms, then its results by severity, the gravest first."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from quartierkg.language import Language, Text
from quartierkg.report.sheet import Fact
from quartierkg.report.w3c import words
from quartierkg.report.w3c.result import Node, Report, Result


@dataclass(frozen=True, slots=True)
class Item:
    """One result, its message in the reader's language, and what it is about."""

    message: str
    tongue: str
    """The language of the message, where it is not the reader's."""
    facts: tuple[Fact, ...]
    details: tuple[Item, ...]


@dataclass(frozen=True, slots=True)
class Group:
    """The results of one severity."""

    title: Text
    items: tuple[Item, ...]


@dataclass(frozen=True, slots=True)
class Page:
    """A report as people read it."""

    title: str
    conforms: Text
    groups: tuple[Group, ...]


def pages(reports: Sequence[Report], language: Language) -> tuple[Page, ...]:
    """The reports of a file; only where there are several do they have numbers."""
    title = words.REPORT.in_(language)
    titles = [title] if len(reports) == 1 else [f"{title} {number}" for number, _ in enumerate(reports, 1)]
    return tuple(
        Page(named, words.YES if report.conforms else words.NO, tuple(_groups(report, language)))
        for named, report in zip(titles, reports, strict=True)
    )


def _groups(report: Report, language: Language) -> Iterator[Group]:
    for severity, results in report.by_severity():
        yield Group(words.severity(severity), tuple(item(result, language) for result in results))


def item(result: Result, language: Language) -> Item:
    """One result with its details."""
    chosen = result.messages.chosen(language)
    return Item(
        result.messages.in_(language) or words.NO_MESSAGE.in_(language),
        "" if chosen == language else chosen,
        tuple(_facts(result)),
        tuple(item(detail, language) for detail in result.details),
    )


def _facts(result: Result) -> Iterator[Fact]:
    path = Node(Text.alike(result.path)) if result.path else None
    for name, node in (
        (words.FOCUS, result.focus),
        (words.PATH, path),
        (words.VALUE, result.value),
        (words.SHAPE, result.shape),
        (words.COMPONENT, result.component),
    ):
        if node is not None:
            yield Fact(name, node.shown.shortened())
