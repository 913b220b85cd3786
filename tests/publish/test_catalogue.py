"""The catalogue of the published data: DCAT-AP 3, for one revision and one address."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from pyoxigraph import BlankNode, Literal, NamedNode, Triple

from quartierkg.charter.engines import Engine
from quartierkg.media import N_QUADS, TURTLE
from quartierkg.publish.catalogue import Listing, catalogue
from quartierkg.publish.coding import GZIP, ZSTD
from quartierkg.publish.dump import Dump, Part
from quartierkg.snapshot import Archive, Snapshot
from quartierkg.snapshot.graphs import CATALOGUE, CHARTER, NETWORK, ONTOLOGY, PUBLIC, REGISTER, STATIONS
from quartierkg.terms import BASE, term
from tests.publish.shapes import ENGINES, dangling, shapes, violations, without

HERE = "https://example.org/kg"
FOLDER = os.environ.get("QUARTIERKG_DCAT_AP")
# The release 3.0.1 of the shapes names two property shapes that it does not hold: the reference engine refuses it so.
ABSENT = {
    f"https://semiceu.github.io/DCAT-AP/releases/3.0.1#dcat:DataServiceShape/{name}"
    for name in ("dc08f4dca4377fade57f89454e3fa06a8389d314", "eb3ac4e4fdde2e2588a9502c5956060a18c5c99f")
}
NODE = NamedNode(BASE + "catalogue")
Node = NamedNode | BlankNode | Literal | Triple
FILES = (
    Dump(Part(None, N_QUADS, GZIP), 41, "2026-11-28T01:00:00.000Z", 20_000, 900, 365_946, "ab" * 32),
    Dump(Part(REGISTER, TURTLE, ZSTD), 41, "2026-11-28T01:00:00.000Z", 3_500, 554, 52_027, "cd" * 32),
)
DCAT_AP = pytest.mark.skipif(
    FOLDER is None, reason="QUARTIERKG_DCAT_AP does not name the folder of the DCAT-AP 3 shapes, so they are not run"
)


@pytest.fixture(scope="module")
def release() -> Iterator[Snapshot]:
    """The release's own data."""
    with Archive(None) as archive:
        yield archive.snapshot


@pytest.fixture(scope="module")
def said(release: Snapshot) -> tuple[Triple, ...]:
    """The catalogue of the release with two files and a contact."""
    return catalogue(release, HERE, FILES, "mailto:contact@example.org")


def objects(said: tuple[Triple, ...], subject: NamedNode, property_: str) -> list[Node]:
    """What is said of something by one property."""
    return [triple.object for triple in said if (triple.subject, triple.predicate) == (subject, term(property_))]


def dcat_ap() -> tuple[Triple, ...]:
    """The shapes of DCAT-AP 3, as they are but for what they lack."""
    assert FOLDER is not None
    return shapes((Path(FOLDER) / "dcat-ap-SHACL.ttl").read_bytes(), absent=ABSENT)


@DCAT_AP
@ENGINES
def test_the_catalogue_conforms_to_dcat_ap(engine: Engine, said: tuple[Triple, ...]) -> None:
    """Both engines find nothing wrong by the shapes of the European Commission."""
    assert violations(engine, dcat_ap(), said) == []


@DCAT_AP
@ENGINES
@pytest.mark.parametrize(
    ("subject", "property_"),
    [
        (NODE, "dcterms:publisher"),
        (REGISTER, "dcterms:title"),
        (NamedNode(f"{NODE.value}#sparql"), "dcat:endpointURL"),
        (NamedNode("http://publications.europa.eu/resource/authority/data-theme/GOVE"), "rdf:type"),
    ],
    ids=["publisher", "title", "endpoint", "theme"],
)
def test_the_shapes_would_notice(engine: Engine, said: tuple[Triple, ...], subject: NamedNode, property_: str) -> None:
    """Without what they ask for they find something: a pass is not for want of a focus node."""
    assert violations(engine, dcat_ap(), without(said, subject, term(property_))) != []


@DCAT_AP
def test_what_the_shapes_lack_is_what_we_say_that_they_lack() -> None:
    """A release of the shapes that is whole again is run whole."""
    assert FOLDER is not None
    assert dangling(shapes((Path(FOLDER) / "dcat-ap-SHACL.ttl").read_bytes())) == ABSENT


@DCAT_AP
@ENGINES
def test_the_graph_conforms_as_well(engine: Engine, release: Snapshot) -> None:
    """What SPARQL sees in graph/catalogue, with the persistent addresses, is a catalogue too."""
    said = tuple(quad.triple for quad in release.quads(graph=CATALOGUE))
    assert violations(engine, dcat_ap(), said) == []


