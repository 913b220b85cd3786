"""The namespaces and terms that the code itself must know, as RDF terms. Everything else is read from the ontology."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final
from urllib.parse import unquote

from pyoxigraph import NamedNode

_PARTS: Final = re.compile("[#/:]")
BASE: Final = "https://w3id.org/quartierkg/"
ONTOLOGY: Final = BASE + "ontology#"
CHARTER: Final = BASE + "charter/"
SHAPES: Final = BASE + "shapes/"
GRAPH: Final = BASE + "graph/"
ID: Final = BASE + "id/"
# What a blank node of a source is called while it is judged; nobody gets to see it.
BLANK: Final = "urn:quartierkg:blank:"
CONTEXT: Final = BASE + "context.jsonld"

PREFIXES: Final[dict[str, str]] = {
    "qn": ONTOLOGY,
    "qc": CHARTER + "1#",
    "qns": SHAPES + "1#",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "owl": "http://www.w3.org/2002/07/owl#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "dcterms": "http://purl.org/dc/terms/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "org": "http://www.w3.org/ns/org#",
    "prov": "http://www.w3.org/ns/prov#",
    "geo": "http://www.opengis.net/ont/geosparql#",
    "sf": "http://www.opengis.net/ont/sf#",
    "locn": "http://www.w3.org/ns/locn#",
    "igeo": "http://rdf.insee.fr/def/geo#",
    "legal": "http://www.w3.org/ns/legal#",
    "m8g": "http://data.europa.eu/m8g/",
    "cpsv": "http://purl.org/vocab/cpsv#",
    "adms": "http://www.w3.org/ns/adms#",
    "earl": "http://www.w3.org/ns/earl#",
    "sh": "http://www.w3.org/ns/shacl#",
    "dcat": "http://www.w3.org/ns/dcat#",
    "void": "http://rdfs.org/ns/void#",
    "sd": "http://www.w3.org/ns/sparql-service-description#",
    "prof": "http://www.w3.org/ns/dx/prof/",
    "qudt": "http://qudt.org/schema/qudt/",
    "unit": "http://qudt.org/vocab/unit/",
    "currency": "http://qudt.org/vocab/currency/",
    "schema": "http://schema.org/",
    "time": "http://www.w3.org/2006/time#",
    "hydra": "http://www.w3.org/ns/hydra/core#",
    "wgs84": "http://www.w3.org/2003/01/geo/wgs84_pos#",
}


@lru_cache(4096)
def term(curie: str) -> NamedNode:
    """The IRI that a prefixed name of :data:`PREFIXES` stands for.

    :raises KeyError: when the prefix is not ours.
    """
    prefix, _, local = curie.partition(":")
    return NamedNode(PREFIXES[prefix] + local)


def curie(node: NamedNode) -> str:
    """The prefixed name of an IRI, or the IRI when none of our prefixes fits."""
    for prefix, namespace in PREFIXES.items():
        local = node.value.removeprefix(namespace)
        if local != node.value and local and "/" not in local and "#" not in local:
            return f"{prefix}:{local}"
    return node.value


# Datatypes whose values are numbers (XML Schema 1.1, 3.3 and 3.4).
NUMERIC: Final = frozenset(
    term(f"xsd:{name}")
    for name in (
        *("decimal", "double", "float", "integer", "long", "int", "short", "byte"),
        *("nonNegativeInteger", "positiveInteger", "nonPositiveInteger", "negativeInteger"),
        *("unsignedLong", "unsignedInt", "unsignedShort", "unsignedByte"),
    )
)


def is_blank(node: NamedNode) -> bool:
    """Whether an IRI stands for a blank node of a source."""
    return node.value.startswith(BLANK)


NAMING: Final = tuple(
    term(name)
    for name in (
        "skos:prefLabel",
        "rdfs:label",
        "dcterms:title",
        "foaf:name",
        "schema:name",
        "qn:legalName",
        "legal:legalName",
    )
)
"""The properties that give a thing its name, in the order in which they are looked at."""


def last_part(node: NamedNode) -> str:
    """What an address ends with, as people read it; the whole of it where it has no parts."""
    return unquote(_PARTS.split(node.value.rstrip("#/:"))[-1]) or node.value
