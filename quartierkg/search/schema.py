"""The file of an index: its tables, and what it says of itself."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Final, Self

from quartierkg.errors import StoreFault
from quartierkg.language import Text
from quartierkg.search.words import STEMMER
from quartierkg.snapshot import Snapshot

FORMAT: Final = 1
"""Raised when the same revision would give another index."""

# The tokenizer only parts the words, which are made of letters and digits already. No text is kept beside the words:
# that of the snippets stands in `texts`. The numbers of things are in the order of their IRIs.
TABLES: Final = """
CREATE TABLE marks (name TEXT PRIMARY KEY, value) WITHOUT ROWID;
CREATE TABLE things (id INTEGER PRIMARY KEY, iri TEXT, class TEXT, fr TEXT, en TEXT, illustrative INTEGER);
CREATE TABLE names (key TEXT, thing INTEGER, PRIMARY KEY (key, thing)) WITHOUT ROWID;
CREATE TABLE texts (thing INTEGER, place INTEGER, language TEXT, text TEXT, PRIMARY KEY (thing, place)) WITHOUT ROWID;
CREATE TABLE facets (id INTEGER PRIMARY KEY, kind TEXT, key TEXT, iri TEXT, outcome TEXT);
CREATE TABLE standings (facet INTEGER, thing INTEGER, PRIMARY KEY (facet, thing)) WITHOUT ROWID;
CREATE TABLE vocabulary (id INTEGER PRIMARY KEY, word TEXT UNIQUE, written TEXT, length INTEGER, things INTEGER);
CREATE TABLE grams (gram TEXT, word INTEGER, PRIMARY KEY (gram, word)) WITHOUT ROWID;
CREATE VIRTUAL TABLE found USING fts5(
    names, texts, name_stems, text_stems, content='', tokenize='ascii', prefix='2 3'
);
"""

_REMEDY: Final = Text(
    "Supprimez ce fichier : il est reconstruit d’après la révision.",
    "Delete this file: it is built from the revision again.",
)


@dataclass(frozen=True, slots=True)
class Marks:
    """What an index says of itself, written last."""

    revision: int
    chain: str
    day: str
    """The day of the states that it tells."""
    things: int
    stemmer: str = STEMMER
    format: int = FORMAT

    @classmethod
    def read(cls, connection: sqlite3.Connection) -> Self | None:
        """The marks of an index; None where they are not those of one."""
        try:
            return cls(**dict(connection.execute("SELECT name, value FROM marks")))
        except TypeError:
            return None

    def write(self, connection: sqlite3.Connection) -> None:
        """Mark an index that is whole."""
        connection.executemany("INSERT INTO marks VALUES (?, ?)", asdict(self).items())

    def readable(self) -> bool:
        """Whether it was built by this version's rules and with this version's stems."""
        return (self.format, self.stemmer) == (FORMAT, STEMMER)

    def describes(self, snapshot: Snapshot) -> bool:
        """Whether it was built from this revision."""
        return (self.revision, self.chain) == (snapshot.revision, snapshot.chain)


def require_fts5() -> None:
    """Refuse to go on where Python's SQLite has no full-text search.

    :raises StoreFault: when it has none.
    """
    with closing(sqlite3.connect(":memory:")) as connection:
        try:
            connection.execute("CREATE VIRTUAL TABLE probe USING fts5(words)")
        except sqlite3.OperationalError as error:
            raise StoreFault(
                Text(
                    "Le SQLite de ce Python est sans FTS5 : la recherche est impossible.",
                    "The SQLite of this Python has no FTS5: nothing can be searched.",
                )
            ) from error


@contextmanager
def named(path: Path) -> Iterator[None]:
    """What SQLite or the system refuses, as a fault of the index at a path."""
    try:
        yield
    except (sqlite3.Error, OSError) as error:
        raise damaged(path, Text.alike(str(error))) from error


def damaged(path: Path, why: Text) -> StoreFault:
    """The fault of an index that cannot be read or written."""
    said = Text(
        f"L’index de recherche {path} est inutilisable (« {why.fr} »).",
        f"The search index {path} is unusable: {why.en}.",
    )
    return StoreFault(said, remedy=_REMEDY)


def other_revision(path: Path) -> StoreFault:
    """The fault of an index that describes another revision than the one that is read."""
    said = Text(
        f"L’index de recherche {path} décrit une autre révision.",
        f"The search index {path} describes another revision.",
    )
    return StoreFault(said, remedy=_REMEDY)
