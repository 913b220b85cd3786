"""Damage to the files of a journal: whatever is changed on the disk, what opens is what was written."""

from __future__ import annotations

import random
import re
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest

from quartierkg.errors import StoreFault
from quartierkg.journal import Journal, Ledger, Record
from tests.samples import extent

FILES = ("journal.sqlite", "journal.sqlite-wal", "journal.head")
ROUNDS = extent(400, 40, 10)
_FILLED = """
import os, sys
from pathlib import Path
from quartierkg.journal import Journal, Record
journal = Journal(Path(sys.argv[1]))
for number in range(12):
    data = (f"<urn:{number}> <urn:b> \\"{'x' * 37 * number}\\" .\\n").encode()
    journal.append([Record("load", f"{number}.ttl", "text/turtle", "urn:g", data, "someone", f"reason {number}")])
os._exit(9)  # as a kill: the log is left as it is
"""

Content = list[tuple[object, ...]]


@pytest.fixture(scope="module")
def closed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A journal of twelve entries in one file."""
    root: Path = tmp_path_factory.mktemp("closed")
    with Journal(root) as journal:
        for number in range(12):
            data = f"<urn:{number}> <urn:b> <urn:c> . # {'y' * 53 * number}".encode()
            journal.append([Record("load", f"{number}.ttl", "text/turtle", "urn:g", data, "someone", f"why {number}")])
    return root


@pytest.fixture(scope="module")
def killed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A journal whose writer was killed: its entries are in the log beside the file."""
    root: Path = tmp_path_factory.mktemp("killed")
    done = subprocess.run([sys.executable, "-c", _FILLED, str(root)], check=False)
    assert done.returncode == 9
    assert (root / "journal.sqlite-wal").stat().st_size > 10_000
    return root


def content(store: Path) -> Content | None:
    """All that the tables say, read by SQLite alone; None where it cannot read them."""
    try:
        with closing(sqlite3.connect(f"file:{store / 'journal.sqlite'}?mode=ro", uri=True)) as connection:
            return [
                *connection.execute("SELECT * FROM entries ORDER BY number"),
                *connection.execute("SELECT * FROM blobs ORDER BY sha256"),
            ]
    except sqlite3.DatabaseError:
        return None


def copy_of(store: Path, target: Path) -> Path:
    """The files of a journal in another folder."""
    shutil.rmtree(target, ignore_errors=True)
    target.mkdir(parents=True)
    for name in FILES:
        if (store / name).exists():
            shutil.copy(store / name, target / name)
    return target


def opened(store: Path) -> Content | StoreFault:
    """What a journal gives when it is opened, or why it does not open."""
    try:
        Journal(store).close()
    except StoreFault as fault:
        return fault
    found = content(store)
    assert found is not None
    return found


def flips(store: Path, chance: random.Random) -> Iterator[tuple[str, int]]:
    """Files and bits of them, by chance; as many of the small files as of the large."""
    names = [name for name in FILES if (store / name).exists()]
    while True:
        name = chance.choice(names)
        yield name, chance.randrange((store / name).stat().st_size * 8)


