"""Under a path: what stands before every address is taken off a request, and put back in its answer."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from quartierkg.settings import Settings
from quartierkg.web import prefix
from quartierkg.web.app import create_app
from tests.samples import ROOT

PAGE = {"Accept": "text/html"}
LINK = re.compile(r' (?:href|src|action|formaction)="(/[^"]*)"')


@pytest.mark.parametrize(
    ("base", "before"),
    [
        ("http://127.0.0.1:8000", ""),
        ("https://example.org/kg", "/kg"),
        ("https://example.org/a/b", "/a/b"),
        ("https://example.org/données", "/donn%C3%A9es"),
        ("https://example.org/donn%C3%A9es", "/donn%C3%A9es"),
    ],
)
def test_what_stands_before_addresses_is_the_path_of_the_base(base: str, before: str) -> None:
    """As a link writes it, however the setting spelled it."""
    assert prefix.of_base(base) == before


@pytest.mark.parametrize("path", ["/kg", "/kg/", "/%6Bg/"])
def test_the_first_page_is_there_however_it_is_asked_for(client: TestClient, path: str) -> None:
    """Every link of it has the path, save one that leads to another host."""
    page = client.get(path, headers=PAGE)
    links = LINK.findall(page.text)
    assert page.status_code == 200
    assert len(links) > 20
    assert [link for link in links if not link.startswith("/kg/")] == []
    assert page.headers["Content-Length"] == str(len(page.content))


def test_who_asks_without_the_path_is_answered_without_it(client: TestClient) -> None:
    """A monitor on the same machine; neither gets what was kept for the other."""
    for _ in range(2):
        assert client.get("/kg/ontology", headers=PAGE).headers["Content-Location"] == "/kg/ontology?format=html"
        direct = client.get("/ontology", headers=PAGE)
        assert direct.headers["Content-Location"] == "/ontology?format=html"
        assert "/kg/" not in "".join(LINK.findall(direct.text))


def test_headers_lead_on_under_the_path(client: TestClient) -> None:
    """Redirections and links; an address of another host stays what it is."""
    moved = client.get("/kg/id/brume", headers={"Accept": "text/turtle"}, follow_redirects=False)
    assert moved.headers["Location"] == "/kg/id/brume.ttl"
    links = client.get(moved.headers["Location"]).headers["Link"]
    assert "</kg/id/brume.html>" in links
    assert "<https://w3id.org/quartierkg/id/brume>" in links
    assert "</id/" not in links


def test_an_address_that_is_encoded_stays_so(client: TestClient) -> None:
    """Of what is behind the path every octet counts."""
    moved = client.get("/kg/id/c%C5%93ur", headers={"Accept": "text/turtle"}, follow_redirects=False)
    assert moved.headers["Location"] == "/kg/id/c%C5%93ur.ttl"


@pytest.mark.parametrize("address", ["/kg/ontology?lang=", "/kg/nothing", "/kg/ontology?x=%FF"])
def test_a_page_about_a_problem_leads_on(client: TestClient, address: str) -> None:
    """Whichever layer found it."""
    page = client.get(address, headers=PAGE)
    assert page.status_code in {400, 404}
    assert [link for link in LINK.findall(page.text) if not link.startswith("/kg/")] == []


def test_a_fault_of_ours_is_told_under_the_path(data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Its page is made outside every other layer."""

    def broken(*_: object, **__: object) -> None:
        raise RuntimeError

    monkeypatch.setattr("quartierkg.web.routes.fair_use.negotiated", broken)
    with TestClient(
        create_app(Settings(data=data, base="https://example.org/kg")), raise_server_exceptions=False
    ) as client:
        page = client.get("/kg/fair-use", headers=PAGE)
    assert page.status_code == 500
    assert [link for link in LINK.findall(page.text) if not link.startswith("/kg/")] == []


def test_a_path_that_only_begins_alike_is_another(client: TestClient) -> None:
    """``/kgx`` is not under ``/kg``."""
    assert client.get("/kgx/").status_code == 404


def test_what_scripts_ask_is_known_by_its_attribute() -> None:
    """Each attribute of a template that holds an address of ours is one that is led."""
    held = {
        name
        for path in (ROOT / "quartierkg" / "web" / "templates").glob("*.html")
        for name in re.findall(r'[ \n]([\w-]+)="(?:/|\{\{ ?to\(|\{\{ ?[\'"]/)', path.read_text(encoding="utf-8"))
    }
    assert {"href", "action", "data-lexicon"} <= held
    assert [name for name in sorted(held) if not prefix.leads(name)] == []
