"""Real territories and fictional Quartiers are told apart wherever they are listed: on pages, in answers, in files."""

from __future__ import annotations

import gzip
import json
import re
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from html.parser import HTMLParser
from urllib.parse import unquote

import pytest
from pyoxigraph import Literal, NamedNode, RdfFormat, parse
from starlette.testclient import TestClient

from quartierkg.settings import Settings
from quartierkg.snapshot import Archive
from quartierkg.terms import BASE, ID, term
from quartierkg.web.app import create_app

TRUE = Literal("true", datatype=term("xsd:boolean"))
BLOCKS = {"li", "tr", "dd", "h1", "h2", "h3", "article", "p"}
# Pages that list both or one of them, with something that each must show.
PAGES = {
    "/": ["quartier/port-lumiere", "territory/rennes"],
    "/search?q=rennes": ["territory/rennes"],
    "/search?q=port-lumi%C3%A8re": ["quartier/port-lumiere"],
    "/id/quartier/port-lumiere.html": ["port-lumiere/perimetre"],
    "/id/territory/rennes.html": ["event/E15"],
    "/id/commune/35238.html": ["territory/rennes"],
    "/id/scheme/metropole-french-tech.html": ["event/E8"],
    "/queries/CQ29?state=all": ["quartier/port-lumiere"],
    "/queries/CQ15": ["building/h7"],
    "/queries/CQ32?state=all": ["quartier/port-lumiere"],
}


@pytest.fixture(scope="module")
def client() -> Iterator[TestClient]:
    """The service on the release's own data."""
    with TestClient(create_app(Settings())) as found:
        yield found


@pytest.fixture(scope="module")
def invented() -> frozenset[str]:
    """The names of all things that say that they are invented."""
    with Archive(None) as archive:
        marked = archive.snapshot.quads(None, term("qn:illustrative"), TRUE)
        return frozenset(quad.subject.value for quad in marked if isinstance(quad.subject, NamedNode))


class Listed(HTMLParser):
    """The things that a page links to, each with what stands beside it in the same item or row."""

    def __init__(self) -> None:
        super().__init__()
        self.marked: dict[str, set[bool]] = {}
        self._blocks: list[tuple[str, list[str], list[bool]]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Take note of links and marks."""
        given = dict(attrs)
        if tag in BLOCKS:
            self._blocks.append((tag, [], []))
        for _, links, marks in self._blocks[-1:]:
            link = (given.get("href") or "").partition("?")[0]
            if tag == "a" and link.startswith("/id/"):
                links.append(BASE + unquote(link).removeprefix("/"))
            if "fictional" in (given.get("class") or "").split():
                marks.append(True)

    def handle_endtag(self, tag: str) -> None:
        """An item or a row ends."""
        if tag in BLOCKS and self._blocks and self._blocks[-1][0] == tag:
            _, links, marks = self._blocks.pop()
            for link in links:
                self.marked.setdefault(link, set()).add(bool(marks))


@pytest.mark.parametrize("path", PAGES)
def test_a_page_marks_what_is_invented_and_nothing_else(
    client: TestClient, invented: frozenset[str], path: str
) -> None:
    """The mark stands beside the name of each invented thing, and beside no real one."""
    page = client.get(path, headers={"Accept": "text/html", "Accept-Language": "en"}).text
    listed = Listed()
    listed.feed(page[page.index("<main") : page.index("</main>")])
    for name in PAGES[path]:
        assert ID + name in listed.marked
    assert {thing: marks for thing, marks in listed.marked.items() if marks != {thing in invented}} == {}


def test_a_list_of_links_marks_what_is_invented(client: TestClient, invented: frozenset[str]) -> None:
    """Of the feed, each entry about a thing says whether it is invented; of the sitemap, the two are in parts apart."""
    atom = "{http://www.w3.org/2005/Atom}"
    feed = ET.fromstring(client.get("/feed.atom?lang=en").text)
    told = {
        str(entry.findtext(f"{atom}id")): entry.find(f"{atom}category[@label='fictional']") is not None
        for entry in feed.iter(f"{atom}entry")
    }
    things = {thing: marked for thing, marked in told.items() if thing.startswith(ID)}
    assert things
    assert all(marked == (thing in invented) for thing, marked in things.items())
    for name, fictional in (("sitemap-real-1.xml", False), ("sitemap-fictional-1.xml", True)):
        addresses = re.findall(r"<loc>[^<]*?/id/([^<]+)</loc>", client.get(f"/{name}").text)
        assert addresses
        assert {ID + unquote(one).removesuffix(".html") in invented for one in addresses} == {fictional}


def test_an_answer_for_programs_marks_what_is_invented(client: TestClient, invented: frozenset[str]) -> None:
    """Each thing in an answer that is invented says so."""
    for path in ("/queries/CQ29?state=all", "/queries/CQ15", "/queries/CQ32?state=all"):
        items = client.get(path, headers={"Accept": "application/json"}).json()["items"]
        cells = [cell for item in items for cell in item.values() if isinstance(cell, dict) and "iri" in cell]
        ours = [cell for cell in cells if cell["iri"].startswith(ID)]
        assert ours
        assert all(cell.get("illustrative", False) == (cell["iri"] in invented) for cell in ours)


@pytest.mark.parametrize("name", ["quartierkg.nq", "quartierkg.trig", "network.ttl", "network.jsonld"])
def test_each_form_of_a_dump_marks_what_is_invented(client: TestClient, invented: frozenset[str], name: str) -> None:
    """The same things as the graph, every Quartier with a state among them, and no real territory."""
    syntax = {"nq": "N_QUADS", "trig": "TRIG", "ttl": "TURTLE", "jsonld": "JSON_LD"}[name.rpartition(".")[2]]
    data = gzip.decompress(client.get(f"/dumps/{name}.gz").content)
    if name.endswith((".ttl", ".trig")):
        assert b"qn:illustrative" in data[:2_000]  # the first lines say how the two are told apart
    quads = [quad.triple for quad in parse(data, format=getattr(RdfFormat, syntax))]
    marked = {one.subject.value for one in quads if one.predicate == term("qn:illustrative") and one.object == TRUE}
    quartiers, territories = (
        {one.subject.value for one in quads if (one.predicate, one.object) == (term("rdf:type"), term(class_))}
        for class_ in ("qn:Quartier", "qn:Territory")
    )
    assert quartiers
    assert territories
    assert quartiers <= marked <= invented
    assert not territories & marked


def test_a_document_and_a_page_say_alike_what_is_invented(client: TestClient, invented: frozenset[str]) -> None:
    """What a document mentions is marked in it, and the data in a page as well."""
    for name in ("territory/rennes", "quartier/port-lumiere", "commune/35238"):
        quads = [quad.triple for quad in parse(client.get(f"/id/{name}.nt").content, format=RdfFormat.N_TRIPLES)]
        named = {node.value for one in quads for node in (one.subject, one.object) if isinstance(node, NamedNode)}
        marked = {one.subject.value for one in quads if one.predicate == term("qn:illustrative")}
        assert marked == {thing for thing in named if thing in invented}
        page = client.get(f"/id/{name}.html").text
        (own, _) = [json.loads(one.partition("</script>")[0]) for one in page.split('ld+json">')[1:]]
        assert ("qn:illustrative" in own["@graph"][0]) == (ID + name in invented)
