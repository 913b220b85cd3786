"""Workers that are killed under load, over HTTP."""

from __future__ import annotations

import os
import random
import signal
import sys
import threading
import time
from pathlib import Path

import httpx
import pytest

from tests.samples import LONG, journey
from tests.sparql.endpoint import started

KILLS = 50 if LONG else 5
CLIENTS = 8


def workers() -> list[int]:
    """The processes of workers that descend from this one."""
    parents: dict[int, int] = {}
    commands: dict[int, bytes] = {}
    for entry in Path("/proc").iterdir():
        if entry.name.isdecimal():
            try:
                parents[int(entry.name)] = int((entry / "stat").read_text().rpartition(")")[2].split()[1])
                commands[int(entry.name)] = (entry / "cmdline").read_bytes()
            except (OSError, IndexError, ValueError):
                continue
    found = []
    for pid, command in commands.items():
        ancestor = pid
        while ancestor in parents and ancestor != os.getpid():
            ancestor = parents[ancestor]
        if ancestor == os.getpid() and b"quartierkg.workers" in command:
            found.append(pid)
    return found


@journey
@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="looks for processes in /proc")
def test_a_killed_worker_fails_its_own_request_alone() -> None:
    """SIGKILL, again and again, while eight clients ask: no more requests fail than workers died, each by its name."""
    answered, killed = 0, 0
    failed: list[tuple[int, str]] = []
    done = threading.Event()
    lock = threading.Lock()

    with started("--workers", "2", "--patience", "20") as address:

        def asking(seed: int) -> None:
            nonlocal answered
            chosen = random.Random(seed)
            with httpx.Client(timeout=30) as client:
                while not done.is_set():
                    query = f"SELECT ?p (COUNT(*) AS ?n) {{ ?s ?p ?o }} GROUP BY ?p #{chosen.random()}"
                    with client.stream("GET", f"{address}/sparql", params={"query": query}) as answer:
                        try:
                            answer.read()
                            kind = "" if answer.status_code == 200 else answer.json()["type"].rpartition("#")[2]
                        except (httpx.RemoteProtocolError, httpx.ReadError):
                            kind = "cut"  # killed amid its answer: the client sees that it is not whole
                    with lock:
                        if kind:
                            failed.append((answer.status_code, kind))
                        else:
                            answered += 1

        clients = [threading.Thread(target=asking, args=(seed,)) for seed in range(CLIENTS)]
        for client in clients:
            client.start()
        chosen = random.Random(20130612)
        while killed < KILLS:
            before, end = answered, time.monotonic() + 5
            while answered <= before and time.monotonic() < end:
                time.sleep(0.05)  # the service works again: the next one
            there = workers()
            if there:
                os.kill(chosen.choice(there), signal.SIGKILL)
                killed += 1
        time.sleep(0.5)
        done.set()
        for client in clients:
            client.join()
    assert answered > KILLS
    assert len(failed) <= killed
    assert set(failed) <= {(503, "worker-lost"), (200, "cut")}
