"""An index, open for reading."""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Collection, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from threading import Lock
from types import TracebackType
from typing import Final, Self

import numpy as np

from quartierkg.errors import ParameterFault, PastDeadline
from quartierkg.language import DEFAULT, Language, Text
from quartierkg.search import question as questions
from quartierkg.search.division import Choice, Division
from quartierkg.search.found import Correction, Found, Hit, Kind
from quartierkg.search.nearest import nearest
from quartierkg.search.question import Part, Question
from quartierkg.search.ranking import Ranked, ranked
from quartierkg.search.schema import Marks, damaged, named, other_revision, require_fts5
from quartierkg.search.snippet import Wanted, snippet
from quartierkg.search.standing import QUARTIER
from quartierkg.search.things import Said
from quartierkg.search.words import folded
from quartierkg.snapshot import Snapshot

MAX_PAGE: Final = 100
DEADLINE: Final = 1.0
"""So many seconds a search takes at most."""

_STEPS: Final = 10_000  # instructions of SQLite between two looks at the clock
_ANY: Final = "SELECT 1 FROM found WHERE found MATCH ? LIMIT 1"
_HITS: Final = "SELECT id, iri, class, fr, en, illustrative FROM things WHERE id IN ({marks})"
_TEXTS: Final = "SELECT thing, text, language FROM texts WHERE thing IN ({marks}) ORDER BY thing, place"


