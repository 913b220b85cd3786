"""Writes over HTTP: who may, where, what is kept of them, and who sees them when."""

from __future__ import annotations

import gc
import random
import shutil
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx
import pytest
from pyoxigraph import NamedNode, Quad
from starlette.testclient import TestClient

from quartierkg.errors import StoreFault
from quartierkg.language import Text
from quartierkg.limits import Limits
from quartierkg.settings import Settings
from quartierkg.snapshot import Archive, revision
from quartierkg.snapshot.changes import MEDIA_TYPE, Changes
from quartierkg.snapshot.graphs import CATALOGUE, NETWORK, STATISTICS
from quartierkg.web.app import create_app
from tests.samples import LONG, journey

TOKEN = "un-jeton-de-seize-signes"
SHOWN = {"Authorization": f"Bearer {TOKEN}"}
UPDATE = {"Content-Type": "application/sparql-update"}
TURTLE = {"Content-Type": "text/turtle"}
SUM = "SELECT (COUNT(*) AS ?n) { ?s <urn:p> ?o }"
ADD = f"INSERT DATA {{ GRAPH <{NETWORK.value}> {{ <urn:a> <urn:p> 1 }} }}"


@contextmanager
def served(folder: Path, data: Path) -> Iterator[TestClient]:
    """An instance whose operator may write, with a store in a folder."""
    one = Limits(workers=1)
    settings = Settings(store=folder, data=data, base="https://example.org/kg", token=TOKEN, update=True, limits=one)
    with TestClient(create_app(settings), raise_server_exceptions=False) as client:
        yield client


@pytest.fixture
def store(tmp_path: Path, data: Path) -> Iterator[tuple[TestClient, Path]]:
    """Such an instance for one test, and the folder of its store."""
    with served(tmp_path / "store", data) as client:
        yield client, tmp_path / "store"


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory, data: Path) -> Iterator[TestClient]:
    """Such an instance for all the tests after which no statement of the tests is there that was not before."""
    with served(tmp_path_factory.mktemp("shared") / "store", data) as client:
        yield client


def count(client: TestClient) -> int:
    """How many statements of the test the endpoint shows."""
    answer = client.post("/sparql", content=SUM, headers={"Content-Type": "application/sparql-query"})
    return int(answer.json()["results"]["bindings"][0]["n"]["value"])


@pytest.mark.parametrize("method", ["put", "post", "delete"])
def test_nobody_writes_where_no_token_is_set(client: TestClient, method: str) -> None:
    """403 with the way to change that; the graph can be read all the same."""
    address = f"/rdf-graph-store?graph={NETWORK.value}"
    answer = client.request(method, address, headers=TURTLE)
    assert answer.status_code == 403
    assert "--token-file" in answer.json()["remedy"]
    assert client.get(address).status_code == 200


@pytest.mark.parametrize(
    "shown", [{}, {"Authorization": "Bearer un-autre-jeton-de-seize"}, {"Authorization": f"Basic {TOKEN}"}]
)
@pytest.mark.parametrize(
    ("method", "address"), [("PUT", f"/rdf-graph-store?graph={NETWORK.value}"), ("POST", "/sparql")]
)
def test_a_write_shows_the_token(shared: TestClient, shown: dict[str, str], method: str, address: str) -> None:
    """Without it, or with another: 401, which scheme, and nothing changes (RFC 9110, 11.6.1)."""
    answer = shared.request(method, address, content=ADD, headers=shown | (UPDATE if method == "POST" else TURTLE))
    assert answer.status_code == 401
    assert answer.headers["WWW-Authenticate"].startswith("Bearer")
    assert answer.headers["Content-Type"] == "application/problem+json"
    assert count(shared) == 0


def test_a_write_is_seen_at_once_and_its_revision_told(store: tuple[TestClient, Path]) -> None:
    """The query after the answer sees it, on whatever worker; the revision before has another tag."""
    client, _ = store
    before = client.get("/sparql", params={"query": SUM})
    for number in range(3):
        text = f"INSERT DATA {{ GRAPH <{NETWORK.value}> {{ <urn:a{number}> <urn:p> [] }} }}"
        answer = client.post("/sparql", content=text, headers=SHOWN | UPDATE)
        assert answer.status_code == 204
        assert int(answer.headers["X-Revision"]) == int(before.headers["X-Revision"]) + number + 1
        for _ in range(4):
            assert count(client) == number + 1
    after = client.get("/sparql", params={"query": SUM})
    assert after.headers["ETag"] != before.headers["ETag"]
    assert after.headers["X-Revision"] == answer.headers["X-Revision"]
    assert client.get("/ready").json()["revision"] == int(answer.headers["X-Revision"])


