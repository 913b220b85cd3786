"""What changed between two revisions, over HTTP."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from pyoxigraph import Store
from starlette.testclient import TestClient

from quartierkg.journal import Record
from quartierkg.settings import Settings
from quartierkg.snapshot import Archive
from quartierkg.snapshot.graphs import NETWORK, REGISTER
from quartierkg.synth import Recipe
from quartierkg.web.app import create_app

TOKEN = "a-token-of-the-operator"
SHOWN = {"Content-Type": "application/sparql-update", "Authorization": f"Bearer {TOKEN}"}
PATCH = {"Accept": "application/rdf-patch"}
UPDATE = {"Accept": "application/sparql-update"}
HTML = {"Accept": "text/html"}


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store with a network that is too large to be compared over HTTP, and a small one after it."""
    folder: Path = tmp_path_factory.mktemp("store")
    with Archive(folder) as archive:
        archive.journal.append(
            [Record("synth", "synth", "x", NETWORK.value, Recipe(100_000, 1).written(), "secret-author", "why")]
        )
        archive.journal.append(
            [Record("synth", "synth", "x", NETWORK.value, b'{"quartiers": 1, "seed": 1, "format": 1}', "who", "why")]
        )
        archive.synthesise(Recipe(1, 1))
    return folder


@pytest.fixture(scope="module")
def client(store: Path) -> Iterator[TestClient]:
    """An instance on it, whose operator has written twice."""
    settings = Settings(store=store, base="https://example.org/kg", token=TOKEN, update=True)
    with TestClient(create_app(settings), raise_server_exceptions=False) as found:
        found.headers.clear()
        for update in (
            f"INSERT DATA {{ GRAPH <{NETWORK.value}> {{ <urn:a> <urn:p> 1 , 2 }} }}",
            f"DELETE DATA {{ GRAPH <{NETWORK.value}> {{ <urn:a> <urn:p> 1 }} }}",
        ):
            assert found.post("/update", content=update, headers=SHOWN).status_code == 204
        yield found


@pytest.fixture(scope="module")
def latest(client: TestClient) -> int:
    """The number of the latest revision."""
    return int(client.get("/ready").json()["revision"])


def test_a_write_is_told_as_a_patch(client: TestClient, latest: int) -> None:
    """Of one revision, between two, and back; without numbers, that of the latest."""
    one = f'D <urn:a> <urn:p> "1"^^<http://www.w3.org/2001/XMLSchema#integer> <{NETWORK.value}> .\n'
    for address in ("/changes", f"/changes/{latest}", f"/changes?from={latest - 1}", f"/changes?to={latest}"):
        answer = client.get(address, headers=PATCH)
        assert answer.status_code == 200
        assert answer.headers["Content-Type"] == "application/rdf-patch"
        assert one in answer.text
        assert answer.text.count("\n") == 5
    both = client.get(f"/changes?from={latest - 2}&to={latest}", headers=PATCH).text
    assert [line[0] for line in both.splitlines()] == ["H", "H", "T", "A", "T"]
    back = client.get(f"/changes?from={latest}&to={latest - 1}", headers=PATCH).text
    assert one.replace("D ", "A ", 1) in back


def test_a_write_is_told_as_an_update(client: TestClient, latest: int) -> None:
    """That any SPARQL engine runs."""
    store = Store()
    for number in (latest - 1, latest):
        answer = client.get(f"/changes/{number}", headers=UPDATE)
        assert answer.headers["Content-Type"] == "application/sparql-update"
        store.update(answer.text)
    (quad,) = store
    assert (str(quad.subject), quad.object.value, quad.graph_name) == ("<urn:a>", "2", NETWORK)


def test_nothing_is_told_of_who_wrote(client: TestClient, latest: int) -> None:
    """Nor of the reason that the journal keeps."""
    for headers in (PATCH, UPDATE, HTML):
        for number in (latest, latest - 1):
            assert "secret-author" not in client.get(f"/changes/{number}", headers=headers).text


