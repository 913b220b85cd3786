"""For those who run an instance."""

from __future__ import annotations

from pathlib import Path

import anyio
import httpx
import pytest
from starlette.testclient import TestClient

from quartierkg.limits import Limits
from quartierkg.settings import Settings
from quartierkg.web import judge
from quartierkg.web.app import create_app


def test_health_names_the_engines(client: TestClient) -> None:
    """Each engine with its version, and that there are two."""
    health = client.get("/health").json()
    assert health["status"] == "pass"
    assert [engine["name"] for engine in health["engines"]] == [engine.name for engine in judge.engines()]
    assert health["agreement"] == ("two engines" if len(judge.engines()) == 2 else "one engine")


def test_health_says_when_one_engine_judges_alone(client: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the fast engine cannot be installed, nobody is led to think that two agreed."""
    only = judge.engines()[-1:]
    monkeypatch.setattr(judge, "available", lambda: only)
    assert client.get("/health").json()["agreement"] == "one engine"


def test_ready_tells_the_revision(client: TestClient) -> None:
    """The revision that is served, and what is in it."""
    ready = client.get("/ready").json()
    assert ready["revision"] > 0
    assert ready["graphs"]["https://w3id.org/quartierkg/graph/stations"] == 1


def test_metrics_count_answers(client: TestClient) -> None:
    """Each answer is counted under its method and status; invented methods share a counter."""
    client.get("/nothing")
    client.request("BREW", "/")
    text = client.get("/metrics").text
    assert 'quartierkg_requests_total{method="GET",status="404"}' in text
    assert 'method="other"' in text
    assert "BREW" not in text
    assert "quartierkg_revision " in text


def test_the_api_describes_itself(client: TestClient) -> None:
    """openapi.json lists the addresses with their formats and parameters."""
    described = client.get("/openapi.json").json()
    assert {"/sparql", "/validate", "/id/{name}", "/charter/{version}"} <= set(described["paths"])
    asked = {entry["name"] for entry in described["paths"]["/validate"]["post"]["parameters"]}
    assert {"profile", "gate", "engine", "lang"} <= asked
    assert "text/csv" in described["paths"]["/sparql"]["get"]["responses"]["200"]["content"]


def test_an_unforeseen_error_tells_nothing_but_that_it_happened(
    client: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A bug is 500 as problem details, without its text; the headers are there all the same."""

    def broken() -> None:
        raise RuntimeError("secret")

    monkeypatch.setattr(judge, "engines", broken)
    answer = client.get("/health")
    assert answer.status_code == 500
    assert answer.headers["Content-Type"] == "application/problem+json"
    assert "secret" not in answer.text
    assert answer.headers["X-Content-Type-Options"] == "nosniff"


def test_instances_share_nothing(tmp_path: Path, data: Path, client: TestClient) -> None:
    """Two instances in one process each show their own store."""
    (tmp_path / "network" / "real").mkdir(parents=True)
    (tmp_path / "network" / "real" / "a.ttl").write_text("<urn:a> <urn:b> <urn:c> .")
    with TestClient(create_app(Settings(data=tmp_path))) as other:
        graphs = other.get("/ready").json()["graphs"]
    assert graphs["https://w3id.org/quartierkg/graph/network"] == 1
    assert client.get("/ready").json()["graphs"] != graphs
    assert data.is_dir()


def test_slow_queries_leave_the_rest_alive(data: Path) -> None:
    """With more endless queries than workers all else is answered, and each of them gets the limit that it met."""
    endless = "/sparql?query=SELECT(COUNT(*)AS%3Fn)%7B%3Fa%3Fb%3Fc.%3Fd%3Fe%3Ff.%3Fg%3Fh%3Fi%7D"
    limits = Limits(workers=1, queue=2, patience=1, deadline=3)

    async def alive() -> tuple[list[int], list[int]]:
        found: list[int] = []
        ended: list[int] = []
        app = create_app(Settings(data=data, limits=limits))
        transport = httpx.ASGITransport(app, raise_app_exceptions=False)
        async with (
            app.router.lifespan_context(app),
            httpx.AsyncClient(transport=transport, base_url="http://testserver", timeout=30) as client,
            anyio.create_task_group() as group,
        ):

            async def ask() -> None:
                ended.append((await client.get(endless)).status_code)

            for _ in range(6):
                group.start_soon(ask)
            await anyio.sleep(0.2)
            found += [(await client.get(path)).status_code for path in ("/health", "/id/brume.ttl", "/")]
            sent = await client.post("/validate", content="", headers={"Content-Type": "text/turtle"})
            found.append(sent.status_code)
        return found, sorted(ended)

    # Three find the queue full, two wait in vain, one passes the deadline.
    assert anyio.run(alive) == ([200, 200, 200, 400], [429, 429, 429, 503, 503, 503])