@pytest.mark.parametrize(
    "text",
    [
        "INSERT DATA { <urn:a> <urn:p> 1 }",
        "INSERT DATA { GRAPH <urn:g> { <urn:a> <urn:p> 1 } }",
        "DELETE WHERE { GRAPH <https://w3id.org/quartierkg/graph/charter> { ?s ?p ?o } }",
        "CREATE GRAPH <urn:g>",
        "CLEAR ALL",
    ],
)
def test_only_graphs_of_the_operator_are_written(shared: TestClient, text: str) -> None:
    """What is derived from the release, and what nobody would see, is refused with those that are written."""
    revision = shared.get("/ready").json()["revision"]
    answer = shared.post("/sparql", content=text, headers=SHOWN | UPDATE)
    assert answer.status_code == 403
    assert NETWORK.value in answer.json()["remedy"]
    assert shared.get("/ready").json()["revision"] == revision


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("INSERT DATA {", 400),
        ("LOAD <http://127.0.0.1:9/>", 400),
        ("INSERT { ?s ?p ?o } WHERE { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }", 400),
        (f"INSERT DATA {{ GRAPH <{NETWORK.value}> {{ <urn:a> <urn:p> <<( <urn:a> <urn:b> <urn:c> )>> }} }}", 400),
        (f"DELETE DATA {{ GRAPH <{NETWORK.value}> {{ <urn:not> <urn:there> 1 }} }}", 204),
    ],
)
def test_an_update_is_checked_before_anything_is_kept(shared: TestClient, text: str, status: int) -> None:
    """Syntax, other servers, and what is not kept here; what changes nothing makes no revision."""
    revision = shared.get("/ready").json()["revision"]
    answer = shared.post("/sparql", content=text, headers=SHOWN | UPDATE)
    assert answer.status_code == status, answer.text
    assert count(shared) == 0
    assert shared.get("/ready").json()["revision"] == revision


def test_what_comes_out_as_no_statement_is_left_out_of_an_update(store: tuple[TestClient, Path]) -> None:
    """A solution with a text that is no IRI states nothing; the rest of the update is one revision."""
    client, _ = store
    revision = client.get("/ready").json()["revision"]
    text = ADD + ' ; INSERT { ?s <urn:p> ?o } WHERE { BIND(IRI("x y") AS ?s) }'
    answer = client.post("/sparql", content=text, headers=SHOWN | UPDATE)
    assert answer.status_code == 204, answer.text
    assert count(client) == 1
    assert client.get("/ready").json()["revision"] == revision + 1


def test_the_journal_keeps_what_changed_and_the_index_is_rebuilt_from_it(
    store: tuple[TestClient, Path], data: Path
) -> None:
    """``UUID()``, ``NOW()`` and blank nodes are kept as they came out: a rebuilt index states the same."""
    client, folder = store
    made = "INSERT { ?x <urn:p> [ <urn:q> ?now ] } WHERE { BIND(UUID() AS ?x) BIND(NOW() AS ?now) }"
    text = f"WITH <{NETWORK.value}> {made}"
    assert client.post("/sparql", content=text, headers=SHOWN | UPDATE).status_code == 204
    gone = "DELETE { ?s ?p ?o } WHERE { ?s a <https://w3id.org/quartierkg/ontology#Quartier> ; ?p ?o }"
    gone = f"WITH <{NETWORK.value}> {gone}"
    assert client.post("/sparql", content=gone, headers=SHOWN | UPDATE).status_code == 204
    client.__exit__()
    with Archive(folder, data) as archive:
        shown = stated(archive)
        entry = archive.journal.entries[-2]
        assert (entry.fields.kind, entry.fields.media_type) == ("write", MEDIA_TYPE)
        assert entry.fields.reason == text
        assert {str(quad.predicate) for quad in Changes.read(archive.journal.data(entry)).added} == {
            "<urn:p>",
            "<urn:q>",
        }
    shutil.rmtree(folder / "revisions")
    with Archive(folder, data) as archive:
        assert stated(archive) == shown
    client.__enter__()


def stated(archive: Archive) -> set[Quad]:
    """What a revision states, save the counts: a write leaves them as those of the revision before."""
    return {quad for quad in archive.snapshot.store if quad.graph_name not in {STATISTICS, CATALOGUE}}


