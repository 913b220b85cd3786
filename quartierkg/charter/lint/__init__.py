"""A lint of the shapes: what an engine would pass over in silence is found here, before anything is judged.

Young engines fail open: a misspelt ``sh:mincount`` or ``sh:minCount "abc"`` checks nothing and says nothing. Each
profile and gate is linted as it is run, so that overlays are held to the same rules.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from importlib.resources.abc import Traversable
from typing import Final

from quartierkg import layers
from quartierkg.charter.lint import (
    editions,
    meta,
    overlays,
    paths,
    patterns,
    queries,
    recursion,
    remedies,
    requirements,
    unused,
    values,
    vocabulary,
)
from quartierkg.charter.lint.fault import Fault
from quartierkg.charter.lint.shapes import Shapes, layered, reachable, read, read_file
from quartierkg.charter.lint.turtle import Statement
from quartierkg.charter.rules import GATES, PROFILES
from quartierkg.errors import ShapesFault
from quartierkg.layers import Layer
from quartierkg.terms import term

__all__ = ["Fault", "lint", "lint_files"]

_CHECKS: Final[tuple[Callable[[Shapes], Iterator[Fault]], ...]] = (
    vocabulary.check,
    values.check,
    paths.check,
    requirements.check,
    patterns.check,
    queries.check,
    recursion.check,
    meta.check,
)


def lint(version: str) -> tuple[Fault, ...]:
    """Every fault of a version's shapes, under each profile and gate; none for shapes that may be used."""
    stacks = [layers.layers(version, profile, gate) for profile in PROFILES for gate in GATES]
    every = (*stacks, layers.remedies(version))
    unreadable = _unreadable(file for stack in every for layer in stack for file in layer.files)
    if unreadable:
        return unreadable
    used = _used(read((layer for stack in stacks for layer in stack), version))
    found: set[Fault] = {*editions.check(version), *remedies.check(version)}
    for stack in stacks:
        shapes = layered(version, stack)
        found.update(_faults(shapes), unused.check(shapes, used), requirements.unjudged(shapes))
        for place, overlay in enumerate(stack[1:], 1):
            found.update(overlays.check(version, read(stack[:place], version), read([overlay], version)))
    return _sorted(found)


def lint_files(version: str, files: Sequence[Traversable]) -> tuple[Fault, ...]:
    """Every fault of some files, which may refer to the shapes of a version.

    What a file declares takes the place of what the version says of it; what it only states replaces the same
    statement, as an overlay does.
    """
    unreadable = _unreadable(files)
    if unreadable:
        return unreadable
    beside = [file for file in files if remedies.holds(file)]
    if len(beside) == len(files):
        return _sorted(remedies.check_files(version, beside))
    files = [file for file in files if not _is_charter(file) and file not in beside]
    given = read([Layer(version, tuple(files))], version)
    declared = {s.triple.subject for s in given if s.triple.predicate == term("rdf:type")}
    stated = {(s.triple.subject, s.triple.predicate) for s in given}
    shipped = read(layers.all_of(version), version)
    base = [
        statement
        for statement in layered(version, layers.base(version)).statements
        if statement.triple.subject not in declared
        and (statement.triple.subject, statement.triple.predicate) not in stated
    ]
    names = frozenset(str(file) for file in files)
    shapes = Shapes(version, tuple(reachable(base + given)), names)
    found = {
        *_faults(shapes),
        *unused.check(shapes, _used(shipped + given)),
        *overlays.check(version, shipped, given),
    }
    return _sorted((*(fault for fault in found if fault.file in names), *remedies.check_files(version, beside)))


def _is_charter(file: Traversable) -> bool:
    """Whether a file is the charter's own document, which stands in the folder of its shapes and holds none."""
    return any(
        s.triple.predicate == term("rdf:type") and s.triple.object == term("qn:Charter") for s in read_file(file)
    )


def _used(found: Iterable[Statement]) -> frozenset[object]:
    return frozenset(statement.triple.object for statement in found)


def _faults(shapes: Shapes) -> Iterator[Fault]:
    for check in _CHECKS:
        yield from check(shapes)


def _unreadable(files: Iterable[Traversable]) -> tuple[Fault, ...]:
    """The files that do not parse: with one of them nothing can be said of the rest."""
    found: set[Fault] = set()
    for file in files:
        try:
            read_file(file)
        except ShapesFault as fault:
            found.add(Fault(fault.text, fault.source, fault.place, fault.remedy))
    return _sorted(found)


def _sorted(faults: Iterable[Fault]) -> tuple[Fault, ...]:
    """Faults in the order of their files and lines."""

    def key(fault: Fault) -> tuple[str, int, int, str]:
        line, column = (fault.place.line, fault.place.column) if fault.place else (0, 0)
        return fault.file or "", line, column, fault.text.en

    return tuple(sorted(faults, key=key))
