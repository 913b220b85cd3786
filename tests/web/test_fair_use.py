"""What strangers may ask: the page, the budget of a client, and whom a proxy speaks for."""

from __future__ import annotations

import json
from pathlib import Path

import httpx
import pytest
from starlette.testclient import TestClient

from quartierkg.errors import OverBudget
from quartierkg.query.guard import CAPS
from quartierkg.settings import Settings
from quartierkg.web.app import create_app
from quartierkg.web.budget import Budget, client_of
from tests.sparql.endpoint import started


def test_the_page_tells_every_limit(client: TestClient) -> None:
    """In both languages, and as data for programs."""
    for language, word in (("fr", "secondes d’évaluation"), ("en", "seconds of evaluation")):
        page = client.get("/fair-use", params={"lang": language}, headers={"Accept": "text/html"}).text
        assert word in page
        assert all(cap.in_(language) in page for _, cap in CAPS)  # type: ignore[arg-type]
    found = json.loads(client.get("/fair-use", headers={"Accept": "application/json"}).text)
    assert found["query"]["bytes"] == 64 * 1024
    assert found["service"]["seconds of evaluation and writing"] == "10"


def test_a_budget_is_spent_and_comes_back() -> None:
    """Six seconds a minute: spent at once, a tenth of them is back after six seconds; nobody else pays."""
    now = [0.0]
    budget = Budget(6.0, lambda: now[0])
    budget.check("a")
    budget.spend("a", 6.5)
    with pytest.raises(OverBudget, match="6 s") as raised:
        budget.check("a")
    assert raised.value.retry_after == 5
    budget.check("b")
    now[0] = 5.1
    budget.check("a")


def test_without_a_budget_nobody_pays() -> None:
    """It is off unless it is set."""
    budget = Budget(None)
    budget.spend("a", 1e9)
    budget.check("a")


@pytest.mark.parametrize(
    ("address", "client"),
    [
        ("192.0.2.1", "192.0.2.1"),
        ("::ffff:192.0.2.1", "192.0.2.1"),
        ("2001:db8:1:2:3::1", "2001:db8:1:2::/64"),
        ("testclient", "testclient"),
        ("", ""),
    ],
)
def test_a_client_is_an_address_or_the_network_of_a_household(address: str, client: str) -> None:
    """Of IPv6 one client has 2^64 addresses."""
    assert client_of(address) == client


def test_a_client_over_its_budget_is_refused_by_name(data: Path) -> None:
    """429 with the limit and when to come back; an answer that is kept costs nothing."""
    with TestClient(create_app(Settings(data=data, budget=0.001))) as found:
        query = {"query": "SELECT * { ?s ?p ?o }", "format": "csv"}
        while (answer := found.get("/sparql", params=query | {"query": f"{query['query']} #"})).status_code == 200:
            query["query"] += "#"
        assert answer.status_code == 429
        assert answer.json()["type"].endswith("#budget")
        assert "0.001 s" in answer.json()["detail"]
        assert int(answer.headers["Retry-After"]) >= 1


@pytest.mark.parametrize(("proxy", "counted"), [([], 1), (["--proxy", "127.0.0.1"], 2)])
def test_only_a_trusted_proxy_says_who_asks(proxy: list[str], counted: int) -> None:
    """Without one, whatever a client writes into X-Forwarded-For is its own invention."""
    with started("--budget", "0.0001", *proxy) as address:
        said: set[int] = set()
        for client in ("192.0.2.1", "192.0.2.2"):
            query = {"query": f"SELECT (COUNT(*) AS ?n) {{ ?s ?p ?o FILTER(STR(?o) != '{client}') }}"}
            answer = httpx.get(f"{address}/sparql", params=query, headers={"X-Forwarded-For": client})
            said.add(answer.status_code)
            paid = answer.status_code == 200
        assert (said == {200}) is (counted == 2), (said, paid)
