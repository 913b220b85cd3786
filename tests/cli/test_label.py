"""``quartierkg label``: verifies what it is given, by the key that it is given, and keeps keys."""

from __future__ import annotations

import json
import os
import re
import stat
import threading
import time
from collections.abc import Iterator
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from typing import Any

import pytest

from quartierkg.cli import fetched
from quartierkg.cli.label import EXIT_CODES
from quartierkg.label import controller, credential, jwt, keys, status
from quartierkg.label.state import State
from quartierkg.label.status import Purpose, StatusList
from tests.cli.conftest import Run
from tests.label import samples
from tests.label.samples import LABEL, OURS
from tests.samples import ROOT

NOW = datetime.now(UTC)


def lists(*marked: Purpose) -> dict[str, Any]:
    """Both lists of today, by the names of their files."""
    found = {}
    for purpose in status.PURPOSES:
        marks = (samples.mark(purpose),) if purpose in marked else ()
        one = StatusList(purpose, 1, controller.ISSUER, NOW - timedelta(hours=1), NOW + timedelta(days=1), marks)
        found[f"{purpose}.json"] = status.issue(one, OURS.signer)
    return found


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A label, its issuer and its lists as files."""
    ended = samples.label(ends=NOW.date() - timedelta(days=2))
    coming = samples.label(awarded=NOW.date() + timedelta(days=2))
    files = {
        "issuer.json": OURS.controller.document(),
        "label.json": samples.issued(),
        "ended.json": samples.issued(ended),
        "coming.json": samples.issued(coming),
        "theirs.json": samples.issued(by=samples.THEIRS),
        "forged.json": {**samples.issued(), "validFrom": "2020-01-01T00:00:00Z"},
        "withdrawn.json": lists("revocation")["revocation.json"],
        "suspended.json": lists("suspension")["suspension.json"],
        **lists(),
    }
    for name, document in files.items():
        (tmp_path / name).write_text(json.dumps(document), encoding="utf-8")
    token = jwt.issue(credential.document(LABEL), OURS.signer, NOW)
    (tmp_path / "label.jwt").write_text(token, encoding="utf-8")
    (tmp_path / "key").write_text(OURS.controller.methods[0].key, encoding="utf-8")
    return tmp_path


def asked(folder: Path, name: str, *with_lists: str, key: str = "issuer.json") -> list[str | Path]:
    """The words of a verification."""
    words: list[str | Path] = ["label", "verify", folder / name, "--key", folder / key]
    for one in with_lists or ("revocation.json", "suspension.json"):
        words += ["--status", folder / one]
    return words


@pytest.mark.parametrize(
    ("name", "with_lists", "code", "word"),
    [
        ("label.json", (), 0, "VALIDE"),
        ("label.jwt", (), 0, "VALIDE"),
        ("label.json", ("revocation.json", "suspended.json"), 10, "SUSPENDU"),
        ("label.jwt", ("withdrawn.json", "suspension.json"), 11, "RETIRÉ"),
        ("ended.json", (), 12, "EXPIRÉ"),
        ("coming.json", (), 13, "PAS ENCORE VALABLE"),
        ("forged.json", (), 14, "ALTÉRÉ"),
        ("theirs.json", (), 15, "ÉMETTEUR INCONNU"),
        ("label.json", ("suspension.json",), 16, "STATUT INCONNU"),
    ],
)
def test_each_outcome_has_its_word_and_its_exit_code(
    run: Run, folder: Path, name: str, with_lists: tuple[str, ...], code: int, word: str
) -> None:
    """Zero is for a label in force, and for nothing else."""
    done = run(*asked(folder, name, *with_lists))
    assert done.exit_code == code
    assert done.stdout.splitlines()[0] == word
    data = json.loads(run(*asked(folder, name, *with_lists), "--format", "json").stdout)
    assert (data["state"] == "valid") == (code == 0)


def test_a_label_is_verified_by_the_bare_key(run: Run, folder: Path) -> None:
    """Offline, with nothing but a line of letters that one trusts."""
    assert run(*asked(folder, "label.json", key="key")).exit_code == 0


def test_a_label_on_standard_input(run: Run, folder: Path) -> None:
    """``-`` reads it there."""
    words = asked(folder, "label.json")
    done = run(*("-" if word == folder / "label.json" else word for word in words), input=json.dumps(samples.issued()))
    assert done.exit_code == 0


def test_without_a_key_nobody_is_trusted(run: Run, folder: Path) -> None:
    """The credential's own word for its issuer is worth nothing."""
    done = run("label", "verify", folder / "label.json", "--lang", "en")
    assert done.exit_code == 15
    assert "No trusted key was given." in done.stdout
    assert "Port-Lumière" not in done.stdout


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["label", "verify", "none.json"], "none.json"),
        (["label", "verify", "issuer.json"], "pas un certificat"),
        (["label", "verify", "label.json", "--key", "label.json"], "ni le document"),
        (["label", "verify", "label.json", "--key", "issuer.json", "--status", "issuer.json"], "pas un certificat"),
    ],
)
def test_what_is_something_else_is_unreadable(
    run: Run, folder: Path, monkeypatch: pytest.MonkeyPatch, words: list[str], said: str
) -> None:
    """Exit code 3, one line, and the name of the file."""
    monkeypatch.chdir(folder)
    done = run(*words)
    assert (done.exit_code, done.stdout) == (3, "")
    assert said in done.stderr
    assert len(done.stderr.splitlines()) == 1


