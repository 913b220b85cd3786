"""The catalogue of what is published, in the terms of DCAT-AP 3: as one revision and one address have it.

It is what people wrote (``data/catalogue/``), what follows from the graphs that are there
(:mod:`quartierkg.snapshot.catalogue`), the dumps of the revision, and whom the operator says to write to.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final, Self
from weakref import WeakKeyDictionary

from pyoxigraph import Literal, NamedNode, Triple

from quartierkg.language import Language, Text
from quartierkg.publish.dump import Dump
from quartierkg.snapshot import Snapshot
from quartierkg.snapshot.catalogue import Publication, void
from quartierkg.snapshot.catalogue.dcat import CONTACT, NODE, SERVICES, is_written
from quartierkg.snapshot.catalogue.distribution import NODES, compressed
from quartierkg.snapshot.graphs import CATALOGUE, PUBLIC
from quartierkg.terms import BASE, term

_VCARD: Final = "http://www.w3.org/2006/vcard/ns#"
_SPDX: Final = "http://spdx.org/rdf/terms#"
_SHA256: Final = NamedNode(_SPDX + "checksumAlgorithm_sha256")
_known: Final[WeakKeyDictionary[Snapshot, tuple[Triple, ...]]] = WeakKeyDictionary()
# How an address of each sort is written down (vCard ontology, 2.1).
_REACHED: Final = {"mailto": "hasEmail", "tel": "hasTelephone", "https": "hasURL", "http": "hasURL"}


def catalogue(
    snapshot: Snapshot, base: str, dumps: Sequence[Dump] = (), contact: str | None = None, *, live: bool = True
) -> tuple[Triple, ...]:
    """Every statement of the catalogue, each once; none where the store holds none.

    :param base: what the addresses of the service begin with, without a closing slash.
    :param dumps: the files of the same revision.
    :param contact: an address to write to or to call (a URI), where the operator gives one.
    :param live: whether a service answers there; a folder of files has documents and dumps only.
    """
    sizes = {graph: snapshot.count(graph) for graph in PUBLIC if snapshot.count(graph)}
    if CATALOGUE not in sizes:
        return ()
    publication = Publication(snapshot.store, sizes, snapshot.revision, snapshot.date, base, live)
    people = (one for one in _written(snapshot, sizes) if live or one.subject not in SERVICES)
    said = (*people, *publication.statements(), *_files(publication, dumps), *_contact(contact))
    return tuple(dict.fromkeys(said))


def _written(snapshot: Snapshot, sizes: Mapping[NamedNode, int]) -> tuple[Triple, ...]:
    """What people wrote of what is there; looked for once, among all that was counted."""
    found = _known.get(snapshot)
    if found is None:
        absent = {graph for graph in PUBLIC if graph not in sizes}
        said = (quad.triple for quad in snapshot.quads(graph=CATALOGUE))
        found = tuple(one for one in said if is_written(one) and not {one.subject, one.object} & absent)
        _known[snapshot] = found
    return found


def _files(publication: Publication, dumps: Iterable[Dump]) -> Iterator[Triple]:
    """The dumps, each with its size and digest (DCAT 3, 6.8)."""
    for dump in dumps:
        node = NamedNode(f"{NODES}dumps/{dump.name}")
        offer = publication.offer(dump.part.graph or void.DATASET)
        yield from offer.file(node, dump.part.media, f"{publication.base}/dumps/{dump.name}")
        yield from compressed(node, dump.part.coding.essence)
        size = Literal(str(dump.size), datatype=term("xsd:nonNegativeInteger"))
        yield Triple(node, term("dcat:byteSize"), size)
        checksum = NamedNode(f"{node.value}/sha256")
        yield Triple(node, NamedNode(_SPDX + "checksum"), checksum)
        yield Triple(checksum, term("rdf:type"), NamedNode(_SPDX + "Checksum"))
        yield Triple(checksum, NamedNode(_SPDX + "algorithm"), _SHA256)
        digest = Literal(dump.sha256, datatype=term("xsd:hexBinary"))
        yield Triple(checksum, NamedNode(_SPDX + "checksumValue"), digest)
        yield Triple(_SHA256, term("rdf:type"), NamedNode(_SPDX + "ChecksumAlgorithm"))


def _contact(address: str | None) -> Iterator[Triple]:
    if address is not None:
        reached = _REACHED[address.partition(":")[0].lower()]
        yield Triple(CONTACT, NamedNode(_VCARD + reached), NamedNode(address))


@dataclass(frozen=True, slots=True)
class Distributed:
    """A distribution, as a page lists it."""

    title: str
    address: str
    size: int | None
    sha256: str | None


@dataclass(frozen=True, slots=True)
class Card:
    """A dataset or a service, as a page lists it."""

    iri: NamedNode
    id: str
    title: str
    description: str
    address: str | None
    """Its page."""
    licence: tuple[str, str] | None
    """Its name and its address."""
    rights: tuple[str, ...]
    modified: str | None
    illustrative: bool
    distributions: tuple[Distributed, ...]


@dataclass(frozen=True, slots=True)
class Listing:
    """The catalogue, as a page lists it."""

    title: str
    description: str
    datasets: tuple[Card, ...]
    services: tuple[Card, ...]

    @classmethod
    def of(cls, triples: Iterable[Triple], language: Language) -> Self:
        """What a page says of a catalogue."""
        about = _About.of(triples, language)
        return cls(
            about.text(NODE, "dcterms:title"),
            about.text(NODE, "dcterms:description"),
            tuple(about.card(found) for found in about.links(NODE, "dcat:dataset")),
            tuple(about.card(found) for found in about.links(NODE, "dcat:service")),
        )


@dataclass(frozen=True, slots=True)
class _About:
    """What is said of each thing, in the order in which it was said."""

    said: Mapping[object, Mapping[NamedNode, Sequence[object]]]
    language: Language

    @classmethod
    def of(cls, triples: Iterable[Triple], language: Language) -> Self:
        said: dict[object, dict[NamedNode, list[object]]] = defaultdict(lambda: defaultdict(list))
        for triple in triples:
            said[triple.subject][triple.predicate].append(triple.object)
        return cls(said, language)

    def card(self, iri: NamedNode) -> Card:
        licence = next(iter(self.links(iri, "dcterms:license")), None)
        return Card(
            iri,
            iri.value.removeprefix(BASE).replace("/", "-").replace("#", "-"),
            self.text(iri, "dcterms:title"),
            self.text(iri, "dcterms:description"),
            next((page.value for page in self.links(iri, "dcat:landingPage")), None),
            (self.text(licence, "rdfs:label") or licence.value, licence.value) if licence else None,
            tuple(filter(None, (self._right(right) for right in self._objects(iri, "dcterms:rights")))),
            next((value.value[:10] for value in self._literals(iri, "dcterms:modified")), None),
            any(value.value == "true" for value in self._literals(iri, "qn:illustrative")),
            tuple(self._distributed(node) for node in self.links(iri, "dcat:distribution")),
        )

    def text(self, subject: object, property_: str) -> str:
        """A text in the reader's language, else in the other one, else nothing."""
        found = {value.language or "": value.value for value in self._literals(subject, property_)}
        text = found.get(self.language) or found.get("") or next(iter(found.values()), "")
        return Text.alike(text).in_(self.language)

    def links(self, subject: object, property_: str) -> list[NamedNode]:
        return [found for found in self._objects(subject, property_) if isinstance(found, NamedNode)]

    def _distributed(self, node: NamedNode) -> Distributed:
        size = next((int(value.value) for value in self._literals(node, "dcat:byteSize")), None)
        checksums = self.said[node][NamedNode(_SPDX + "checksum")] if size is not None else ()
        digests = (value for one in checksums for value in self.said[one][NamedNode(_SPDX + "checksumValue")])
        packed = "".join(f", {one.value.rpartition('/')[2]}" for one in self.links(node, "dcat:compressFormat"))
        return Distributed(
            self.text(node, "dcterms:title") + packed,
            self.links(node, "dcat:accessURL")[0].value,
            size,
            next((value.value for value in digests if isinstance(value, Literal)), None),
        )

    def _right(self, right: object) -> str:
        if not isinstance(right, Literal):
            return self.text(right, "rdfs:label")
        return right.value if right.language in {None, self.language} else ""

    def _literals(self, subject: object, property_: str) -> list[Literal]:
        return [found for found in self._objects(subject, property_) if isinstance(found, Literal)]

    def _objects(self, subject: object, property_: str) -> Sequence[object]:
        return self.said.get(subject, {}).get(term(property_), ())
