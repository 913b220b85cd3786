"""The order of hits: by name before by description, ties by IRI."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass
from itertools import chain
from typing import Final

import numpy as np
from numpy.typing import NDArray

from quartierkg.search.division import Choice
from quartierkg.search.question import Question

# What a word counts for: in a name, in a text, and as a stem in both.
_HITS: Final = "SELECT rowid, -bm25(found, 10.0, 1.0, 5.0, 0.5) FROM found WHERE found MATCH ?"
_CALLED: Final = "SELECT thing FROM names WHERE key = ?"
_BEGINNING: Final = "SELECT thing FROM names WHERE key > ? AND key < ?"
# Much in a Quartier has its name, and most who type it mean the Quartier itself.
_QUARTIER: Final = 1.5
# Of what is called alike, what is real comes first: the charter before the version that is made up as an example.
_INVENTED: Final = 0.75
_LAST: Final = "\U0010ffff"


@dataclass(frozen=True, slots=True)
class Ranked:
    """The numbers of all hits, best first, and what each scored."""

    things: NDArray[np.intp]
    scores: NDArray[np.float64]


def ranked(
    connection: sqlite3.Connection, asked: Question, among: Choice, quartiers: Choice, invented: Choice
) -> Ranked:
    """The hits of a question among some things."""
    if asked.blank:
        every = np.flatnonzero(among)
        return Ranked(every, np.zeros(len(every)))
    if not asked.parts:
        return Ranked(np.empty(0, np.intp), np.empty(0))
    rows = chain.from_iterable(connection.execute(_HITS, (asked.expression(),)))
    found = np.fromiter(rows, dtype=np.float64).reshape(-1, 2)
    things, scores = found[:, 0].astype(np.intp), found[:, 1]
    kept = among[things]
    things = things[kept]
    scores = scores[kept] * np.where(quartiers[things], _QUARTIER, 1.0) * np.where(invented[things], _INVENTED, 1.0)
    # The numbers of things are in the order of their IRIs.
    order = np.lexsort((things, -scores, -_by_name(connection, asked.name, len(among))[things]))
    return Ranked(things[order], scores[order])


def _by_name(connection: sqlite3.Connection, name: str, things: int) -> NDArray[np.int8]:
    """Of each thing: 2 where it is called so, 1 where a name begins so, else 0."""
    found = np.zeros(things, dtype=np.int8)
    for number, query, bounds in ((1, _BEGINNING, (name, name + _LAST)), (2, _CALLED, (name,))):
        found[np.fromiter(chain.from_iterable(connection.execute(query, bounds)), dtype=np.intp)] = number
    return found
