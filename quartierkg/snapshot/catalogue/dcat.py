"""What follows for the catalogue from what a store holds at one revision, in the terms of DCAT-AP 3.

What people wrote about the datasets (``data/catalogue/``, and ``network/catalogue/`` of the data folder) stands in the
same graph; here comes what depends on the graphs that are there, on the revision, and on the address of the service.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from pyoxigraph import Literal, NamedNode, Store, Triple

from quartierkg.snapshot.catalogue import void
from quartierkg.snapshot.catalogue.distribution import (
    AUTHORITY,
    GRAPH_STORE,
    LARGEST,
    NODES,
    SPARQL,
    Offer,
    dated,
    licences,
    titled,
    typed,
)
from quartierkg.snapshot.catalogue.distribution import CATALOGUE as _CATALOGUE
from quartierkg.snapshot.graphs import CATALOGUE, CHARTER, NETWORK, ONTOLOGY, STATIONS, TITLES
from quartierkg.terms import BASE, ID, term

NODE: Final = NamedNode(_CATALOGUE)
"""The catalogue itself."""
CONTACT: Final = NamedNode(f"{_CATALOGUE}#contact")
QUERIES: Final = NamedNode(f"{_CATALOGUE}#queries")
_PUBLISHER: Final = NamedNode(f"{_CATALOGUE}#publisher")
_RIGHTS: Final = NamedNode(f"{_CATALOGUE}#rights")
_TYPE: Final = term("rdf:type")
_DATASET: Final = term("dcat:Dataset")
_DOCUMENT: Final = term("foaf:Document")
_LANGUAGES: Final = tuple(NamedNode(f"{AUTHORITY}language/{code}") for code in ("FRA", "ENG"))
_PUBLIC: Final = NamedNode(AUTHORITY + "access-right/PUBLIC")
SERVICES: Final = frozenset((SPARQL, GRAPH_STORE, QUERIES))
"""What answers queries."""
_SHARED: Final = (term("dcterms:license"), term("dcterms:rights"))
# What a dataset that the data themselves describe says of itself there.
_OWN: Final = tuple(term(f"dcterms:{name}") for name in ("title", "description", "license", "rights", "modified"))
# Where each is asked, how a program reads more of it, and where a person does.
_SERVICES: Final = (
    (SPARQL, "/sparql", "/sparql?format=ttl", "/sparql?format=html"),
    (GRAPH_STORE, "/rdf-graph-store", "/openapi.json", None),
    (QUERIES, "/queries", "/openapi.json", "/queries?format=html"),
)
# Pages that say more of a graph than its own.
_PAGES: Final = {CHARTER: "/charter", ONTOLOGY: "/ontology"}
# What is never written by hand, since it follows from something else.
_FOLLOWING: Final = frozenset(
    term(name)
    for name in (
        *("dcat:dataset", "dcat:service", "dcat:distribution", "dcat:version", "dcat:landingPage", "dcat:contactPoint"),
        *("dcat:endpointURL", "dcat:endpointDescription", "dcat:servesDataset", "dcterms:modified", "foaf:homepage"),
        "foaf:page",
    )
)


@dataclass(frozen=True, slots=True)
class Publication:
    """What a catalogue is made from: the graphs that are there with their sizes, at which revision, seen where."""

    store: Store
    sizes: dict[NamedNode, int]
    revision: int
    moment: str
    """When the revision was made: a moment, or no more than its day (ISO 8601)."""
    base: str
    """What the addresses of the service begin with, without a closing slash."""
    live: bool = True
    """Whether a service answers there; otherwise documents have the addresses of files, and nothing is queried."""

    def statements(self) -> Iterator[Triple]:
        """The catalogue, its datasets and its services, beside what people wrote about them."""
        yield dated(NODE, self.moment)
        yield Triple(NODE, term("dcat:version"), Literal(str(self.revision)))
        yield Triple(NODE, term("dcat:contactPoint"), CONTACT)
        yield from typed(NODE, "foaf:homepage", f"{self.base}/", "foaf:Document")
        for service, path, description, page in _SERVICES if self.live else ():
            yield from self._service(service, path, description)
            if page is not None:
                yield from typed(service, "dcat:landingPage", self.base + page, "foaf:Document")
        yield from self._whole()
        for graph in self.sizes:
            yield from self._graph(graph)
        for shapes in sorted(self._written_datasets(), key=str):
            yield from self._dataset(shapes)
            yield from self.offer(shapes).documents("/" + shapes.value.removeprefix(BASE))
        for graph in (NETWORK, STATIONS):
            for source in sorted(self._named(None, _TYPE, _DATASET, graph), key=str):
                yield from self._source(source, graph)

    def offer(self, dataset: NamedNode) -> Offer:
        """How a dataset is offered."""
        shared = tuple(
            (property_, quad.object)
            for property_ in _SHARED
            for graph in (CATALOGUE, NETWORK, STATIONS)
            for quad in self.store.quads_for_pattern(dataset, property_, None, graph)
            if isinstance(quad.object, NamedNode)
        )
        return Offer(dataset, self.base, self.moment, tuple(dict.fromkeys(shared)), self.live)

    def _whole(self) -> Iterator[Triple]:
        """All graphs as one dataset."""
        yield from self._dataset(void.DATASET)
        yield from titled(void.DATASET, void.WHOLE)
        yield from titled(void.DATASET, void.WHOLE_TEXT, "dcterms:description")
        yield Triple(void.DATASET, term("dcterms:rights"), _RIGHTS)
        for graph in self.sizes:
            yield Triple(void.DATASET, term("dcterms:hasPart"), graph)
        yield from self.offer(void.DATASET).by_query()

    def _graph(self, graph: NamedNode) -> Iterator[Triple]:
        yield from self._dataset(graph)
        yield from titled(graph, TITLES[graph])
        if not self._has(graph, "dcterms:description"):
            yield from titled(graph, TITLES[graph], "dcterms:description")
        if graph in _PAGES:
            yield from typed(graph, "foaf:page", self._document(_PAGES[graph]), "foaf:Document")
        offer = self.offer(graph)
        yield from licences(offer.shared)
        yield from offer.by_query()
        if self.live and self.sizes[graph] <= LARGEST:
            yield from offer.whole(graph)

    def _source(self, source: NamedNode, graph: NamedNode) -> Iterator[Triple]:
        """A dataset that the data describe: as they do, with its sources as what it was derived from."""
        yield Triple(NODE, term("dcat:dataset"), source)
        yield Triple(source, _TYPE, _DATASET)
        yield Triple(source, term("dcterms:isPartOf"), graph)
        yield from self._common(source)
        for property_ in _OWN:
            for quad in self.store.quads_for_pattern(source, property_, None, graph):
                yield quad.triple
        for origin in self._objects(source, term("dcterms:source"), graph):
            yield Triple(source, term("prov:wasDerivedFrom"), origin)
        offer = self.offer(source)
        yield from licences(offer.shared)
        yield from offer.by_query()

    def _dataset(self, dataset: NamedNode) -> Iterator[Triple]:
        yield Triple(NODE, term("dcat:dataset"), dataset)
        yield Triple(dataset, _TYPE, _DATASET)
        yield dated(dataset, self.moment)
        yield from self._common(dataset)

    def _common(self, dataset: NamedNode) -> Iterator[Triple]:
        yield Triple(dataset, term("dcterms:identifier"), Literal(dataset.value))
        yield Triple(dataset, term("dcat:version"), Literal(str(self.revision)))
        yield Triple(dataset, term("dcterms:publisher"), _PUBLISHER)
        yield Triple(dataset, term("dcat:contactPoint"), CONTACT)
        yield Triple(dataset, term("dcterms:accessRights"), _PUBLIC)
        for language in _LANGUAGES:
            yield Triple(dataset, term("dcterms:language"), language)
        yield from typed(dataset, "dcat:landingPage", self._page(dataset), "foaf:Document")

    def _service(self, service: NamedNode, path: str, description: str) -> Iterator[Triple]:
        yield Triple(NODE, term("dcat:service"), service)
        yield Triple(service, term("dcat:endpointURL"), NamedNode(self.base + path))
        yield Triple(service, term("dcat:endpointDescription"), NamedNode(self.base + description))
        yield Triple(service, term("dcterms:publisher"), _PUBLISHER)
        yield Triple(service, term("dcat:contactPoint"), CONTACT)
        yield Triple(service, term("dcterms:accessRights"), _PUBLIC)
        for graph in self.sizes:
            yield Triple(service, term("dcat:servesDataset"), graph)

    def _written_datasets(self) -> set[NamedNode]:
        """The datasets that people described in the catalogue's own files, and that are no graph."""
        found = self._named(None, _TYPE, _DATASET, CATALOGUE)
        return {one for one in found if one not in TITLES and one != void.DATASET and not one.value.startswith(ID)}

    def _has(self, subject: NamedNode, property_: str) -> bool:
        return any(True for _ in self.store.quads_for_pattern(subject, term(property_), None, CATALOGUE))

    def _named(
        self, subject: NamedNode | None, property_: NamedNode, object_: NamedNode, graph: NamedNode
    ) -> set[NamedNode]:
        quads = self.store.quads_for_pattern(subject, property_, object_, graph)
        return {quad.subject for quad in quads if isinstance(quad.subject, NamedNode)}

    def _objects(self, subject: NamedNode, property_: NamedNode, graph: NamedNode) -> Sequence[NamedNode]:
        quads = self.store.quads_for_pattern(subject, property_, None, graph)
        return sorted((quad.object for quad in quads if isinstance(quad.object, NamedNode)), key=str)

    def _page(self, dataset: NamedNode) -> str:
        """The page of a dataset: a thing has one beside it, a document is one itself."""
        path, _, fragment = dataset.value.removeprefix(BASE).partition("#")
        if dataset.value.startswith(ID) or not self.live:
            return self._document(f"/{path}.html", "") + (f"#{fragment}" if fragment else "")
        return f"{self.base}/{path}?format=html" + (f"#{fragment}" if fragment else "")

    def _document(self, path: str, ending: str = ".html") -> str:
        """The address of a document, which is a page where it is a file."""
        return self.base + path + ("" if self.live else ending)


def is_written(triple: Triple) -> bool:
    """Whether a statement of the catalogue's graph is one that people wrote, or as good as one.

    What follows is made anew for each answer: a write leaves it in the graph as the last whole build laid it on.
    """
    subject = triple.subject
    if not isinstance(subject, NamedNode) or void.is_void(triple) or triple.predicate in _FOLLOWING | void.MARKS:
        return False
    of_nobody = subject == void.DATASET or subject.value.startswith((ID, NODES))
    return not of_nobody and triple.object != _DOCUMENT
