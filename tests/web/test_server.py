"""A real server, reached over a real socket."""

from __future__ import annotations

import os
import re
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import httpx
import pytest
from SPARQLWrapper import CSV, JSON, POST, TURTLE, SPARQLWrapper

from quartierkg.errors import StoreFault, UsageFault
from quartierkg.settings import Settings
from quartierkg.snapshot import load_file
from quartierkg.web.server import _listen, serve
from tests.sparql.endpoint import send

SERVE = """

import sys
from quartierkg import settings
from quartierkg.web.server import _listen, serve
found = settings.read({"port": 0, "store": sys.argv[1], "data": sys.argv[2], "deadline": 2, "workers": 1}, {})
serve(found, lambda address: print(address, flush=True))
"""
QUERY = "SELECT ?name { ?q a <https://w3id.org/quartierkg/ontology#Quartier> ; ?label ?name } ORDER BY ?name"


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the server's store."""
    return tmp_path_factory.mktemp("store")


@pytest.fixture(scope="module")
def server(store: Path, data: Path) -> Iterator[str]:
    """The address of a server in a process of its own."""
    command = [sys.executable, "-c", SERVE, str(store), str(data)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        yield process.stdout.readline().strip()
        process.send_signal(signal.SIGINT if sys.platform != "win32" else signal.SIGTERM)
        process.wait(timeout=20)


def test_the_address_that_is_announced_answers(server: str) -> None:
    """Port 0 takes a free port, and the address that is said is the one that is served and described."""
    assert httpx.get(f"{server}/ready").json()["status"] == "pass"
    assert f"<{server}/sparql>" in httpx.get(f"{server}/", headers={"Accept": "text/turtle"}).text


@pytest.mark.parametrize("method", ["GET", "POST"])
def test_sparqlwrapper_works(server: str, method: str) -> None:
    """The usual Python client gets rows as JSON and CSV, and graphs as Turtle."""
    client = SPARQLWrapper(f"{server}/sparql")
    client.setMethod(POST if method == "POST" else "GET")
    client.setQuery(QUERY)
    client.setReturnFormat(JSON)
    found = client.queryAndConvert()
    assert isinstance(found, dict)
    assert "Brume" in {row["name"]["value"] for row in found["results"]["bindings"]}
    for query, format_ in ((QUERY, CSV), ("DESCRIBE <https://w3id.org/quartierkg/id/brume>", TURTLE)):
        client.setQuery(query)
        client.setReturnFormat(format_)
        written = client.queryAndConvert()
        assert isinstance(written, bytes)
        assert b"Brume" in written


def test_head_over_a_socket_has_no_body(server: str) -> None:
    """HEAD leaves the connection clean: the next request on it is answered."""
    with httpx.Client() as client:
        assert int(client.head(f"{server}/id/brume.ttl").headers["Content-Length"]) > 0
        assert client.get(f"{server}/health").status_code == 200


def test_a_second_writer_on_its_store_is_refused(server: str, store: Path, data: Path) -> None:
    """While the server runs, load and another serve on the same store say why they cannot."""
    assert server
    with pytest.raises(StoreFault, match="already open"):
        load_file(store, data / "network" / "real" / "data.ttl", "network")
    with pytest.raises(StoreFault, match="already open"):
        serve(Settings(port=0, store=store, data=data))


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no SIGTERM that a process can answer")
@pytest.mark.parametrize("sent", [signal.SIGTERM, signal.SIGINT])
def test_a_stopped_server_leaves_nothing_behind(tmp_path: Path, data: Path, sent: signal.Signals) -> None:
    """Told to stop, it ends well, and the temporary store of an instance without --store is gone."""
    if signal.getsignal(sent) is signal.SIG_IGN:
        pytest.skip("what started the tests ignores the signal, and so does every process that they start")
    command = [sys.executable, "-c", SERVE.replace("sys.argv[1]", "None"), "-", str(data)]
    environment = os.environ | {"TMPDIR": str(tmp_path)}
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=environment) as process:
        assert process.stdout is not None
        assert process.stdout.readline().startswith("http://127.0.0.1:")
        assert len(list(tmp_path.iterdir())) == 1
        process.send_signal(sent)
        try:
            assert process.wait(timeout=20) == 0
        finally:
            process.kill()
    assert list(tmp_path.iterdir()) == []


def test_a_port_in_use_is_said_before_anything_is_built(tmp_path: Path) -> None:
    """The fault names the address and the way out, and no store is made."""
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        with pytest.raises(UsageFault, match=f"{port}"):
            serve(Settings(port=port, store=tmp_path / "store"))
    assert not (tmp_path / "store").exists()


@pytest.mark.parametrize("host", ["nohost.invalid", "no..host"])
def test_a_host_that_nobody_knows_is_said(tmp_path: Path, host: str) -> None:
    """Another port would not help: the remedy is about --host."""
    with pytest.raises(UsageFault, match=re.escape(host)) as caught:
        serve(Settings(host=host, port=0, store=tmp_path / "store"))
    assert caught.value.remedy is not None
    assert "--host" in caught.value.remedy.en
    assert "--port" not in caught.value.remedy.en


def test_many_readers_at_once_get_the_same_answer(server: str) -> None:
    """Queries run beside each other in threads, and none spoils another."""

    def ask(_: int) -> str:
        return httpx.get(f"{server}/sparql", params={"query": QUERY}, headers={"Accept": "text/csv"}).text

    with ThreadPoolExecutor(8) as pool:
        assert len(set(pool.map(ask, range(40)))) == 1


GREAT = "SELECT * { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"


def measured(server: str, name: str) -> float:
    """A sample of the metrics; 0 before it was ever counted."""
    lines = httpx.get(f"{server}/metrics").text.splitlines()
    return next((float(line.rpartition(" ")[2]) for line in lines if line.startswith(name)), 0.0)


