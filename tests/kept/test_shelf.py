"""The shelf of kept results."""

from __future__ import annotations

import stat
import sys
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from quartierkg.errors import Gone, KeptFull, NotFound, NotKept, StoreFault
from quartierkg.intake.source import Source
from quartierkg.kept import Piece, Shelf
from quartierkg.kept.database import FILE
from quartierkg.kept.shelf import Caps

SECRET = b"@prefix what-nobody-else-says: <urn:x> ."
PIECE = Piece(
    (Source("a.ttl", SECRET, "text/turtle"), Source("b.xlsx", b"\0\xff", None)),
    (Source("c.ttl", b"# context", "text/turtle"),),
    {"profile": "strict", "day": "2026-06-01"},
    b'{"verdicts": []}',
)
BEGUN = datetime(2026, 6, 1, 12, tzinfo=UTC)


@pytest.fixture
def moment() -> list[datetime]:
    """What the clock says."""
    return [BEGUN]


@pytest.fixture
def shelf(tmp_path: Path, moment: list[datetime]) -> Shelf:
    """An empty shelf that keeps for a week."""
    return Shelf(tmp_path, 7, clock=lambda: moment[0])


def test_what_is_kept_is_found_again_as_it_was(shelf: Shelf) -> None:
    """Bytes, names, choices and the report, dossiers apart from contexts, with the end of their time."""
    kept = shelf.get(shelf.put(PIECE, "client"))
    assert kept.piece == PIECE
    assert (kept.since, kept.until) == (BEGUN, BEGUN + timedelta(days=7))


def test_a_name_cannot_be_guessed_and_is_not_in_the_file(shelf: Shelf) -> None:
    """Names have 192 bits at random, 32 signs; the file holds neither them nor who asked."""
    names = {shelf.put(PIECE, "192.0.2.77") for _ in range(5)}
    assert len(names) == 5
    assert {len(name) for name in names} == {32}
    data = (shelf.folder / FILE).read_bytes()
    assert SECRET in data
    assert b"192.0.2.77" not in data
    assert not any(name.encode() in data for name in names)


@pytest.mark.skipif(sys.platform == "win32", reason="rights of files are those of POSIX")
def test_nobody_else_reads_the_file(shelf: Shelf) -> None:
    """It is its owner's alone."""
    shelf.put(PIECE, "client")
    assert stat.S_IMODE((shelf.folder / FILE).stat().st_mode) == 0o600


def test_time_is_over_when_it_is_over(shelf: Shelf, moment: list[datetime]) -> None:
    """A second before it is there, at its end it is gone and nothing of it is in the file, a month later forgotten."""
    name = shelf.put(PIECE, "client")
    moment[0] = BEGUN + timedelta(days=7, seconds=-1)
    assert shelf.get(name).piece == PIECE
    moment[0] = BEGUN + timedelta(days=7)
    with pytest.raises(Gone):
        shelf.get(name)
    assert SECRET not in (shelf.folder / FILE).read_bytes()
    moment[0] += timedelta(days=31)
    with pytest.raises(NotFound):
        shelf.get(name)


def test_what_is_removed_is_gone_at_once(shelf: Shelf) -> None:
    """Its bytes are not in the file any more; the others stay; it is not removed twice."""
    name, other = shelf.put(PIECE, "client"), shelf.put(replace(PIECE, dossiers=()), "client")
    shelf.remove(name)
    assert SECRET not in (shelf.folder / FILE).read_bytes()
    assert shelf.get(other).piece.report == PIECE.report
    for ask in (shelf.get, shelf.remove):
        with pytest.raises(Gone):
            ask(name)


def test_an_address_that_is_tried_makes_nothing(shelf: Shelf) -> None:
    """Whoever tries names finds none, and no file comes of it."""
    with pytest.raises(NotFound):
        shelf.get("nothing")
    with pytest.raises(NotFound):
        shelf.remove("\udcff" * 100)
    assert list(shelf.folder.iterdir()) == []


@pytest.mark.parametrize(
    "caps", [Caps(results_of_one=2), Caps(size_of_one=2 * PIECE.size), Caps(results=2), Caps(size=2 * PIECE.size)]
)
def test_there_is_an_end_to_what_is_kept(shelf: Shelf, caps: Caps) -> None:
    """In number and in bytes, of one client and of all; what was kept stays, and what is removed makes room."""
    narrow = replace(shelf, caps=caps)
    names = [narrow.put(PIECE, "client") for _ in range(2)]
    with pytest.raises(KeptFull):
        narrow.put(PIECE, "client")
    of_one = caps.results_of_one == 2 or caps.size_of_one == 2 * PIECE.size
    if of_one:
        assert narrow.put(PIECE, "another")
    else:
        with pytest.raises(KeptFull):
            narrow.put(PIECE, "another")
    narrow.remove(names[0])
    assert narrow.put(PIECE, "client")
    assert narrow.get(names[1]).piece == PIECE


@pytest.mark.parametrize("source", [Source("n" * 5000, b"", None), Source("a", b"", "t" * 5000)])
def test_a_name_takes_room_as_a_file_does(shelf: Shelf, source: Source) -> None:
    """A file of few bytes may have a name of millions: they count."""
    narrow = replace(shelf, caps=Caps(size_of_one=4000))
    narrow.put(PIECE, "client")
    with pytest.raises(KeptFull):
        narrow.put(replace(PIECE, dossiers=(source,)), "client")


def test_a_service_may_keep_nothing(shelf: Shelf) -> None:
    """For no day at all nothing is kept."""
    with pytest.raises(NotKept):
        replace(shelf, days=0).put(PIECE, "client")


def _garbled(path: Path) -> None:
    path.write_bytes(b"no database at all" * 100)


def _of_another_make(path: Path) -> None:
    import sqlite3

    with sqlite3.connect(path) as connection:
        connection.execute("PRAGMA user_version = 9")
    connection.close()


@pytest.mark.parametrize("spoil", [_garbled, _of_another_make])
def test_a_spoiled_file_is_named_with_the_way_out(shelf: Shelf, spoil: Callable[[Path], None]) -> None:
    """It may be deleted: nothing else depends on it."""
    spoil(shelf.folder / FILE)
    with pytest.raises(StoreFault, match=FILE) as fault:
        shelf.get("name")
    assert fault.value.remedy is not None
    (shelf.folder / FILE).unlink()
    assert shelf.put(PIECE, "client")
