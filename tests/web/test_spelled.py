"""What is taken for a value, and what is not."""

from __future__ import annotations

import pytest
from starlette.testclient import TestClient

JSON = {"Accept": "application/problem+json, */*;q=0.1"}


@pytest.mark.parametrize(
    ("address", "parameter"),
    [
        ("/?lang=%FF", "lang"),
        ("/search?q=caf%E9", "q"),
        ("/sparql?query=ASK%20%7B%7D&default-graph-uri=%C3", "default-graph-uri"),
        ("/ontology?%FF=1", "\ufffd"),
        ("/decisions?limit=%ED%A0%80", "limit"),
        ("/nowhere?a=1&b=%80", "b"),
    ],
)
def test_what_is_no_utf8_is_refused_by_name(client: TestClient, address: str, parameter: str) -> None:
    """On whatever route: nothing is read with a sign in the place of what was sent."""
    found = client.get(address, headers=JSON)
    assert (found.status_code, found.json()["parameter"]) == (400, parameter)


@pytest.mark.parametrize(
    ("address", "parameter"),
    [
        ("/?lang=", "lang"),
        ("/ontology?format=", "format"),
        ("/decisions?limit", "limit"),
        ("/dumps?format=+", "format"),
    ],
)
def test_an_address_states_what_it_names(client: TestClient, address: str, parameter: str) -> None:
    """An empty value is none, where no form of ours may have left a field empty."""
    found = client.get(address, headers=JSON)
    assert (found.status_code, found.json()["parameter"]) == (400, parameter)


@pytest.mark.parametrize("address", ["/search?q=&type=", "/queries/CQ01?asOf=&state=&lang=en", "/network?lang="])
def test_a_form_may_leave_fields_empty(network: TestClient, address: str) -> None:
    """A browser sends them as well: they ask for nothing."""
    assert network.get(address, headers={"Accept": "text/html"}).status_code != 400


def test_the_refusal_speaks_the_language_that_was_asked_for(client: TestClient) -> None:
    """What could be read of the address still counts."""
    assert client.get("/?x=%FF&lang=en", headers=JSON).json()["title"] == "Bad parameter"
    assert client.get("/?x=%FF&lang=fr", headers=JSON).json()["title"] == "Paramètre incorrect"


def test_whole_text_is_taken_as_it_is(client: TestClient) -> None:
    """Accents, plus signs and per cent signs are values like others."""
    assert client.get("/?lang=fr&note=%C3%A9%25+%2B").status_code == 200


@pytest.mark.parametrize("address", ["/id/label/a/b", "/id/status/x/revocation"])
def test_an_address_whose_end_is_no_number_is_not_there(client: TestClient, address: str) -> None:
    """It names nothing: that is no fault in what was asked."""
    assert client.get(address, headers=JSON).status_code == 404


def test_a_list_says_which_of_its_parameters_does_not_fit(client: TestClient) -> None:
    """The framework reads it, and the problem names it as ours do."""
    found = client.get("/labels?limit=ten", headers=JSON)
    assert (found.status_code, found.json()["parameter"]) == (400, "limit")
