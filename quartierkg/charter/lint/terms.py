"""What the shapes may say: the terms of SHACL that are admitted, the kind of value of each, and the known IRIs."""

from __future__ import annotations

import json
from enum import Enum, auto
from functools import cache
from typing import Final

from pyoxigraph import NamedNode, RdfFormat, parse

from quartierkg import resources
from quartierkg.charter.document import versions
from quartierkg.edition import edition
from quartierkg.terms import PREFIXES, SHAPES, term


class Kind(Enum):
    """A kind of value (SHACL, the syntax rules of each term)."""

    COUNT = auto()
    BOUND = auto()
    SHAPE = auto()
    SHAPES = auto()
    LIST = auto()
    LANGUAGES = auto()
    IRI = auto()
    PATH = auto()
    PATHS = auto()
    BOOLEAN = auto()
    NUMBER = auto()
    STRING = auto()
    TEXT = auto()
    ADDRESS = auto()
    ANY = auto()


def _of(kind: Kind, names: str) -> dict[str, Kind]:
    return dict.fromkeys(names.split(), kind)


# Every term that the shapes may use: a term or a form of path on which an engine fails a test of the W3C suite is not
# among them (tests/expected/shacl-suite.csv, to which tests/charter/lint holds this table).
ADMITTED: Final[dict[str, Kind]] = {
    **_of(Kind.COUNT, "minCount maxCount qualifiedMinCount qualifiedMaxCount minLength maxLength"),
    **_of(Kind.BOUND, "minInclusive maxInclusive minExclusive maxExclusive"),
    **_of(Kind.SHAPE, "property node not qualifiedValueShape condition"),
    **_of(Kind.SHAPES, "and or xone"),
    **_of(Kind.LIST, "in ignoredProperties"),
    **_of(Kind.LANGUAGES, "languageIn"),
    **_of(Kind.IRI, "class datatype nodeKind severity equals disjoint lessThan lessThanOrEquals predicate"),
    **_of(Kind.IRI, "targetClass targetObjectsOf targetSubjectsOf prefixes"),
    **_of(Kind.PATH, "path inversePath zeroOrMorePath oneOrMorePath zeroOrOnePath"),
    **_of(Kind.PATHS, "alternativePath"),
    **_of(Kind.BOOLEAN, "deactivated closed qualifiedValueShapesDisjoint"),
    **_of(Kind.NUMBER, "order"),
    **_of(Kind.STRING, "pattern flags select construct prefix"),
    **_of(Kind.TEXT, "message name description"),
    **_of(Kind.ADDRESS, "namespace"),
    **_of(Kind.ANY, "hasValue targetNode sparql rule declare subject object"),
}
PATH_FORMS: Final = ("inversePath", "alternativePath", "zeroOrMorePath", "oneOrMorePath", "zeroOrOnePath")
# Stated once at most (SHACL, 2.1.4, 2.2, 2.3, 4): of a second value an engine takes either, or both.
ONCE: Final = frozenset(
    name
    for name, kind in ADMITTED.items()
    if kind in (Kind.COUNT, Kind.BOUND, Kind.PATH, Kind.PATHS, Kind.BOOLEAN, Kind.NUMBER, Kind.STRING, Kind.ADDRESS)
) | {"datatype", "nodeKind", "severity", "in", "languageIn", "ignoredProperties", "qualifiedValueShape"}

ANNOTATIONS: Final = tuple(term("qn:" + name) for name in ("judges", "yields", "foundBy", "threshold", "selects"))
# What else may be stated: types, lists, and what a file says of itself.
OTHER_PREDICATES: Final = frozenset(
    term(name)
    for name in (
        "rdf:type", "rdf:first", "rdf:rest", "rdfs:label", "rdfs:comment",
        "dcterms:title", "dcterms:identifier", "dcterms:conformsTo",
    )
)  # fmt: skip
# The terms of SHACL that may stand as a value, by the property whose value they are.
VALUES: Final[dict[NamedNode, frozenset[str]]] = {
    term("rdf:type"): frozenset(
        ("NodeShape", "PropertyShape", "TripleRule", "SPARQLRule", "SPARQLConstraint", "PrefixDeclaration")
    ),
    term("sh:severity"): frozenset(("Violation", "Warning", "Info")),
    term("sh:nodeKind"): frozenset(
        ("IRI", "BlankNode", "Literal", "BlankNodeOrIRI", "BlankNodeOrLiteral", "IRIOrLiteral")
    ),
    term("sh:subject"): frozenset(("this",)),
    term("sh:object"): frozenset(("this",)),
}
# Terms that no file of the ontology names: datatypes that engines check (SHACL, 4.1.2), and what only a context says.
_FOREIGN: Final = (
    "xsd:string", "xsd:boolean", "xsd:decimal", "xsd:integer", "xsd:float", "xsd:double", "xsd:date", "xsd:time",
    "xsd:dateTime", "xsd:dateTimeStamp", "xsd:gYear", "xsd:gYearMonth", "xsd:duration", "xsd:anyURI", "xsd:long",
    "xsd:int", "xsd:short", "xsd:byte", "xsd:nonNegativeInteger", "xsd:positiveInteger", "xsd:negativeInteger",
    "xsd:nonPositiveInteger", "rdf:type", "rdf:first", "rdf:rest", "rdf:nil", "rdf:langString",
    "geo:Geometry", "owl:sameAs", "prov:wasAttributedTo",
    "earl:test", "earl:subject", "earl:result", "earl:outcome", "earl:failed", "earl:passed", "earl:cantTell",
    "earl:inapplicable",
)  # fmt: skip


@cache
def known() -> frozenset[str]:
    """The IRIs that the ontology, the charters and the JSON-LD context name, and a few of other vocabularies."""
    found = {term(name).value for name in _FOREIGN}
    folder = resources.folder("ontology")
    for file in resources.turtle_files(folder):
        for quad in parse(file.read_bytes(), format=RdfFormat.TURTLE):
            # A term of our own counts where it is defined, not where it is used: a use may be misspelt as well.
            parts = (quad.subject, quad.predicate, quad.object)
            found |= {part.value for part in parts if isinstance(part, NamedNode) and not _is_ours(part)}
            if isinstance(quad.subject, NamedNode):
                found.add(quad.subject.value)
    for version in versions():
        found |= {triple.subject.value for triple in edition(version).own if isinstance(triple.subject, NamedNode)}
    return frozenset(found | _of_context((folder / "context.jsonld").read_text(encoding="utf-8")))


def is_known(iri: NamedNode) -> bool:
    """Whether an IRI is one that shapes may name; those of SHACL and of the shapes are looked at elsewhere."""
    value = iri.value
    return value in known() or value.startswith((PREFIXES["sh"], SHAPES))


def _is_ours(node: NamedNode) -> bool:
    return node.value.startswith(PREFIXES["qn"])


def _of_context(text: str) -> set[str]:
    entries = json.loads(text)["@context"]
    found = (
        part
        for entry in entries.values()
        for part in (entry.values() if isinstance(entry, dict) else (entry,))
        if isinstance(part, str)
    )
    return {_expanded(part) for part in found if ":" in part}


def _expanded(name: str) -> str:
    prefix, _, local = name.partition(":")
    return PREFIXES[prefix] + local if prefix in PREFIXES else name
