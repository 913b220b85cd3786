"""An endpoint under test: the one that QUARTIERKG_ENDPOINT names, or one that is started for the tests."""

from __future__ import annotations

import http.client
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote, urlsplit

from tests.samples import ROOT


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back."""

    status: int
    headers: Mapping[str, str]
    body: bytes

    @property
    def type(self) -> str:
        """The media type, without parameters."""
        return self.headers.get("content-type", "").partition(";")[0].strip()


@dataclass(frozen=True, slots=True)
class Endpoint:
    """The three addresses of a SPARQL 1.1 service."""

    query: str
    update: str
    graph_store: str

    def post(self, url: str, data: bytes, content_type: str, accept: str = "*/*") -> Answer:
        """A request with a body."""
        return send("POST", url, {"Content-Type": content_type, "Accept": accept}, data)

    def change(self, text: str) -> None:
        """Run an update that must succeed."""
        answer = self.post(self.update, text.encode(), "application/sparql-update")
        assert answer.status < 300, answer

    def put(self, graph: str | None, data: bytes, content_type: str) -> None:
        """Put a graph that must be taken."""
        name = f"graph={quote(graph, safe='')}" if graph is not None else "default"
        answer = send("PUT", f"{self.graph_store}?{name}", {"Content-Type": content_type}, data)
        assert answer.status < 300, answer


def send(method: str, url: str, headers: Mapping[str, str] | None = None, data: bytes | None = None) -> Answer:
    """One request, one connection; the address goes out as it stands."""
    parts = urlsplit(url)
    connection = http.client.HTTPConnection(parts.hostname or "", parts.port, timeout=60)
    try:
        target = url.partition(parts.netloc)[2] or "/"
        connection.request(method, target, body=data, headers=dict(headers or {}))
        answer = connection.getresponse()
        found = {name.lower(): value for name, value in answer.getheaders()}
        return Answer(answer.status, found, answer.read())
    finally:
        connection.close()


@contextmanager
def started(*arguments: str) -> Iterator[str]:
    """The address of a service that is started with some arguments, and stopped."""
    with tempfile.TemporaryFile() as errors:
        process = subprocess.Popen(
            [sys.executable, "-m", "quartierkg", "--lang", "en", "serve", "--port", "0", *arguments],
            cwd=ROOT,
            stdout=subprocess.PIPE,
            stderr=errors,
            text=True,
            env=os.environ | {"PYTHONPATH": str(ROOT)},
        )
        try:
            assert process.stdout is not None
            line = process.stdout.readline()
            if not line:
                errors.seek(0)
                raise AssertionError(errors.read().decode())
            address = next(word for word in line.split() if word.startswith("http"))
            _wait(address)
            yield address
        finally:
            process.terminate()
            process.wait(20)
            if process.stdout is not None:
                process.stdout.close()


def _wait(address: str) -> None:
    for _ in range(200):
        try:
            if send("GET", f"{address}/health").status == 200:
                return
        except OSError:
            time.sleep(0.05)
    raise AssertionError("the service does not answer")


@contextmanager
def under_test() -> Iterator[Endpoint]:
    """The endpoint that the suites are put to."""
    named = os.environ.get("QUARTIERKG_ENDPOINT")
    if named:
        yield Endpoint(*named.split(","))
        return
    with started("--test-suite") as address:
        yield of(address)


def of(address: str) -> Endpoint:
    """The endpoint of one of our services."""
    return Endpoint(f"{address}/sparql", f"{address}/sparql", f"{address}/rdf-graph-store")


def suite() -> Path | None:
    """The folder of the W3C's test data."""
    folder = os.environ.get("QUARTIERKG_W3C")
    found = Path(folder) / "sparql" / "sparql11" if folder else None
    return found if found is not None and found.is_dir() else None
