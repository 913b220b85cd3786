"""Mixed load at a steady rate on a real service, and whether memory, files, processes and latency stay flat.

    python -m benchmarks.soak STORE MINUTES [OUT.csv] [--rate FACTOR] [--kinds NAME,NAME]

STORE is a folder that ``quartierkg synth --store`` or ``load`` made: it is copied first, and stays as it is. Each kind
of request (:func:`kinds`) comes as often as its rate says, times FACTOR, whether or not those before are answered.
Every ten seconds a row of the CSV: processes of the service, their open files and resident memory, what the store takes
on the disk, and of each kind how many were answered, how many failed, and the median and 95th percentile of their
latency in milliseconds. Beside the CSV an SVG of the same. Last, a table of Markdown: each figure in the first and in
the second half, without the warm-up (the first tenth), and the ratio. What grows is found by some ``--kinds`` alone.
"""

from __future__ import annotations

import argparse
import csv
import http.client
import itertools
import os
import random
import shutil
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Collection, Iterator
from contextlib import closing, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final
from urllib.parse import quote

from benchmarks.plot import Drawing, svg
from benchmarks.questions import free_port
from quartierkg.access import Database, Role, Tokens
from quartierkg.snapshot.graphs import NETWORK
from quartierkg.terms import ID

EVERY: Final = 10.0
PATIENCE: Final = 120
DOSSIERS: Final = Path(__file__).parent.parent / "data" / "dossiers"
TURTLE: Final = {"Content-Type": "text/turtle", "Accept": "application/json"}
PAGES: Final = ("/", "/queries", "/network", "/search?q=fab", "/aide", "/form", "/validate", "/dossiers", "/catalogue")
QN: Final = "https://w3id.org/quartierkg/ontology#"
QUERY: Final = (
    "SELECT ?s ?label WHERE {{ ?s a <{qn}Quartier> ; <http://www.w3.org/2000/01/rdf-schema#label> ?label "
    'FILTER(?label != "{n}") }} LIMIT 50'
)
Request = tuple[str, str, bytes | None, dict[str, str]]


@dataclass(frozen=True, slots=True)
class Kind:
    """Requests of a kind, and how many of them in a second."""

    name: str
    rate: float
    next: Callable[[], Request]


@dataclass(slots=True)
class Tally:
    """What was answered since the last row."""

    milliseconds: list[float] = field(default_factory=list)
    failed: int = 0
    lock: threading.Lock = field(default_factory=threading.Lock)

    def taken(self) -> tuple[list[float], int]:
        """What there is, and begin anew."""
        with self.lock:
            found, self.milliseconds = self.milliseconds, []
            failed, self.failed = self.failed, 0
        return found, failed


def kinds(member: str, operator: str, factor: float) -> tuple[Kind, ...]:
    """Queries that are never the same twice, pages, dossiers to judge, others that are filed, graphs that are posted.

    :param member: the token of whoever files.
    :param operator: the token of whoever posts graphs.
    """
    number = itertools.count(1)
    chance = random.Random(1)
    run = f"soak-{int(time.time())}"
    dossiers = [path.read_bytes() for path in sorted(DOSSIERS.glob("*.ttl"))]
    whole = (DOSSIERS / "port-lumiere.ttl").read_bytes()

    def query() -> Request:
        text = QUERY.format(qn=QN, n=next(number))
        return "GET", f"/sparql?query={quote(text)}", None, {"Accept": "application/sparql-results+json"}

    def page() -> Request:
        return "GET", chance.choice(PAGES), None, {"Accept": "text/html"}

    def validation() -> Request:
        return "POST", "/validate", chance.choice(dossiers), TURTLE

    def filing() -> Request:
        slug = f"{run}-{next(number)}"
        body = whole
        for before in (b"quartier/port-lumiere", b"id/port-lumiere/", b"qid:port-lumiere"):
            body = body.replace(before, before.replace(b"port-lumiere", slug.encode()))
        address = f"/dossiers?quartier={quote(f'{ID}quartier/{slug}', safe='')}"
        return "POST", address, body, {**TURTLE, "Authorization": f"Bearer {member}"}

    def write() -> Request:
        thing = f"https://example.org/{run}/{next(number)}"
        body = f"<{thing}> a <{QN}Quartier> ; <{QN}illustrative> true .".encode()
        address = f"/rdf-graph-store?graph={quote(NETWORK.value, safe='')}"
        return "POST", address, body, {"Content-Type": "text/turtle", "Authorization": f"Bearer {operator}"}

    return (
        Kind("query", 4 * factor, query),
        Kind("page", 1 * factor, page),
        Kind("validation", 0.25 * factor, validation),
        Kind("filing", factor / 60, filing),
        Kind("write", factor / 60, write),
    )


