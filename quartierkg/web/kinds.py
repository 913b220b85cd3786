"""The kinds of problems: those of the tree of errors itself, and the framework's."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from quartierkg.errors import QuartierError
from quartierkg.language import Text
from quartierkg.web import words


@dataclass(frozen=True, slots=True)
class ProblemKind:
    """A kind of problem: the end of its type's address, its status and its title."""

    id: str
    status: int
    title: Text


METHOD: Final = ProblemKind("method", 405, words.ERROR_METHOD_TITLE)
REQUEST: Final = ProblemKind("request", 400, words.ERROR_REQUEST_TITLE)
INTERNAL: Final = ProblemKind("internal", 500, words.ERROR_INTERNAL_TITLE)


def all_kinds() -> tuple[ProblemKind, ...]:
    """Every kind of problem that an answer may be of, by name."""
    found = {kind.id: kind for kind in (METHOD, REQUEST, INTERNAL, *_below(QuartierError))}
    return tuple(sorted(found.values(), key=lambda kind: kind.id))


def _below(error: type[QuartierError]) -> Iterator[ProblemKind]:
    yield ProblemKind(error.kind, error.status, error.title)
    for subclass in error.__subclasses__():
        yield from _below(subclass)
