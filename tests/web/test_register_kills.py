"""The register whose service is killed, and that many ask at once: what was acknowledged stays, and nothing is half."""

from __future__ import annotations

import random
import signal
import subprocess
import sys
import threading
import time
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path

import httpx
import pytest
from pyoxigraph import NamedNode

from quartierkg.access import Access, Role
from quartierkg.journal import Journal
from quartierkg.register.register import Register
from quartierkg.snapshot import read_store
from quartierkg.snapshot.graphs import NETWORK
from quartierkg.terms import ID, term
from tests.samples import LONG, journey

ROUNDS = 100 if LONG else 3
CLIENTS = 64 if LONG else 8
SECONDS = 120 if LONG else 5
QUARTIERS = 1_000 if LONG else 40
SERVE = """
import sys
from quartierkg import settings
from quartierkg.web.server import serve
given = dict(zip(("store", "data"), sys.argv[1:]), port=0, workers=1, write_rate=10**5)
serve(settings.read(given, {}), lambda address: print(address, flush=True))
"""
HISTORY, TO = term("qn:history"), term("qn:toState")


@contextmanager
def served(store: Path, data: Path) -> Iterator[tuple[str, subprocess.Popen[str]]]:
    """A service in a process of its own, and its address."""
    command = [sys.executable, "-c", SERVE, str(store), str(data)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        try:
            yield process.stdout.readline().strip(), process
        finally:
            process.kill()


@pytest.fixture
def chair(tmp_path: Path) -> dict[str, str]:
    """Who may make the first and the last move of any Quartier."""
    (tmp_path / "data").mkdir()
    (tmp_path / "store").mkdir()
    access = Access.open(tmp_path / "store", None)
    _, secret = access.tokens.create("Cy (personnage fictif)", Role.CHAIR, None, 3)
    access.close()
    return {"Authorization": f"Bearer {secret}"}


def whole(store: Path) -> Register:
    """The register of a store that is verified, and says what its graphs say."""
    with Journal(store) as journal:
        register = Register.of(journal)
    snapshot = read_store(store)
    for quartier, case in register.cases.items():
        events = [quad.object for quad in snapshot.quads(NamedNode(quartier), HISTORY, None, NETWORK)]
        named = (event for event in events if isinstance(event, NamedNode))
        states = Counter(quad.object for event in named for quad in snapshot.quads(event, TO))
        assert states == Counter(one.to for one in case.happened), quartier
    return register


@journey
@pytest.mark.skipif(sys.platform == "win32", reason="no process can be killed like this on Windows")
def test_what_was_acknowledged_is_there_and_nothing_is_half(tmp_path: Path, chair: dict[str, str]) -> None:
    """SIGKILL amid moves and opinions, round after round: the graphs, the register and the chain say the same."""
    chosen = random.Random(20130612)
    store, number = tmp_path / "store", 0
    acknowledged: dict[str, int] = {}
    asked: Counter[str] = Counter()
    for _ in range(ROUNDS):
        with served(store, tmp_path / "data") as (address, process), httpx.Client(base_url=address, timeout=30) as http:
            for name, moves in acknowledged.items():
                history = http.get(f"/dossiers/{name}").json()["history"]
                assert moves <= len(history) <= asked[name]
                acknowledged[name] = asked[name] = len(history)
            killer = threading.Timer(chosen.uniform(0.05, 1.0), process.send_signal, [signal.SIGKILL])
            try:
                while True:
                    number += 1
                    name = f"havre-{number // 2}"
                    move = "Withdraw" if number % 2 else "DeclareInterest"
                    if move == "Withdraw" and not acknowledged.get(name):
                        continue
                    asked[name] += 1
                    said = {"move": move, "on": "2024-01-02", "motive": "x"}
                    answer = http.post(f"/dossiers/{name}/moves", json=said, headers=chair)
                    assert answer.status_code == 201, answer.text
                    acknowledged[name] = acknowledged.get(name, 0) + 1
                    if killer.ident is None:  # the first one starts the processes that it takes
                        killer.start()
            except httpx.TransportError:
                pass
            killer.cancel()
    with served(store, tmp_path / "data") as (address, process):
        assert httpx.get(f"{address}/ready").status_code == 200
        process.terminate()
        process.wait(30)
    register = whole(store)
    assert sum(acknowledged.values()) >= ROUNDS
    for name, moves in acknowledged.items():
        assert moves <= len(register.case(f"{ID}quartier/{name}").happened) <= asked[name]


@journey
def test_many_at_once_lose_nothing_and_do_nothing_twice(tmp_path: Path, chair: dict[str, str]) -> None:
    """Several clients on a few Quartiers: of those who make one move at once one wins, and the others are told."""
    done: Counter[tuple[str, str]] = Counter()
    told: Counter[int] = Counter()
    lock = threading.Lock()

    def acting(seed: int) -> None:
        chance, end = random.Random(seed), time.monotonic() + SECONDS
        with httpx.Client(base_url=address, timeout=60, headers=chair) as http:
            while time.monotonic() < end:
                name, move = f"havre-{chance.randrange(QUARTIERS)}", chance.choice(("DeclareInterest", "Withdraw"))
                said = {"move": move, "on": "2024-01-02", "motive": f"client {seed}"}
                answer = http.post(f"/dossiers/{name}/moves", json=said)
                with lock:
                    told[answer.status_code] += 1
                    if answer.status_code == 201:
                        done[name, move] += 1

    store = tmp_path / "store"
    with served(store, tmp_path / "data") as (address, process):
        started = time.monotonic()
        with ThreadPoolExecutor(CLIENTS) as crew:
            list(crew.map(acting, range(CLIENTS)))
        passed = time.monotonic() - started
        process.terminate()
        process.wait(30)
    print(f"{sum(done.values())} moves in {passed:.0f} s, answers {dict(told)}")
    assert set(told) <= {201, 409, 503}
    assert set(done.values()) == {1}  # each of the two moves of a Quartier can be made once
    register = whole(store)
    for quartier, case in register.cases.items():
        name = quartier.rpartition("/")[2]
        assert [one.move for one in case.happened] == ["DeclareInterest", "Withdraw"][: len(case.happened)]
        assert len(case.happened) == sum(count for (other, _), count in done.items() if other == name)
