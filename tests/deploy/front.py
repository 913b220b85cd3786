"""nginx as ``deploy/nginx.conf`` sets it up, on loopback and free ports, in front of a service that runs."""

from __future__ import annotations

import datetime
import ipaddress
import json
import os
import signal
import socket
import ssl
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from tests.samples import ROOT

CONF = ROOT / "deploy" / "nginx.conf"
TOKEN = "a-token-of-the-operator-for-tests"
# What Debian's own nginx.conf says before it includes ours, and where a test may write.
_MAIN = """
daemon off; master_process off; pid {folder}/nginx.pid; error_log {folder}/error.log;
events {{ worker_connections 128; }}
http {{
    gzip on; gzip_proxied any; gzip_types *; access_log {folder}/access.log;
    client_body_temp_path {folder}/body; proxy_temp_path {folder}/proxy; fastcgi_temp_path {folder}/fastcgi;
    uwsgi_temp_path {folder}/uwsgi; scgi_temp_path {folder}/scgi;
    include {folder}/quartierkg.conf;
}}
"""


@dataclass(frozen=True)
class Front:
    """The service as it is seen from outside."""

    base: str
    """Its public address."""
    plain: int
    """The port of http, which leads to https."""
    trusted: ssl.SSLContext
    folder: Path

    @property
    def path(self) -> str:
        """What stands before every address."""
        return "/" + self.base.split("/", 3)[3]

    @contextmanager
    def client(self) -> Iterator[httpx.Client]:
        """A client that follows no redirection."""
        with httpx.Client(verify=self.trusted, timeout=60, headers={"Accept-Language": "en"}) as found:
            yield found

    def log(self) -> list[dict[str, Any]]:
        """The requests as the service saw them."""
        lines = (self.folder / "service.log").read_text(encoding="utf-8").splitlines()
        return [json.loads(line) for line in lines if line.startswith("{")]

    def seen(self, path: str) -> dict[str, Any] | None:
        """The last request for a path as the service saw it: a line is written behind the answer."""
        end = time.monotonic() + 20
        while time.monotonic() < end:
            found = [line for line in self.log() if line.get("path") == path]
            if found:
                return found[-1]
            time.sleep(0.05)
        return None


@contextmanager
def service_behind_nginx(folder: Path) -> Iterator[Front]:
    """Both, and a store with an operator's token."""
    port = free_port()
    with nginx(folder, port) as front:
        token = folder / "token"
        token.write_text(TOKEN, encoding="utf-8")
        settings = {
            "PORT": str(port),
            "BASE": front.base,
            "PROXY": "127.0.0.1",
            "STORE": str(folder / "store"),
            "TOKEN_FILE": str(token),
            "LOG": "json",
            "WORKERS": "1",
        }
        with serving([sys.executable, "-m", "quartierkg", "serve"], folder, settings):
            yield front


@contextmanager
def nginx(folder: Path, service: int) -> Iterator[Front]:
    """nginx in front of whatever listens on a port, or does not."""
    plain, secure = free_port(), free_port()
    certify(folder)
    put = {
        "127.0.0.1:8000": f"127.0.0.1:{service}",
        "listen 80;": f"listen 127.0.0.1:{plain};",
        "listen 443 ssl http2;": f"listen 127.0.0.1:{secure} ssl http2;",
        "listen [::]:80;": "",
        "listen [::]:443 ssl http2;": "",
        "/etc/letsencrypt/live/example.org/fullchain.pem": f"{folder}/certificate.pem",
        "/etc/letsencrypt/live/example.org/privkey.pem": f"{folder}/key.pem",
        "server_name example.org;": "server_name 127.0.0.1;",
        "/etc/nginx/quartierkg/": f"{ROOT}/deploy/nginx/",
    }
    (folder / "quartierkg.conf").write_text(_replaced(CONF.read_text(encoding="utf-8"), put), encoding="utf-8")
    (folder / "nginx.conf").write_text(_MAIN.format(folder=folder), encoding="utf-8")
    trusted = ssl.create_default_context(cafile=str(folder / "certificate.pem"))
    with subprocess.Popen(["nginx", "-e", f"{folder}/error.log", "-c", f"{folder}/nginx.conf"]) as process:
        try:
            _wait(secure)
            yield Front(f"https://127.0.0.1:{secure}/quartierkg", plain, trusted, folder)
        finally:
            process.terminate()
            process.wait(timeout=20)


@contextmanager
def serving(
    command: Sequence[str], folder: Path, settings: Mapping[str, str], more: Mapping[str, str] | None = None
) -> Iterator[None]:
    """A service in a process of its own, when it answers; what it says is in a file of the folder.

    :param settings: among them the port.
    :param more: other variables of its environment.
    """
    environment = {name: value for name, value in os.environ.items() if not name.startswith(("QUARTIERKG_", "PYTHON"))}
    environment |= {f"QUARTIERKG_{name}": value for name, value in settings.items()} | dict(more or {})
    with (
        (folder / "service.log").open("w", encoding="utf-8") as log,
        subprocess.Popen(command, cwd=folder, env=environment, stderr=log, stdout=log) as process,
    ):
        try:
            # It listens from the beginning, and answers when its store is open.
            _wait(int(settings["PORT"]))
            httpx.get(f"http://127.0.0.1:{settings['PORT']}/ready", timeout=300).raise_for_status()
            yield
        finally:
            process.send_signal(signal.SIGTERM)
            process.wait(timeout=60)


def certify(folder: Path) -> None:
    """A key, and a certificate for this machine that it signs itself."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "127.0.0.1")])
    now = datetime.datetime.now(datetime.UTC)
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - datetime.timedelta(hours=1))
        .not_valid_after(now + datetime.timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.IPAddress(ipaddress.ip_address("127.0.0.1"))]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    (folder / "certificate.pem").write_bytes(certificate.public_bytes(serialization.Encoding.PEM))
    written = key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    (folder / "key.pem").write_bytes(written)


def free_port() -> int:
    """A port that is free now."""
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


def _replaced(text: str, put: Mapping[str, str]) -> str:
    """The text with other places in it, each of which has to be named there."""
    for old, new in put.items():
        assert old in text, old
        text = text.replace(old, new)
    return text


def _wait(port: int) -> None:
    """Until something listens there."""
    for _ in range(3_000):  # a busy machine takes its time to start a service
        with suppress(OSError), socket.create_connection(("127.0.0.1", port), timeout=1):
            return
        time.sleep(0.1)
    raise AssertionError(f"nothing listens on {port}")
