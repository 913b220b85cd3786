"""Rows of stored queries with their default values, in one file of SQLite for each revision and day."""

from __future__ import annotations

import datetime
import json
import os
import sqlite3
import time
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Final, Self

from pyoxigraph import BlankNode, Literal, NamedNode, QuerySolutions

from quartierkg import stored
from quartierkg.errors import ParameterFault
from quartierkg.language import LANGUAGES
from quartierkg.snapshot import Snapshot
from quartierkg.snapshot.graphs import NETWORK, PUBLIC
from quartierkg.stored import StoredQuery, Values, library
from quartierkg.stored.answer import Cells
from quartierkg.stored.binding import named
from quartierkg.stored.network import SnapshotNetwork
from quartierkg.stored.parameter import Term

MOST: Final = 100_000
"""So many rows of one question are kept; what stands behind them comes from the graphs."""
_SCHEMA: Final = """
CREATE TABLE about (chain TEXT, day TEXT, layout INTEGER);
CREATE TABLE asked (id INTEGER PRIMARY KEY, query TEXT, key TEXT, whole INTEGER, seconds REAL, UNIQUE (query, key));
CREATE TABLE rows (asked INTEGER, place INTEGER, cells TEXT, PRIMARY KEY (asked, place)) WITHOUT ROWID;
CREATE TABLE defaults (text TEXT PRIMARY KEY, kind TEXT, value TEXT) WITHOUT ROWID;
"""
_LAYOUT: Final = 1
# What says which rows are wanted, and not which there are.
_PAGING: Final = frozenset(("limit", "offset"))


@dataclass(frozen=True, slots=True)
class Tables:
    """The tables of one revision, as they were on a day."""

    path: Path
    chain: str
    day: str

    @classmethod
    def open(cls, path: Path) -> Self | None:
        """The tables of a file; None where it is none, or of another layout."""
        try:
            with closing(_reading(path)) as database:
                chain, day, layout = database.execute("SELECT chain, day, layout FROM about").fetchone()
        except (sqlite3.Error, TypeError):
            return None
        return cls(path, chain, day) if layout == _LAYOUT else None

    def describe(self, snapshot: Snapshot, today: datetime.date) -> bool:
        """Whether they say what a revision says today."""
        return self.chain == snapshot.chain and self.day == today.isoformat()

    def rows(self, query: StoredQuery, values: Values) -> tuple[Cells, ...] | None:
        """The rows that are wanted, and one more where others follow; None where the tables do not hold them."""
        limit, offset = values.number("limit"), values.number("offset")
        with closing(_reading(self.path)) as database:
            found = database.execute(
                "SELECT id, whole FROM asked WHERE query = ? AND key = ?", (query.id, _key(query, values))
            ).fetchone()
            if found is None or not (found[1] or offset + limit < MOST):
                return None
            told = database.execute(
                "SELECT cells FROM rows WHERE asked = ? AND place >= ? ORDER BY place LIMIT ?",
                (found[0], offset, limit + 1),
            )
            return tuple(tuple(json.loads(cells)) for (cells,) in told)

    def default(self, text: str) -> tuple[Term | None] | None:
        """The default value that a SELECT finds, in a tuple; None where the tables do not know it."""
        with closing(_reading(self.path)) as database:
            found = database.execute("SELECT kind, value FROM defaults WHERE text = ?", (text,)).fetchone()
        if found is None:
            return None
        kind, value = found
        return (None,) if kind == "none" else (NamedNode(value) if kind == "uri" else Literal(value),)


def build(snapshot: Snapshot, path: Path, today: datetime.date) -> None:
    """Write the tables of a revision, whole or not at all."""
    path.parent.mkdir(parents=True, exist_ok=True)
    aside = path.with_suffix(f".{os.getpid()}")
    aside.unlink(missing_ok=True)
    with closing(sqlite3.connect(aside, isolation_level=None)) as database:
        database.executescript("PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF;" + _SCHEMA)
        network = _Kept(snapshot, database)
        for query in library().values():
            database.execute("BEGIN")
            for given in _asked(query):
                _keep(database, snapshot, network, query, given, today)
            database.execute("COMMIT")
        database.execute("INSERT INTO about VALUES (?, ?, ?)", (snapshot.chain, today.isoformat(), _LAYOUT))
    aside.replace(path)


