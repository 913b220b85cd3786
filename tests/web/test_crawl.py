"""The running service, followed from its first page: every link answers, every document is one graph."""

from __future__ import annotations

import signal
import subprocess
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from urllib.parse import unquote, urldefrag, urljoin

import pytest
import rdflib
from pyoxigraph import BlankNode, CanonicalizationAlgorithm, Dataset, NamedNode, Quad, RdfFormat, parse

from quartierkg.snapshot import Archive
from quartierkg.snapshot.graphs import DERIVED, PUBLIC
from quartierkg.terms import ID
from tests.samples import LONG, journey
from tests.web.crawl import Answer, Crawl, Links, is_taken

pytestmark = journey
SHARE = 1 if LONG else 10
# rdflib takes a tenth of a second for the four documents of a thing: in every run it reads one thing in so many.
READ_BY_BOTH = 1 if LONG else 5
SERVE = """
from quartierkg import settings
from quartierkg.web.server import serve
serve(settings.read({"port": 0}, {}), lambda address: print(address, flush=True))
"""
SYNTAXES = {
    "ttl": (RdfFormat.TURTLE, "turtle"),
    "nt": (RdfFormat.N_TRIPLES, "nt"),
    "jsonld": (RdfFormat.JSON_LD, "json-ld"),
    "rdf": (RdfFormat.RDF_XML, "xml"),
}


@dataclass
class Visited:
    """What a crawl met."""

    host: str
    crawl: Crawl
    answers: Mapping[str, Answer]
    links: Mapping[str, Links]

    def things(self) -> list[str]:
        """The addresses of the things whose pages were met, without their formats."""
        pages = (address for address, answer in self.answers.items() if answer.type == "text/html")
        return [page.removesuffix(".html") for page in pages if page.startswith("/id/") and page.endswith(".html")]


@pytest.fixture(scope="module")
def visited() -> Iterator[Visited]:
    """The service on the release's own data, in a process of its own, crawled once."""
    with subprocess.Popen([sys.executable, "-c", SERVE], stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        crawl = Crawl(process.stdout.readline().strip(), SHARE, 5 if LONG else 2)
        met = list(crawl.run())
        pages = {answer.address: links for answer, links in met if answer.type == "text/html"}
        yield Visited(crawl.host, crawl, {answer.address: answer for answer, _ in met}, pages)
        crawl.close()
        process.send_signal(signal.SIGINT if sys.platform != "win32" else signal.SIGTERM)
        process.wait(timeout=20)


def canonical(data: bytes, syntax: RdfFormat) -> frozenset[Quad]:
    """The statements of a document, whose blank nodes are called alike in every copy."""
    found = Dataset(parse(data, format=syntax))
    found.canonicalize(CanonicalizationAlgorithm.RDFC_1_0)
    return frozenset(found)


def test_every_internal_link_answers(visited: Visited) -> None:
    """No link of a page leads to a fault, neither of the client nor of the service; each page that was met is told."""
    faults = {
        f"{one.status} {one.address} from {one.linked_from}" for one in visited.answers.values() if one.status >= 400
    }
    assert faults == set()
    assert len(visited.answers) > (10_000 if LONG else 200)


def test_every_place_within_a_page_is_there(visited: Visited) -> None:
    """What a link names behind its hash stands on the page that it leads to."""
    missing = set()
    for address, links in visited.links.items():
        for link in links.all:
            target, name = urldefrag(urljoin(visited.host + address, link))
            page = visited.links.get(target.removeprefix(visited.host))
            if name and page is not None and unquote(name) not in page.anchors:
                missing.add((address, link))
    assert missing == set()


def test_no_page_is_a_dead_end(visited: Visited) -> None:
    """Every page leads on, that of a thing in what it says itself."""
    assert [address for address, links in visited.links.items() if not links.all] == []
    assert [one for one, links in visited.links.items() if one.startswith("/id/") and not links.main] == []


def test_no_link_needs_a_blank_node(visited: Visited) -> None:
    """A blank node has no address outside its document."""
    links = {link for page in visited.links.values() for link in page.all}
    assert [one for one in links if one.startswith("_:") or "/_:" in one or ".well-known/genid" in one] == []


# rdflib reads JSON-LD into a class that it gives up.
@pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated")
def test_every_document_is_the_same_graph_in_all_syntaxes(visited: Visited, monkeypatch: pytest.MonkeyPatch) -> None:
    """Read by two libraries; each of its blank nodes hangs on something that has an address."""
    monkeypatch.setattr(rdflib, "NORMALIZE_LITERALS", False)  # it would write the zone of a time in another way
    things = visited.things()
    assert len(things) > (1_900 if LONG else 15)
    for number, thing in enumerate(sorted(things)):
        graphs = set()
        for extension, (syntax, name) in SYNTAXES.items():
            answer = visited.crawl.get(f"{thing}.{extension}")
            assert answer.status == 200, answer.address
            graphs.add(canonical(answer.body, syntax))
            if number % READ_BY_BOTH == 0:
                other = rdflib.Graph().parse(data=answer.body, format=name).serialize(format="nt").encode()
                graphs.add(canonical(other, RdfFormat.N_TRIPLES))
        assert len(graphs) == 1, thing
        blank = {
            one for quad in next(iter(graphs)) for one in (quad.subject, quad.object) if isinstance(one, BlankNode)
        }
        held = {quad.object for quad in next(iter(graphs))}
        assert blank <= held, thing


@pytest.mark.skipif(not LONG, reason="QUARTIERKG_LONG is not set, so a tenth of the things is followed")
def test_everything_that_is_described_is_reached_from_the_first_page(visited: Visited) -> None:
    """No thing of the public graphs stands apart from the others."""
    with Archive(None) as archive:
        described = {
            quad.subject.value
            for graph in PUBLIC
            if graph not in DERIVED
            for quad in archive.snapshot.quads(graph=graph)
            if isinstance(quad.subject, NamedNode) and quad.subject.value.startswith(ID)
        }
    assert described - {ID + unquote(thing).removeprefix("/id/") for thing in visited.things()} == set()


def test_a_tenth_is_the_same_tenth_in_every_run() -> None:
    """By the names of things, and about a tenth of them."""
    taken = [number for number in range(1_000) if is_taken(f"/id/thing/{number}.html", 10)]
    assert 70 < len(taken) < 130
    assert taken == [number for number in range(1_000) if is_taken(f"/id/thing/{number}", 10)]