def test_the_page_shows_a_change(client: TestClient, latest: int) -> None:
    """In the reader's language, with the other formats."""
    for language, words in (("fr", f"De la révision {latest - 1} à"), ("en", f"From revision {latest - 1} to")):
        page = client.get(f"/changes/{latest}", params={"lang": language}, headers=HTML)
        assert page.status_code == 200
        assert words in page.text
        assert "D &lt;urn:a&gt;" in page.text
        assert f'href="/changes/{latest}?lang={language}&amp;format=rdfp"' in page.text


def test_the_page_of_a_long_change_shows_its_beginning(client: TestClient) -> None:
    """It says that there is more."""
    page = client.get("/changes?from=0&to=10", headers=HTML).text
    assert "…\n</code>" in page
    assert page.count("\nA &lt;") < 400


def test_all_that_a_release_brings_is_told(client: TestClient) -> None:
    """From nothing to the revision before the networks: as many statements as its graphs have."""
    with Archive(None) as archive:
        snapshot = archive.snapshot
        derived = {"inferred", "statistics", "catalogue"}
        size = sum(number for graph, number in snapshot.counts.items() if graph.rpartition("/")[2] not in derived)
        answer = client.get(f"/changes?from=0&to={snapshot.revision}", headers=PATCH)
    assert answer.text.count("\nA ") == size
    assert answer.text.count("\nD ") == 0
    assert f"<{REGISTER.value}> ." in answer.text


def test_an_update_that_would_name_blank_nodes_is_not_offered(client: TestClient) -> None:
    """406, with the format that can say it."""
    answer = client.get("/changes?from=0&to=38&format=ru")
    assert answer.status_code == 406
    assert "application/rdf-patch" in answer.json()["remedy"]


def test_what_cannot_be_made_is_told_so(client: TestClient, latest: int) -> None:
    """404 for what is too large or not there yet, 410 for what another generator made: each leads to the files."""
    synth = latest - 4
    for query, status in (
        (f"from={synth - 1}&to={synth}", 404),
        (f"from={synth}&to={synth + 1}", 410),
        (f"from={synth + 1}&to={synth + 2}", 410),
    ):
        answer = client.get(f"/changes?{query}", headers=PATCH)
        assert answer.status_code == status, query
        assert answer.headers["Content-Type"] == "application/problem+json"
        assert "/dumps" in answer.json()["remedy"]
    assert client.get(f"/changes/{latest + 1}", headers=PATCH).status_code == 404


@pytest.mark.parametrize(
    "query",
    [
        *("from=x", "to=-1", "from=1.5", "from=", "to=²", "to=1&to=2", "form=1", "from=" + "9" * 100, "from=0x1"),
    ],
)
def test_what_is_no_revision_is_refused(client: TestClient, query: str) -> None:
    """400, with what is wrong."""
    assert client.get(f"/changes?{query}", headers=PATCH).status_code == 400


@pytest.mark.parametrize("name", ["x", "-1", "1.0", "%00", "9" * 400])
def test_a_revision_has_a_number(client: TestClient, name: str) -> None:
    """Any other name is refused."""
    assert client.get(f"/changes/{name}", headers=PATCH).status_code == 400


def test_who_holds_a_change_is_told_so(client: TestClient, latest: int) -> None:
    """By the tag of its format."""
    first = client.get(f"/changes/{latest}", headers=PATCH)
    again = client.get(f"/changes/{latest}", headers=PATCH | {"If-None-Match": first.headers["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    assert client.get(f"/changes/{latest}", headers=UPDATE).headers["ETag"] != first.headers["ETag"]


def test_a_long_change_is_compressed_on_its_way(client: TestClient) -> None:
    """For who accepts it."""
    answer = client.get("/changes?from=0&to=10", headers=PATCH | {"Accept-Encoding": "gzip"})
    assert answer.headers["Content-Encoding"] == "gzip"