def test_a_deletion_stays_however_a_number_was_written(store: tuple[TestClient, Path], data: Path) -> None:
    """The store writes 02.50 as 2.5, and so it is deleted; the index that is built from the journal has it no more."""
    client, folder = store
    address = "/rdf-graph-store?graph=https://w3id.org/quartierkg/graph/stations"
    body = '<urn:a> <urn:p> 02.50 , "1"^^<http://www.w3.org/2001/XMLSchema#boolean> .'
    assert client.put(address, content=body, headers=SHOWN | TURTLE).status_code == 204
    revision = client.get("/ready").json()["revision"]
    assert client.put(address, content=body, headers=SHOWN | TURTLE).status_code == 204
    assert client.get("/ready").json()["revision"] == revision  # nothing changed
    gone = "WITH <https://w3id.org/quartierkg/graph/stations> DELETE { ?s ?p ?o } WHERE { ?s ?p ?o FILTER(?o = 2.5) }"
    assert client.post("/update", content=gone, headers=SHOWN | UPDATE).status_code == 204
    client.__exit__()
    shutil.rmtree(folder / "revisions")
    with Archive(folder, data) as archive:
        found = {str(quad.object) for quad in archive.snapshot.quads(predicate=NamedNode("urn:p"))}
    assert found == {'"true"^^<http://www.w3.org/2001/XMLSchema#boolean>'}
    client.__enter__()


