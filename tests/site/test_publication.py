"""A site that was published: what is in it, how its files fit together, and what another run does to it."""

from __future__ import annotations

import functools
import hashlib
import html
import http.client
import http.server
import json
import re
import threading
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from urllib.parse import quote, urljoin, urlsplit

import pytest
import rdflib
from pyoxigraph import CanonicalizationAlgorithm, Dataset, Literal, NamedNode, Quad, RdfFormat, Store, parse

from quartierkg.errors import UsageFault
from quartierkg.settings import Settings
from quartierkg.site import Publication
from quartierkg.site.folder import Folder
from quartierkg.site.places import Places
from quartierkg.site.source import published
from quartierkg.snapshot import Archive, Snapshot
from quartierkg.snapshot.graphs import COMMITTEE, NETWORK
from tests.samples import LONG, journey

ID = "https://w3id.org/quartierkg/id/"
HYDRA = "http://www.w3.org/ns/hydra/core#"
SYNTAXES = {
    "ttl": (RdfFormat.TURTLE, "turtle"),
    "nt": (RdfFormat.N_TRIPLES, "nt"),
    "jsonld": (RdfFormat.JSON_LD, "json-ld"),
    "rdf": (RdfFormat.RDF_XML, "xml"),
}
_LINK = re.compile(r'<(?:a|link|img|script|form|input)\b[^>]*?\s(?:href|src|action)="([^"]*)"')


class Quiet(http.server.SimpleHTTPRequestHandler):
    """A plain server of files."""

    def log_message(self, *_: object) -> None:
        """Nothing."""


