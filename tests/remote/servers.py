"""SPARQL servers of others, started for a test: on loopback, in a folder of their own, ended after it."""

from __future__ import annotations

import os
import shutil
import signal
import socket
import subprocess
import sysconfig
import time
import urllib.request
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from urllib.error import HTTPError, URLError

import httpx
import pytest

from quartierkg.endpoint import Endpoint

_PATIENCE = 60.0
_INI = """
[Database]
DatabaseFile = virtuoso.db
ErrorLogFile = virtuoso.log
LockFile = virtuoso.lck
TransactionFile = virtuoso.trx
xa_persistent_file = virtuoso.pxa
[TempDatabase]
DatabaseFile = virtuoso-temp.db
TransactionFile = virtuoso-temp.trx
[Parameters]
ServerPort = 127.0.0.1:{sql}
NumberOfBuffers = 10000
MaxDirtyBuffers = 6000
[HTTPServer]
ServerPort = 127.0.0.1:{http}
ServerRoot = .
ServerThreads = 8
[SPARQL]
ResultSetMaxRows = {rows}
"""

_PROXY = """
daemon off;
master_process off;
pid {folder}/pid;
error_log {folder}/error.log;
events {{ }}
http {{
    log_format whom $upstream_addr;
    access_log {folder}/access.log whom;
    client_body_temp_path {folder}/body;
    proxy_temp_path {folder}/answers;
    fastcgi_temp_path {folder}/fastcgi;
    uwsgi_temp_path {folder}/uwsgi;
    scgi_temp_path {folder}/scgi;
    upstream nodes {{ {upstream} }}
    server {{
        listen 127.0.0.1:{port};
        location / {{ proxy_pass http://nodes; }}
    }}
}}
"""


def free_port() -> int:
    """A port of this machine that nobody listens on."""
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        number: int = found.getsockname()[1]
        return number


@contextmanager
def oxigraph(folder: Path) -> Iterator[Endpoint]:
    """``oxigraph serve``, from its package on PyPI."""
    program = shutil.which("oxigraph", path=os.pathsep.join((sysconfig.get_path("scripts"), os.environ["PATH"])))
    if program is None:
        _missing("oxigraph")
    base = f"http://127.0.0.1:{free_port()}"
    command = [str(program), "serve", "--location", str(folder / "db"), "--bind", base.removeprefix("http://")]
    with _running(command, folder, f"{base}/query?query=ASK%7B%7D"):
        yield Endpoint(f"{base}/query", f"{base}/store", f"{base}/update")


@contextmanager
def virtuoso(folder: Path, rows: int = 10_000) -> Iterator[Endpoint]:
    """Virtuoso 7, from its Debian package.

    :param rows: after how many rows it cuts an answer off.
    """
    program = shutil.which("virtuoso-t")
    if program is None:
        _missing("virtuoso")
    folder.mkdir(parents=True, exist_ok=True)
    http = free_port()
    (folder / "virtuoso.ini").write_text(_INI.format(sql=free_port(), http=http, rows=rows))
    base = f"http://127.0.0.1:{http}"
    command = [str(program), "+configfile", "virtuoso.ini", "+foreground"]
    with _running(command, folder, f"{base}/sparql?query=ASK%7B%7D"):
        yield Endpoint(f"{base}/sparql", f"{base}/sparql-graph-crud-auth", None, ("dba", "dba"))


@contextmanager
def nginx(folder: Path, port: int, servers: Sequence[str]) -> Iterator[None]:
    """A reverse proxy that asks servers in turn, and writes to ``access.log`` whom it asked."""
    folder.mkdir(parents=True, exist_ok=True)
    upstream = " ".join(f"server {server};" for server in servers)
    (folder / "nginx.conf").write_text(_PROXY.format(folder=folder, port=port, upstream=upstream))
    program = shutil.which("nginx") or "nginx"
    with _running(
        [program, "-c", str(folder / "nginx.conf")], folder, f"http://127.0.0.1:{port}/query?query=ASK%7B%7D"
    ):
        yield


def put(endpoint: Endpoint, graph: str, turtle: str) -> None:
    """Write a graph to a server by other means than the product's."""
    login = httpx.DigestAuth(*endpoint.login) if endpoint.login else None
    headers = {"Content-Type": "text/turtle"}
    address = f"{endpoint.graphs}?graph={graph}"
    httpx.put(address, content=turtle, headers=headers, auth=login, timeout=60).raise_for_status()


@contextmanager
def _running(command: list[str], folder: Path, ready: str) -> Iterator[None]:
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / "log").open("wb") as log:
        process = subprocess.Popen(command, cwd=folder, stdout=log, stderr=log, start_new_session=True)
        try:
            _wait(ready, process, folder / "log")
            yield
        finally:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()


def _wait(address: str, process: subprocess.Popen[bytes], log: Path) -> None:
    end = time.monotonic() + _PATIENCE
    while time.monotonic() < end and process.poll() is None:
        try:
            urllib.request.urlopen(address, timeout=5).close()
        except HTTPError:
            return
        except (URLError, OSError):
            time.sleep(0.1)
        else:
            return
    raise AssertionError(log.read_text(errors="replace"))


def _missing(name: str) -> None:
    """Skip, unless whoever runs the tests said that the server is there."""
    if name in os.environ.get("QUARTIERKG_SERVERS", "").split():
        pytest.fail(f"{name} is to be there and is not")
    pytest.skip(f"no {name} on this machine")
