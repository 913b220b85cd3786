"""One address, two readers: format, language, links and freshness of every answer."""

from __future__ import annotations

import re

import pytest
from starlette.testclient import TestClient

from quartierkg import media

GRAPHS = [entry.essence for entry in media.GRAPHS]
PAGES = ["/", "/sparql", "/id/brume", "/ontology", "/charter", "/charter/1", "/shapes/1", "/validate", "/problems"]
DATA = [
    *[
        (path, accept)
        for path in ["/", "/sparql", "/id/brume", "/ontology", "/charter", "/shapes/1"]
        for accept in GRAPHS
    ],
    ("/context.jsonld", "application/ld+json"),
    ("/validate", "application/json"),
    ("/schemas/verdict.json", "application/json"),
]
FIREFOX = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"


@pytest.mark.parametrize("path", PAGES)
def test_a_browser_gets_a_page(client: TestClient, path: str) -> None:
    """Every address of the table that has content gives HTML to a browser, and varies."""
    answer = client.get(path, headers={"Accept": FIREFOX})
    assert answer.status_code == 200
    assert answer.headers["Content-Type"] == "text/html; charset=utf-8"
    assert answer.headers["Vary"].startswith("Accept, Accept-Language")


@pytest.mark.parametrize(("path", "accept"), DATA)
def test_a_program_gets_the_type_that_it_asked_for(client: TestClient, path: str, accept: str) -> None:
    """Each Accept gives the right type and Vary."""
    answer = client.get(path, headers={"Accept": accept})
    assert answer.status_code == 200
    assert answer.headers["Content-Type"].partition(";")[0] == accept
    assert answer.headers["Vary"].startswith("Accept, Accept-Language")
    assert len(answer.content) > 0


@pytest.mark.parametrize("path", [*PAGES, "/sparql?query=ASK%7B%7D", "/context.jsonld"])
def test_an_unacceptable_format_is_refused_by_name(client: TestClient, path: str) -> None:
    """406 as problem+json, and the formats that are offered are named."""
    answer = client.get(path, headers={"Accept": "image/png"})
    assert answer.status_code == 406
    assert answer.headers["Content-Type"] == "application/problem+json"
    assert "/" in answer.json()["detail"]


def test_data_comes_before_the_page_when_anything_is_accepted(client: TestClient) -> None:
    """The page is for those who ask for HTML; ``*/*`` and no Accept at all get data."""
    for headers in ({"Accept": "*/*"}, {}):
        assert client.get("/id/brume", headers=headers).headers["Content-Type"].startswith("text/turtle")


@pytest.mark.parametrize(
    ("extension", "type_"), [("ttl", "text/turtle"), ("jsonld", "application/ld+json"), ("html", "text/html")]
)
def test_a_link_can_ask_for_a_format(client: TestClient, extension: str, type_: str) -> None:
    """?format= comes before Accept, so that a page can link to its data."""
    answer = client.get(f"/ontology?format={extension}", headers={"Accept": FIREFOX})
    assert answer.headers["Content-Type"].startswith(type_)
    assert answer.headers["Content-Location"] == f"/ontology?format={extension}"
    thing = client.get(f"/id/brume?format={extension}", headers={"Accept": FIREFOX}, follow_redirects=False)
    assert (thing.status_code, thing.headers["Location"]) == (303, f"/id/brume.{extension}")


def test_an_unknown_format_is_not_acceptable(client: TestClient) -> None:
    """?format= with something that is not offered is 406, like Accept."""
    assert client.get("/id/brume?format=docx").status_code == 406


def test_a_resource_links_to_its_other_forms(client: TestClient) -> None:
    """The Link header names the persistent address and every other format."""
    link = client.get("/id/brume", headers={"Accept": "text/turtle"}).headers["Link"]
    assert '<https://w3id.org/quartierkg/id/brume>; rel="cite-as"' in link
    addresses = re.findall(r'<([^>]+)>; rel="alternate"', link)
    for address in addresses:
        assert client.get(address, follow_redirects=False).status_code == 200
    # Four syntaxes in three views, less the one that is read, and the page.
    assert len(set(addresses)) == len(addresses) == len(GRAPHS) * 3 - 1 + 1


@pytest.mark.parametrize(
    ("path", "accept", "language"),
    [
        ("/", None, "fr"),
        ("/", "en", "en"),
        ("/", "de, en;q=0.5", "en"),
        ("/?lang=fr", "en", "fr"),
        ("/?lang=en", "fr", "en"),
        ("/?lang=de", "en", "en"),
        ("/nothing", "en", "en"),
        ("/nothing?lang=fr", "en", "fr"),
    ],
)
def test_the_language_is_the_readers(client: TestClient, path: str, accept: str | None, language: str) -> None:
    """?lang= comes before Accept-Language, French is the default, and errors speak it too."""
    headers = {"Accept": "text/html"} | ({"Accept-Language": accept} if accept else {})
    answer = client.get(path, headers=headers)
    assert answer.headers["Content-Language"] == language
    assert f'<html lang="{language}">' in answer.text
    assert "set-cookie" not in answer.headers


def test_links_keep_a_language_that_was_asked_for(client: TestClient) -> None:
    """A reader who chose English by hand stays in English; one whose browser chose is left alone."""
    assert 'href="/charter?lang=en"' in client.get("/?lang=en", headers={"Accept": "text/html"}).text
    assert 'href="/charter"' in client.get("/", headers={"Accept": "text/html", "Accept-Language": "en"}).text


