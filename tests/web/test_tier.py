"""The second tier beside a running instance."""

from __future__ import annotations

import asyncio
import gc
import time
import weakref
from pathlib import Path
from types import SimpleNamespace

import pytest
from pyoxigraph import Store
from starlette.testclient import TestClient

from quartierkg.settings import Settings
from quartierkg.snapshot import Snapshot
from quartierkg.web import beside, dumps, service, tier
from quartierkg.web.app import create_app
from tests.samples import journey

TOKEN = "a-token-of-the-operator"
JSON = {"Accept": "application/json"}
NETWORK = "https://w3id.org/quartierkg/graph/network"
QN = "https://w3id.org/quartierkg/ontology#"
ID = "https://w3id.org/quartierkg/id/quartier/"
LABEL = "http://www.w3.org/2000/01/rdf-schema#label"
LATER = """
@prefix qn: <https://w3id.org/quartierkg/ontology#> . @prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
@prefix id: <https://w3id.org/quartierkg/id/quartier/> .
id:tout-nouveau a qn:Quartier ; qn:history id:tout-nouveau-1 .
id:tout-nouveau-1 qn:toState qn:Labelled ; qn:happenedOn "2020-01-01"^^xsd:date .
"""


def wait_for(about: service.Service) -> None:
    """Wait until the tables are those of now."""
    end = time.monotonic() + 120
    while about.tier is None or not about.tier.describes(about.snapshot):
        assert time.monotonic() < end
        time.sleep(0.1)


@journey
def test_tables_come_and_go_with_their_revision(data: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A large revision gets them beside the service; a write shows at once, whatever they say; then they follow."""
    monkeypatch.setattr(tier, "IN_MEMORY", 0)
    settings = Settings(store=tmp_path / "store", data=data, token=TOKEN)
    with TestClient(create_app(settings), raise_server_exceptions=False) as client:
        about = client.app.state.service  # type: ignore[attr-defined]
        before = client.get("/queries/CQ01", headers=JSON).json()["items"]
        assert client.get("/search?q=quartier", headers=JSON).status_code in {200, 503}
        wait_for(about)
        kept = client.get("/queries/CQ01?limit=50", headers=JSON).json()["items"]
        assert kept == before
        found = client.get("/search?q=brume", headers=JSON).json()
        assert found["total"] > 0
        assert found["index"]["current"]
        written = client.post(
            f"/rdf-graph-store?graph={NETWORK}",
            content=LATER,
            headers={"Content-Type": "text/turtle", "Authorization": f"Bearer {TOKEN}"},
        )
        assert written.status_code == 204
        after = client.get("/queries/CQ01?limit=60", headers=JSON).json()["items"]
        assert {item["quartier"]["iri"].rpartition("/")[2] for item in after} - {
            item["quartier"]["iri"].rpartition("/")[2] for item in before
        } == {"tout-nouveau"}
        behind = client.get("/search?q=brume", headers=JSON)
        assert behind.status_code == 200, "a network that is written to is searched all the same"
        assert ("ETag" in behind.headers) == behind.json()["index"]["current"]
        wait_for(about)
        assert client.get("/queries/CQ01?limit=70", headers=JSON).json()["items"] == after
        assert client.get("/search?q=brume", headers=JSON).json()["index"]["current"]
    assert len(list((tmp_path / "store" / "tier").iterdir())) == 1


def test_search_waits_for_the_index_of_a_large_revision(
    data: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Until it is there, 503 says when to try again."""
    monkeypatch.setattr(tier, "IN_MEMORY", 0)

    async def never(*_: object) -> None:
        """Nothing is worked out."""

    monkeypatch.setattr(tier, "_worked_out", never)
    with TestClient(create_app(Settings(store=tmp_path / "store", data=data)), raise_server_exceptions=False) as client:
        answer = client.get("/search?q=quartier", headers=JSON)
        assert answer.status_code == 503
        assert answer.headers["Retry-After"] == "30"
        assert answer.json()["type"].endswith("#not-ready")
        assert client.get("/queries/CQ01", headers=JSON).status_code == 200


def test_search_answers_from_the_last_index_and_says_so(
    data: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """While that of a newer revision is being built, and also after a restart; what is gone is no hit."""
    settings = Settings(store=tmp_path / "store", data=data, token=TOKEN, update=True)
    address = f"/rdf-graph-store?graph={NETWORK}"
    sent = {"Content-Type": "text/turtle", "Authorization": f"Bearer {TOKEN}"}
    passing = f'<{ID}passing> a <{QN}Quartier> ; <{QN}illustrative> true ; <{LABEL}> "Éphémère"@fr .'
    with TestClient(create_app(settings)) as client:
        assert client.post(address, content=passing, headers=sent).status_code == 204
        assert client.get("/search?q=ephemere", headers=JSON).json()["total"] == 1
        number = client.get("/search?q=ephemere", headers=JSON).json()["index"]["revision"]

    async def never(*_: object) -> None:
        """Nothing is worked out."""

    monkeypatch.setattr(tier, "IN_MEMORY", 0)
    monkeypatch.setattr(tier, "_worked_out", never)
    with TestClient(create_app(settings)) as client:  # started anew
        sent["Content-Type"] = "application/sparql-update"
        gone = f"DELETE WHERE {{ GRAPH <{NETWORK}> {{ <{ID}passing> ?p ?o }} }}"
        assert client.post("/sparql", content=gone, headers=sent).status_code in {200, 204}
        answer = client.get("/search?q=ephemere", headers=JSON)
        assert answer.status_code == 200
        assert answer.json()["index"] | {"day": ""} == {"revision": number, "day": "", "current": False}
        assert answer.json()["items"] == []
        assert "ETag" not in answer.headers, "the next answer may be another"
        page = client.get("/search?q=ephemere&lang=en", headers={"Accept": "text/html"}).text
        assert f"These are the results of revision {number}" in page


def test_a_loop_that_sleeps_holds_no_revision(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Also after a build that failed, when it sleeps for long: what is no longer shown can go."""
    monkeypatch.setattr(tier, "is_large", lambda _: True)
    monkeypatch.setattr(dumps, "is_large", lambda _: True)

    async def failing(*_: str) -> None:
        """Builds nothing."""

    monkeypatch.setattr(beside, "run", failing)

    def revision(number: int) -> Snapshot:
        return Snapshot(Store(), tmp_path / "revisions" / str(number), number, "", str(number) * 64, {})

    async def lived() -> bool:
        shown = SimpleNamespace(snapshot=revision(1))
        held = weakref.ref(shown.snapshot)
        loops = tier.Tier(tmp_path), dumps.Dumps(tmp_path)
        for loop in loops:
            loop.start(shown)
        await asyncio.sleep(0.2)
        shown.snapshot = revision(2)
        gc.collect()
        gone = held() is None
        for loop in loops:
            await loop.stop()
        return gone

    assert asyncio.run(lived())
