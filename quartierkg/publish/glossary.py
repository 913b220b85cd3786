"""The ontology's terms, as a page lists them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from pyoxigraph import NamedNode

from quartierkg.language import Text
from quartierkg.publish.labels import local_name, text
from quartierkg.snapshot import Snapshot
from quartierkg.snapshot.graphs import ONTOLOGY
from quartierkg.terms import ONTOLOGY as NAMESPACE
from quartierkg.terms import term

CLASSES: Final = Text("Classes", "Classes")
PROPERTIES: Final = Text("Propriétés", "Properties")
CONCEPTS: Final = Text("Concepts", "Concepts")

_SECTIONS: Final[tuple[tuple[Text, tuple[NamedNode, ...]], ...]] = (
    (CLASSES, (term("owl:Class"),)),
    (PROPERTIES, (term("owl:ObjectProperty"), term("owl:DatatypeProperty"), term("rdf:Property"))),
    (CONCEPTS, (term("skos:ConceptScheme"), term("skos:Concept"))),
)


@dataclass(frozen=True, slots=True)
class Term:
    """A term of the ontology."""

    iri: NamedNode
    id: str
    label: Text
    definition: Text | None
    domain: tuple[NamedNode, ...]
    range: tuple[NamedNode, ...]


@dataclass(frozen=True, slots=True)
class Section:
    """The terms of one sort."""

    title: Text
    terms: tuple[Term, ...]


def glossary(snapshot: Snapshot) -> tuple[Section, ...]:
    """Every term of our namespace, by sort and by name."""
    return tuple(
        Section(title, tuple(sorted(_terms(snapshot, types), key=lambda entry: entry.id.casefold())))
        for title, types in _SECTIONS
    )


def _terms(snapshot: Snapshot, types: tuple[NamedNode, ...]) -> Iterator[Term]:
    found = {quad.subject for type_ in types for quad in snapshot.quads(None, term("rdf:type"), type_, ONTOLOGY)}
    for node in found:
        if isinstance(node, NamedNode) and node.value.startswith(NAMESPACE):
            yield _term(snapshot, node)


def _term(snapshot: Snapshot, node: NamedNode) -> Term:
    name = local_name(node)
    return Term(
        node,
        name,
        text(snapshot, node, term("rdfs:label"), term("skos:prefLabel")) or Text.alike(name),
        text(snapshot, node, term("skos:definition"), term("rdfs:comment")),
        _objects(snapshot, node, term("rdfs:domain")),
        _objects(snapshot, node, term("rdfs:range")),
    )


def _objects(snapshot: Snapshot, node: NamedNode, property_: NamedNode) -> tuple[NamedNode, ...]:
    found = {quad.object for quad in snapshot.quads(node, property_, None, ONTOLOGY)}
    return tuple(sorted((node for node in found if isinstance(node, NamedNode)), key=lambda node: node.value))
