"""An index, built aside and moved into place in one step."""

from __future__ import annotations

import os
import sqlite3
import tempfile
from collections import Counter
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass, field
from datetime import date
from itertools import islice
from pathlib import Path
from typing import Final

from pyoxigraph import NamedNode

from quartierkg.search.facts import Facts
from quartierkg.search.nearest import comparable, grams
from quartierkg.search.schema import TABLES, Marks, named, require_fts5
from quartierkg.search.standing import Standings, Value
from quartierkg.search.things import Said, Thing, candidates, thing
from quartierkg.search.words import folded, key, stems, words
from quartierkg.snapshot import Snapshot

_BETWEEN: Final = "·"
_TOGETHER: Final = 1000  # things that are written at once
# Of a thing that two graphs describe, the network's description counts.
_STAGE: Final = "CREATE TEMP TABLE staged (iri TEXT PRIMARY KEY, graph TEXT) WITHOUT ROWID"
_STAGED: Final = "SELECT iri, graph FROM staged ORDER BY iri"
# Nothing is lost when the machine stops meanwhile: the file is not in its place yet.
_FAST: Final = "PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF;"


def build(snapshot: Snapshot, path: Path, day: date | None = None) -> Marks:
    """Build the index of a revision, in place of what stands at the path.

    :param day: the day whose states are told; today by default.
    :raises StoreFault: when the disk refuses it, or Python's SQLite has no full-text search.
    """
    require_fts5()
    with named(path):
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(prefix=f"{path.name}.", dir=path.parent)
        os.close(handle)
        aside = Path(name)
        try:
            marks = _write(snapshot, aside, (day or date.today()).isoformat())
            _sync(aside)
            aside.replace(path)
        finally:
            aside.unlink(missing_ok=True)
    return marks


def _write(snapshot: Snapshot, path: Path, day: str) -> Marks:
    facts = Facts.of(snapshot)
    # Statements and transactions as they are written: Python begins none of its own.
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.executescript(_FAST + TABLES)
        connection.execute(_STAGE)
        connection.execute("BEGIN")
        staged = ((iri, graph.value) for iri, graph in candidates(facts))
        connection.executemany("INSERT INTO staged VALUES (?, ?) ON CONFLICT DO NOTHING", staged)
        book = _Book(connection)
        found = enumerate(_things(connection, facts, Standings(facts, day)), start=1)
        while together := list(islice(found, _TOGETHER)):
            book.write(together)
        book.close()
        marks = Marks(snapshot.revision, snapshot.chain, day, book.things)
        marks.write(connection)
        connection.execute("INSERT INTO found(found) VALUES ('optimize')")
        connection.execute("COMMIT")
    return marks


def _things(connection: sqlite3.Connection, facts: Facts, standings: Standings) -> Iterator[Thing]:
    """What is indexed, in the order of the IRIs."""
    for iri, graph in connection.execute(_STAGED):
        found = thing(facts, standings, iri, NamedNode(graph))
        if found is not None:
            yield found


@dataclass(slots=True)
class _Book:
    """The tables while they are written."""

    connection: sqlite3.Connection
    things: int = 0
    facets: dict[Value, int] = field(default_factory=dict)
    vocabulary: Counter[str] = field(default_factory=Counter)
    spelling: dict[str, str] = field(default_factory=dict)

    def write(self, numbered: list[tuple[int, Thing]]) -> None:
        """Write some things."""
        self.things += len(numbered)
        self._many("things", 6, (_row(number, one) for number, one in numbered))
        self._many("names", 2, (row for number, one in numbered for row in _keys(number, one)))
        self._many("texts", 4, (row for number, one in numbered for row in _texts(number, one)))
        self._many("standings", 2, (row for number, one in numbered for row in self._standing(number, one)))
        columns = "found(rowid, names, texts, name_stems, text_stems)"
        self._many(columns, 5, ((number, *self._indexed(one)) for number, one in numbered))

    def close(self) -> None:
        """Write what is known once all things are."""
        facets = self.facets.items()
        self._many("facets", 5, ((number, one.kind.value, one.key, one.iri, one.outcome) for one, number in facets))
        known = list(enumerate(filter(comparable, sorted(self.vocabulary)), start=1))
        self._many("vocabulary", 5, (self._known(number, word) for number, word in known))
        self._many("grams", 2, ((gram, number) for number, word in known for gram in grams(word)))

    def _many(self, table: str, columns: int, rows: Iterator[tuple[object, ...]]) -> None:
        self.connection.executemany(f"INSERT INTO {table} VALUES ({', '.join('?' * columns)})", rows)

    def _known(self, number: int, word: str) -> tuple[object, ...]:
        return number, word, self.spelling[word], len(word), self.vocabulary[word]

    def _standing(self, number: int, one: Thing) -> Iterator[tuple[object, ...]]:
        for value in one.values:
            yield self.facets.setdefault(value, len(self.facets) + 1), number

    def _indexed(self, one: Thing) -> tuple[str, str, str, str]:
        """The words of the names and of the texts, and their stems."""
        names, texts = (_written(said) for said in (one.names, one.texts))
        for word in (*names, *texts):
            self.spelling.setdefault(folded(word), word.lower())
        self.vocabulary.update({folded(word) for word in (*names, *texts)} - {""})
        return _folded(names), _folded(texts), _stems(names), _stems(texts)


def _row(number: int, one: Thing) -> tuple[object, ...]:
    return number, one.iri, one.class_, one.label.fr, one.label.en, one.illustrative


def _keys(number: int, one: Thing) -> Iterator[tuple[object, ...]]:
    return ((found, number) for found in sorted({key(name.text) for name in one.names}))


def _texts(number: int, one: Thing) -> Iterator[tuple[object, ...]]:
    return ((number, place, said.language, said.text) for place, said in enumerate(one.texts))


def _written(said: tuple[Said, ...]) -> list[str]:
    """The words of some values, with a mark between two that is no word: no phrase goes from one to the next.

    What reads alike in both languages counts once.
    """
    texts = dict.fromkeys(one.text for one in said)
    return [written for text in texts for written in (*(word.written for word in words(text)), _BETWEEN)]


def _folded(written: list[str]) -> str:
    return " ".join(folded(word) or word for word in written)


def _stems(written: list[str]) -> str:
    return " ".join(stem for word in written for stem in stems(word))


def _sync(path: Path) -> None:
    """Have the bytes on the disk before the file takes its place."""
    with path.open("rb+") as file:
        os.fsync(file.fileno())
