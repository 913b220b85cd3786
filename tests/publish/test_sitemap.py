"""The sitemap: every page once, with its date and its languages; what is invented apart."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree

import pytest
from pyoxigraph import NamedNode

from quartierkg.errors import NotFound
from quartierkg.publish import sitemap
from quartierkg.publish.sitemap import Sitemap
from quartierkg.snapshot import Archive, Snapshot
from quartierkg.snapshot.graphs import COMMITTEE, NETWORK, REGISTER, STATIONS
from quartierkg.terms import ID, term

HERE = "https://example.org/kg"
MAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
LINK = "{http://www.w3.org/1999/xhtml}link"
DATA = f"""@prefix qn: <https://w3id.org/quartierkg/ontology#> . @prefix id: <{ID}> . @prefix xsd: <urn:x#> .
@prefix void: <http://rdfs.org/ns/void#> . @prefix dcterms: <http://purl.org/dc/terms/> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
id:réel rdfs:label "Réel" ; void:inDataset id:old , id:new .
id:old dcterms:modified "2024-05-06"^^<http://www.w3.org/2001/XMLSchema#date> .
id:new dcterms:modified "2025-01-02"^^<http://www.w3.org/2001/XMLSchema#date> .
<{ID}q%C3%A9?x#y> rdfs:label "odd" .
<urn:other> rdfs:label "elsewhere" . [] rdfs:label "nameless" .
id:fictif qn:illustrative true . id:secret qn:notPublished true ; rdfs:label "hidden" .
<{ID}{"long" * 500}> rdfs:label "long" .
"""


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Snapshot]:
    """A few things of every sort."""
    folder: Path = tmp_path_factory.mktemp("data") / "network" / "real"
    folder.mkdir(parents=True)
    (folder / "data.ttl").write_text(DATA, encoding="utf-8")
    with Archive(None, folder.parent.parent) as archive:
        yield archive.snapshot


@pytest.fixture(scope="module")
def release() -> Iterator[Snapshot]:
    """The release's own data."""
    with Archive(None) as archive:
        yield archive.snapshot


def locations(document: bytes, element: str = "url") -> dict[str, str]:
    """The addresses of a part or of an index, each with its date."""
    root = ElementTree.fromstring(document)
    found = {}
    for entry in root.findall(f"{MAP}{element}"):
        address = entry.findtext(f"{MAP}loc")
        assert address is not None
        found[address] = entry.findtext(f"{MAP}lastmod") or ""
    assert len(found) == len(root)
    return found


def test_the_index_names_each_part(release: Snapshot) -> None:
    """The documents, the real things and the invented ones, each a document of the same host."""
    found = locations(sitemap.index(release, HERE), "sitemap")
    names = ("pages", "real-1", "fictional-1")
    assert list(found) == [f"{HERE}/sitemap-{name}.xml" for name in names]
    assert set(found.values()) == {release.date}


def test_every_thing_of_the_public_graphs_is_there_once(release: Snapshot) -> None:
    """Each thing that is described has its page in one of the parts, and nothing else has."""
    pages: list[str] = []
    for part in sitemap.sitemap(release).parts:
        pages += locations(sitemap.things(release, HERE, part))
    subjects = {quad.subject for graph in (NETWORK, STATIONS, REGISTER) for quad in release.quads(graph=graph)}
    things = {one.value for one in subjects if isinstance(one, NamedNode) and one.value.startswith(ID)}
    assert sorted(pages) == sorted(f"{HERE}/id/{thing.removeprefix(ID)}.html" for thing in things)


def test_real_and_invented_things_are_never_in_one_part(release: Snapshot) -> None:
    """What carries the mark is in a part whose name says so, and what does not is not."""
    marked = {quad.subject for quad in release.quads(None, term("qn:illustrative"))}
    parts = sitemap.sitemap(release)
    assert all(thing in marked for thing in parts.things("fictional-1"))
    assert not any(thing in marked for thing in parts.things("real-1"))
    assert NamedNode(ID + "territory/rennes") in parts.things("real-1")
    assert NamedNode(ID + "quartier/port-lumiere") in parts.things("fictional-1")


def test_what_nobody_may_see_is_not_listed(small: Snapshot) -> None:
    """Neither what is marked so, nor what has no address of ours."""
    listed = locations(sitemap.things(small, HERE, "real-1"))
    assert not any("secret" in address or "urn:" in address for address in listed)
    assert COMMITTEE not in sitemap._GRAPHS


def test_a_thing_changes_with_the_latest_of_its_datasets(small: Snapshot) -> None:
    """And with the revision where no dataset of its own says when; dates as sitemaps write them."""
    listed = locations(sitemap.things(small, HERE, "real-1"))
    assert listed[f"{HERE}/id/r%C3%A9el.html"] == "2025-01-02"
    assert listed[f"{HERE}/id/old.html"] == small.date


def test_an_address_is_written_as_a_uri(small: Snapshot) -> None:
    """Letters are encoded; what would begin a query or a fragment is a part of the name, and so is a percent sign."""
    listed = locations(sitemap.things(small, HERE, "real-1"))
    assert f"{HERE}/id/q%C3%A9%3Fx%23y.html" in listed
    assert all(address.isascii() for address in listed)


def test_an_address_that_is_too_long_is_left_out(small: Snapshot) -> None:
    """The protocol takes fewer than 2,048 characters, and a crawler would drop the whole part."""
    listed = locations(sitemap.things(small, HERE, "real-1"))
    assert max(map(len, listed)) < 2_048
    assert not any("longlong" in address for address in listed)


def test_each_page_names_its_languages(small: Snapshot) -> None:
    """French, English, and the one address that negotiates."""
    root = ElementTree.fromstring(sitemap.things(small, HERE, "fictional-1"))
    links = {(link.get("hreflang"), link.get("href")) for link in root.iter(LINK)}
    page = f"{HERE}/id/fictif.html"
    assert links == {("fr", f"{page}?lang=fr"), ("en", f"{page}?lang=en"), ("x-default", page)}
    assert {link.get("rel") for link in root.iter(LINK)} == {"alternate"}


def test_documents_change_with_the_revision(small: Snapshot) -> None:
    """Those that the caller names, in that order."""
    found = locations(sitemap.documents(small, HERE, ["/", "/ontology"]))
    assert found == {f"{HERE}/": small.date, f"{HERE}/ontology": small.date}


def test_a_long_list_is_cut_into_parts(small: Snapshot, monkeypatch: pytest.MonkeyPatch) -> None:
    """No part has more than it may; together they hold what one would."""
    whole = Sitemap.of(small).things("real-1")
    monkeypatch.setattr(sitemap, "LARGEST", 2)
    cut = Sitemap.of(small)
    parts = [cut.things(part) for part in cut.parts if part.startswith("real-")]
    assert [thing for part in parts for thing in part] == whole
    assert {len(part) for part in parts[:-1]} == {2}


def test_a_part_stays_below_the_size_that_the_protocol_allows() -> None:
    """As many addresses as a part holds, each as long as it may be, written four times: less than 50 MB."""
    assert sitemap.LARGEST <= 50_000
    assert sitemap.LARGEST * (4 * sitemap._LONGEST + 400) < 50 * 1024 * 1024


def test_a_part_that_is_not_there_is_not_found(small: Snapshot) -> None:
    """Whatever its name."""
    for name in ("real-9", "pages", "", "../x"):
        with pytest.raises(NotFound):
            sitemap.things(small, HERE, name)