@pytest.mark.parametrize("state", ["closed", "killed"])
def test_a_flipped_bit_is_found_or_changes_nothing(state: str, request: pytest.FixtureRequest, tmp_path: Path) -> None:
    """Wherever it is: what opens has every entry and every byte that was written; much of what is flipped matters."""
    store: Path = request.getfixturevalue(state)
    with_all = content(copy_of(store, tmp_path / "whole"))
    assert with_all
    chance = random.Random(7)
    found = 0
    for _, (name, bit) in zip(range(ROUNDS), flips(store, chance), strict=False):
        broken = copy_of(store, tmp_path / "broken")
        data = bytearray((broken / name).read_bytes())
        data[bit // 8] ^= 1 << (bit % 8)
        (broken / name).write_bytes(data)
        said = opened(broken)
        if isinstance(said, StoreFault):
            assert re.search("(?i)journal|Entry [0-9]+", said.text.en)
            found += 1
        else:
            assert said == with_all, (name, bit)
    assert found > ROUNDS // 4


@pytest.mark.parametrize("state", ["closed", "killed"])
@pytest.mark.parametrize("part", [1, 5, 20, 35, 50, 65, 80, 95, 99])
@pytest.mark.parametrize("name", ["journal.sqlite", "journal.sqlite-wal"])
def test_a_file_that_was_cut_off_is_found(
    state: str, part: int, name: str, request: pytest.FixtureRequest, tmp_path: Path
) -> None:
    """At any length, where what is missing said anything."""
    store: Path = request.getfixturevalue(state)
    if not (store / name).exists():
        pytest.skip("no such file in this state")
    before = content(copy_of(store, tmp_path / "whole"))
    broken = copy_of(store, tmp_path / "broken")
    data = (broken / name).read_bytes()
    (broken / name).write_bytes(data[: len(data) * part // 100])
    matters = content(copy_of(broken, tmp_path / "seen")) != before
    said = opened(broken)
    if matters:
        assert isinstance(said, StoreFault)
        assert re.search("(?i)journal", said.text.en)
    else:  # the log beside it has every page that the file had
        assert state == "killed"
        assert said == before


ALTERED: dict[str, tuple[Callable[[sqlite3.Connection], object], str]] = {
    "the last entry is gone": (lambda c: c.execute("DELETE FROM entries WHERE number = 12"), "Entry 12 .*missing"),
    "the last three are gone": (lambda c: c.execute("DELETE FROM entries WHERE number > 9"), "Entry 10 .*missing"),
    "all are gone": (lambda c: c.execute("DELETE FROM entries"), "Entry 1 .*missing"),
    "one in the middle is gone": (lambda c: c.execute("DELETE FROM entries WHERE number = 6"), "Entry 6 .*missing"),
    "two are swapped": (
        lambda c: c.executescript(
            "UPDATE entries SET number = 99 WHERE number = 4; UPDATE entries SET number = 4 WHERE number = 5;"
            "UPDATE entries SET number = 5 WHERE number = 99;"
        ),
        "Entry 4 .*chain",
    ),
    "two have each other's bytes": (
        lambda c: c.executescript(
            "CREATE TEMP TABLE b AS SELECT number, sha256 FROM entries WHERE number IN (7, 8);"
            "UPDATE entries SET sha256 = (SELECT sha256 FROM b WHERE number = 8) WHERE number = 7;"
            "UPDATE entries SET sha256 = (SELECT sha256 FROM b WHERE number = 7) WHERE number = 8;"
        ),
        "Entry 7 .*chain",
    ),
    "bytes are emptied without an erasure": (
        lambda c: c.execute("UPDATE blobs SET bytes = x'' WHERE sha256 = (SELECT sha256 FROM entries WHERE number=3)"),
        "Entry 3 .*digest",
    ),
    "bytes are those of another": (
        lambda c: c.execute(
            "UPDATE blobs SET bytes = (SELECT bytes FROM blobs b JOIN entries e USING (sha256) WHERE number = 1) "
            "WHERE sha256 = (SELECT sha256 FROM entries WHERE number = 2)"
        ),
        "Entry 2 .*digest",
    ),
    "a trigger is gone": (lambda _: None, "make"),
    "an entry is put in": (
        lambda c: c.execute(
            "INSERT INTO entries SELECT 13, time, kind, name, media_type, graph, sha256, author, reason, 'ab' "
            "FROM entries WHERE number = 12"
        ),
        "Entry 13 .*chain",
    ),
} | {
    f"another {column}": (
        lambda c, column=column: c.execute(f"UPDATE entries SET {column} = 'x' WHERE number = 5"),
        "Entry 5 .*chain",
    )
    for column in ("time", "kind", "name", "media_type", "graph", "author", "reason", "chain")
}


@pytest.mark.parametrize("what", ALTERED)
def test_what_was_altered_through_sqlite_is_named(what: str, closed: Path, tmp_path: Path) -> None:
    """Whoever drops the triggers and writes: the first entry that is not what was written is named."""
    store = copy_of(closed, tmp_path / "store")
    alter, named = ALTERED[what]
    with closing(sqlite3.connect(store / "journal.sqlite")) as connection, connection:
        for (trigger,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
            connection.execute(f"DROP TRIGGER {trigger}")
        alter(connection)
    for opening in (Journal, lambda path: Ledger.open(path).verify()):
        with pytest.raises(StoreFault, match=named):
            opening(store)


def test_a_journal_that_goes_less_far_than_it_went_is_found(closed: Path, tmp_path: Path) -> None:
    """An older copy of the file, whole in itself, in the place of the newer one."""
    store = copy_of(closed, tmp_path / "store")
    (store / "journal.sqlite").unlink()
    with pytest.raises(StoreFault, match=r"Entry 1 .*missing"):
        Journal(store)


def test_the_head_of_another_journal_is_refused(closed: Path, killed: Path, tmp_path: Path) -> None:
    """It says a hash that this one never had; where it is not on the disk yet, or not at all, nobody is accused."""
    store = copy_of(closed, tmp_path / "store")
    shutil.copy(killed / "journal.head", store / "journal.head")
    with pytest.raises(StoreFault, match=r"journal\.head"):
        Journal(store)
    for said in (b"", b"\0" * 81):
        (store / "journal.head").write_bytes(said)
        Journal(store).close()
    (store / "journal.head").unlink()
    Journal(store).close()
    assert (store / "journal.head").read_bytes() == (closed / "journal.head").read_bytes()
