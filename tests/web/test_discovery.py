"""What crawlers, feed readers and security researchers find."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from urllib.robotparser import RobotFileParser
from xml.etree import ElementTree

import pytest
from starlette.testclient import TestClient

from quartierkg.settings import Settings
from quartierkg.web.app import create_app

HERE = "https://example.org/kg"
LOC = "{http://www.sitemaps.org/schemas/sitemap/0.9}loc"
ATOM = "{http://www.w3.org/2005/Atom}"


@pytest.fixture(scope="module")
def operated(data: Path) -> Iterator[TestClient]:
    """An instance whose operator names somebody, at the root of its host."""
    settings = Settings(data=data, base="https://example.org", contact="mailto:security@example.org")
    with TestClient(create_app(settings)) as found:
        yield found


def locations(client: TestClient, address: str) -> list[str]:
    """What a part of the sitemap names, below the public address."""
    answer = client.get(address)
    assert answer.status_code == 200
    assert answer.headers["Content-Type"] == "application/xml"
    found = [element.text or "" for element in ElementTree.fromstring(answer.content).iter(LOC)]
    assert all(address.startswith(f"{HERE}/") for address in found)
    return [address.removeprefix(HERE) for address in found]


def test_crawlers_leave_what_has_no_end_and_find_the_rest(client: TestClient) -> None:
    """RFC 9309, as the standard library reads it: no queries, answers or searches; every document and thing."""
    answer = client.get("/robots.txt")
    assert answer.headers["Content-Type"].startswith("text/plain")
    rules = RobotFileParser()
    rules.parse(answer.text.splitlines())
    assert rules.site_maps() == [f"{HERE}/sitemap.xml"]
    for path in (
        "/sparql?query=x",
        "/queries/CQ01?asOf=2026-01-01",
        "/search?q=x",
        "/rdf-graph-store?default",
        "/changes",
    ):
        assert not rules.can_fetch("anybot", HERE + path), path
    for path in ("/", "/queries", "/id/brume.html", "/ontology", "/catalogue", "/void", "/feed.atom", "/charter/1"):
        assert rules.can_fetch("anybot", HERE + path), path
    assert "Crawl-delay" not in answer.text


def test_rules_are_those_of_the_host(client: TestClient, operated: TestClient) -> None:
    """What stands before the service in its public address stands before each path."""
    assert "Disallow: /kg/sparql\n" in client.get("/robots.txt").text
    assert "Disallow: /sparql\n" in operated.get("/robots.txt").text


def test_every_page_of_the_sitemap_answers(client: TestClient) -> None:
    """As a page, in both languages, without another step; and robots.txt lets crawlers there."""
    rules = RobotFileParser()
    rules.parse(client.get("/robots.txt").text.splitlines())
    parts = locations(client, "/sitemap.xml")
    assert parts == ["/sitemap-pages.xml", "/sitemap-real-1.xml", "/sitemap-fictional-1.xml"]
    pages = [page for part in parts for page in locations(client, part)]
    assert len(pages) == len(set(pages)) > 15
    for page in pages:
        assert rules.can_fetch("anybot", HERE + page), page
        for language in ("fr", "en"):
            headers = {"Accept": "text/html"}
            answer = client.get(f"{page}?lang={language}", headers=headers, follow_redirects=False)
            assert (answer.status_code, answer.headers["Content-Language"]) == (200, language), page


def test_every_document_that_the_home_page_leads_to_is_in_the_sitemap(client: TestClient) -> None:
    """Save forms and queries, which are for people."""
    page = client.get("/", headers={"Accept": "text/html"}).text
    links = {link.partition("?")[0] for link in re.findall(r'<a href="(/[^"#]*)"', page)}
    listed = {*locations(client, "/sitemap-pages.xml")}
    for part in ("/sitemap-real-1.xml", "/sitemap-fictional-1.xml"):
        listed |= {address.removesuffix(".html") for address in locations(client, part)}
    assert links - listed == {"/validate", "/search", "/sparql"} | (links & {"/feed.atom"})


@pytest.mark.parametrize("address", ["/sitemap-x.xml", "/sitemap-real-2.xml", f"/sitemap-{'x' * 60}.xml"])
def test_a_part_that_is_not_there_is_a_problem(client: TestClient, address: str) -> None:
    """404, as everywhere."""
    answer = client.get(address)
    assert answer.status_code == 404
    assert answer.headers["Content-Type"].startswith("application/problem+json")


@pytest.mark.parametrize("address", ["/sitemap.xml", "/sitemap-pages.xml", "/sitemap-real-1.xml", "/feed.atom"])
def test_a_crawler_that_holds_it_is_told_so(client: TestClient, address: str) -> None:
    """The tag of the revision, and 304."""
    first = client.get(address)
    assert first.headers["Last-Modified"]
    again = client.get(address, headers={"If-None-Match": first.headers["ETag"]})
    assert (again.status_code, again.content) == (304, b"")


def test_the_feed_is_in_the_language_of_the_reader(client: TestClient) -> None:
    """?lang before Accept-Language; whatever a feed reader says that it accepts, it gets the feed."""
    for query, header, language in (("", "", "fr"), ("", "en", "en"), ("?lang=fr", "en", "fr")):
        answer = client.get(f"/feed.atom{query}", headers={"Accept-Language": header, "Accept": "text/html"})
        assert answer.status_code == 200
        assert answer.headers["Content-Type"] == "application/atom+xml"
        assert answer.headers["Content-Language"] == language
        root = ElementTree.fromstring(answer.content)
        assert root.findtext(f"{ATOM}id") == f"{HERE}/feed.atom?lang={language}"


@pytest.mark.parametrize(
    ("page", "status"), [("1", 200), ("2", 404), ("0", 400), ("-1", 400), ("x", 400), ("9" * 30, 404)]
)
def test_a_page_of_the_feed_that_is_not_there_is_a_problem(client: TestClient, page: str, status: int) -> None:
    """404 beyond the last, 400 for what is no page."""
    assert client.get("/feed.atom", params={"page": page}).status_code == status


def test_pages_name_the_feed(client: TestClient) -> None:
    """A reader that is given any page finds it."""
    page = client.get("/", headers={"Accept": "text/html"}).text
    assert '<link rel="alternate" href="/feed.atom?lang=fr" type="application/atom+xml"' in page


def test_without_a_contact_nobody_is_named(client: TestClient) -> None:
    """A security.txt without one would be none (RFC 9116, 2.5.3)."""
    assert client.get("/.well-known/security.txt").status_code == 404


def test_a_weakness_is_told_to_the_operator(operated: TestClient) -> None:
    """RFC 9116: contact and expiry, which is to come and less than a year away; in UTF-8 as plain text."""
    answer = operated.get("/.well-known/security.txt")
    assert answer.headers["Content-Type"] == "text/plain; charset=utf-8"
    fields = dict(line.split(": ", 1) for line in answer.text.splitlines())
    assert fields["Contact"] == "mailto:security@example.org"
    assert fields["Preferred-Languages"] == "fr, en"
    assert fields["Canonical"] == "https://example.org/.well-known/security.txt"
    expires = datetime.fromisoformat(fields["Expires"])
    assert datetime.now(UTC) < expires < datetime.now(UTC) + timedelta(days=365)


def test_the_contact_is_in_the_catalogue(operated: TestClient) -> None:
    """As an address to write to."""
    assert "<mailto:security@example.org>" in operated.get("/catalogue", headers={"Accept": "text/turtle"}).text


def test_programs_find_the_interfaces(client: TestClient) -> None:
    """RFC 9727: a set of links from each interface to its description, which answers."""
    answer = client.get("/.well-known/api-catalog")
    assert answer.headers["Content-Type"] == "application/linkset+json"
    assert 'rel="api-catalog"' in answer.headers["Link"]
    found = {entry["anchor"]: entry for entry in answer.json()["linkset"]}
    served = ("sparql", "rdf-graph-store", "queries", "search", "validate", "dossiers", "decisions", "labels", "verify")
    assert {f"{HERE}/{name}" for name in (*served, "changes", "dumps")} == found.keys()
    links = [
        link
        for entry in found.values()
        for name in ("service-desc", "service-doc", "service-meta")
        for link in entry[name]
    ]
    for link in links:
        described = client.get(link["href"].removeprefix(HERE), headers={"Accept": link["type"]})
        assert described.status_code == 200
        assert described.headers["Content-Type"].startswith(link["type"])
