"""Whatever happens to the file or to the process, nothing that was acknowledged is lost or changed without a word."""

from __future__ import annotations

import random
import signal
import subprocess
import sys
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Final

import pytest

from quartierkg.access import Access, Asked, Database, Line, Replies, Reply, Role, Tokens, Trail
from quartierkg.access.database import FILE
from quartierkg.errors import StoreFault
from tests.samples import LONG

Damage = Callable[[random.Random, bytearray], None]
_PAGE: Final = 4096


def flip(chosen: random.Random, data: bytearray) -> None:
    """One bit is another."""
    data[chosen.randrange(len(data))] ^= 1 << chosen.randrange(8)


def cut(chosen: random.Random, data: bytearray) -> None:
    """The end is missing."""
    del data[chosen.randrange(1, len(data)) :]


def blank(chosen: random.Random, data: bytearray) -> None:
    """A page is empty."""
    at = chosen.randrange(len(data) // _PAGE) * _PAGE
    data[at : at + _PAGE] = bytes(_PAGE)


def swap(chosen: random.Random, data: bytearray) -> None:
    """Two pages stand in each other's place."""
    one, other = (at * _PAGE for at in chosen.sample(range(len(data) // _PAGE), 2))
    first, second = data[one : one + _PAGE], data[other : other + _PAGE]
    data[one : one + _PAGE], data[other : other + _PAGE] = second, first


def told(folder: Path) -> object:
    """All that a file says, once it was looked at as a server does at its start."""
    access = Access.open(folder)
    try:
        kept = access.database.rows("SELECT * FROM replies ORDER BY token, key")
        digests = access.database.rows("SELECT id, digest FROM tokens ORDER BY id")
        return access.tokens.all(), digests, list(access.trail.lines()), kept
    finally:
        access.close()


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A file with something in each table."""
    folder = tmp_path_factory.mktemp("written")
    with Database(folder) as desk:
        tokens, replies, trail = Tokens(desk), Replies(desk), Trail(desk)
        for number in range(30):
            token, _ = tokens.create(f"Ada {number}", Role.MEMBER)
            asked = Asked.of(token.id, str(number), "POST", "/", b"")
            replies.begin(asked)
            replies.settle(asked, Reply(201, (("etag", "x"),), b"body" * 50))
            trail.append(Line("2026-03-01T12:00:00Z", "Ada", token.id, "member", "POST", f"/{number}", 201))
            if number % 3 == 0:
                tokens.revoke(token.id, "lost")
    return folder


@pytest.mark.parametrize("damage", [flip, cut, blank, swap], ids=lambda one: str(one.__name__))
def test_damage_is_told_or_changes_nothing(written: Path, tmp_path: Path, damage: Damage) -> None:
    """Of each kind, at random places: what is not told is in bytes that say nothing."""
    chosen, whole, before = random.Random(20130612), (written / FILE).read_bytes(), told(written)
    said: list[str] = []
    for number in range(400 if LONG else 25):
        data = bytearray(whole)
        damage(chosen, data)
        folder = tmp_path / str(number)
        folder.mkdir()
        (folder / FILE).write_bytes(data)
        try:
            assert told(folder) == before, number
        except StoreFault as fault:
            said.append(fault.text.en)
    assert len(said) >= 8
    assert [text for text in said if FILE not in text and not text.startswith("Line ")] == []


def test_a_right_is_not_had_by_a_changed_row(written: Path, tmp_path: Path) -> None:
    """Another role, end, holder or revocation in a row is told at the start, and when the token is shown."""
    for change in ("role = 'operator'", "expires = '2999-01-01T00:00:00Z'", "revoked = NULL", "holder = 'Bob'"):
        folder = tmp_path / change[:5]
        folder.mkdir()
        (folder / FILE).write_bytes((written / FILE).read_bytes())
        with Database(folder) as desk:
            token, secret = Tokens(desk).create("Eve", Role.MEMBER)
            Tokens(desk).revoke(token.id, "lost")
            with desk.writing() as connection:
                connection.execute(f"UPDATE tokens SET {change} WHERE id = ?", (token.id,))
            with pytest.raises(StoreFault, match=token.id):
                Tokens(desk).find(secret)
        with pytest.raises(StoreFault, match=token.id):
            Access.open(folder)


WRITER = """
import sys
from pathlib import Path
from quartierkg.access import *
with Database(Path(sys.argv[1])) as desk:
    tokens, replies, trail = Tokens(desk), Replies(desk), Trail(desk)
    while True:
        token, secret = tokens.create("Ada", Role.MEMBER)
        asked = Asked.of(token.id, "k", "POST", "/", b"")
        replies.begin(asked)
        trail.append(Line("2026-03-01T12:00:00Z", "Ada", token.id, "member", "POST", "/", 201))
        replies.settle(asked, Reply(201, (), b"done"))
        tokens.revoke(token.id, "over")
        print(secret, flush=True)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="no process can be killed like this on Windows")
def test_nothing_acknowledged_is_lost_when_the_process_is_killed(tmp_path: Path) -> None:
    """SIGKILL at random moments, round after round: each token is revoked, each answer kept, the chain whole."""
    chosen, acknowledged = random.Random(20130612), []
    for _ in range(100 if LONG else 3):
        command = [sys.executable, "-c", WRITER, str(tmp_path)]
        with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
            assert process.stdout is not None
            acknowledged.append(process.stdout.readline().strip())
            killer = threading.Timer(chosen.uniform(0, 0.3), process.send_signal, [signal.SIGKILL])
            killer.start()
            rest = process.stdout.read().splitlines(keepends=True)
            acknowledged += [line.strip() for line in rest if line.endswith("\n")]
        access = Access.open(tmp_path)
        trail = {line.token for _, line in access.trail.lines()}
        for secret in acknowledged:
            token = access.tokens.find(secret)
            assert token is not None
            assert token.revoked is not None
            assert token.id in trail
            kept = access.replies.begin(Asked.of(token.id, "k", "POST", "/", b""))
            assert kept is not None
            assert kept.body == b"done"
        access.close()