def test_a_great_answer_begins_early_and_is_never_cut_in_silence(server: str) -> None:
    """The first bytes come at once; at the deadline the connection ends without the end of the body."""
    sizes, times = [], []

    def read() -> None:
        with httpx.stream("GET", f"{server}/sparql", params={"query": GREAT, "format": "csv"}, timeout=20) as answer:
            assert answer.status_code == 200
            for piece in answer.iter_raw():
                sizes.append(len(piece))
                times.append(time.monotonic())

    started = time.monotonic()
    with pytest.raises(httpx.RemoteProtocolError):
        read()
    assert times[0] - started < 1
    assert sum(sizes) > 100_000
    assert measured(server, 'quartierkg_workers_ended_total{reason="deadline"}') >= 1


@pytest.mark.parametrize("begun", [True, False])
def test_a_client_that_leaves_frees_its_worker(server: str, begun: bool) -> None:
    """In the middle of an answer, or before its first byte: the one worker is free long before its deadline."""
    host, port = server.removeprefix("http://").split(":")
    query = GREAT if begun else f"SELECT (COUNT(*) AS ?n) {GREAT.removeprefix('SELECT * ')}"
    left, late = (f'quartierkg_workers_ended_total{{reason="{reason}"}}' for reason in ("left", "deadline"))
    before = measured(server, left), measured(server, late)
    with socket.create_connection((host, int(port))) as client:
        asked = f"/sparql?{httpx.QueryParams(query=query, format='csv')}"
        client.sendall(f"GET {asked} HTTP/1.1\r\nHost: {host}\r\n\r\n".encode())
        if begun:
            assert client.recv(100)
        else:
            time.sleep(0.5)
    found = httpx.get(f"{server}/sparql", params={"query": QUERY + (" LIMIT 7" if begun else " LIMIT 8")})
    assert found.status_code == 200
    assert (measured(server, left), measured(server, late)) == (before[0] + 1, before[1])


def test_an_answer_is_given_again_from_memory(server: str) -> None:
    """The same query of the same revision is evaluated once; one that may differ each time is evaluated each time."""
    hit = 'quartierkg_cache_lookups_total{result="hit"}'
    ran = 'quartierkg_queries_total{outcome="answered"}'
    for query, repeated in ((QUERY + " LIMIT 5", True), (QUERY.replace("?name {", "?name (RAND() AS ?r) {"), False)):
        first = httpx.get(f"{server}/sparql", params={"query": query})
        hits, runs = measured(server, hit), measured(server, ran)
        second = httpx.get(f"{server}/sparql", params={"query": query})
        assert first.status_code == second.status_code == 200
        assert (first.content == second.content) == repeated
        assert measured(server, hit) - hits == repeated
        assert measured(server, ran) - runs == (not repeated)


def test_head_and_body_of_an_answer_do_not_wait_for_each_other() -> None:
    """Nagle's algorithm is off on what is listened on, and so on what comes of it: it would cost 40 ms per answer."""
    with _listen("127.0.0.1", 0) as listening, socket.create_connection(listening.getsockname()):
        taken, _ = listening.accept()
        with taken:
            assert taken.getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY)


def test_an_address_that_is_too_long_is_told_so(server: str) -> None:
    """414 as problem+json; no server cuts it off before."""
    answer = send("GET", f"{server}/sparql?query=ASK%7B%7D%23{'x' * 270_000}")
    assert answer.status == 414
    assert answer.type == "application/problem+json"


@pytest.mark.parametrize("piece", [b"X-Long: " + b"x" * 1000, b"X: 1\r\n" * 200])
def test_a_head_without_end_is_cut_off(server: str, piece: bytes) -> None:
    """One field without end, or fields without end: 400, and the connection ends."""
    host, port = server.removeprefix("http://").split(":")
    with socket.create_connection((host, int(port)), timeout=20) as connection:
        connection.sendall(b"GET / HTTP/1.1\r\nHost: x\r\n" + piece)
        sent = 0
        try:
            while sent < 64 * 1024 * 1024:
                sent += connection.send(b"x" * 65536 if b"Long" in piece else piece * 50)
        except (ConnectionError, TimeoutError):
            pass
        assert sent < 16 * 1024 * 1024
    assert httpx.get(f"{server}/health").status_code == 200


def test_a_trailer_without_end_is_cut_off(server: str) -> None:
    """Fields behind a body in pieces (RFC 9110, 6.5): the connection ends."""
    host, port = server.removeprefix("http://").split(":")
    with socket.create_connection((host, int(port)), timeout=20) as connection:
        head = b"POST /validate HTTP/1.1\r\nHost: x\r\nContent-Type: text/turtle\r\nTransfer-Encoding: chunked\r\n\r\n"
        connection.sendall(head + b"5\r\nhello\r\n0\r\n")
        sent = 0
        try:
            while sent < 64 * 1024 * 1024:
                sent += connection.send(b"A: b\r\n" * 10_000)
        except (ConnectionError, TimeoutError):
            pass
        assert sent < 16 * 1024 * 1024
    assert httpx.get(f"{server}/health").status_code == 200


def test_a_page_reads_no_more_of_an_answer_than_it_shows(server: str) -> None:
    """Hundreds of megabytes for a program are a beginning for a reader, which says that it is one."""
    query = f'SELECT ("{"x" * 20_000}" AS ?a) ?b {{ ?b ?c ?d . ?e ?f ?g }} LIMIT 20000'
    page = httpx.post(f"{server}/sparql", data={"query": query}, headers={"Accept": "text/html"}, timeout=30)
    assert page.status_code == 200
    assert len(page.content) < 4 * 1024 * 1024
    assert "plus de" in page.text