class Served(BaseHTTPRequestHandler):
    """A server that counts what is asked of it."""

    files: dict[str, bytes]
    asked: list[str]

    def do_GET(self) -> None:
        """Answer with a file, with another address, or with more than anybody wants."""
        self.asked.append(self.path)
        if self.path == "/elsewhere":
            self.send_response(302)
            self.send_header("Location", "/label.json")
            self.end_headers()
        elif self.path == "/slow":
            self.send_response(200)
            self.end_headers()
            with suppress(OSError):
                for _ in range(20):
                    self.wfile.write(b" ")
                    time.sleep(0.05)
        elif self.path in self.files:
            self.send_response(200)
            self.end_headers()
            self.wfile.write(self.files[self.path])
        else:
            self.send_error(404)

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@pytest.fixture
def server(folder: Path) -> Iterator[HTTPServer]:
    """The same files over HTTP."""
    Served.files = {f"/{path.name}": path.read_bytes() for path in folder.iterdir()} | {"/huge": b" " * 2_000_000}
    Served.asked = []
    found = HTTPServer(("127.0.0.1", 0), Served)
    thread = threading.Thread(target=found.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    yield found
    found.shutdown()
    thread.join()
    found.server_close()


def test_an_address_is_asked_and_no_other(
    run: Run, folder: Path, server: HTTPServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One request for what was given; contexts, keys and lists that the label names are not."""
    monkeypatch.setenv("no_proxy", "127.0.0.1")
    address = f"http://127.0.0.1:{server.server_port}/label.json"
    done = run(*(address if word == folder / "label.json" else word for word in asked(folder, "label.json")))
    assert done.exit_code == 0
    assert Served.asked == ["/label.json"]


@pytest.mark.parametrize(
    ("path", "code", "said"), [("/none", 2, "404"), ("/elsewhere", 2, "/label.json"), ("/huge", 3, "octets")]
)
def test_an_address_that_holds_something_else(
    run: Run, server: HTTPServer, monkeypatch: pytest.MonkeyPatch, path: str, code: int, said: str
) -> None:
    """Nothing there, another address, or too much: it is told, and nothing more is asked."""
    monkeypatch.setenv("no_proxy", "127.0.0.1")
    done = run("label", "verify", f"http://127.0.0.1:{server.server_port}{path}")
    assert (done.exit_code, done.stdout) == (code, "")
    assert said in done.stderr
    assert Served.asked == [path]


def test_an_address_that_sends_a_byte_at_a_time(run: Run, server: HTTPServer, monkeypatch: pytest.MonkeyPatch) -> None:
    """The time is for the whole of it, not for each byte."""
    monkeypatch.setenv("no_proxy", "127.0.0.1")
    monkeypatch.setattr(fetched, "_PATIENCE", 0.2)
    begun = time.monotonic()
    done = run("label", "verify", f"http://127.0.0.1:{server.server_port}/slow")
    assert time.monotonic() - begun < 0.9
    assert (done.exit_code, done.stdout) == (2, "")


def test_an_address_that_nobody_answers(run: Run, server: HTTPServer, monkeypatch: pytest.MonkeyPatch) -> None:
    """Exit code 2, one line."""
    monkeypatch.setenv("no_proxy", "127.0.0.1")
    done = run("label", "verify", "http://127.0.0.1:1/label.json")
    assert done.exit_code == 2
    assert len(done.stderr.splitlines()) == 1
    assert Served.asked == []
    assert server.server_port


def test_other_schemes_are_names_of_files(run: Run) -> None:
    """No address reads a file, and no protocol but HTTP is spoken."""
    for name in ("file:///etc/passwd", "ftp://127.0.0.1/x", "data:,x"):
        assert run("label", "verify", name).exit_code == 3


def test_a_key_is_made_changed_and_revoked(run: Run, tmp_path: Path) -> None:
    """Each time the public key that signs is printed; the secret is read by nobody else."""
    place = tmp_path / "keys"
    first = run("label", "key", place).stdout.strip()
    assert first.startswith("z6Mk")
    assert keys.read(place).signer.method.endswith(first)
    if os.name == "posix":
        assert stat.S_IMODE((place / f"{first}.json").stat().st_mode) == 0o600
    assert run("label", "key", place).exit_code == 2
    second = run("label", "key", place, "--rotate").stdout.strip()
    assert second not in {"", first}
    assert run("label", "key", place, "--revoke", second).exit_code == 2
    assert run("label", "key", place, "--revoke", first).stdout.strip() == second
    assert run("label", "key", place, "--rotate", "--revoke", first).exit_code == 2


def test_an_issuer_of_ones_own(run: Run, tmp_path: Path) -> None:
    """Whoever awards under another name says it once."""
    run("label", "key", tmp_path / "keys", "--issuer", "https://elsewhere.example/issuer")
    assert keys.read(tmp_path / "keys").controller.id == "https://elsewhere.example/issuer"
    done = run("label", "key", tmp_path / "other", "--issuer", "elsewhere")
    assert done.exit_code == 2
    assert not (tmp_path / "other").exists()


def test_the_page_has_the_exit_codes_of_the_command() -> None:
    """docs/credential.md says of each state what it exits with, and so does the help."""
    page = (ROOT / "docs" / "credential.md").read_text(encoding="utf-8")
    rows = {state: int(code) for code, state in re.findall(r"^\| (\d+) \| `(\w+)` \|", page, re.MULTILINE)}
    assert rows == {state.value: code for state, code in EXIT_CODES.items()}
    assert len(set(rows.values())) == len(State)
    # Those of errors, which every command has (docs/interfaces.md), and of an interruption.
    assert not set(rows.values()) & {1, 2, 3, 4, 130}
