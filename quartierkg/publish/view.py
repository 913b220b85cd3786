"""A description, laid out for a page: properties with their names, values with their links, blank nodes in place."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from pyoxigraph import BlankNode, Literal, NamedNode, Triple

from quartierkg import vocabulary
from quartierkg.language import Language, Text, number
from quartierkg.publish.description import Description
from quartierkg.publish.labels import NAMING, curie, label
from quartierkg.snapshot import Snapshot
from quartierkg.terms import BASE, term

_Node = NamedNode | BlankNode | Literal | Triple

# Names of the properties that we take from other vocabularies; our own are named by the ontology.
_BORROWED: Final[dict[NamedNode, Text]] = {
    term("rdf:type"): Text("nature", "type"),
    term("rdfs:label"): Text("nom", "name"),
    term("rdfs:comment"): Text("commentaire", "comment"),
    term("skos:prefLabel"): Text("nom", "name"),
    term("skos:definition"): Text("définition", "definition"),
    term("skos:inScheme"): Text("liste", "list"),
    term("foaf:name"): Text("nom", "name"),
    term("schema:name"): Text("nom", "name"),
    term("dcterms:title"): Text("titre", "title"),
    term("dcterms:description"): Text("description", "description"),
    term("dcterms:source"): Text("source", "source"),
    term("dcterms:date"): Text("date", "date"),
    term("dcterms:identifier"): Text("identifiant", "identifier"),
    term("dcterms:license"): Text("licence", "licence"),
    term("prov:wasDerivedFrom"): Text("d’après", "derived from"),
    term("geo:hasGeometry"): Text("géométrie", "geometry"),
    term("geo:asWKT"): Text("tracé (WKT)", "outline (WKT)"),
    term("org:hasMember"): Text("a pour membre", "has member"),
    term("org:memberOf"): Text("membre de", "member of"),
    term("org:member"): Text("membre", "member"),
    term("org:organization"): Text("organisation", "organisation"),
    term("org:role"): Text("rôle", "role"),
    term("org:hasSite"): Text("site", "site"),
    term("wgs84:lat"): Text("latitude", "latitude"),
    term("wgs84:long"): Text("longitude", "longitude"),
}

# What a reader wants to know first.
_FIRST: Final = (*NAMING, term("rdf:type"), term("qn:state"), term("skos:definition"), term("dcterms:description"))
_NUMBERS: Final = frozenset((term("xsd:decimal"), term("xsd:integer"), term("xsd:double")))
_YES: Final = Text("oui", "yes")
_NO: Final = Text("non", "no")


@dataclass(frozen=True, slots=True)
class Value:
    """One value: its text, where it leads, and, for a blank node, what is said of it."""

    text: str
    href: str | None = None
    language: str | None = None
    nested: tuple[Property, ...] = ()


@dataclass(frozen=True, slots=True)
class Property:
    """One property with all its values."""

    iri: NamedNode
    name: str
    values: tuple[Value, ...]


def properties(
    snapshot: Snapshot,
    description: Description,
    language: Language,
    node: NamedNode | BlankNode | None = None,
    above: frozenset[NamedNode | BlankNode] = frozenset(),
) -> tuple[Property, ...]:
    """What is said of the described resource, or of one of its blank nodes, by property."""
    node = node or description.iri

    def value(property_: NamedNode, found: _Node) -> Value:
        if isinstance(found, Literal):
            return _literal(property_, found, language)
        if isinstance(found, BlankNode):
            inner = () if found in above else properties(snapshot, description, language, found, above | {node})
            return Value("", nested=inner)
        return link(snapshot, found, language) if isinstance(found, NamedNode) else Value(str(found))

    grouped: dict[NamedNode, list[Value]] = {}
    for triple in description.of(node):
        grouped.setdefault(triple.predicate, []).append(value(triple.predicate, triple.object))
    return tuple(
        Property(iri, property_name(snapshot, iri, language), tuple(_in_order(values, language)))
        for iri, values in sorted(
            grouped.items(), key=lambda item: _FIRST.index(item[0]) if item[0] in _FIRST else len(_FIRST)
        )
    )


def link(snapshot: Snapshot, node: NamedNode, language: Language) -> Value:
    """A thing by its name, with the address of its page."""
    return Value(label(snapshot, node, language), href(node))


def property_name(snapshot: Snapshot, iri: NamedNode, language: Language) -> str:
    """What a property is called on a page; one that nobody named keeps its prefixed name."""
    if iri in _BORROWED:
        return _BORROWED[iri].in_(language)
    return label(snapshot, iri, language) if iri.value.startswith(BASE) else curie(iri)


def href(node: NamedNode) -> str | None:
    """Where a link to a resource leads: our own are served here, others on the web, the rest nowhere."""
    if node.value.startswith(BASE):
        return "/" + node.value.removeprefix(BASE)
    return node.value if node.value.startswith(("http://", "https://")) else None


def _literal(property_: NamedNode, literal: Literal, language: Language) -> Value:
    """A literal as a reader writes it: numbers with their unit, yes or no, links that can be followed."""
    if literal.datatype in _NUMBERS:
        unit = vocabulary.bundled().units.get(property_)
        written = number(literal.value, language)
        return Value(f"{written}\u00a0{unit}" if unit else written)
    if literal.datatype == term("xsd:boolean"):
        return Value((_YES if literal.value in {"true", "1"} else _NO).in_(language))
    is_link = literal.datatype == term("xsd:anyURI") and literal.value.startswith(("http://", "https://"))
    return Value(literal.value, literal.value if is_link else None, literal.language)


def _in_order(values: Iterable[Value], language: Language) -> list[Value]:
    """The reader's language first."""
    return sorted(values, key=lambda value: (value.language not in {None, language}, value.text.casefold()))