def test_a_write_whose_index_was_refused_is_shown_before_the_next(
    store: tuple[TestClient, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The disk is full after the journal has it: the write is an error, is kept, and is there with the one after it."""
    client, _ = store
    adopt = revision.adopt

    def refused(*_: object) -> Path:
        raise StoreFault(Text("plein", "full"))

    monkeypatch.setattr(revision, "adopt", refused)
    assert client.post("/update", content=ADD, headers=SHOWN | UPDATE).status_code == 500
    monkeypatch.setattr(revision, "adopt", adopt)
    assert count(client) == 0
    second = ADD.replace("urn:a", "urn:b")
    assert client.post("/update", content=second, headers=SHOWN | UPDATE).status_code == 204
    assert count(client) == 2


@pytest.mark.parametrize(
    ("given", "status"),
    [({"If-Match": '"other"'}, 412), ({"If-None-Match": "*"}, 412), ({"If-Match": "*"}, 204), ({}, 204)],
)
def test_a_write_may_depend_on_what_was_read(shared: TestClient, given: dict[str, str], status: int) -> None:
    """RFC 9110, 13.1: with the tag that was read it is made, with another it is not."""
    address = "/rdf-graph-store?graph=https://w3id.org/quartierkg/graph/stations"
    before = shared.get(address, headers={"Accept": "text/turtle"}).content
    assert shared.put(address, content="<urn:a> <urn:q> 3 .", headers=SHOWN | TURTLE | given).status_code == status
    read = shared.get(address, headers={"Accept": "text/turtle"})
    answer = shared.put(
        address, content="<urn:a> <urn:q> 4 .", headers=SHOWN | TURTLE | {"If-Match": read.headers["ETag"]}
    )
    assert answer.status_code == 204
    assert shared.put(address, content=before, headers=SHOWN | TURTLE).status_code == 204


def test_a_form_without_a_file_empties_nothing(shared: TestClient) -> None:
    """``curl -F 'data=<file'`` sends a field, not a file."""
    address = "/rdf-graph-store?graph=https://w3id.org/quartierkg/graph/stations"
    before = shared.get(address, headers={"Accept": "text/turtle"}).content
    assert shared.put(address, files=None, data={"data": "x"}, headers=SHOWN).status_code == 415
    body = b'--b\r\nContent-Disposition: form-data; name="data"\r\n\r\n<urn:a> <urn:p> 1 .\r\n--b--\r\n'
    form = {"Content-Type": "multipart/form-data; boundary=b"}
    assert shared.put(address, content=body, headers=SHOWN | form).status_code == 400
    assert shared.get(address).content == before


def test_put_replaces_one_graph_and_delete_removes_it(store: tuple[TestClient, Path]) -> None:
    """The other graphs stay; what is read back is what was put."""
    client, _ = store
    address = "/rdf-graph-store?graph=https://w3id.org/quartierkg/graph/stations"
    for body in ("<urn:a> <urn:p> <b> , [ <urn:q> 1 ] .", "<urn:a> <urn:p> 2 ."):
        assert client.put(address, content=body, headers=SHOWN | TURTLE).status_code == 204
    assert client.get(address, headers={"Accept": "application/n-triples"}).text == (
        '<urn:a> <urn:p> "2"^^<http://www.w3.org/2001/XMLSchema#integer> .\n'
    )
    assert client.delete(address, headers=SHOWN).status_code == 204
    assert client.get(address).status_code == 404
    assert client.delete(address, headers=SHOWN).status_code == 404
    assert client.get(f"/rdf-graph-store?graph={NETWORK.value}").status_code == 200


@pytest.mark.parametrize(
    ("address", "headers", "status"),
    [
        ("/rdf-graph-store", TURTLE, 400),
        ("/rdf-graph-store?default&graph=urn:a", TURTLE, 400),
        ("/rdf-graph-store?graph=a", TURTLE, 400),
        ("/rdf-graph-store?default", {"Content-Type": "text/plain"}, 415),
        ("/rdf-graph-store?default", TURTLE | {"Content-Length": "99999999"}, 413),
        ("/rdf-graph-store?default", {"Content-Type": "application/rdf+xml"}, 400),
    ],
)
def test_a_graph_that_is_not_one_is_told_why(
    shared: TestClient, address: str, headers: dict[str, str], status: int
) -> None:
    """No graph named, or two, a type that is none, too much, a body of another syntax."""
    answer = shared.put(address, content="<urn:a> <urn:p> 1 .", headers=SHOWN | headers)
    assert answer.status_code == status
    assert answer.headers["Content-Type"] == "application/problem+json"


@pytest.mark.parametrize("graph", ["https://w3id.org/quartierkg/graph/drafts", "urn:nowhere"])
def test_a_graph_that_is_not_public_is_as_one_that_does_not_exist(client: TestClient, graph: str) -> None:
    """404 for both, in the same words."""
    answer = client.get("/rdf-graph-store", params={"graph": graph})
    assert answer.status_code == 404
    assert answer.json()["detail"].replace(graph, "X") == "Il n’y a pas de graphe «\u00a0X\u00a0»."


def test_readers_go_on_while_revisions_come(store: tuple[TestClient, Path]) -> None:
    """Each answer is of one revision, whole: two counts of one query never differ."""
    client, folder = store
    wrong: list[str] = []
    done = threading.Event()
    twice = (
        "SELECT ?a ?b { { SELECT (COUNT(*) AS ?a) { ?s <urn:p> ?o } } { SELECT (COUNT(*) AS ?b) { ?s <urn:q> ?o } } }"
    )

    def reading() -> None:
        while not done.is_set():
            answer = client.post("/sparql", content=twice, headers={"Content-Type": "application/sparql-query"})
            found = answer.json()["results"]["bindings"][0]
            if answer.status_code != 200 or found["a"] != found["b"]:
                wrong.append(answer.text)

    readers = [threading.Thread(target=reading) for _ in range(2)]
    for reader in readers:
        reader.start()
    for number in range(6):
        text = f"INSERT DATA {{ GRAPH <{NETWORK.value}> {{ <urn:{number}> <urn:p> 1 ; <urn:q> 2 }} }}"
        assert client.post("/sparql", content=text, headers=SHOWN | UPDATE).status_code == 204
    done.set()
    for reader in readers:
        reader.join()
    assert wrong == []
    for _ in range(300):
        if len(list((folder / "revisions").iterdir())) == 1:
            break
        gc.collect()  # a frame that ended in an error may hold one in a circle
        time.sleep(0.1)  # the revisions before go with their last reader
    assert [entry.name for entry in (folder / "revisions").iterdir()] == [str(client.get("/ready").json()["revision"])]


SERVE = """
import sys
from quartierkg import settings
from quartierkg.web.server import serve
given = dict(zip(("store", "data", "token_file"), sys.argv[1:]), port=0, update="1", workers=1)
serve(settings.read(given, {}), lambda address: print(address, flush=True))
"""
ROUNDS = 50 if LONG else 3


@journey
@pytest.mark.skipif(sys.platform == "win32", reason="no process can be killed like this on Windows")
def test_nothing_acknowledged_is_lost_when_the_service_is_killed(tmp_path: Path, data: Path) -> None:
    """SIGKILL in the midst of writes, round after round: reopened, every write that was answered is there."""
    (tmp_path / "token").write_text(TOKEN)
    chosen = random.Random(20130612)
    acknowledged, number = 0, 0
    for _ in range(ROUNDS):
        process = subprocess.Popen(
            [sys.executable, "-c", SERVE, str(tmp_path / "store"), str(data), str(tmp_path / "token")],
            stdout=subprocess.PIPE,
            text=True,
        )
        assert process.stdout is not None
        address = process.stdout.readline().strip()
        killer = threading.Timer(chosen.uniform(0.05, 1.0), process.send_signal, [signal.SIGKILL])
        with httpx.Client(base_url=address, timeout=30) as client:
            seen = client.get("/sparql", params={"query": SUM}, headers={"Accept": "text/csv"}).text.split()[1]
            assert acknowledged <= int(seen) <= number
            acknowledged = number = int(seen)
            try:
                while True:
                    number += 1
                    text = f"INSERT DATA {{ GRAPH <{NETWORK.value}> {{ <urn:x{chosen.random()}> <urn:p> {number} }} }}"
                    answer = client.post("/sparql", content=text, headers=SHOWN | UPDATE)
                    assert answer.status_code == 204
                    acknowledged = number
                    if killer.ident is None:  # the first one starts the writer
                        killer.start()
            except httpx.TransportError:
                pass
        process.wait(20)
        process.stdout.close()
    assert acknowledged >= ROUNDS
    with Archive(tmp_path / "store", data) as archive:
        writes = [entry for entry in archive.journal.entries if entry.fields.kind == "write"]
        assert acknowledged <= len(writes) <= number
