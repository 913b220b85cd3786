"""A look at a journal before it is opened."""

from __future__ import annotations

import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from quartierkg.journal import Journal, Record, glance
from quartierkg.journal.journal import FILE


def made(said: bytes) -> Record:
    """A recipe, of which a journal may have several."""
    return Record("synth", "synth", "application/json", "urn:g", said, "who", "why")


@pytest.fixture
def store(tmp_path: Path) -> Path:
    """The folder of a journal with two recipes, and a file after them."""
    with Journal(tmp_path / "store") as journal:
        journal.append([made(b"{}"), made(b"[]"), Record("load", "a.ttl", "text/turtle", "urn:g", b"x", "who", "why")])
    return tmp_path / "store"


def test_the_latest_of_a_kind_is_seen(store: Path) -> None:
    """Whatever came before it, and whatever of another kind came after."""
    assert glance.latest(store, "synth") == b"[]"
    assert glance.latest(store, "load") == b"x"
    assert glance.latest(store, "write") is None


def test_a_look_leaves_no_file(store: Path) -> None:
    """Neither the log of SQLite nor its index, which other readers leave."""
    before = {path: path.read_bytes() for path in store.iterdir()}
    glance.latest(store, "synth")
    assert {path: path.read_bytes() for path in store.iterdir()} == before


def test_what_only_the_log_holds_is_seen(store: Path, tmp_path: Path) -> None:
    """As after a power cut: the log is there, and nobody has put it into the file yet."""
    with Journal(store) as journal:
        journal.append([made(b"1")])
        shutil.copytree(store, tmp_path / "cut")
    assert (tmp_path / "cut" / f"{FILE}-wal").stat().st_size > 0
    assert glance.latest(tmp_path / "cut", "synth") == b"1"


def test_it_is_looked_at_while_another_has_it_open(store: Path) -> None:
    """No lock is asked for."""
    with Journal(store) as journal:
        journal.append([made(b"1")])
        assert glance.latest(store, "synth") == b"1"


@pytest.mark.parametrize("content", [None, b"", b"no database"])
def test_what_is_no_journal_is_left_to_its_opening(tmp_path: Path, content: bytes | None) -> None:
    """Which says what is wrong; no file is made here."""
    if content is not None:
        (tmp_path / FILE).write_bytes(content)
    assert glance.latest(tmp_path, "synth") is None
    assert [path.name for path in tmp_path.iterdir()] == ([] if content is None else [FILE])


def test_bytes_of_another_digest_are_left_to_its_opening(store: Path) -> None:
    """They are nobody's word."""
    with closing(sqlite3.connect(store / FILE)) as connection:
        connection.executescript(
            "DROP TRIGGER blobs_refuse_update; UPDATE blobs SET bytes = x'00' WHERE bytes = x'5b5d'"
        )
    assert glance.latest(store, "synth") is None
