"""Sheets and scripts: addresses that say their version, kept for ever, and pages that do without."""

from __future__ import annotations

import re

import pytest
from starlette.testclient import TestClient

from quartierkg.web import assets

PAGE = {"Accept": "text/html", "Accept-Language": "en"}
FOR_EVER = "public, max-age=31536000, immutable"


@pytest.fixture
def bundled(client: TestClient) -> list[str]:
    """The addresses of the scripts that the editor's page names."""
    found = re.findall(r'<script[^>]* src="([^"]+)"', client.get("/sparql", headers=PAGE).text)
    if not found:
        pytest.skip("the scripts are not bundled here")
    return found


def test_a_script_is_kept_for_ever(client: TestClient, bundled: list[str]) -> None:
    """The name of a script holds a hash of its content, so that browsers need not ask again (RFC 8246)."""
    assert len(bundled) == 2
    for address in bundled:
        assert re.fullmatch(r"/static/built/\w+-[A-Z0-9]{8}\.js", address)
        answer = client.get(address)
        assert answer.status_code == 200
        assert answer.headers["Content-Type"].startswith("text/javascript")
        assert answer.headers["Cache-Control"] == FOR_EVER


def test_what_is_bundled_says_whose_it_is(client: TestClient, bundled: list[str]) -> None:
    """The page of the editor leads to the licences; they may change, so that browsers ask."""
    assert bundled
    assert f'href="{assets.THIRD_PARTY}"' in client.get("/sparql", headers=PAGE).text
    answer = client.get(assets.THIRD_PARTY)
    assert answer.status_code == 200
    assert answer.headers["Cache-Control"] == "no-cache"


def test_a_sheet_is_kept_under_its_version(client: TestClient) -> None:
    """A page names the sheet with its version; under its bare name the sheet is asked for again."""
    (address,) = re.findall(r'<link rel="stylesheet" href="(/static/site[^"]+)"', client.get("/", headers=PAGE).text)
    assert re.fullmatch(r"/static/site\.css\?v=[0-9a-f]{12}", address)
    assert client.get(address).headers["Cache-Control"] == FOR_EVER
    bare = client.get("/static/site.css")
    assert bare.headers["Cache-Control"] == "no-cache"
    held = client.get("/static/site.css", headers={"If-None-Match": bare.headers["ETag"]})
    assert (held.status_code, held.headers["Cache-Control"]) == (304, "no-cache")


@pytest.mark.parametrize("name", ["../app.py", "built/../../app.py", "%2e%2e/app.py", "built", "nothing.css"])
def test_nothing_else_is_served(client: TestClient, name: str) -> None:
    """Neither what lies beside the folder nor a list of what is in it."""
    answer = client.get(f"/static/{name}")
    assert answer.status_code == 404
    assert "Cache-Control" not in answer.headers or answer.headers["Cache-Control"] == "no-store"


def test_without_scripts_the_page_says_what_is_missing(client: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where nothing was bundled the form is there, with what it lacks and how that is had; no address leads nowhere."""
    monkeypatch.setattr(assets, "_built", lambda _: {})
    page = client.get("/sparql", params={"query": "ASK {}"}, headers=PAGE).text
    assert "<script" not in page
    assert '<textarea id="query"' in page
    assert "python3 frontend/bundle.py" in page
    assert "Yes" in page
    assert "/static/built" not in page


def test_a_page_is_another_one_with_other_scripts(client: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever holds a page that names what is gone gets the page anew; data are not concerned."""
    page, data = (client.get("/charter", headers={"Accept": accept}) for accept in ("text/html", "text/turtle"))
    monkeypatch.setattr(assets, "version", lambda: "other")
    for held, accept, status in ((page, "text/html", 200), (data, "text/turtle", 304)):
        asked = {"Accept": accept, "If-None-Match": held.headers["ETag"]}
        assert client.get("/charter", headers=asked).status_code == status