@dataclass(frozen=True, slots=True)
class _Kept(SnapshotNetwork):
    """The network, of which every default that is looked for is kept."""

    database: sqlite3.Connection

    def first(self, text: str) -> Term | None:
        """The first value of the first row of a SELECT of ours."""
        found = SnapshotNetwork.first(self, text)
        kind = "none" if found is None else "uri" if isinstance(found, NamedNode) else "literal"
        row = (text, kind, found.value if found else "")
        self.database.execute("INSERT OR REPLACE INTO defaults VALUES (?, ?, ?)", row)
        return found


def _asked(query: StoredQuery) -> Iterator[dict[str, list[str]]]:
    """What is kept of a question: its default answer, in each language where that counts."""
    for language in LANGUAGES if "lang" in named(query.text) else LANGUAGES[:1]:
        yield {"lang": [language]}


def _keep(
    database: sqlite3.Connection,
    snapshot: Snapshot,
    network: _Kept,
    query: StoredQuery,
    given: dict[str, list[str]],
    today: datetime.date,
) -> None:
    try:
        values = stored.read(query, given, network, today)
    except ParameterFault:
        return  # a default that this network does not have
    bound = stored.bind(query, values.terms, rows=True, limit=MOST, more=True)
    started = time.monotonic()
    solutions = snapshot.store.query(bound.text, default_graph=[NETWORK], named_graphs=list(PUBLIC))
    assert isinstance(solutions, QuerySolutions)
    cursor = database.execute(
        "INSERT INTO asked (query, key, whole) VALUES (?, ?, 0) RETURNING id", (query.id, _key(query, values))
    )
    (asked,) = cursor.fetchone()
    rows = _written(asked, islice(solutions, MOST + 1))
    database.executemany("INSERT INTO rows VALUES (?, ?, ?)", rows)
    (count,) = database.execute("SELECT COUNT(*) FROM rows WHERE asked = ?", (asked,)).fetchone()
    database.execute(
        "UPDATE asked SET whole = ?, seconds = ? WHERE id = ?", (count <= MOST, time.monotonic() - started, asked)
    )


def _written(asked: int, solutions: Iterable[Sequence[object]]) -> Iterator[tuple[int, int, str]]:
    for place, row in enumerate(solutions):
        cells = [_cell(term) for term in row]
        yield asked, place, json.dumps(cells, ensure_ascii=False, separators=(",", ":"))


def _cell(node: object) -> dict[str, str] | None:
    """A term as the SPARQL JSON results format has it (SPARQL 1.1 Query Results JSON Format, 3.2.2)."""
    if isinstance(node, NamedNode):
        return {"type": "uri", "value": node.value}
    if isinstance(node, BlankNode):
        return {"type": "bnode", "value": node.value}
    if not isinstance(node, Literal):
        return None
    found = {"type": "literal", "value": node.value}
    if node.language:
        return found | {"xml:lang": node.language}
    plain = node.datatype.value == "http://www.w3.org/2001/XMLSchema#string"
    return found if plain else found | {"datatype": node.datatype.value}


def _key(query: StoredQuery, values: Values) -> str:
    """What rows depend on: the terms of the parameters that the text names."""
    used = named(query.text) - _PAGING
    terms = {name: sorted(map(str, values.terms[name])) for name in sorted(used) if name in values.terms}
    return json.dumps(terms, ensure_ascii=False)


def _reading(path: Path) -> sqlite3.Connection:
    return sqlite3.connect(f"file:{path}?mode=ro&immutable=1", uri=True)