def graph(data: bytes, syntax: str) -> rdflib.Graph:
    """A document as rdflib reads it; its own parser of JSON-LD warns of another class of its own."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)
        return rdflib.Graph().parse(data=data, format=syntax)


@contextmanager
def served(folder: Path) -> Iterator[http.client.HTTPConnection]:
    """A connection to a plain server of the files of a folder."""
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(Quiet, directory=str(folder)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield http.client.HTTPConnection("127.0.0.1", server.server_port)
    finally:
        server.shutdown()
        server.server_close()


def crawled(site: Path, below: str = "") -> tuple[dict[str, bytes], list[tuple[str, str]]]:
    """Every file that links lead to from the home page on, by its path; and the links that do not answer."""
    found: dict[str, bytes] = {}
    dead: list[tuple[str, str]] = []
    waiting = [(f"/{below}index.html", "")]
    with served(site) as connection:
        while waiting:
            path, page = waiting.pop()
            if path in found:
                continue
            connection.request("GET", path)
            answer = connection.getresponse()
            found[path] = answer.read()
            if answer.status != 200:
                dead.append((path, page))
            elif path.endswith(".html"):
                for link in _LINK.findall(found[path].decode()):
                    parts = urlsplit(urljoin(f"http://here{path}", html.unescape(link)))
                    if parts.netloc == "here":
                        waiting.append((parts.path, path))
    return found, dead


def state(site: Path) -> dict[str, tuple[int, bytes]]:
    """Each file with its place on the disk, which a new file does not share, and its content."""
    files = (path for path in site.rglob("*") if path.is_file() and ".quartierkg" not in path.parts)
    return {path.relative_to(site).as_posix(): (path.stat().st_ino, path.read_bytes()) for path in files}


@journey
def test_every_link_of_the_site_answers_below_any_path(site: Path) -> None:
    """Through a plain server of files, from the home page on, where the site is a folder among others."""
    found, dead = crawled(site.parent, "site/")
    assert dead == []
    wanted = ("id/quartier/brume.html", "en/id/quartier/brume.html", "id/quartier/brume.jsonld", "en/charter.html")
    assert {f"/site/{path}" for path in wanted} <= found.keys()
    assert {path for path in found if not path.startswith("/site/")} == set()


def test_a_page_leads_to_no_service_of_the_same_address(site: Path) -> None:
    """Nothing there answers a form or a query; what needs one is linked at the persistent address."""
    for path in site.rglob("*.html"):
        text = path.read_text(encoding="utf-8")
        assert "<form" not in text, path
        assert re.findall(r'(?:href|src)="(?:/|https://example\.org/kg)[^"]*"', text) == [], path


def test_every_thing_has_its_documents(site: Path) -> None:
    """Those whose name is no file everywhere lie apart, and are linked there."""
    for name in ("quartier/brume", "cœur", "c%C5%93ur", "Nuage", "only-named", "territory/rennes"):
        for ending in ("html", *SYNTAXES, "linkset"):
            assert (site / "id" / f"{name}.{ending}").is_file(), (name, ending)
        assert (site / "en" / "id" / f"{name}.html").is_file()
    page = (site / "id" / "quartier" / "brume.html").read_text(encoding="utf-8")
    for label in ("Nuage &amp; Fils", "Dehors", "Sous une page", "Console"):
        assert re.search(rf'<a href="\.\./\.\./id/~[0-9a-f]{{32}}\.html">{label}</a>', page), label
    assert not (site.parent.parent / "etc").exists()


@pytest.mark.parametrize("name", ["quartier/brume", "cœur", "c%C5%93ur", "territory/rennes"])
def test_the_data_of_a_thing_are_the_same_in_every_syntax(site: Path, name: str) -> None:
    """For both libraries: what the facts say of it."""
    (found,) = graphs_of(site, name)
    assert any(line.startswith(f"<{ID}{name}> ") for line in found)


def graphs_of(site: Path, name: str) -> set[tuple[str, ...]]:
    """What the documents of a thing say, in each syntax, to each library."""
    found: set[tuple[str, ...]] = set()
    for ending, (syntax, other) in SYNTAXES.items():
        data = Path(f"{site}/id/{name}.{ending}").read_bytes()
        read = graph(data, other).serialize(format="nt", encoding="utf-8")
        for quads in (parse(data, format=syntax), parse(read, format=RdfFormat.N_TRIPLES)):
            dataset = Dataset(quads)
            dataset.canonicalize(CanonicalizationAlgorithm.RDFC_1_0)
            found.add(tuple(sorted(map(str, dataset))))
    return found


def test_what_names_a_thing_is_in_pages_that_lead_to_each_other(site: Path) -> None:
    """Each statement once, in data as on pages; the addresses in the data are those of files."""
    collected: list[str] = []
    address = "id/hub.ttl"
    for expected in ("id/hub.ttl", "id/~pages/hub/2.ttl", "id/~pages/hub/3.ttl"):
        assert address == expected
        said = graph((site / address).read_bytes(), "turtle")
        collected += [str(node) for node in said.subjects(rdflib.ORG.memberOf, rdflib.URIRef(f"{ID}hub"))]
        following = said.value(rdflib.URIRef(f"https://example.org/kg/{address}"), rdflib.URIRef(HYDRA + "next"))
        address = "" if following is None else str(following).removeprefix("https://example.org/kg/")
    assert address == ""
    assert len(collected) == 101
    for folder in (site / "id", site / "en" / "id"):
        pages = [folder / "hub.html", folder / "~pages" / "hub" / "2.html", folder / "~pages" / "hub" / "3.html"]
        texts = [path.read_text(encoding="utf-8") for path in pages]
        assert all(">101</small>" in text for text in texts)
        assert re.search(r'href="(\.\./)+(en/)?id/~pages/hub/3\.html" rel="next"', texts[1])


def test_links_between_documents_are_data_too(site: Path) -> None:
    """The set of links of a thing names the files that are beside it."""
    linkset = json.loads((site / "id" / "quartier" / "brume.linkset").read_text(encoding="utf-8"))["linkset"]
    items = {item["href"] for item in linkset[0]["item"]}
    assert items == {f"./brume.{ending}" for ending in SYNTAXES}
    assert linkset[0]["cite-as"] == [{"href": f"{ID}quartier/brume"}]


def test_real_and_fictional_are_told_apart(site: Path) -> None:
    """On pages, in data, in the sitemap: what is invented says so, what is real does not."""
    invented = (site / "en" / "id" / "quartier" / "brume.html").read_text(encoding="utf-8")
    real = (site / "en" / "id" / "territory" / "rennes.html").read_text(encoding="utf-8")
    assert 'class="fictional"' in invented
    assert 'class="fictional"' not in real
    assert "illustrative" in (site / "id" / "quartier" / "brume.ttl").read_text(encoding="utf-8")
    assert "id/quartier/brume.html" in (site / "sitemap-fictional-1.xml").read_text(encoding="utf-8")
    assert "territory/rennes" in (site / "sitemap-real-1.xml").read_text(encoding="utf-8")


def test_crawlers_and_programs_find_the_site_at_its_address(site: Path) -> None:
    """Every address of the sitemap is a file, French and English; the feed and the catalogue name files only."""
    base = "https://example.org/kg/"
    named: set[str] = set()
    for part in site.glob("sitemap*.xml"):
        named |= set(re.findall(r'(?:<loc>|href=")([^<"]*)', part.read_text(encoding="utf-8")))
    assert {f"{base}{quote('en/id/cœur.html')}", f"{base}queries/CQ01.html", f"{base}charter/1.html"} <= named
    feed = (site / "en" / "feed.atom").read_text(encoding="utf-8")
    named |= set(re.findall(r'<link [^>]*href="([^"]*)"', feed))
    for page in ("catalogue.ttl", "void.ttl"):
        named |= set(re.findall(rf"<({base}[^>]*)>", (site / page).read_text(encoding="utf-8"))) - {base}
    with served(site) as connection:
        for address in sorted(named):
            assert address.startswith(base), address
            connection.request("GET", "/" + address.removeprefix(base).partition("#")[0])
            answer = connection.getresponse()
            answer.read()
            assert answer.status == 200, address
    assert "sparqlEndpoint" not in (site / "void.ttl").read_text(encoding="utf-8")
    assert "DataService" not in (site / "catalogue.ttl").read_text(encoding="utf-8")
    assert (site / ".well-known" / "void").read_bytes() == (site / "void.ttl").read_bytes()
    assert "Disallow: /" not in (site / "robots.txt").read_text(encoding="utf-8")


def test_dumps_are_there_with_their_digests(site: Path) -> None:
    """As ``sha256sum -c`` reads them."""
    lines = (site / "dumps" / "SHA256SUMS").read_text(encoding="utf-8").splitlines()
    assert len(lines) > 8
    for line in lines:
        digest, name = line.split("  ")
        assert hashlib.sha256((site / "dumps" / name).read_bytes()).hexdigest() == digest


def test_questions_have_answers_as_tables_and_data(site: Path) -> None:
    """Of their usual values, in both languages."""
    for folder, name in ((site, "Brume"), (site / "en", "Mist")):
        page = (folder / "queries" / "CQ01.html").read_text(encoding="utf-8")
        assert name in page
        assert 'href="' in page
        assert name in (folder / "queries" / "CQ01.csv").read_text(encoding="utf-8")
        items = json.loads((folder / "queries" / "CQ01.json").read_text(encoding="utf-8"))["items"]
        assert [item for item in items if name in json.dumps(item, ensure_ascii=False)]
    assert "SELECT" in (site / "queries" / "CQ01.rq").read_text(encoding="utf-8")


def test_the_pages_of_the_law_are_those_of_a_site_of_files(site: Path) -> None:
    """They name who publishes the site, and say that files receive and hold nothing."""
    assert "Ville de Brume" in (site / "mentions-legales.html").read_text(encoding="utf-8")
    privacy = (site / "en" / "confidentialite.html").read_text(encoding="utf-8")
    assert "This site is made of files" in privacy
    assert "Access token" not in privacy
    home = (site / "index.html").read_text(encoding="utf-8")
    assert all(f'href="{name}.html"' in home for name in ("mentions-legales", "confidentialite", "accessibilite"))


def test_a_second_run_writes_nothing(asked: Publication, site: Path) -> None:
    """Not a file, not even the same again."""
    before = state(site)
    done = asked.run()
    assert (done.total.written, done.total.removed) == (0, 0)
    assert done.total.files == len(before)
    assert state(site) == before


@journey
def test_a_change_rewrites_what_it_concerns(asked: Publication, site: Path, tmp_path: Path) -> None:
    """A run after it, broken off on the way, leaves a folder that the next one makes whole: as a new site would be."""
    before = state(site)
    assert asked.settings.store is not None
    with Archive(asked.settings.store, asked.settings.data) as archive:
        said = f'<{ID}nuage> <http://www.w3.org/2000/01/rdf-schema#label> "Cumulus" . <{ID}new> <{ID}p> "x" .'
        archive.load("more.ttl", said.encode(), "network")
    with pytest.MonkeyPatch.context() as patch:
        breaking(patch, after=len(before) - 60)
        with pytest.raises(KeyboardInterrupt):
            asked.run()
    asked.run()
    after = state(site)
    things = {path for path in after if "id/" in path and path not in before}
    assert things == {f"id/new.{ending}" for ending in (*SYNTAXES, "html", "linkset")} | {"en/id/new.html"}
    changed = {path for path in after if before.get(path) != after[path] and path not in things}
    apart = Places.of(("nuage", "Nuage")).stem("nuage").removeprefix("id/")
    of_things = {path for path in changed if path.startswith(("id/", "en/id/"))}
    assert "id/quartier/brume.html" in of_things  # it names the one that changed
    assert {path.rpartition("/")[2].partition(".")[0] for path in of_things} == {"brume", apart}
    assert "ontology.html" not in changed
    assert [path for path in before if path not in after and not path.startswith("dumps/")] == []
    other = replace(asked, root=tmp_path / "other")
    other.run()
    assert {path: content for path, (_, content) in state(other.root).items()} == {
        path: content for path, (_, content) in after.items()
    }


def breaking(patch: pytest.MonkeyPatch, after: int) -> None:
    """Have a run broken off once so many files were looked at."""
    put, left = Folder.put, iter(range(after))

    def broken(self: Folder, *arguments: object) -> object:
        if next(left, None) is None:
            raise KeyboardInterrupt
        return put(self, *arguments)  # type: ignore[arg-type]

    patch.setattr(Folder, "put", broken)


def test_what_is_not_published_is_not_in_what_a_site_is_made_from(tmp_path: Path) -> None:
    """Neither what only the committee reads nor what is marked; the rest is, at the same revision."""
    label, hidden = NamedNode("urn:label"), NamedNode("https://w3id.org/quartierkg/ontology#notPublished")
    said = [
        Quad(NamedNode(ID + "open"), label, Literal("open"), NETWORK),
        Quad(NamedNode(ID + "open"), label, Literal("verdict"), COMMITTEE),
        Quad(NamedNode(ID + "secret"), hidden, Literal(True), NETWORK),
        Quad(NamedNode(ID + "secret"), label, Literal("secret"), NETWORK),
    ]
    store = Store()
    store.bulk_extend(said)
    whole = Snapshot(store, tmp_path, 7, "2026-01-01T00:00:00Z", "chain", {NETWORK.value: 3, COMMITTEE.value: 1})
    found = published(whole, tmp_path / "aside")
    assert list(found.store) == said[:1]
    assert (found.revision, found.chain, dict(found.counts)) == (7, "chain", {NETWORK.value: 1})
    open_ = replace(whole, counts={NETWORK.value: 3}, store=Store())
    assert published(open_, tmp_path / "aside") is open_


def test_a_folder_of_others_is_refused_before_anything_is_opened(data: Path, tmp_path: Path) -> None:
    """Nothing is written there, and no store is made."""
    (tmp_path / "photo.png").write_bytes(b"mine")
    with pytest.raises(UsageFault, match="not empty"):
        Publication(Settings(store=tmp_path / "store", data=data), tmp_path).run()
    assert [path.name for path in tmp_path.iterdir()] == ["photo.png"]


@pytest.mark.skipif(not LONG, reason="the whole published network: a minute")
def test_the_whole_network_hangs_together(tmp_path: Path) -> None:
    """Every link of its site answers, and every twentieth thing says the same in every syntax; by two processes."""
    asked = Publication(Settings(store=tmp_path / "store"), tmp_path / "site", processes=2)
    done = asked.run()
    found, dead = crawled(asked.root)
    assert dead == []
    assert len(found) > 10_000
    names = sorted(path.relative_to(asked.root / "id") for path in (asked.root / "id").rglob("*.html"))
    names = [path for path in names if path.parts[0] != "~pages"]
    assert len(names) == done.things
    for path in names[::20]:
        assert len(graphs_of(asked.root, path.as_posix().removesuffix(".html"))) == 1, path
    assert asked.run().total.written == 0
