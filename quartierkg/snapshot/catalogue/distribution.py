"""The distributions of a dataset: how it is had (DCAT 3, 6.8), with formats from the lists of the European Union."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final
from urllib.parse import quote

from pyoxigraph import Literal, NamedNode, Triple

from quartierkg.language import LANGUAGES, Text
from quartierkg.media import GRAPHS, JSON_LD, N_QUADS, N_TRIPLES, RDF_XML, TRIG, TURTLE, MediaType
from quartierkg.terms import BASE, term

CATALOGUE: Final = BASE + "catalogue"
NODES: Final = f"{CATALOGUE}#distribution/"
"""What the address of every distribution begins with."""
SPARQL: Final = NamedNode(f"{CATALOGUE}#sparql")
GRAPH_STORE: Final = NamedNode(f"{CATALOGUE}#graph-store")
AUTHORITY: Final = "http://publications.europa.eu/resource/authority/"
_AVAILABILITY: Final = NamedNode("http://data.europa.eu/r5r/availability")
_AVAILABLE: Final = NamedNode(AUTHORITY + "planned-availability/AVAILABLE")
_MEDIA_TYPES: Final = "https://www.iana.org/assignments/media-types/"
# The list of file types (file-type) names each syntax once; neither it nor that of media types has Jelly.
_FILE_TYPES: Final = {
    TURTLE: "RDF_TURTLE",
    N_TRIPLES: "RDF_N_TRIPLES",
    JSON_LD: "JSON_LD",
    RDF_XML: "RDF_XML",
    TRIG: "RDF_TRIG",
    N_QUADS: "RDF_N_QUADS",
}
_BY_QUERY: Final = Text("Par requêtes SPARQL", "By SPARQL queries")
LARGEST: Final = 500_000
"""A larger graph may take longer than the service lets one answer take (3.6 s at 540,000): there are dumps."""


@dataclass(frozen=True, slots=True)
class Offer:
    """A dataset as it is offered: its licence and rights are those of each of its distributions."""

    dataset: NamedNode
    base: str
    """What the addresses of the service begin with, without a closing slash."""
    modified: str
    shared: tuple[tuple[NamedNode, NamedNode], ...]
    """What is said of each distribution: licence and rights."""
    live: bool = True
    """Whether a service answers there; otherwise nothing is queried, and documents are files."""

    def by_query(self) -> Iterator[Triple]:
        """The endpoint that asks it, where there is one."""
        if not self.live:
            return
        node = self._node("sparql")
        yield from self._described(node, _BY_QUERY, f"{self.base}/sparql")
        yield Triple(node, term("dcat:accessService"), SPARQL)

    def whole(self, graph: NamedNode) -> Iterator[Triple]:
        """A graph in one answer, in each syntax."""
        for media in GRAPHS:
            node = self._node(media.extensions[0])
            address = f"{self.base}/rdf-graph-store?graph={quote(graph.value, safe='')}&format={media.extensions[0]}"
            yield from self.file(node, media, address)
            yield Triple(node, term("dcat:accessService"), GRAPH_STORE)

    def documents(self, path: str) -> Iterator[Triple]:
        """A document that is served in each syntax."""
        for media in GRAPHS:
            extension = media.extensions[0]
            chosen = f"?format={extension}" if self.live else f".{extension}"
            yield from self.file(self._node(extension), media, f"{self.base}{path}{chosen}")

    def file(self, node: NamedNode, media: MediaType, address: str) -> Iterator[Triple]:
        """Something that is downloaded in one syntax."""
        yield from self._described(node, Text.alike(media.name), address)
        yield Triple(node, term("dcat:downloadURL"), NamedNode(address))
        if media not in _FILE_TYPES:
            return
        yield from typed(node, "dcat:mediaType", _MEDIA_TYPES + media.essence, "dcterms:MediaType")
        file_type = f"{AUTHORITY}file-type/{_FILE_TYPES[media]}"
        yield from typed(node, "dcterms:format", file_type, "dcterms:MediaTypeOrExtent")

    def _described(self, node: NamedNode, title: Text, address: str) -> Iterator[Triple]:
        yield Triple(self.dataset, term("dcat:distribution"), node)
        yield Triple(node, term("rdf:type"), term("dcat:Distribution"))
        yield from titled(node, title)
        yield Triple(node, term("dcat:accessURL"), NamedNode(address))
        yield Triple(node, _AVAILABILITY, _AVAILABLE)
        yield dated(node, self.modified)
        for property_, value in self.shared:
            yield Triple(node, property_, value)

    def _node(self, name: str) -> NamedNode:
        return NamedNode(NODES + self.dataset.value.removeprefix(BASE).replace("#", "/") + "/" + name)


def compressed(node: NamedNode, essence: str) -> Iterator[Triple]:
    """How a file is packed (DCAT 3, 6.8.18)."""
    yield from typed(node, "dcat:compressFormat", _MEDIA_TYPES + essence, "dcterms:MediaType")


def typed(subject: NamedNode, property_: str, iri: str, class_: str) -> Iterator[Triple]:
    """A link to something that the catalogue says the class of: DCAT-AP wants to know it."""
    yield Triple(subject, term(property_), NamedNode(iri))
    yield Triple(NamedNode(iri), term("rdf:type"), term(class_))


def titled(subject: NamedNode, title: Text, property_: str = "dcterms:title") -> Iterator[Triple]:
    """A text in both languages."""
    for language in LANGUAGES:
        yield Triple(subject, term(property_), Literal(title.in_(language), language=language))


def dated(subject: NamedNode, moment: str) -> Triple:
    """When something was last changed: at a moment, or on a day."""
    datatype = term("xsd:dateTime" if "T" in moment else "xsd:date")
    return Triple(subject, term("dcterms:modified"), Literal(moment, datatype=datatype))


def licences(shared: Iterable[tuple[NamedNode, NamedNode]]) -> Iterator[Triple]:
    """Each licence as what it is."""
    for property_, value in shared:
        if property_ == term("dcterms:license"):
            yield Triple(value, term("rdf:type"), term("dcterms:LicenseDocument"))
