"""The trail: nothing is taken out of it, a gap shows, and strangers cannot fill the disk with it."""

from __future__ import annotations

import hashlib
import json
import sqlite3
from collections import Counter
from contextlib import closing
from pathlib import Path

import pytest

from quartierkg.access import Database, Line, Trail
from quartierkg.access.audit import shortened, tidy
from quartierkg.access.database import FILE
from quartierkg.errors import StoreFault
from tests.access.conftest import Clock


@pytest.fixture
def trail(desk: Database, clock: Clock) -> Trail:
    """An empty trail."""
    return Trail(desk, clock.monotonic)


def line(status: int = 204, origin: str = "192.0.2.0/24", token: str = "") -> Line:
    """A request."""
    return Line("2026-03-01T12:00:00Z", "Ada", token, "chair", "PUT", "/labels", status, "", origin)


REPLACED = """REPLACE INTO audit SELECT 3, time, holder, token, role, method, path, 200, what, origin, times, chain
FROM audit WHERE number = 1"""


def told(trail: Trail) -> list[tuple[int, str, int]]:
    """Number, origin and count of each line."""
    return [(number, found.origin, found.times) for number, found in trail.lines()]


def test_lines_come_back_in_their_order_as_they_were(trail: Trail) -> None:
    """With their numbers, from one on; also from a later one on."""
    written = [line(status) for status in (201, 204, 200)]
    for one in written:
        trail.append(one)
    assert list(trail.lines()) == list(enumerate(written, start=1))
    assert list(trail.lines(after=2)) == [(3, written[2])]
    assert trail.verify() == 3


def test_the_chain_is_that_of_the_page(trail: Trail, desk: Database) -> None:
    """Who has the lines can compute it without us: docs/access.md says how."""
    before = "0" * 64
    trail.append(line(201))
    trail.append(line(204))
    for number, *fields, chain in desk.rows("SELECT * FROM audit ORDER BY number"):
        fields_told = json.dumps([number, *fields], separators=(",", ":"))
        before = hashlib.sha256(f"{before}\n{fields_told}".encode()).hexdigest()
        assert chain == before


@pytest.mark.parametrize(
    "text", ["UPDATE audit SET status = 200", "DELETE FROM audit", "REPLACE INTO audit SELECT * FROM audit", REPLACED]
)
def test_the_file_itself_refuses_changes(trail: Trail, desk: Database, text: str) -> None:
    """Whoever has a connection to it."""
    trail.append(line())
    trail.append(line())
    with pytest.raises(StoreFault), desk.writing() as connection:
        connection.execute(text)
    assert trail.verify() == 2


DAMAGE = {
    "a status": ("UPDATE audit SET status = 200 WHERE number = 2", 2),
    "a holder": ("UPDATE audit SET holder = 'Bob' WHERE number = 3", 3),
    "a chain": ("UPDATE audit SET chain = 'x' WHERE number = 1", 1),
    "a line in the midst": ("DELETE FROM audit WHERE number = 2", 2),
    "the first line": ("DELETE FROM audit WHERE number = 1", 1),
    "the last line": ("DELETE FROM audit WHERE number = 4", 4),
    "all lines": ("DELETE FROM audit", 1),
    "two that are swapped": (
        "UPDATE audit SET number = 9 WHERE number = 2; UPDATE audit SET number = 2 WHERE number = 3; "
        "UPDATE audit SET number = 3 WHERE number = 9",
        2,
    ),
}


@pytest.mark.parametrize(("text", "number"), DAMAGE.values(), ids=DAMAGE)
def test_what_was_changed_or_taken_out_is_named(trail: Trail, tmp_path: Path, text: str, number: int) -> None:
    """By whoever gets around the triggers; the first line that is wrong is told."""
    for status in (201, 204, 200, 409):
        trail.append(line(status))
    assert trail.verify() == 4
    with closing(sqlite3.connect(tmp_path / FILE)) as connection:
        triggers = connection.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'").fetchall()
        drop = "".join(f"DROP TRIGGER {name};" for name, _ in triggers)
        again = ";".join(sql for _, sql in triggers)
        connection.executescript(f"{drop}{text};{again};")
    with pytest.raises(StoreFault, match=f"Line {number} "):
        trail.verify()