@pytest.mark.parametrize("path", ["/id/brume", "/ontology", "/sparql?query=ASK%7B%7D"])
def test_what_the_client_holds_is_not_sent_again(client: TestClient, path: str) -> None:
    """An ETag that still holds is answered with 304 and no body; another format has another."""
    first = client.get(path)
    again = client.get(path, headers={"If-None-Match": f'"other", W/{first.headers["ETag"]}'})
    assert (again.status_code, again.content) == (304, b"")
    assert again.headers["ETag"] == first.headers["ETag"]
    assert client.get(path, headers={"Accept": "text/html"}).headers["ETag"] != first.headers["ETag"]


def test_an_answer_that_changes_by_itself_has_no_etag(client: TestClient) -> None:
    """A query that asks for the time, or for chance, is answered anew each time."""
    answer = client.get("/sparql", params={"query": "SELECT (NOW() AS ?now) {}"})
    assert answer.status_code == 200
    assert "ETag" not in answer.headers


@pytest.mark.parametrize(
    "path", ["/", "/id/brume", "/sparql?query=ASK%7B%7D", "/health", "/nothing", "/static/site.css"]
)
def test_head_is_get_without_the_body(client: TestClient, path: str) -> None:
    """HEAD has the status, the type and the length of GET, and no body."""
    get, head = client.get(path), client.head(path)
    assert (head.status_code, head.content) == (get.status_code, b"")
    for name in ("Content-Type", "Content-Length"):
        assert head.headers[name] == get.headers[name]


@pytest.mark.parametrize("path", ["/", "/id/brume", "/sparql", "/nothing", "/static/site.css", "/health"])
def test_every_answer_is_guarded(client: TestClient, path: str) -> None:
    """What is not a file of ours, frames and guessing of types are forbidden, errors and static files included."""
    headers = client.get(path, headers={"Accept": FIREFOX}).headers
    policy = dict(part.split(" ", 1) for part in headers["Content-Security-Policy"].split("; "))
    assert policy["default-src"] == policy["base-uri"] == policy["frame-ancestors"] == "'none'"
    assert {
        source for name, source in policy.items() if name not in ("default-src", "base-uri", "frame-ancestors")
    } == {"'self'"}
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "same-origin"


@pytest.mark.parametrize("path", PAGES)
def test_pages_have_no_inline_script_and_nothing_from_elsewhere(client: TestClient, path: str) -> None:
    """Scripts are files of ours; no inline script or style, and no resource but our own."""
    page = client.get(path, headers={"Accept": FIREFOX}).text
    ours = r'<script(?: type="module")? src="/static/(?:built/)?[\w-]+\.js"(?: defer)?></script>'
    data = r'<script type="application/ld\+json">'
    assert not re.search(r"<script|<style|\sstyle=|\son\w+=", re.sub(f"{ours}|{data}", "", page))
    linked = re.findall(r'<(?:link|img|script)[^>]+(?:href|src)="([^"]+)"', page)
    assert all(address.startswith("/") for address in linked)


@pytest.mark.parametrize("method", ["GET", "POST"])
def test_other_sites_may_read_and_ask(client: TestClient, method: str) -> None:
    """A script of another site may query and validate; the question before is answered."""
    asked = client.options(
        "/sparql", headers={"Origin": "https://example.org", "Access-Control-Request-Method": method}
    )
    assert asked.status_code == 204
    assert method in asked.headers["Access-Control-Allow-Methods"]
    assert "content-type" in asked.headers["Access-Control-Allow-Headers"].lower()
    assert client.get("/id/brume").headers["Access-Control-Allow-Origin"] == "*"


@pytest.mark.parametrize("name", ["cœur", "c%C5%93ur"])
def test_a_name_beyond_latin_1_has_a_link_header(client: TestClient, name: str) -> None:
    """A header field holds ASCII only: an IRI stands there as the URI that it maps to (RFC 3987, 3.1)."""
    answer = client.get(f"/id/{name}", headers={"Accept": "text/turtle"})
    assert answer.status_code == 200
    assert '<https://w3id.org/quartierkg/id/c%C5%93ur>; rel="cite-as"' in answer.headers["Link"]
    assert '</id/c%C5%93ur.nt>; rel="alternate"' in answer.headers["Link"]
    assert '<https://w3id.org/quartierkg/id/c%C5%93ur.ttl>; rel="canonical"' in answer.headers["Link"]
    assert answer.url.path == "/id/cœur.ttl"


@pytest.mark.parametrize("path", ["//evil.example/x", "///evil.example/x", "/%5Cevil.example/x", "/\\evil.example/x"])
def test_no_link_leads_to_a_host_that_the_path_names(client: TestClient, path: str) -> None:
    """The switch of languages stays on this site, whatever the path looks like."""
    page = client.get(f"http://testserver{path}", headers={"Accept": "text/html"}).text
    links = re.findall(r'href="([^"]+)" hreflang="(?:fr|en|x-default)"', page)
    for link in links:
        assert link.startswith("/")
        assert not link.startswith(("//", "/\\"))
    assert any("evil.example/x?lang=en" in link for link in links)
