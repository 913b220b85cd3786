"""The kinds of problems, read from the tree of errors itself."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from quartierkg.errors import QuartierError
from quartierkg.language import Text


@dataclass(frozen=True, slots=True)
class ProblemKind:
    """A kind of problem: the end of its type's address, its status and its title."""

    id: str
    status: int
    title: Text


def all_kinds() -> tuple[ProblemKind, ...]:
    """Every kind of error that the product raises on purpose, by name."""
    found = {kind.id: kind for kind in _below(QuartierError)}
    return tuple(sorted(found.values(), key=lambda kind: kind.id))


def _below(error: type[QuartierError]) -> Iterator[ProblemKind]:
    yield ProblemKind(error.kind, error.status, error.title)
    for subclass in error.__subclasses__():
        yield from _below(subclass)