def test_every_graph_and_every_source_is_a_dataset(said: tuple[Triple, ...]) -> None:
    """The graphs, all of them together, the shapes, and the eight datasets that the data describe themselves."""
    found = {node.value for node in objects(said, NODE, "dcat:dataset") if isinstance(node, NamedNode)}
    sources = "airports buildings coordinates label-events links roles territories stations"
    assert found == {
        *(graph.value for graph in PUBLIC),
        *(f"{BASE}id/dataset/{name}" for name in sources.split()),
        f"{BASE}void#dataset",
        f"{BASE}shapes/1",
    }


def test_a_dataset_has_all_that_a_portal_asks_for(said: tuple[Triple, ...]) -> None:
    """Of the network: texts in both languages, themes, licence, rights, publisher, contact, place, period, origin."""
    for property_ in ("dcterms:title", "dcterms:description"):
        found = objects(said, NETWORK, property_)
        assert {text.language for text in found if isinstance(text, Literal)} == {"fr", "en"}
        assert len(found) == 2
    authority = "http://publications.europa.eu/resource/authority/"
    assert NamedNode(authority + "data-theme/REGI") in objects(said, NETWORK, "dcat:theme")
    assert objects(said, NETWORK, "dcterms:spatial") == [NamedNode(authority + "country/FRA")]
    assert objects(said, NETWORK, "dcterms:accessRights") == [NamedNode(authority + "access-right/PUBLIC")]
    assert set(objects(said, NETWORK, "dcterms:language")) == {
        NamedNode(authority + "language/FRA"),
        NamedNode(authority + "language/ENG"),
    }
    single = ("license", "rights", "publisher", "provenance", "temporal", "modified", "identifier")
    assert [name for name in single if len(objects(said, NETWORK, f"dcterms:{name}")) != 1] == []
    assert len(objects(said, NETWORK, "dcat:contactPoint")) == 1


def test_the_version_is_the_revision(release: Snapshot, said: tuple[Triple, ...]) -> None:
    """Of the catalogue and of each dataset, with the moment when it was made."""
    version = Literal(str(release.revision))
    moment = Literal(release.date, datatype=term("xsd:dateTime"))
    for dataset in (NODE, NETWORK, REGISTER, ONTOLOGY):
        assert objects(said, dataset, "dcat:version") == [version]
        assert objects(said, dataset, "dcterms:modified") == [moment]


def test_what_is_invented_is_marked(said: tuple[Triple, ...]) -> None:
    """The register is wholly invented; no source of real facts is marked so."""
    marked = {triple.subject for triple in said if triple.predicate == term("qn:illustrative")}
    assert marked == {REGISTER}


def test_each_licence_is_that_of_the_data(said: tuple[Triple, ...]) -> None:
    """ODbL for the stations, as a graph and as a dataset; each distribution has the licence of its dataset."""
    odbl = NamedNode("https://opendatacommons.org/licenses/odbl/1-0/")
    for dataset in (STATIONS, NamedNode(f"{BASE}id/dataset/stations")):
        distributions = objects(said, dataset, "dcat:distribution")
        assert distributions
        for node in (dataset, *distributions):
            assert isinstance(node, NamedNode)
            assert objects(said, node, "dcterms:license") == [odbl]


def test_the_addresses_are_those_of_the_instance(said: tuple[Triple, ...]) -> None:
    """Endpoints, pages and files lie below the public address, and no persistent address stands in their place."""
    names = ("accessURL", "downloadURL", "endpointURL", "endpointDescription", "landingPage")
    found = {triple.object for triple in said if triple.predicate in {term(f"dcat:{name}") for name in names}}
    assert len(found) > 40
    assert [node for node in found if not (isinstance(node, NamedNode) and node.value.startswith(f"{HERE}/"))] == []


def test_the_services_say_where_they_are_described(said: tuple[Triple, ...]) -> None:
    """The endpoint by its service description, the stored queries by OpenAPI; both serve the network."""
    described = {"sparql": ("/sparql", "/sparql?format=ttl"), "queries": ("/queries", "/openapi.json")}
    for name, (endpoint, description) in described.items():
        service = NamedNode(f"{NODE.value}#{name}")
        assert objects(said, service, "dcat:endpointURL") == [NamedNode(HERE + endpoint)]
        assert objects(said, service, "dcat:endpointDescription") == [NamedNode(HERE + description)]
        assert NETWORK in objects(said, service, "dcat:servesDataset")


