"""The causes of a finding as lines, each below what it is about."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from quartierkg.charter.cause import Cause
from quartierkg.language import LANGUAGES, Language, Text
from quartierkg.report import words


@dataclass(frozen=True, slots=True)
class Reason:
    """A line about what is at fault, and how deep it stands below the line above."""

    depth: int
    text: Text


def reasons(causes: Iterable[Cause], depth: int = 0) -> Iterator[Reason]:
    """Causes as lines: a thing and what it lacks on one line where it lacks one thing."""
    for cause in causes:
        if cause.label is None:
            yield Reason(depth, cause.message or words.NOTHING)
            yield from reasons(cause.causes, depth + 1)
        elif len(cause.causes) == 1 and cause.causes[0].label is None and not cause.causes[0].causes:
            said = cause.causes[0].message or words.NOTHING
            yield Reason(depth, Text(*(words.titled(_thing(cause, lang), said.in_(lang), lang) for lang in LANGUAGES)))
        else:
            yield Reason(depth, Text(*(_thing(cause, lang).in_(lang) for lang in LANGUAGES)))
            yield from reasons(cause.causes, depth + 1)


def _thing(cause: Cause, language: Language) -> Text:
    """A thing by its name and its line."""
    name = cause.label.in_(language) if cause.label is not None else ""
    place = cause.position
    said = f"{name} ({place.said.in_(language)})" if place is not None else name
    return Text.alike(said)
