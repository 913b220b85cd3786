"""Statements, written out in one RDF syntax, with those of our prefixes that they use."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

from pyoxigraph import BlankNode, Literal, NamedNode, Triple, serialize

from quartierkg.media import JSON_LD, RDF_XML, TURTLE, MediaType
from quartierkg.publish import jsonld
from quartierkg.terms import BLANK, PREFIXES, is_blank, term

_TYPE: Final = term("rdf:type")
# Literals that are written without their datatype.
_SHORT: Final = frozenset(
    term(name) for name in ("xsd:string", "rdf:langString", "xsd:integer", "xsd:decimal", "xsd:double", "xsd:boolean")
)


def write(statements: Iterable[Triple], media: MediaType) -> bytes:
    """The statements in a syntax of :data:`quartierkg.media.GRAPHS`."""
    triples = list(statements)
    if media is JSON_LD:
        return jsonld.write(triples).encode()
    prefixes = _used(triples) if media in {TURTLE, RDF_XML} else None
    return serialize(triples, format=media.rdf, prefixes=prefixes) or b""


def gathered(triples: Iterable[Triple]) -> Iterator[Triple]:
    """Statements by what they are about, what it is first, as people write them."""
    by_subject: dict[object, list[Triple]] = {}
    for triple in triples:
        by_subject.setdefault(triple.subject, []).append(triple)
    for said in by_subject.values():
        yield from sorted(said, key=lambda triple: triple.predicate != _TYPE)


def unnamed(triples: Iterable[Triple]) -> Iterator[Triple]:
    """Statements in which what has no address is a blank node again."""
    for triple in triples:
        subject, found = triple.subject, triple.object
        if isinstance(subject, NamedNode):
            subject = _node(subject)
        yield Triple(subject, triple.predicate, _node(found) if isinstance(found, NamedNode) else found)


def _node(node: NamedNode) -> NamedNode | BlankNode:
    return BlankNode(node.value.removeprefix(BLANK)) if is_blank(node) else node


def _used(triples: Iterable[Triple]) -> dict[str, str]:
    """The prefixes whose namespace some IRI of the statements begins with."""
    iris = {iri for triple in triples for iri in _iris(triple)}
    return {
        prefix: namespace for prefix, namespace in PREFIXES.items() if any(iri.startswith(namespace) for iri in iris)
    }


def _iris(triple: Triple) -> Iterable[str]:
    for node in (triple.subject, triple.predicate, triple.object):
        if isinstance(node, NamedNode):
            yield node.value
        elif isinstance(node, Literal) and node.datatype not in _SHORT:
            yield node.datatype.value