def driven(kind: Kind, port: int, end: float, tally: Tally) -> list[threading.Thread]:
    """Threads that send the requests of a kind when they are due; so many that a slow answer holds up none."""
    due = itertools.count()
    turn = threading.Lock()
    begun = time.monotonic()

    def drive() -> None:
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=PATIENCE)
        while True:
            with turn:
                at = begun + next(due) / kind.rate
                request = kind.next()
            if at >= end:
                return
            time.sleep(max(0.0, at - time.monotonic()))
            sent = time.perf_counter()
            failed = not _answered(connection, request)
            took = (time.perf_counter() - sent) * 1000
            with tally.lock:
                tally.milliseconds.append(took)
                tally.failed += failed

    threads = [threading.Thread(target=drive, daemon=True) for _ in range(4)]
    for thread in threads:
        thread.start()
    return threads


def _answered(connection: http.client.HTTPConnection, request: Request) -> bool:
    try:
        connection.request(*request)
        answer = connection.getresponse()
        said = answer.read()
    except (OSError, http.client.HTTPException) as fault:
        print(f"{request[0]} {request[1][:60]}: {fault!r}", file=sys.stderr)
        return False
    finally:
        connection.close()  # the service closes what is idle for some seconds; the next request connects again
    if answer.status >= 400:
        print(f"{request[0]} {request[1][:60]}: {answer.status} {said[:200]!r}", file=sys.stderr)
    return answer.status < 400


def tree(pid: int) -> list[int]:
    """A process and all that came of it."""
    found = [pid]
    for one in found:
        for task in _listed(Path(f"/proc/{one}/task")):
            children = Path(f"/proc/{one}/task/{task}/children")
            try:
                found += [int(child) for child in children.read_text().split()]
            except OSError:
                continue
    return found


def resident(pid: int) -> float:
    """The resident memory of a process, in MiB."""
    try:
        pages = int(Path(f"/proc/{pid}/statm").read_text().split()[1])
    except (OSError, IndexError):
        return 0.0
    return pages * os.sysconf("SC_PAGE_SIZE") / 2**20


def _listed(folder: Path) -> list[str]:
    try:
        return [path.name for path in folder.iterdir()]
    except OSError:
        return []


def size(folder: Path) -> float:
    """What the files of a folder take, in MiB."""
    total = 0
    for path in folder.rglob("*"):
        try:
            total += path.stat().st_size
        except OSError:  # it went meanwhile
            continue
    return total / 2**20


def sampled(pid: int, store: Path, tallies: dict[str, Tally], end: float) -> Iterator[dict[str, float | None]]:
    """A row every ten seconds."""
    begun = time.monotonic()
    for turn in itertools.count(1):
        at = begun + turn * EVERY
        if at > end:
            return
        time.sleep(max(0.0, at - time.monotonic()))
        pids = tree(pid)
        row: dict[str, float | None] = {
            "seconds": turn * EVERY,
            "processes": len(pids),
            "files": sum(len(_listed(Path(f"/proc/{one}/fd"))) for one in pids),
            "web_mib": resident(pid),
            "all_mib": sum(map(resident, pids)),
            "store_mib": size(store),
        }
        for name, tally in tallies.items():
            times, failed = tally.taken()
            row |= {f"{name}_answered": len(times), f"{name}_failed": failed}
            row |= {f"{name}_p50": _percentile(times, 50), f"{name}_p95": _percentile(times, 95)}
        yield row


def _percentile(times: list[float], which: int) -> float | None:
    if not times:
        return None
    return statistics.quantiles(times, n=100, method="inclusive")[which - 1] if len(times) > 1 else times[0]


