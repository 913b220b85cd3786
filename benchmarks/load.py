"""Many clients at once, beside other SPARQL servers in the same run.

    python benchmarks/load.py [SECONDS] [PEERS]

PEERS is the folder of programs in which ``oxigraph`` and ``rdflib-endpoint`` are looked up (``pip install oxigraph
rdflib-endpoint`` into an environment of their own); those that are not there are left out. Every server holds the
published network and answers over loopback, in SPARQL JSON. ``repeated`` asks one query again and again, ``distinct``
never the same twice, of a light query (0.4 ms), a heavy one (some 10 ms) and both in turn (``mixed``). Last: what a
fast query takes while slow ones run.
"""

from __future__ import annotations

import asyncio
import itertools
import os
import random
import shutil
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote, urlsplit

from pyoxigraph import RdfFormat, serialize

from quartierkg.snapshot import Archive
from quartierkg.snapshot.graphs import NETWORK

CLIENTS = (1, 8, 64)
QN = "https://w3id.org/quartierkg/ontology#"
FAST = "SELECT ?s ?label WHERE {{ ?s a <{qn}Territory> ; <http://www.w3.org/2000/01/rdf-schema#label> ?label }} #{n}"
HEAVY = "SELECT ?p (COUNT(DISTINCT ?o) AS ?n) WHERE {{ ?s a ?class ; ?p ?o }} GROUP BY ?p ORDER BY ?p #{n}"
SLOW = "SELECT (COUNT(*) AS ?n) WHERE {{ ?a ?p ?b . ?c ?q ?d . FILTER(STR(?b) < STR(?d)) }} #{n}"


def text(form: str, number: int) -> str:
    """A query, told apart from the others by a comment: no server looks into those but to find the end."""
    return form.format(qn=QN, n=number)


class Client:
    """One connection that is kept."""

    def __init__(self, address: str) -> None:
        self._parts = urlsplit(address)

    async def connect(self) -> None:
        """Open the connection."""
        self._reader, self._writer = await asyncio.open_connection(self._parts.hostname, self._parts.port)

    async def ask(self, query: str) -> None:
        """Put a query, and read its answer to the end."""
        self._writer.write(
            f"GET {self._parts.path}?query={quote(query)} HTTP/1.1\r\nHost: {self._parts.netloc}\r\n"
            "Accept: application/sparql-results+json\r\n\r\n".encode()
        )
        head = await self._reader.readuntil(b"\r\n\r\n")
        status = int(head[9:12])
        fields = dict(line.lower().split(b": ", 1) for line in head.split(b"\r\n")[1:-2])
        if b"content-length" in fields:
            await self._reader.readexactly(int(fields[b"content-length"]))
        else:
            while size := int(await self._reader.readline(), 16):
                await self._reader.readexactly(size + 2)
            await self._reader.readline()
        if status != 200:
            raise RuntimeError(f"{status} for {query}")

    def close(self) -> None:
        """Leave."""
        self._writer.close()


async def rate(address: str, clients: int, seconds: float, query: Callable[[], str]) -> float:
    """Answers in a second, of so many clients that ask without a pause."""
    answered = 0
    until = time.perf_counter() + seconds

    async def one() -> None:
        nonlocal answered
        client = Client(address)
        await client.connect()
        while time.perf_counter() < until:
            await client.ask(query())
            answered += 1
        client.close()

    started = time.perf_counter()
    await asyncio.gather(*(one() for _ in range(clients)))
    return answered / (time.perf_counter() - started)


async def beside(address: str, seconds: float, slow: int) -> list[float]:
    """What fast queries take while so many clients ask slow ones."""
    numbers = itertools.count()
    client = Client(address)
    await client.connect()

    async def slowly() -> None:
        other = Client(address)
        await other.connect()
        try:
            while True:
                await other.ask(text(SLOW, random.randrange(10**9)))
        finally:
            other.close()

    others = [asyncio.ensure_future(slowly()) for _ in range(slow)]
    await asyncio.sleep(0.3)
    taken: list[float] = []
    until = time.perf_counter() + seconds
    while time.perf_counter() < until:
        started = time.perf_counter()
        await client.ask(text(FAST, next(numbers) + 10**9))
        taken.append(time.perf_counter() - started)
        await asyncio.sleep(0.005)
    for other in others:
        other.cancel()
    await asyncio.gather(*others, return_exceptions=True)
    client.close()
    return taken


def free_port() -> int:
    """A port that nobody listens on."""
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


