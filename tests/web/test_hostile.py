"""A service that strangers may ask: hostile queries of every kind, each met by a named limit, none felt by the next."""

from __future__ import annotations

import random
import re
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import httpx
import pytest

from tests.samples import LONG, extent
from tests.web import hostile
from tests.web.hostile import ADMITTED, BROKEN, DATA, ENDED, Case

SEED = 20130612
DEADLINE = 1.0
SERVE = """
import sys
from quartierkg import settings
from quartierkg.web.server import serve
found = settings.read({"port": 0, "data": sys.argv[1], "deadline": sys.argv[2], "workers": 1, "memory": 160}, {})
serve(found, lambda address: print(address, flush=True))
"""
ALONE = """
import sys
from pyoxigraph import QueryBoolean, RdfFormat, Store
store = Store()
store.load(path=sys.argv[1], format=RdfFormat.TURTLE)
store.update("INSERT { GRAPH <urn:a> { ?s ?p ?o } GRAPH <urn:g> { ?s ?p ?o } } WHERE { ?s ?p ?o }")
before, text = (set(store), list(store.named_graphs())), sys.stdin.read()
if sys.argv[2] == "writes":
    try:
        store.update(text)
    except Exception as fault:
        sys.exit(7 if "reach" in str(fault) or "No such" in str(fault) or text.startswith("LOAD") else 0)
    sys.exit(0 if (set(store), list(store.named_graphs())) == before else 7)
found = store.query(text)
if not isinstance(found, QueryBoolean):
    for _ in found:
        pass
"""
SPARE = 5.0
PORT = 9


@dataclass
class Trap:
    """A server that nobody may call."""

    port: int
    calls: list[str] = field(default_factory=list)


@pytest.fixture(scope="module")
def trap() -> Iterator[Trap]:
    """It listens, counts, and answers nothing."""
    with socket.create_server(("127.0.0.1", 0)) as listening:
        found = Trap(listening.getsockname()[1])

        def count() -> None:
            while True:
                try:
                    connection, address = listening.accept()
                except OSError:
                    return
                found.calls.append(str(address))
                connection.close()

        threading.Thread(target=count, daemon=True).start()
        yield found
        listening.shutdown(socket.SHUT_RDWR)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The data of the service: a ring with chords."""
    found = tmp_path_factory.mktemp("hostile")
    (found / "network" / "real").mkdir(parents=True)
    (found / "network" / "real" / "ring.ttl").write_text(DATA, encoding="utf-8")
    return found


@pytest.fixture(scope="module")
def server(folder: Path) -> Iterator[str]:
    """A service with one worker and small limits; it must live to the end, and be the same process."""
    command = [sys.executable, "-c", SERVE, str(folder), str(DEADLINE)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True) as process:
        assert process.stdout is not None
        yield process.stdout.readline().strip()
        assert process.poll() is None
        process.send_signal(signal.SIGINT if sys.platform != "win32" else signal.SIGTERM)
        process.wait(timeout=20)


EVERY = hostile.cases(PORT)
DEAR = [case.name for case in EVERY if case.meets in {ENDED, BROKEN}]
CHOSEN = DEAR if LONG else random.Random(SEED).sample(DEAR, len(DEAR) // extent(1, 10, 40))
ASKED = [case.name for case in EVERY if case.name not in DEAR or case.name in CHOSEN]


def case_of(name: str, trap: Trap) -> Case:
    """A case, with the trap that listens now."""
    return next(case for case in hostile.cases(trap.port) if case.name == name)


@pytest.fixture(scope="module")
def client(server: str) -> Iterator[httpx.Client]:
    """A client of the service."""
    with httpx.Client(base_url=server, headers={"Accept-Language": "en"}, timeout=DEADLINE + 20) as found:
        yield found


def asked(client: httpx.Client, text: str) -> tuple[int, str]:
    """Status and words of an answer."""
    try:
        answer = client.post("/sparql", data={"query": text})
    except httpx.RemoteProtocolError:
        return 0, BROKEN
    told = answer.headers["Content-Type"].startswith("application/problem+json")
    return answer.status_code, answer.json()["detail"] if told else ""


@pytest.mark.parametrize("name", ASKED)
def test_a_hostile_query_meets_its_limit_and_the_next_is_answered(name: str, client: httpx.Client, trap: Trap) -> None:
    """The limit is named in the answer; a good query right after it gets its own, and nobody was called."""
    case = case_of(name, trap)
    status, said = asked(client, case.text)
    assert re.search(case.meets if case.meets in {ENDED, BROKEN} else re.escape(case.meets), said) or (
        case.meets == ADMITTED and status == 200
    ), (status, said)
    if case.meets == ENDED:
        assert status == 503
    elif case.meets and case.meets not in {ADMITTED, BROKEN}:
        assert status == 400
    started = time.monotonic()
    count = client.get("/sparql", params={"query": "SELECT (COUNT(*) AS ?n) { ?s ?p ?o } #" + name})
    elapsed = time.monotonic() - started
    print(f"next answer after {elapsed * 1000:.1f} ms")
    assert count.json()["results"]["bindings"][0]["n"]["value"] == str(4 * hostile.NODES)
    assert elapsed < 1
    assert trap.calls == []


def test_the_set_is_as_large_and_as_short_as_it_claims() -> None:
    """At least 150 cases; but for one, none is refused for its size, and each says what it is for."""
    assert len(EVERY) >= 150
    assert [case.name for case in EVERY if len(case.text) > 8192] == ["list, VALUES", "size"]
    assert all(case.harm != "none" or case.why for case in EVERY)


@pytest.mark.skipif(not LONG, reason="the long run tries every case on the engine alone")
@pytest.mark.parametrize("name", [case.name for case in EVERY if case.harm != "none"])
def test_the_case_hurts_an_engine_that_nobody_guards(name: str, folder: Path, trap: Trap) -> None:
    """In a child of its own: it dies, does not end, calls the trap, or changes the store."""
    case = case_of(name, trap)
    calls = len(trap.calls)
    command = [sys.executable, "-c", _limited(ALONE), str(folder / "network" / "real" / "ring.ttl"), case.harm]
    try:
        done = subprocess.run(command, input=case.text, capture_output=True, text=True, timeout=SPARE, check=False)
        hurt = done.returncode < 0 or "MemoryError" in done.stderr or (case.harm == "writes" and done.returncode == 7)
        told = f"{done.returncode} {done.stderr[-300:]}"
    except subprocess.TimeoutExpired:
        hurt, told = case.harm in {"hangs", "eats", "dies", "writes"}, "no end"
    if case.harm == "calls":
        hurt = len(trap.calls) > calls
    trap.calls.clear()
    assert hurt, told


def _limited(code: str) -> str:
    """Two gigabytes are enough for whoever does not eat memory."""
    if sys.platform == "win32":
        return code
    return f"import resource\nresource.setrlimit(resource.RLIMIT_AS, (2 << 30, 2 << 30))\n{code}"
