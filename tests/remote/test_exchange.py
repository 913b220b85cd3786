"""Servers that do not keep to the protocol, or to what they were asked."""

from __future__ import annotations

import io
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest

from quartierkg.endpoint import Endpoint
from quartierkg.errors import QuartierError, QueryFault, RemoteFault, StoreFault
from quartierkg.media import N_TRIPLES, RESULTS_JSON
from quartierkg.query import Job
from quartierkg.remote.ask import write
from quartierkg.remote.capabilities import Capabilities, probe
from quartierkg.remote.exchange import Request, put, read, send

ROW = b'{"head":{"vars":["s"]},"results":{"bindings":[{"s":{"type":"uri","value":"urn:x"}}]}}'
ASKED = Request("SELECT ?s { ?s ?p ?o }", ("urn:g",), ("urn:g",), RESULTS_JSON)


@contextmanager
def answering(status: int, body: bytes, **headers: str) -> Iterator[tuple[str, list[Any]]]:
    """A server that answers every request alike; its address, and the headers of what it was sent."""
    seen: list[Any] = []

    class Handler(BaseHTTPRequestHandler):
        """One answer."""

        def do_POST(self) -> None:
            """Take all that is sent, and answer."""
            seen.append(dict(self.headers))
            self.rfile.read(int(self.headers.get("Content-Length") or 0))
            self.send_response(status)
            for name, value in headers.items():
                self.send_header(name.replace("_", "-"), value)
            self.end_headers()
            if self.command != "HEAD":
                self.wfile.write(body)

        do_GET = do_PUT = do_DELETE = do_HEAD = do_POST  # noqa: N815

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/query", seen
    finally:
        server.shutdown()
        server.server_close()


def test_a_server_that_ignores_the_graphs_of_a_request_is_not_joined() -> None:
    """It would show strangers all that it holds."""
    with answering(200, ROW) as (address, _), pytest.raises(StoreFault, match="does not keep to the graphs"):
        probe(Endpoint(address))


@pytest.mark.parametrize(
    ("status", "fault", "said"),
    [
        (206, RemoteFault, "a part of the answer"),
        (400, QueryFault, "no such function"),
        (401, RemoteFault, "401"),
        (500, RemoteFault, "500"),
        (503, RemoteFault, "503"),
    ],
)
def test_every_other_status_is_told(status: int, fault: type[QuartierError], said: str) -> None:
    """A query that is refused is the asker's; the rest is the server's."""
    body = b"\n  no such function\x07 here\nsecond line"
    with (
        answering(status, body, Content_Length=str(len(body))) as (address, _),
        pytest.raises(fault, match=said) as told,
    ):
        send(Endpoint(address), ASKED)
    assert "second line" not in str(told.value)
    assert "\x07" not in str(told.value)


def test_an_answer_that_stops_early_is_no_answer() -> None:
    """The length that was promised is not reached."""
    with (
        answering(200, ROW, Content_Length="5000") as (address, _),
        pytest.raises(RemoteFault, match="does not answer"),
    ):
        read(send(Endpoint(address), ASKED))


def test_no_redirect_leads_to_another_server() -> None:
    """The other one is not asked, and no password is shown to it."""
    with (
        answering(200, ROW) as (other, seen),
        answering(302, b"", Location=other, Content_Length="0") as (address, _),
        pytest.raises(RemoteFault, match="another server"),
    ):
        send(Endpoint(address, login=("name", "secret")), ASKED)
    assert seen == []


def test_a_server_that_takes_no_graphs_is_told_so() -> None:
    """A write that is refused is the server's fault, not the query's."""
    with answering(405, b"no", Content_Length="2") as (address, _), pytest.raises(RemoteFault, match="405"):
        put(Endpoint(address), f"{address}?graph=urn:g", None, N_TRIPLES)


def test_a_login_is_shown_when_it_is_asked_for() -> None:
    """HTTP Basic; nothing is shown to a server that does not ask."""
    with answering(200, ROW, Content_Length=str(len(ROW))) as (address, seen):
        send(Endpoint(address, login=("name", "secret")), ASKED).close()
        put(Endpoint(address, login=("name", "secret")), f"{address}?graph=urn:g", None, N_TRIPLES)
    assert all("Authorization" not in headers for headers in seen)
    with (
        answering(401, b"", WWW_Authenticate='Basic realm="x"', Content_Length="0") as (address, seen),
        pytest.raises(RemoteFault, match="401"),
    ):
        send(Endpoint(address, login=("name", "secret")), ASKED)
    assert seen[-1]["Authorization"] == "Basic bmFtZTpzZWNyZXQ="


def test_a_graph_that_stops_early_is_no_answer() -> None:
    """With fewer bytes than were promised, or when nothing says where it ends."""
    said = b"<urn:a> <urn:b> <urn:c> .\n"
    job = Job("CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o }", ("urn:g",), ("urn:g",), N_TRIPLES)
    for headers in ({"Content_Length": "4000"}, {}):
        with answering(200, said, **headers) as (address, _), pytest.raises(RemoteFault, match="before its end"):
            write(Endpoint(address), Capabilities(), job, io.BytesIO())


@pytest.mark.parametrize("said", [b'{"head":{}}', b'{"head":{},"boolean":true}', b"[]", b"", b'{"results":[]}'])
@pytest.mark.parametrize("headers", [{}, {"X_SPARQL_MaxRows": "10"}])
def test_results_that_are_none_are_the_servers_fault(said: bytes, headers: dict[str, str]) -> None:
    """Whatever they are."""
    job = Job("SELECT * { ?s ?p ?o }", ("urn:g",), ("urn:g",), RESULTS_JSON)
    length = str(len(said))
    with answering(200, said, Content_Length=length, **headers) as (address, _), pytest.raises(RemoteFault):
        write(Endpoint(address), Capabilities(), job, io.BytesIO())


def test_a_graph_that_ends_in_a_remark_is_not_whole() -> None:
    """Fuseki ends an answer that it gives up with a comment, which N-Triples passes over."""
    said = b"<urn:a> <urn:b> <urn:c> .\n## Query cancelled due to timeout during execution   ##\n"
    asked = "CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o }"
    job = Job(asked, ("urn:g",), ("urn:g",), N_TRIPLES)
    with answering(200, said, Content_Length=str(len(said))) as (address, _), pytest.raises(RemoteFault, match="##"):
        write(Endpoint(address), Capabilities(), job, io.BytesIO())
