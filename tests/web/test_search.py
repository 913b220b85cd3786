"""``/search`` over HTTP, on the bundled network."""

from __future__ import annotations

import re

import pytest
from starlette.testclient import TestClient

from tests.samples import extent
from tests.stored.hostile import STRINGS

JSON = {"Accept": "application/json"}
QN = "https://w3id.org/quartierkg/ontology#"


@pytest.fixture(scope="module")
def client(network: TestClient) -> TestClient:
    """An instance with the network of the release."""
    return network


def found(client: TestClient, **values: str) -> dict[str, object]:
    """What a search gives."""
    answer = client.get("/search", params=values, headers=JSON)
    assert answer.status_code == 200, answer.text
    value: dict[str, object] = answer.json()
    return value


def labels(value: dict[str, object]) -> list[str]:
    """The names of the hits."""
    return [item["label"] for item in value["items"]]  # type: ignore[attr-defined]


@pytest.mark.parametrize("typed", ["Port-Lumière", "port lumiere", "PORT-LUMIERE", "port-lumeire"])
def test_a_quartier_is_found_however_it_is_typed(client: TestClient, typed: str) -> None:
    """Accents, case, hyphens and a slip do not count."""
    assert labels(found(client, q=typed))[0] == "Quartier de Port-Lumière"


def test_a_slip_is_told(client: TestClient) -> None:
    """What was looked for instead."""
    assert found(client, q="incubatuer")["corrected"] == [{"typed": "incubatuer", "taken": ["incubateur"]}]


def test_hits_divide_and_narrow(client: TestClient) -> None:
    """The count of a facet is the number of hits that it leaves."""
    everything = found(client, q="incubateur")
    facets = everything["facets"]
    assert isinstance(facets, dict)
    for one in facets["type"]:
        narrowed = found(client, q="incubateur", type=one["key"])
        assert narrowed["total"] == one["count"]
    assert sum(one["count"] for one in facets["type"]) >= int(str(everything["total"]))


def test_labelled_quartiers_are_a_facet(client: TestClient) -> None:
    """Of all Quartiers, those that have the label today; as many as the question says."""
    value = found(client, type=f"{QN}Quartier", state=f"{QN}Labelled", limit="100")
    asked = client.get("/queries/CQ01", headers=JSON).json()["items"]
    items = value["items"]
    assert isinstance(items, list)
    assert {item["iri"] for item in items} == {item["quartier"]["iri"] for item in asked}


def test_pages_follow_each_other(client: TestClient) -> None:
    """Each hit once."""
    address, seen = "/search?q=quartier&limit=7", []
    while address:
        value = client.get(address, headers=JSON).json()
        seen += [item["iri"] for item in value["items"]]
        address = value["next"]
    assert len(seen) == len(set(seen)) == value["total"]


def test_the_page_shows_hits_and_facets(client: TestClient) -> None:
    """Links to the things, what is invented marked as such, and ways to narrow down."""
    page = client.get("/search?q=lumiere", headers={"Accept": "text/html"}).text
    assert 'href="/id/quartier/port-lumiere"' in page
    assert 'class="fictional"' in page
    assert "<summary>Type</summary>" in page


@pytest.mark.parametrize("value", STRINGS[:: extent(1, 4, 16)])
def test_hostile_words_are_words(client: TestClient, value: str) -> None:
    """They find something or nothing, or are too long; nothing fails, and no page holds them as markup."""
    answer = client.get("/search", params={"q": value}, headers=JSON)
    assert answer.status_code in {200, 400}
    page = client.get("/search", params={"q": value + "<script>alert(1)</script>"}, headers={"Accept": "text/html"})
    assert page.status_code in {200, 400}
    assert "<script>" not in page.text


@pytest.mark.parametrize(
    ("name", "value"),
    [
        *(("limit", "ten"), ("limit", "101"), ("offset", "-1"), ("illustrative", "perhaps"), ("x", "1")),
        *(("q", "a" * 201), ("q", "\0a"), ("q", "two\nlines"), ("q", "a\x85b")),
    ],
)
def test_what_does_not_fit_names_its_parameter(client: TestClient, name: str, value: str) -> None:
    """400 as problem details; a browser gets the page."""
    answer = client.get("/search", params={name: value}, headers=JSON)
    assert (answer.status_code, answer.json()["parameter"]) == (400, name)
    assert client.get("/search", params={name: value}, headers={"Accept": "text/html"}).status_code == 400


@pytest.mark.parametrize("name", ["q", "illustrative", "limit", "offset", "lang"])
def test_what_is_given_twice_is_named(client: TestClient, name: str) -> None:
    """Neither of the two is passed over in silence; a browser gets the page."""
    answer = client.get(f"/search?{name}=1&{name}=2", headers=JSON)
    assert (answer.status_code, answer.json()["parameter"]) == (400, name)
    page = client.get(f"/search?{name}=1&{name}=2", headers={"Accept": "text/html"})
    assert page.status_code == 400
    assert 'role="search"' in page.text


def test_what_is_copied_from_a_page_is_searched(client: TestClient) -> None:
    """Spaces that do not break, and space around the words, are no fault."""
    plain = found(client, q="Port Lumière")
    assert plain["total"] != 0
    for copied in ("Port\u00a0Lumière", "Port\u202fLumière", "Port Lumière\n"):
        assert found(client, q=copied)["total"] == plain["total"]


def test_an_outcome_is_set_as_its_language_sets_it(client: TestClient) -> None:
    """French has a no-break space before the colon, English none."""
    for language, colon in (("fr", "\u00a0: rempli"), ("en", ": passed")):
        page = client.get(f"/search?lang={language}", headers={"Accept": "text/html"}).text
        told = re.findall(r"\W+(?:(?<!non )rempli|passed)(?=</a>)", page)
        assert set(told) == {colon}


@pytest.mark.parametrize(("name", "value"), [("state", "Labelled"), ("type", "Quartier")])
def test_a_facet_is_said_by_its_name_too(client: TestClient, name: str, value: str) -> None:
    """By the end of its address as by the whole, as the parameters of questions are."""
    short, whole = found(client, **{name: value}), found(client, **{name: QN + value})
    assert short["total"] == whole["total"] != 0


@pytest.mark.parametrize(
    ("name", "value", "status"),
    [
        ("state", "foo", 404),
        ("type", "https://w3id.org/quartierkg/ontology#Foo", 404),
        ("criterion", "9:passed", 404),
        ("role", "a b", 404),
        ("lang", "de", 400),
    ],
)
def test_a_facet_that_nothing_has_is_named(client: TestClient, name: str, value: str, status: int) -> None:
    """A value that is nowhere is no search without hits."""
    answer = client.get("/search", params={name: value}, headers={"Accept": "application/json"})
    assert (answer.status_code, answer.json()["parameter"]) == (status, name)


def test_a_facet_of_the_lists_that_nothing_has_has_no_hits(client: TestClient) -> None:
    """It is known all the same."""
    assert found(client, state=f"{QN}Incubator")["total"] == 0