def halves(rows: list[dict[str, float | None]]) -> str:
    """Each figure in both halves, without the warm-up, as a table."""
    kept = rows[len(rows) // 10 :]
    middle = len(kept) // 2
    lines = ["| figure (mean of the samples) | first half | second half | ratio |", "|---|---|---|---|"]
    for name in rows[0]:
        if name == "seconds" or name.endswith("_answered"):
            continue
        first, second = (
            [value for row in half if (value := row[name]) is not None] for half in (kept[:middle], kept[middle:])
        )
        if first and second:
            before, after = statistics.mean(first), statistics.mean(second)
            ratio = f"{after / before:.2f}" if before else "-"
            lines.append(f"| {name} | {before:,.1f} | {after:,.1f} | {ratio} |")
    return "\n".join(lines)


def drawings(rows: list[dict[str, float | None]], names: list[str]) -> list[Drawing]:
    """Memory, files, processes, and the latency of each kind."""

    def line(name: str) -> list[float | None]:
        return [row[name] for row in rows]

    return [
        Drawing("Resident memory, MiB", {"all processes": line("all_mib"), "web process": line("web_mib")}),
        Drawing("Open files", {"all processes": line("files")}),
        Drawing("Processes", {"of the service": line("processes")}),
        Drawing("Store on the disk, MiB", {"all files": line("store_mib")}),
        *(
            Drawing(f"Latency of a {name}, ms", {"median": line(f"{name}_p50"), "95th percentile": line(f"{name}_p95")})
            for name in names
        ),
    ]


def soaked(store: Path, minutes: float, factor: float, names: Collection[str]) -> list[dict[str, float | None]]:
    """Serve a store, drive it, and look at it."""
    with Database(store) as desk:
        _, member = Tokens(desk).create("Soak Member", Role.MEMBER)
        _, operator = Tokens(desk).create("Soak Operator", Role.OPERATOR)
    port = free_port()
    command = [sys.executable, "-m", "quartierkg", "serve", "--port", str(port), "--store", str(store)]
    rows: list[dict[str, float | None]] = []
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, start_new_session=True) as process:
        _wait(process, port)
        end = time.monotonic() + minutes * 60
        load = [kind for kind in kinds(member, operator, factor) if not names or kind.name in names]
        tallies = {kind.name: Tally() for kind in load}
        threads = [thread for kind in load for thread in driven(kind, port, end, tallies[kind.name])]
        for row in sampled(process.pid, store, tallies, end):
            rows.append(row)
            print(", ".join(f"{name} {row[name]:.0f}" for name in ("seconds", "processes", "all_mib")), file=sys.stderr)
        for thread in threads:
            thread.join(PATIENCE)
        process.terminate()
    return rows


def _wait(process: subprocess.Popen[bytes], port: int) -> None:
    """Until the service is ready."""
    while process.poll() is None:
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=PATIENCE)
        with suppress(OSError), closing(connection):
            connection.request("GET", "/ready")
            if connection.getresponse().status == http.client.OK:
                return
        time.sleep(0.2)
    raise SystemExit("the service did not start")


def main() -> None:
    """Drive, write, and tell."""
    parser = argparse.ArgumentParser()
    parser.add_argument("store", type=Path)
    parser.add_argument("minutes", type=float)
    parser.add_argument("out", type=Path, nargs="?", default=Path("soak.csv"))
    parser.add_argument("--rate", type=float, default=1.0)
    parser.add_argument("--kinds", default="")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory(dir=asked.store.parent) as folder:
        store = shutil.copytree(asked.store, Path(folder) / "store")
        rows = soaked(store, asked.minutes, asked.rate, asked.kinds.split(",") if asked.kinds else ())
    with asked.out.open("w", newline="", encoding="utf-8") as file:
        writer = csv.DictWriter(file, list(rows[0]), lineterminator="\n")
        writer.writeheader()
        writer.writerows(
            {name: None if value is None else round(value, 1) for name, value in row.items()} for row in rows
        )
    names = [name.removesuffix("_p50") for name in rows[0] if name.endswith("_p50")]
    drawn = svg([row["seconds"] or 0.0 for row in rows], drawings(rows, names))
    asked.out.with_suffix(".svg").write_text(drawn, encoding="utf-8")
    print(halves(rows))


if __name__ == "__main__":
    main()
