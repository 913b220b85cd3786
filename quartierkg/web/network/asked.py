"""A stored question as a page asks it: its rows, and where the same is had as a table, as data and in the editor."""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final
from urllib.parse import urlencode

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request

from quartierkg import stored
from quartierkg.language import Text
from quartierkg.stored import StoredQuery, Values, library
from quartierkg.stored.answer import Cells
from quartierkg.terms import ID
from quartierkg.web import service
from quartierkg.web.negotiation import language_of
from quartierkg.web.network.kept import keep, look
from quartierkg.web.still import is_still
from quartierkg.web.stored import bound, known, table, today

MOST: Final = 10_000
"""So many rows a picture is made of at most: as many as a question gives."""
_GREATEST: Final = 1e15
Row = tuple[str, ...]
"""The texts of the cells; empty where there is none."""
# What says which rows are wanted and how they are told, and not what is asked.
_ASIDE: Final = frozenset(("lang", "limit", "offset"))


@dataclass(frozen=True, slots=True)
class Source:
    """Where what a picture shows is had otherwise."""

    id: str
    title: Text
    page: str
    csv: str
    json: str
    geojson: str | None
    editor: str | None


@dataclass(frozen=True, slots=True)
class Asked:
    """A question with its values, and the rows of its answer."""

    query: StoredQuery
    values: Values
    rows: tuple[Row, ...]
    more: bool
    """Whether there are rows behind these."""
    live: bool

    @property
    def key(self) -> Hashable:
        """What the rows depend on, at one revision."""
        return _key(self.query, self.values)

    @property
    def source(self) -> Source:
        """Where the same is had otherwise; files have the answers to the usual values alone."""
        said = {name: self.values.said[name].removeprefix(ID) for name in self.values.given - _ASIDE}
        asked = dict(sorted(said.items())) if self.live else {}
        whole = asked | ({"limit": str(MOST)} if self.live else {})
        path = f"/queries/{self.query.id}"

        def link(**more: str) -> str:
            found = urlencode((whole if more else asked) | more)
            return f"{path}?{found}" if found else path

        return Source(
            self.query.id,
            self.query.title,
            link(),
            link(format="csv"),
            link(format="json"),
            link(format="geojson") if self.query.places is not None else None,
            self._editor(said) if self.live else None,
        )

    def _editor(self, said: Mapping[str, str]) -> str:
        if not said:
            return f"/sparql?example={self.query.id}"
        return "/sparql?" + urlencode({"query": bound(self.query, self.values).text})


async def ask(request: Request, name: str, given: Mapping[str, str], most: int | None = None) -> Asked:
    """The answer to a question for some values, as far as a picture is made of it.

    :param given: the values; those that are empty say nothing.
    :param most: so many rows at most; None: :data:`MOST`.
    :raises ParameterFault: when a value does not fit; it names the parameter.
    :raises Unanswered: when the engine gives no answer.
    """
    query, most = library()[name], MOST if most is None else most
    said = {key: [value] for key, value in given.items()} | {"lang": [language_of(request)], "limit": [str(most)]}
    values = await run_in_threadpool(stored.read, query, said, known(request), today())
    snapshot, key = service.of(request).snapshot, (_key(query, values), "rows")
    found = look(snapshot, key)
    if found is None:
        found = await run_in_threadpool(_compact, await table(request, query, values))
        keep(snapshot, key, found)
    return Asked(query, values, found[:most], len(found) > most, not is_still(request))


def _key(query: StoredQuery, values: Values) -> Hashable:
    return query.id, tuple(sorted(values.said.items()))


def _compact(found: Sequence[Cells]) -> tuple[Row, ...]:
    """The texts of the cells, each once in memory: thousands of rows name the same few hundred things."""
    shared: dict[str, str] = {}
    return tuple(tuple(shared.setdefault(text, text) for text in map(_text, row)) for row in found)


def _text(cell: Mapping[str, str] | None) -> str:
    """The text of a cell; what has no address of its own has none that a page could show."""
    return "" if cell is None or cell["type"] == "bnode" else cell["value"]


def number(cell: str) -> float | None:
    """The number of a cell; None where there is none, or where it is none that anybody can draw."""
    try:
        found = float(cell)
    except ValueError:
        return None
    return found if abs(found) < _GREATEST else None
