"""What the page and the documents of a thing take over HTTP, each asked for the first time, and again when it is held.

    python benchmarks/pages.py STORE [COUNT]
    python benchmarks/pages.py STORE COUNT verdicts    the verdict of a dossier instead, as data and as a page

Things are drawn by a fixed seed from the store: of any kind, and Quartiers, whose pages are the longest. Every address
is asked for once, over one connection that is kept, so that no cache of answers takes part; then once more with the
tag of the answer (304). Beside it, in turns, starlette's files under uvicorn give the same bytes from a disk.
"""

from __future__ import annotations

import http.client
import random
import re
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from pyoxigraph import NamedNode

from quartierkg.snapshot import Archive
from quartierkg.terms import ID, term

SEED: Final = 6
WARM_UP: Final = 20
DOSSIERS: Final = Path(__file__).parent.parent / "data" / "dossiers"
FILES: Final = """
import socket, sys, uvicorn
from starlette.staticfiles import StaticFiles
found = socket.create_server(("127.0.0.1", 0))
print(f"http://127.0.0.1:{found.getsockname()[1]}", flush=True)
uvicorn.Server(uvicorn.Config(StaticFiles(directory=sys.argv[1]), log_level="error")).run([found])
"""
_LENGTH: Final = re.compile(rb"\r\ncontent-length: *(\d+)", re.IGNORECASE)
_TAG: Final = re.compile(rb'\r\netag: *("[^"]*")', re.IGNORECASE)
KINDS: Final = {"any thing": None, "Quartiers": term("qn:Quartier")}


def things(store: Path, count: int) -> dict[str, list[str]]:
    """The names of some things of each kind, the same for the same store."""
    with Archive(store) as archive:
        found = {
            kind: sorted(
                {
                    quad.subject.value.removeprefix(ID)
                    for quad in archive.snapshot.quads(None, term("rdf:type"), class_)
                    if isinstance(quad.subject, NamedNode) and quad.subject.value.startswith(ID)
                }
            )
            for kind, class_ in KINDS.items()
        }
    draw = random.Random(SEED)
    return {kind: draw.sample(names, min(count + WARM_UP, len(names))) for kind, names in found.items()}


@contextmanager
def started(*words: str) -> Iterator[int]:
    """The port of a server in a process of its own, which says its address on its first line."""
    with subprocess.Popen([sys.executable, "-u", *words], stdout=subprocess.PIPE, text=True) as process:
        try:
            assert process.stdout is not None
            line = process.stdout.readline()
            yield int("".join(found if found.isdigit() else " " for found in line.partition("//")[2]).split()[-1])
        finally:
            process.terminate()


@contextmanager
def connected(*words: str) -> Iterator[socket.socket]:
    """A connection to such a server."""
    with started(*words) as port, socket.create_connection(("127.0.0.1", port)) as line:
        line.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        yield line


def asked(line: socket.socket, path: str, tag: str = "") -> tuple[float, int, bytes, str]:
    """The milliseconds that an answer takes until its last byte, its status, its bytes and its tag."""
    condition = f"If-None-Match: {tag}\r\n" if tag else ""
    request = f"GET {path} HTTP/1.1\r\nHost: 127.0.0.1\r\n{condition}\r\n".encode()
    begun = time.perf_counter()
    line.sendall(request)
    answer = line.recv(1 << 20)
    while b"\r\n\r\n" not in answer:
        answer += line.recv(1 << 20)
    head, _, body = answer.partition(b"\r\n\r\n")
    length = int((_LENGTH.search(head) or (b"", b"0"))[1])
    while len(body) < length:
        body += line.recv(1 << 20)
    took = (time.perf_counter() - begun) * 1000
    return took, int(head.split(b" ", 2)[1]), body, (_TAG.search(head) or (b"", b""))[1].decode()


def told(kind: str, times: list[float], other: float | None = None) -> None:
    """A line: median and 95th percentile, and how many times the median of the other server that is."""
    ordered = sorted(times)
    median, late = statistics.median(ordered), ordered[int(len(ordered) * 0.95)]
    ratio = f"{median / other:>9.1f}" if other else ""
    print(f"{kind:<32}{median:>9.2f} ms{late:>10.2f} ms{ratio}")


def compare(service: socket.socket, kind: str, names: list[str], extension: str) -> None:
    """Ask both servers for some documents, in turns."""
    with tempfile.TemporaryDirectory() as folder, connected("-c", FILES, folder) as peer:
        ours, held, theirs, unchanged, sizes = [], [], [], [], []
        for number, name in enumerate(names):
            path = f"/id/{name}.{extension}"
            first, status, body, tag = asked(service, path)
            assert status == 200, path
            again, status, _, _ = asked(service, path, tag)
            assert status == 304, path
            (Path(folder) / f"{number}.{extension}").write_bytes(body)
            file, status, same, tag = asked(peer, f"/{number}.{extension}")
            assert (status, same) == (200, body), path
            still, status, _, _ = asked(peer, f"/{number}.{extension}", tag)
            assert status == 304, path
            if number >= WARM_UP:
                ours.append(first)
                held.append(again)
                theirs.append(file)
                unchanged.append(still)
                sizes.append(len(body))
    size = f"{statistics.median(sizes) / 1024:.0f} KiB"
    base = statistics.median(theirs)
    told(f"{kind}, .{extension}, {size}", ours, base)
    told(f"{kind}, .{extension}, 304", held, statistics.median(unchanged))
    told(f"{kind}, .{extension}, a file", theirs)
    told(f"{kind}, .{extension}, a file, 304", unchanged)


def judge(service: http.client.HTTPConnection, name: str, accept: str, count: int) -> None:
    """Have a dossier judged, again and again: nothing of a verdict is kept, so that each is worked out."""
    dossier, times = (DOSSIERS / name).read_bytes(), []
    for number in range(count + WARM_UP):
        begun = time.perf_counter()
        service.request("POST", "/validate", dossier, {"Content-Type": "text/turtle", "Accept": accept})
        answer = service.getresponse()
        body = answer.read()
        if number >= WARM_UP:
            times.append((time.perf_counter() - begun) * 1000)
        assert answer.status == 200, body
    told(f"{name} {accept.partition('/')[2]}", times)


def verdicts(store: Path, count: int) -> None:
    """A line for each dossier and format."""
    with started("-m", "quartierkg", "serve", "--port", "0", "--store", str(store)) as port:
        service = http.client.HTTPConnection("127.0.0.1", port)
        print(f"{'':<32}{'p50':>12}{'p95':>13}")
        for name in ("port-lumiere.ttl", "fails-criterion-3.ttl"):
            for accept in ("application/json", "text/html"):
                judge(service, name, accept, count)


def main(store: Path, count: int) -> None:
    """A table of three lines for each kind and format."""
    drawn = things(store, count)
    with connected("-m", "quartierkg", "serve", "--port", "0", "--store", str(store)) as service:
        print(f"{'':<32}{'p50':>12}{'p95':>13}{'ratio':>9}")
        for kind, names in drawn.items():
            for extension in ("html", "ttl"):
                compare(service, kind, names, extension)


if __name__ == "__main__":
    (verdicts if "verdicts" in sys.argv[3:] else main)(
        Path(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else 500
    )