def test_refusals_of_one_origin_are_counted_for_a_minute(trail: Trail, clock: Clock) -> None:
    """The first is told at once, the others as one line when the minute is over: two lines for a thousand."""
    for _ in range(1000):
        trail.refuse(line(401))
    assert told(trail) == [(1, "192.0.2.0/24", 1)]
    clock.turn(seconds=59)
    trail.flush()
    assert len(told(trail)) == 1
    clock.turn(seconds=1)
    trail.flush()
    assert told(trail)[1:] == [(2, "192.0.2.0/24", 999)]
    trail.refuse(line(401))
    assert told(trail)[2:] == [(3, "192.0.2.0/24", 1)]
    assert trail.verify() == 3


def test_a_token_is_not_hidden_among_the_refusals_of_its_network(trail: Trail) -> None:
    """Who is known and is refused has a line of its own."""
    trail.refuse(line(401))
    trail.refuse(line(403, token="abc"))
    assert [found.token for _, found in trail.lines()] == ["", "abc"]


def test_many_origins_make_few_lines(trail: Trail, clock: Clock) -> None:
    """Beyond fifty in a minute they are counted together; no refusal is lost."""
    for number in range(2000):
        trail.refuse(line(401, f"2001:db8:{number:x}::/48"))
    clock.turn(minutes=1)
    trail.flush()
    found = told(trail)
    assert len(found) == 52
    assert sum(times for *_, times in found) == 2000
    assert Counter(origin == "*" for _, origin, _ in found)[True] == 2


def test_a_write_is_never_counted_together(trail: Trail) -> None:
    """Each has its line, also amid refusals."""
    trail.refuse(line(401))
    for _ in range(3):
        trail.append(line(201))
    assert [found.status for _, found in trail.lines()] == [401, 201, 201, 201]


def test_what_is_counted_is_written_at_the_end(trail: Trail) -> None:
    """A service that stops leaves no count behind."""
    for _ in range(5):
        trail.refuse(line(429))
    trail.flush(whole=True)
    assert [times for *_, times in told(trail)] == [1, 4]


def test_two_processes_make_one_chain(trail: Trail, tmp_path: Path) -> None:
    """The command line adds to it while a server does."""
    with Database(tmp_path) as another:
        beside = Trail(another)
        for turn in (trail, beside, trail, beside, beside):
            turn.append(line())
        assert beside.verify() == trail.verify() == 5


@pytest.mark.parametrize(
    ("address", "network"),
    [
        ("192.0.2.77", "192.0.2.0/24"),
        ("::ffff:192.0.2.77", "192.0.2.0/24"),
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1::/48"),
        ("testclient", ""),
        ("", ""),
    ],
)
def test_an_address_is_shortened_to_its_network(address: str, network: str) -> None:
    """No line names a household."""
    assert shortened(address) == network


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("/labels", "/labels"),
        ("/a\r\nb\x1b[2J\u2028", "/a\ufffd\ufffdb\ufffd[2J\ufffd"),
        ("/" + "a" * 1000, "/" + "a" * 199 + "…"),
        ("\ud800", "\ufffd"),
    ],
)
def test_what_a_stranger_writes_stays_on_one_line(text: str, kept: str) -> None:
    """Nothing that a terminal obeys, and no more than 200 characters."""
    assert tidy(text) == kept


def test_any_text_can_be_kept(trail: Trail) -> None:
    """Quotes, other scripts and what looks like SQL come back as they were."""
    for text in ("');DROP TABLE audit;--", "«\u00a0é\u00a0»", "\U0001f5dd", ""):
        trail.append(line(origin=text))
    assert [found.origin for _, found in trail.lines()] == [
        "');DROP TABLE audit;--",
        "«\u00a0é\u00a0»",
        "\U0001f5dd",
        "",
    ]
    assert trail.verify() == 4