def test_a_dump_is_a_distribution_with_size_and_digest(said: tuple[Triple, ...]) -> None:
    """It belongs to its graph; that of all graphs to the dataset of all."""
    for dump, dataset in zip(FILES, (NamedNode(f"{BASE}void#dataset"), REGISTER), strict=True):
        address = NamedNode(f"{HERE}/dumps/{dump.name}")
        (node,) = {
            triple.subject
            for triple in said
            if (triple.predicate, triple.object) == (term("dcat:downloadURL"), address)
        }
        assert isinstance(node, NamedNode)
        assert node in objects(said, dataset, "dcat:distribution")
        assert objects(said, node, "dcat:byteSize") == [
            Literal(str(dump.size), datatype=term("xsd:nonNegativeInteger"))
        ]
        (packed,) = objects(said, node, "dcat:compressFormat")
        assert str(packed).endswith(f"{dump.part.coding.essence}>")
    digests = {triple.object for triple in said if str(triple.predicate).endswith("#checksumValue>")}
    assert digests == {Literal(dump.sha256, datatype=term("xsd:hexBinary")) for dump in FILES}


def test_a_graph_is_downloaded_whole_in_each_syntax(said: tuple[Triple, ...]) -> None:
    """By the Graph Store Protocol, with the graph's own address."""
    (node,) = (node for node in objects(said, CHARTER, "dcat:distribution") if str(node).endswith("/ttl>"))
    assert isinstance(node, NamedNode)
    (address,) = objects(said, node, "dcat:downloadURL")
    parts = urlsplit(str(address).strip("<>"))
    assert parts.path == "/kg/rdf-graph-store"
    assert parse_qs(parts.query) == {"graph": [CHARTER.value], "format": ["ttl"]}


@pytest.mark.parametrize(
    ("contact", "reached"),
    [("mailto:a@example.org", "hasEmail"), ("tel:+33100000000", "hasTelephone"), ("https://example.org/", "hasURL")],
)
def test_the_contact_is_whom_the_operator_names(release: Snapshot, contact: str, reached: str) -> None:
    """As vCard writes an address of its sort; without one, there is only the name of those who publish."""
    vcard = NamedNode(f"http://www.w3.org/2006/vcard/ns#{reached}")
    added = set(catalogue(release, HERE, (), contact)) - set(catalogue(release, HERE))
    assert added == {Triple(NamedNode(f"{NODE.value}#contact"), vcard, NamedNode(contact))}


def test_a_graph_that_is_not_there_is_no_dataset(snapshot: Snapshot) -> None:
    """A small store without register and stations does not offer them, whatever the release says of them."""
    said = catalogue(snapshot, HERE)
    assert NETWORK in objects(said, NODE, "dcat:dataset")
    assert not {REGISTER, STATIONS} & {node for triple in said for node in (triple.subject, triple.object)}


@DCAT_AP
@ENGINES
def test_data_that_nobody_described_still_make_a_catalogue(engine: Engine, snapshot: Snapshot) -> None:
    """An operator's own folder says nothing of its data: their titles are those of the graphs."""
    assert violations(engine, dcat_ap(), catalogue(snapshot, HERE)) == []


def test_every_thing_that_a_link_needs_has_an_address(said: tuple[Triple, ...]) -> None:
    """No blank node, and each statement once."""
    assert not any(isinstance(node, BlankNode) for triple in said for node in (triple.subject, triple.object))
    assert len(said) == len(set(said))


@pytest.mark.parametrize("language", ["fr", "en"])
def test_a_page_lists_the_same(said: tuple[Triple, ...], language: str) -> None:
    """Every dataset and service with its name in the reader's language, its licence and its ways."""
    listing = Listing.of(said, "fr" if language == "fr" else "en")
    assert len(listing.datasets) == len(objects(said, NODE, "dcat:dataset"))
    assert listing.services[0].title == ("Point d’accès SPARQL" if language == "fr" else "SPARQL endpoint")
    cards = {card.iri: card for card in listing.datasets}
    assert cards[REGISTER].illustrative
    assert not cards[NETWORK].illustrative
    assert cards[STATIONS].licence == (
        "Open Database License (ODbL) 1.0",
        "https://opendatacommons.org/licenses/odbl/1-0/",
    )
    assert {found.size for found in cards[REGISTER].distributions} == {None, 52_027}
    assert all(card.title and card.description and card.distributions for card in listing.datasets)
    assert len({card.id for card in listing.datasets}) == len(listing.datasets)
