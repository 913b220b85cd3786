"""Whole answers that are given again."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest
from starlette.testclient import TestClient

from quartierkg.web import repeats, service

QUERY = {"query": "SELECT ?s { ?s a <https://w3id.org/quartierkg/ontology#Quartier> }"}


@pytest.fixture
def client(client: TestClient) -> Iterator[TestClient]:
    """An instance that nobody has asked anything yet."""
    state = client.app.state  # type: ignore[attr-defined]
    about = state.service
    state.service = replace(about, repeats=repeats.cache(2**22))
    yield client
    state.service = about


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


@pytest.mark.parametrize("encoding", ["identity", "gzip"])
@pytest.mark.parametrize("address", ["/", "/charter", "/sparql", "/graph/network"])
def test_whoever_holds_an_answer_is_told_so_at_once(client: TestClient, address: str, encoding: str) -> None:
    """With the headers that the answer had, less those of its body; by another tag the answer comes whole."""
    asked = {"Accept-Encoding": encoding}
    params = QUERY if address == "/sparql" else None
    whole = client.get(address, params=params, headers=asked)
    tag = whole.headers["ETag"]
    for held in (tag, f"W/{tag}", f'"another", {tag}', "*"):
        before = hits(client)
        same = client.get(address, params=params, headers={**asked, "If-None-Match": held})
        assert (same.status_code, same.content, hits(client)) == (304, b"", before + 1)
        assert same.headers["ETag"] == tag
        body = {"content-length", "content-type", "content-encoding", "content-language"}
        assert set(same.headers) == set(whole.headers) - body
    other = client.get(address, params=params, headers={**asked, "If-None-Match": '"another"'})
    assert (other.status_code, other.content) == (200, whole.content)


def test_what_may_differ_is_never_given_again(client: TestClient) -> None:
    """Time, chance and problems."""
    for query in ("SELECT (NOW() AS ?x) {}", "SELECT (RAND() AS ?x) {}", "SELECT {"):
        for _ in range(2):
            client.get("/sparql", params={"query": query})
    for _ in range(2):
        assert client.get("/nowhere").status_code == 404
    assert hits(client) == 0
