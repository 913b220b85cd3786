"""How long a filing takes to be seen, on a store of one's own, beside ``oxigraph serve`` on the same statements.

    python -m benchmarks.filing STORE PEERS [ROUNDS]

STORE is a folder that ``quartierkg synth --store`` or ``load`` made: it is copied first, and stays as it is. PEERS is
the environment in which ``oxigraph`` was installed. A dossier is a new Quartier with its history; each of the ROUNDS
(10) sends one by the Graph Store Protocol and asks for its name by SPARQL until it is there. Times are in
milliseconds, from the first byte sent: until the write is answered, and until the query has the name; median and the
longest of all.
"""

from __future__ import annotations

import argparse
import http.client
import shutil
import statistics
import sys
import tempfile
import time
from pathlib import Path
from urllib.parse import quote

from benchmarks.questions import free_port, running
from quartierkg.snapshot.graphs import NETWORK

_TOKEN = "filing-benchmark-token-of-no-other-use"
_PATIENCE = 300
_DOSSIER = """
@prefix qn: <https://w3id.org/quartierkg/ontology#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
<https://example.org/filed/{name}> a qn:Quartier ; qn:illustrative true ; rdfs:label "{name}"@fr ;
    qn:history <https://example.org/filed/{name}/1> .
<https://example.org/filed/{name}/1> a qn:LifecycleEvent ;
    qn:toState qn:Candidate ; qn:happenedOn "2026-01-0{day}"^^xsd:date .
<https://example.org/filed/{name}/dossier> a qn:Dossier ; qn:illustrative true ;
    qn:concerns <https://example.org/filed/{name}> .
"""


def filed(port: int, write: str, ask: str, name: str, turn: int) -> tuple[float, float]:
    """Milliseconds until the write is answered, and until a query has what was written."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=_PATIENCE)
    body = _DOSSIER.format(name=f"{name}-{turn}", day=turn % 9 + 1).encode()
    headers = {"Content-Type": "text/turtle", "Authorization": f"Bearer {_TOKEN}"}
    started = time.perf_counter()
    connection.request("POST", write, body, headers)
    answer = connection.getresponse()
    said = answer.read()
    if answer.status not in (200, 201, 204):
        raise SystemExit(f"{answer.status}: {said[:400]!r}")
    answered = time.perf_counter()
    wanted = f'SELECT ?q WHERE {{ ?q <http://www.w3.org/2000/01/rdf-schema#label> "{name}-{turn}"@fr }}'
    while True:
        connection.request("GET", f"{ask}?query={quote(wanted)}", headers={"Accept": "application/sparql-results+json"})
        if b"example.org/filed" in connection.getresponse().read():
            return (answered - started) * 1000, (time.perf_counter() - started) * 1000
        time.sleep(0.002)


def latest(store: Path) -> Path:
    """The folder of the newest revision."""
    return max((one for one in (store / "revisions").iterdir() if one.name.isdigit()), key=lambda one: int(one.name))


def told(who: str, times: list[tuple[float, float]]) -> None:
    """A row of the table."""
    answered, seen = zip(*times, strict=True)
    figures = [statistics.median(answered), max(answered), statistics.median(seen), max(seen)]
    print(f"| {who} | {' | '.join(f'{figure:.0f}' for figure in figures)} |", flush=True)


def main() -> None:
    """Measure, and print a table of Markdown."""
    parser = argparse.ArgumentParser()
    parser.add_argument("store", type=Path)
    parser.add_argument("peers", type=Path)
    parser.add_argument("rounds", type=int, nargs="?", default=10)
    asked = parser.parse_args()
    name = f"filed-{int(time.time())}"
    with tempfile.TemporaryDirectory(dir=asked.store.parent) as folder:
        store, peer, token = Path(folder) / "store", Path(folder) / "peer", Path(folder) / "token"
        shutil.copytree(asked.store, store)
        shutil.copytree(latest(asked.store) / "index", peer)
        token.write_text(_TOKEN)
        token.chmod(0o600)
        print("| | answered, median | longest | seen, median | longest |")
        print("|---|---|---|---|---|")
        port = free_port()
        command = [sys.executable, "-m", "quartierkg", "serve", "--port", str(port), "--store", str(store)]
        with running([*command, "--token-file", str(token)], port, "/ready"):
            write = f"/rdf-graph-store?graph={quote(NETWORK.value)}"
            told("quartierkg", [filed(port, write, "/sparql", name, turn) for turn in range(asked.rounds)])
        port = free_port()
        command = [
            str(asked.peers / "bin" / "oxigraph"),
            "serve",
            "--location",
            str(peer),
            "--bind",
            f"127.0.0.1:{port}",
        ]
        with running([*command, "--union-default-graph"], port, "/"):
            write = f"/store?graph={quote(NETWORK.value)}"
            told("oxigraph serve", [filed(port, write, "/query", name, turn) for turn in range(asked.rounds)])


if __name__ == "__main__":
    main()
