"""Whole answers that are given again."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from quartierkg.settings import Settings
from quartierkg.web import repeats, service
from quartierkg.web.app import create_app

QUERY = {"query": "SELECT ?s { ?s a <https://w3id.org/quartierkg/ontology#Quartier> }"}


@pytest.fixture(scope="module")
def instance(data: Path) -> Iterator[TestClient]:
    """An instance for all."""
    with TestClient(create_app(Settings(data=data, base="https://example.org/kg"))) as found:
        yield found


@pytest.fixture
def client(instance: TestClient) -> TestClient:
    """The same without the answers of the tests before."""
    state = instance.app.state  # type: ignore[attr-defined]
    state.service = replace(state.service, repeats=repeats.cache(1_000_000))
    return instance


def hits(client: TestClient) -> int:
    """How many whole answers were given again."""
    found = client.app.state.service  # type: ignore[attr-defined]
    assert isinstance(found, service.Service)
    return found.repeats.hits


@pytest.mark.parametrize("address", ["/", "/sparql", "/charter", "/graph/network", "/fair-use"])
def test_the_same_request_gets_the_same_answer(client: TestClient, address: str) -> None:
    """Byte for byte, with the same headers save the name of the request and what it cost; by HEAD without the body."""
    first, second = (client.get(address, params=QUERY if address == "/sparql" else None) for _ in range(2))
    assert hits(client) == 1
    assert second.content == first.content
    names = [set(answer.headers) - {"x-request-id", "server-timing"} for answer in (first, second)]
    assert names[0] == names[1]
    if address == "/sparql":
        assert first.headers["Server-Timing"].startswith("query;dur=")
        assert second.headers["Server-Timing"] == "cache;desc=hit"
    assert {name: first.headers[name] for name in names[0]} == {name: second.headers[name] for name in names[0]}
    assert second.headers["X-Request-Id"] != first.headers["X-Request-Id"]
    head = client.head(address, params=QUERY if address == "/sparql" else None)
    assert (head.status_code, head.content) == (200, b"")
    assert head.headers["Content-Length"] == first.headers["Content-Length"]


@pytest.mark.parametrize(
    "headers",
    [
        {"Accept": "text/csv"},
        {"Accept-Language": "en"},
        {"Accept-Encoding": "gzip"},
        {"Host": "elsewhere.example"},
    ],
)
def test_another_request_gets_its_own(client: TestClient, headers: dict[str, str]) -> None:
    """Whatever an answer depends on tells requests apart."""
    client.get("/sparql", params=QUERY)
    client.get("/sparql", params=QUERY, headers=headers)
    assert hits(client) == 0


def test_what_may_differ_is_never_given_again(client: TestClient) -> None:
    """Time, chance, problems, and what a client holds already."""
    for query in ("SELECT (NOW() AS ?x) {}", "SELECT (RAND() AS ?x) {}", "SELECT {"):
        for _ in range(2):
            client.get("/sparql", params={"query": query})
    for _ in range(2):
        assert client.get("/nowhere").status_code == 404
    tag = client.get("/sparql", params=QUERY).headers["ETag"]
    assert client.get("/sparql", params=QUERY, headers={"If-None-Match": tag}).status_code == 304
    assert hits(client) == 0
