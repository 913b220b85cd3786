"""What the stored queries take over HTTP, on a store of one's own: with their tables, and from the graphs alone.

    python benchmarks/questions.py STORE [ROUNDS] [--only ID ...] [--way WAY ...]

STORE is a folder that ``quartierkg synth --store`` or ``load`` made. Each question is asked ROUNDS times (20) in
three ways, never twice alike, so that no answer is given again: ``default`` (its own values), ``values`` (another
thing in each parameter that takes one) and ``past`` (a day of 2024). Times are those of whole requests over loopback,
in milliseconds: median and 95th percentile.
"""

from __future__ import annotations

import argparse
import http.client
import random
import socket
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlencode

from pyoxigraph import NamedNode

from quartierkg.snapshot import read_store
from quartierkg.snapshot.graphs import NETWORK
from quartierkg.stored import StoredQuery, library
from quartierkg.stored.parameter import Kind
from quartierkg.terms import term

_DAY = "2024-06-30"
_PATIENCE = 120


class Client:
    """One connection that is kept."""

    def __init__(self, port: int) -> None:
        self._connection = http.client.HTTPConnection("127.0.0.1", port, timeout=_PATIENCE)

    def get(self, path: str, accept: str = "application/json") -> tuple[int, bytes]:
        """Status and body of an answer."""
        self._connection.request("GET", path, headers={"Accept": accept})
        answer = self._connection.getresponse()
        return answer.status, answer.read()


def free_port() -> int:
    """A port of this machine that nobody listens on."""
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        number: int = found.getsockname()[1]
        return number


@contextmanager
def running(command: list[str], port: int, path: str) -> Iterator[Client]:
    """A server, once it answers."""
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True)
    try:
        while True:
            try:
                Client(port).get(path)
                break
            except OSError:
                time.sleep(0.2)
        yield Client(port)
    finally:
        process.terminate()
        process.wait()


def things(store: Path) -> dict[str, list[str]]:
    """For each class of a parameter, some of its things, by chance and always the same."""
    snapshot = read_store(store)
    chance = random.Random(1)
    found: dict[str, list[str]] = {}
    for query in library().values():
        for parameter in query.parameters:
            if parameter.class_ is not None and parameter.class_.value not in found:
                classes = [parameter.class_]
                if parameter.class_ == term("org:Organization"):
                    classes = [term("qn:Enterprise"), term("qn:Association")]
                subjects = {
                    quad.subject.value
                    for one in classes
                    for quad in snapshot.quads(None, term("rdf:type"), one, NETWORK)
                    if isinstance(quad.subject, NamedNode)
                }
                found[parameter.class_.value] = chance.sample(sorted(subjects), min(len(subjects), 200))
    return found


def address(query: StoredQuery, **values: str) -> str:
    """The address of a question with values."""
    return f"/queries/{query.id}?{urlencode(values)}"


def ways(query: StoredQuery, known: dict[str, list[str]]) -> dict[str, Callable[[int], dict[str, str]]]:
    """The ways in which a question is asked, each by the number of the round."""
    own = [one for one in query.parameters if one.kind is Kind.THING and one.class_ is not None]

    def others(turn: int) -> dict[str, str]:
        chosen = {one.name: known[one.class_.value] for one in own if one.class_ is not None}
        return {name: among[turn % len(among)] for name, among in chosen.items() if among} | paged(turn)

    def paged(turn: int) -> dict[str, str]:
        return {"limit": str(100 - turn % 50)}

    found: dict[str, Callable[[int], dict[str, str]]] = {"default": paged}
    if own:
        found["values"] = others
    if not query.timeless:
        found["past"] = lambda turn: {"asOf": _DAY} | paged(turn)
    return found


def measured(client: Client, paths: list[str], accept: str = "application/json") -> tuple[float, float, set[int]]:
    """Median and 95th percentile of some requests, in milliseconds, and the statuses of their answers."""
    times, statuses = [], set()
    for path in paths:
        started = time.perf_counter()
        status, _ = client.get(path, accept)
        times.append((time.perf_counter() - started) * 1000)
        statuses.add(status)
    times.sort()
    return statistics.median(times), times[max(0, -(-len(times) * 95 // 100) - 1)], statuses


def main() -> None:
    """Measure, and print a table of Markdown."""
    parser = argparse.ArgumentParser()
    parser.add_argument("store", type=Path)
    parser.add_argument("rounds", type=int, nargs="?", default=20)
    parser.add_argument("--only", nargs="*", default=[])
    parser.add_argument("--way", nargs="*", default=[])
    asked = parser.parse_args()
    port = free_port()
    command = [sys.executable, "-m", "quartierkg", "serve", "--port", str(port), "--store", str(asked.store)]
    with running(command, port, "/ready") as client:
        known = things(asked.store)
        wait_for_tables(asked.store)
        print("| question | way | median | p95 | statuses |")
        print("|---|---|---|---|---|")
        for query in library().values():
            if asked.only and query.id not in asked.only:
                continue
            for way, values in ways(query, known).items():
                if asked.way and way not in asked.way:
                    continue
                paths = [address(query, **values(turn)) for turn in range(asked.rounds)]
                median, high, statuses = measured(client, paths)
                print(f"| {query.id} | {way} | {median:.1f} | {high:.1f} | {sorted(statuses)} |", flush=True)


def wait_for_tables(store: Path) -> None:
    """Wait until the second tier is there; small stores have none."""
    if sum(read_store(store).counts.values()) > 100_000:
        while not list((store / "tier").glob("*/tables.sqlite")):
            time.sleep(1)
        time.sleep(3)


if __name__ == "__main__":
    main()