@contextmanager
def running(*command: str, env: dict[str, str] | None = None) -> Iterator[None]:
    """A server, as long as it is wanted."""
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=env)
    try:
        yield
    finally:
        process.terminate()
        process.wait(20)


def ready(address: str) -> None:
    """Wait until a server answers."""

    async def asked() -> None:
        client = Client(address)
        await client.connect()
        await client.ask("ASK { ?s ?p ?o }")
        client.close()

    for _ in range(200):
        try:
            asyncio.run(asked())
            return
        except (OSError, RuntimeError, asyncio.IncompleteReadError):
            time.sleep(0.1)
    raise SystemExit(f"{address} does not answer")


@contextmanager
def servers(folder: Path, peers: str | None) -> Iterator[dict[str, str]]:
    """Every server that is there, by its name: the address of its endpoint."""
    with Archive(None) as archive:
        triples = [quad.triple for quad in archive.snapshot.quads(graph=NETWORK)]
    data = folder / "network.nt"
    data.write_bytes(serialize(triples, format=RdfFormat.N_TRIPLES) or b"")
    found: dict[str, str] = {}
    port = free_port()
    environment = {**os.environ, "QUARTIERKG_WORKERS": "2", "QUARTIERKG_QUEUE": "200"}
    with running(sys.executable, "-m", "quartierkg", "serve", "--port", str(port), env=environment):
        found["quartierkg"] = f"http://127.0.0.1:{port}/sparql"
        ready(found["quartierkg"])
        with _oxigraph(folder, data, peers) as oxigraph, _rdflib(data, peers) as rdflib:
            yield found | oxigraph | rdflib


@contextmanager
def _oxigraph(folder: Path, data: Path, peers: str | None) -> Iterator[dict[str, str]]:
    program = shutil.which("oxigraph", path=peers)
    if program is None:
        yield {}
        return
    store, port = str(folder / "oxigraph"), free_port()
    subprocess.run([program, "load", "--location", store, "--file", str(data)], check=True, capture_output=True)
    with running(program, "serve-read-only", "--location", store, "--bind", f"127.0.0.1:{port}"):
        address = f"http://127.0.0.1:{port}/query"
        ready(address)
        yield {"oxigraph serve": address}


@contextmanager
def _rdflib(data: Path, peers: str | None) -> Iterator[dict[str, str]]:
    program = shutil.which("rdflib-endpoint", path=peers)
    if program is None:
        yield {}
        return
    port = free_port()
    with running(program, "serve", "--host", "127.0.0.1", "--port", str(port), str(data)):
        address = f"http://127.0.0.1:{port}/"
        ready(address)
        yield {"rdflib-endpoint": address}


def measured(address: str, clients: int, seconds: float, query: Callable[[], str], rounds: int = 3) -> float:
    """The median rate of some rounds."""
    return statistics.median(asyncio.run(rate(address, clients, seconds, query)) for _ in range(rounds))


def main(seconds: float, peers: str | None) -> None:
    """Measure and print."""
    numbers = itertools.count()
    with tempfile.TemporaryDirectory() as folder, servers(Path(folder), peers) as found:
        ours, *others = found
        sizes = (("light", (FAST,)), ("heavy", (HEAVY,)), ("mixed", (FAST, HEAVY)))
        for (size, forms), kind in itertools.product(sizes, ("repeated", "distinct")):
            for clients in CLIENTS:

                def query(forms: tuple[str, ...] = forms, kind: str = kind) -> str:
                    number = next(numbers) + 1
                    return text(forms[number % len(forms)], 0 if kind == "repeated" else number)

                rates = {name: measured(address, clients, seconds, query) for name, address in found.items()}
                ratios = ", ".join(f"{rates[ours] / rates[other]:.2f} times {other}" for other in others)
                said = ", ".join(f"{name} {value:.0f}/s" for name, value in rates.items())
                print(f"{size}, {kind}, {clients} clients: {said}: {ratios}", flush=True)
        for name in [ours, *(other for other in others if other != "rdflib-endpoint")]:
            alone, busy = (_p95(asyncio.run(beside(found[name], 2 * seconds, slow))) for slow in (0, 1))
            print(
                f"{name}: a fast query's p95 {alone:.1f} ms, beside a slow one {busy:.1f} ms: {busy / alone:.2f} times"
            )


def _p95(taken: list[float]) -> float:
    return statistics.quantiles(taken, n=20)[-1] * 1000


if __name__ == "__main__":
    main(float(sys.argv[1]) if sys.argv[1:] else 3.0, sys.argv[2] if sys.argv[2:] else os.environ.get("PATH"))
