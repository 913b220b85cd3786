"""An identity provider on this machine: a real HTTP server with a configuration and keys, which signs tokens."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, Final

from joserfc import jwt
from joserfc.jwk import ECKey, OctKey, OKPKey, RSAKey

AUDIENCE: Final = "quartierkg"
CLAIRE: Final = "https://w3id.org/quartierkg/id/quartier/val-claire"

Key = RSAKey | ECKey | OKPKey


@dataclass(slots=True)
class Provider:
    """The provider: its address, its keys by name, and what it was asked."""

    address: str
    keys: dict[str, tuple[str, Key]]
    asked: list[str] = field(default_factory=list)
    answers: dict[str, Callable[[], tuple[int, dict[str, str], bytes]]] = field(default_factory=dict)

    def published(self) -> list[dict[str, Any]]:
        """The public halves of its keys, as a set lists them."""
        return [dict(key.as_dict(private=False)) | {"kid": name, "use": "sig"} for name, (_, key) in self.keys.items()]

    def claims(self, **changed: Any) -> dict[str, Any]:
        """What a token of a committee member says; None takes a claim out."""
        now = int(time.time())
        found = {"iss": self.address, "aud": AUDIENCE, "sub": "248289761001", "name": "Ada Lovelace"}
        whole = {**found, "iat": now, "exp": now + 300, "quartierkg_role": "member"} | changed
        return {name: value for name, value in whole.items() if value is not None}

    def signed(self, kid: str = "rsa", **changed: Any) -> str:
        """A token."""
        algorithm, key = self.keys[kid]
        return jwt.encode({"alg": algorithm, "kid": kid}, self.claims(**changed), key, algorithms=[algorithm])


def new_keys() -> dict[str, tuple[str, Key]]:
    """One key of each kind."""
    return {
        "rsa": ("RS256", RSAKey.generate_key(2048)),
        "ec": ("ES256", ECKey.generate_key("P-256")),
        "ed": ("Ed25519", OKPKey.generate_key("Ed25519")),
    }


def shared_secret(data: bytes) -> OctKey:
    """A key for a signature that whoever verifies could make as well."""
    return OctKey.import_key(data)


@contextmanager
def running(keys: dict[str, tuple[str, Key]]) -> Iterator[Provider]:
    """A provider, for as long as a test lasts."""

    class Handler(BaseHTTPRequestHandler):
        """Answers with the configuration, the keys, or what a test wants instead."""

        def do_GET(self) -> None:
            provider.asked.append(self.path)
            status, headers, data = provider.answers.get(self.path, lambda: _usual(provider, self.path))()
            self.send_response(status)
            for name, value in headers.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(data)

        def log_message(self, *_: Any) -> None:
            """Nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    provider = Provider(f"http://127.0.0.1:{server.server_port}/realm", keys)
    thread = threading.Thread(target=server.serve_forever, args=(0.02,))
    thread.start()
    try:
        yield provider
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


CONFIGURATION: Final = "/realm/.well-known/openid-configuration"
KEYS: Final = "/realm/keys"


def _usual(provider: Provider, path: str) -> tuple[int, dict[str, str], bytes]:
    if path == CONFIGURATION:
        found: dict[str, Any] = {"issuer": provider.address, "jwks_uri": provider.address + "/keys"}
    elif path == KEYS:
        found = {"keys": provider.published()}
    else:
        return 404, {}, b""
    return 200, {"Content-Type": "application/json"}, json.dumps(found).encode()
