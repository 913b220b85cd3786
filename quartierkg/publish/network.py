"""The network at a glance: its Quartiers with their state, and the real territories."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from pyoxigraph import Literal, NamedNode

from quartierkg.language import Language
from quartierkg.publish.labels import label
from quartierkg.publish.view import href
from quartierkg.snapshot import Snapshot
from quartierkg.snapshot.graphs import NETWORK
from quartierkg.terms import term


@dataclass(frozen=True, slots=True)
class Listed:
    """A thing in a list: its name, its page, and what is told beside it."""

    iri: NamedNode
    name: str
    href: str | None
    state: str | None
    illustrative: bool


def quartiers(snapshot: Snapshot, language: Language) -> tuple[Listed, ...]:
    """The Quartiers of this charter."""
    return _listed(snapshot, term("qn:Quartier"), language)


def territories(snapshot: Snapshot, language: Language) -> tuple[Listed, ...]:
    """The real territories."""
    return _listed(snapshot, term("qn:Territory"), language)


def count(snapshot: Snapshot, class_: NamedNode) -> int:
    """How many things of a class the network names."""
    return len({quad.subject for quad in snapshot.quads(None, term("rdf:type"), class_, NETWORK)})


def _listed(snapshot: Snapshot, class_: NamedNode, language: Language) -> tuple[Listed, ...]:
    found = snapshot.quads(None, term("rdf:type"), class_, NETWORK)
    nodes = {quad.subject for quad in found if isinstance(quad.subject, NamedNode)}
    return tuple(_in_order(_entry(snapshot, node, language) for node in nodes))


def _entry(snapshot: Snapshot, node: NamedNode, language: Language) -> Listed:
    states = sorted(state.value for state in _named(snapshot, node, term("qn:state")))
    return Listed(
        node,
        label(snapshot, node, language),
        href(node),
        label(snapshot, NamedNode(states[0]), language) if states else None,
        any(quad.object == _TRUE for quad in snapshot.quads(node, term("qn:illustrative"))),
    )


def _named(snapshot: Snapshot, node: NamedNode, property_: NamedNode) -> Iterator[NamedNode]:
    for quad in snapshot.quads(node, property_, None, NETWORK):
        if isinstance(quad.object, NamedNode):
            yield quad.object


def _in_order(entries: Iterable[Listed]) -> list[Listed]:
    """By name, an accent not counting."""
    return sorted(entries, key=lambda entry: unicodedata.normalize("NFKD", entry.name).casefold())


_TRUE = Literal("true", datatype=term("xsd:boolean"))