@dataclass(frozen=True, slots=True, eq=False)
class Index:
    """The index of one revision. Threads may share it: it answers one after the other."""

    path: Path
    marks: Marks
    _connection: sqlite3.Connection
    _division: Division
    _answering: Lock = field(default_factory=Lock)

    @classmethod
    def open(cls, path: Path, of: Snapshot | None = None) -> Self:
        """Open an index for reading.

        :param of: the revision that it has to describe.
        :raises StoreFault: when it is absent, damaged, built by other rules, or that of another revision.
        """
        require_fts5()
        with named(path):
            connection = sqlite3.connect(_address(path), uri=True, check_same_thread=False)
            try:
                marks = _marks(connection, path)
                if of is not None and not marks.describes(of):
                    raise other_revision(path)
                return cls(path, marks, connection, Division.read(connection, marks.things))
            except BaseException:
                connection.close()
                raise

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Close the file."""
        self._connection.close()

    def describes(self, snapshot: Snapshot, day: date | None = None) -> bool:
        """Whether this is the index of a revision, as of a day: what is in force on one is not on another."""
        return self.marks.describes(snapshot) and (day is None or self.marks.day == day.isoformat())

    def search(
        self,
        text: str = "",
        *,
        narrowed: Collection[tuple[Kind, str]] = (),
        illustrative: bool = True,
        limit: int = 20,
        offset: int = 0,
        language: Language = DEFAULT,
    ) -> Found:
        """What has all the words of a text; everything where there is no text.

        :param narrowed: facet values that each hit has, by their keys.
        :param illustrative: False to leave out what is invented.
        :param language: that of the snippets where there is a choice.
        :raises ParameterFault: when the text is too long, or no page is of that size.
        :raises PastDeadline: when it takes too long.
        """
        _check_page(limit, offset)
        asked = questions.read(text)
        with self._answering, self._timed():
            asked, corrected = self._corrected(asked)
            chosen = self._chosen(narrowed, illustrative)
            quartiers = self._division.having(Kind.TYPE, QUARTIER.value)
            found = ranked(self._connection, asked, chosen, quartiers, self._division.invented)
            hits = tuple(self._hits(found, slice(offset, offset + limit), asked, language))
            return Found(hits, len(found.things), self._division.facets_of(found.things), corrected)

    def key(self, kind: Kind, said: str) -> str | None:
        """The key of a facet value, said whole or by the end of its address; None where nothing has it."""
        return self._division.key(kind, said)

    def _chosen(self, narrowed: Iterable[tuple[Kind, str]], illustrative: bool) -> Choice:
        """The things that may be hits."""
        chosen = np.ones_like(self._division.invented) if illustrative else ~self._division.invented
        chosen[0] = False  # things are numbered from 1
        for kind, key in narrowed:
            chosen &= self._division.having(kind, key)
        return chosen

    def _corrected(self, asked: Question) -> tuple[Question, tuple[Correction, ...]]:
        """The question with words of the index in place of those that nothing has."""
        asked = replace(asked, parts=tuple(self._apart(part) for part in asked.parts))
        taken = {part: self._nearest(part) for part in asked.parts}
        corrected = tuple(Correction(part.written[0], near) for part, near in taken.items() if near)
        if not corrected:
            return asked, ()
        parts = tuple(part.read_as(taken[part]) if taken[part] else part for part in asked.parts)
        return Question(parts, _renamed(asked.name, corrected), asked.blank), corrected

    def _apart(self, part: Part) -> Part:
        """The word as two as well, where something has both side by side."""
        for halves, expression in questions.splits(part):
            if self._connection.execute(_ANY, (expression,)).fetchone():
                return replace(part, apart=halves)
        return part

    def _nearest(self, part: Part) -> tuple[str, ...]:
        if part.phrase or self._connection.execute(_ANY, (part.expression(),)).fetchone():
            return ()
        return nearest(self._connection, part.words[0])

    def _hits(self, found: Ranked, page: slice, asked: Question, language: Language) -> Iterator[Hit]:
        numbers = found.things[page].tolist()
        marks = ", ".join("?" * len(numbers))
        rows = {row[0]: row[1:] for row in self._connection.execute(_HITS.format(marks=marks), numbers)}
        said: dict[int, list[Said]] = {}
        for thing, text, tongue in self._connection.execute(_TEXTS.format(marks=marks), numbers):
            said.setdefault(thing, []).append(Said(text, tongue))
        wanted = Wanted.of(asked.parts)
        for number, score in zip(numbers, found.scores[page].tolist(), strict=True):
            iri, class_, fr, en, invented = rows[number]
            piece = snippet(said.get(number, ()), wanted, language)
            yield Hit(iri, class_, Text(fr, en), piece, bool(invented), score)

    @contextmanager
    def _timed(self) -> Iterator[None]:
        """End what takes too long; name the file where something else goes wrong."""
        end = time.monotonic() + DEADLINE
        self._connection.set_progress_handler(lambda: time.monotonic() > end, _STEPS)
        try:
            yield
        except sqlite3.Error as error:
            if getattr(error, "sqlite_errorcode", None) == sqlite3.SQLITE_INTERRUPT:
                raise _too_slow() from error
            raise damaged(self.path, Text.alike(str(error))) from error
        except KeyError as error:  # a hit that is no thing
            raise damaged(self.path, _ROWS) from error
        finally:
            self._connection.set_progress_handler(None, 0)


_ROWS: Final = Text("des lignes manquent", "rows are missing")
_OTHER: Final = Text("fait par une autre version", "built by another version")


def _address(path: Path) -> str:
    """The file as SQLite opens it without a lock and without a look for changes: nobody writes it again."""
    return f"{path.absolute().as_uri()}?mode=ro&immutable=1"


def _marks(connection: sqlite3.Connection, path: Path) -> Marks:
    """What the index says of itself, once it is known to be whole."""
    (said,) = connection.execute("PRAGMA quick_check(1)").fetchone()
    if said != "ok":
        raise damaged(path, Text.alike(said))
    marks = Marks.read(connection)
    if marks is None or not marks.readable():
        raise damaged(path, _OTHER)
    return marks


def _renamed(name: str, corrected: Iterable[Correction]) -> str:
    """A name with its words corrected."""
    better = {folded(one.typed): folded(one.taken[0]) for one in corrected}
    return " ".join(better.get(word, word) for word in name.split())


def _check_page(limit: int, offset: int) -> None:
    if not 1 <= limit <= MAX_PAGE:
        raise ParameterFault(
            Text(f"Une page compte de 1 à {MAX_PAGE} résultats.", f"A page has 1 to {MAX_PAGE} hits."), source="limit"
        )
    if offset < 0:
        raise ParameterFault(
            Text("Le premier résultat est le numéro 0.", "The first hit is number 0."), source="offset"
        )


def _too_slow() -> PastDeadline:
    return PastDeadline(Text("La recherche dure trop longtemps.", "The search takes too long."))
