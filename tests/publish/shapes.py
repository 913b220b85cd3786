"""Shapes graphs of others, through the door by which dossiers are judged."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import pytest
from pyoxigraph import NamedNode, RdfFormat, Triple, parse

from quartierkg import ntriples
from quartierkg.charter import engines
from quartierkg.charter.engines import Engine
from quartierkg.terms import term

ENGINES = pytest.mark.parametrize("engine", engines.available(), ids=lambda engine: engine.name)


def shapes(turtle: bytes, *, absent: Iterable[str] = ()) -> tuple[Triple, ...]:
    """A shapes graph.

    :param absent: property shapes that it names and does not hold: an engine that notices refuses all of it.
    """
    left_out = {NamedNode(iri) for iri in absent}
    return tuple(quad.triple for quad in parse(turtle, format=RdfFormat.TURTLE) if quad.object not in left_out)


def dangling(found: Iterable[Triple]) -> set[str]:
    """The property shapes that a shapes graph names and does not hold."""
    triples = tuple(found)
    held = {triple.subject for triple in triples}
    named = {triple.object for triple in triples if triple.predicate == term("sh:property")}
    return {node.value for node in named - held if isinstance(node, NamedNode)}


def violations(engine: Engine, shapes: Iterable[Triple], data: Iterable[Triple]) -> list[str]:
    """What an engine finds wrong, in a line each."""
    report = engine.report(ntriples.text(shapes), ntriples.text(data))
    assert report.conforms == (not report.entries)
    return [f"{entry.focus} {entry.path} {entry.component} {entry.value}" for entry in report.entries]


def without(data: Iterable[Triple], subject: NamedNode, property_: NamedNode) -> Iterator[Triple]:
    """The same data with something left out."""
    return (triple for triple in data if (triple.subject, triple.predicate) != (subject, property_))
