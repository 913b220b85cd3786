"""The page of the charts: areas, access times, roles and moves, each with its table and the charter's threshold."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from markupsafe import Markup
from pyoxigraph import NamedNode
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request

from quartierkg.errors import OutOfMemory, PastDeadline, Unanswered
from quartierkg.language import Language, Text, number
from quartierkg.publish.labels import label
from quartierkg.publish.picture import chart
from quartierkg.publish.picture.chart import Bar, Line
from quartierkg.publish.picture.scale import bins
from quartierkg.snapshot import Snapshot
from quartierkg.stored import library
from quartierkg.terms import term
from quartierkg.web import service
from quartierkg.web.negotiation import language_of
from quartierkg.web.network import asked, filters, words
from quartierkg.web.network.asked import Asked, Source, ask
from quartierkg.web.network.threshold import Threshold, threshold
from quartierkg.web.pages import render

AREAS: Final = "CQ05"
ACCESS: Final = "CQ06"
ROLES: Final = "NQ09"
MOVES: Final = "NQ10"
QUESTIONS: Final = (AREAS, ACCESS, ROLES, MOVES)
_BINS: Final = 10
_YEARS: Final = 40
"""So many columns can be told apart."""
_AWARD: Final = term("qn:Labelled").value


@dataclass(frozen=True, slots=True)
class Chart:
    """A chart, the table beside it, and the question that both are made of."""

    id: str
    title: Text
    drawing: Markup | None
    heads: tuple[Text, ...]
    rows: tuple[tuple[str, ...], ...]
    source: Source
    note: Text | None
    cut: Text | None
    requirement: tuple[str, str] | None
    """The requirement whose threshold is drawn: its name and its page."""


async def page(request: Request) -> str:
    """The charts for what a request asks.

    :raises UsageFault: when it asks amiss; the fault names the parameter.
    :raises Unanswered: when the engine gives no answer.
    """
    wanted = filters.read(request)
    found: list[Asked | Unasked] = []
    for name in QUESTIONS:
        late = next((one for one in found if isinstance(one, Unasked)), None)
        found.append(
            await _asked(request, name, wanted.only(*_taken(name)))
            if late is None
            else Unasked(name, library()[name].title, late.fault)
        )
    faults = [one.fault for one in found if isinstance(one, Unasked)]
    if len(faults) == len(found):
        raise faults[0]
    request.state.partial = bool(faults)
    return await run_in_threadpool(_page, request, wanted, found)


@dataclass(frozen=True, slots=True)
class Unasked:
    """A question that the engine did not answer in time; those behind it are not asked: nobody waits four times."""

    id: str
    title: Text
    fault: Unanswered


async def _asked(request: Request, name: str, given: Mapping[str, str]) -> Asked | Unasked:
    try:
        return await ask(request, name, given)
    except (PastDeadline, OutOfMemory) as fault:
        return Unasked(name, library()[name].title, fault)


def _taken(name: str) -> Sequence[str]:
    """The filters that count; what happened year by year is told of all Quartiers."""
    return [one for one in filters.SHARED if name != MOVES or one != "state"]


def _page(request: Request, wanted: filters.Filters, found: Sequence[Asked | Unasked]) -> str:
    draw = _Draw(service.of(request).snapshot, language_of(request))
    makers = (draw.areas, draw.access, draw.roles, draw.moves)
    asked_ = [one for one in found if isinstance(one, Asked)]
    return render(
        request,
        "network-charts.html",
        n=words,
        form=filters.form(wanted, library()[AREAS], asked_[0].values.said["asOf"]),
        charts=[
            drawn for one, make in zip(found, makers, strict=True) if isinstance(one, Asked) for drawn in make(one)
        ],
        unanswered=[one for one in found if isinstance(one, Unasked)],
    )


def _in_order(found: Asked) -> list[str]:
    """The states in the life of the label, in their order."""
    options = next(one.options for one in found.query.parameters if one.name == "state")
    return [option.iri.value for option in options if option.iri is not None]


def _by_year(found: Asked) -> list[tuple[int, dict[str, int]]]:
    """Each year from the first to the last, with how often each state was reached; of many, those that have events."""
    years: dict[int, dict[str, int]] = {}
    for row in found.rows:
        year, count = int(asked.number(row[0]) or 0), int(asked.number(row[2]) or 0)
        years.setdefault(year, {})[row[1]] = count
    whole = range(min(years), max(years) + 1) if years else range(0)
    shown = whole if len(whole) <= _YEARS else sorted(years)[-_YEARS:]
    return [(year, years.get(year, {})) for year in shown]


@dataclass(frozen=True, slots=True)
class _Draw:
    """Makes charts in one language."""

    snapshot: Snapshot
    language: Language

    def areas(self, found: Asked) -> Iterable[Chart]:
        """The areas on offer."""
        yield self._histogram("areas", words.CHART_AREAS, found, 1, found.query.requirements[-1:])

    def access(self, found: Asked) -> Iterable[Chart]:
        """The three access times: every second column, and the requirements in the same order."""
        for place, requirement in enumerate(found.query.requirements):
            column = 1 + 2 * place
            name = found.query.columns[column].label
            title = words.CHART_ACCESS.filled(name)
            yield self._histogram(f"access-{place + 1}", title, found, column, (requirement,))

    def roles(self, found: Asked) -> Iterable[Chart]:
        """The actors of each role."""
        named = [
            (self._label(row[0]), int(asked.number(row[1]) or 0), int(asked.number(row[2]) or 0)) for row in found.rows
        ]
        bars = [Bar(name, actors) for name, actors, _ in named]
        drawing = chart.bars(bars, self._say(words.CHART_ROLES), self._say(words.CHART_TABLE), "roles")
        rows = tuple((name, self._number(actors), self._number(quartiers)) for name, actors, quartiers in named)
        heads = (words.CHART_ROLE, words.CHART_ACTORS, words.CHART_QUARTIERS)
        yield self._chart("roles", words.CHART_ROLES, drawing if bars else None, heads, rows, found)

    def moves(self, found: Asked) -> Iterable[Chart]:
        """The awards by year, and all that happened."""
        years = _by_year(found)
        yield self._years("awards", words.CHART_AWARDS, found, [(year, said.get(_AWARD, 0)) for year, said in years])
        reached = {row[1] for row in found.rows}
        states = [state for state in _in_order(found) if state in reached]
        yield self._years(
            "moves",
            words.CHART_MOVES,
            found,
            [(year, sum(said.values())) for year, said in years],
            {self._label(state): [said.get(state, 0) for _, said in years] for state in states},
        )

    def _years(
        self,
        id_: str,
        title: Text,
        found: Asked,
        counts: Sequence[tuple[int, int]],
        parts: Mapping[str, Sequence[int]] | None = None,
    ) -> Chart:
        """A column for each year; in the table, what each is the sum of as well."""
        bars = [Bar(str(year), count) for year, count in counts]
        drawing = chart.columns(bars, self._say(title), self._say(words.CHART_TABLE), id_) if bars else None
        told = parts or {}
        heads = (words.CHART_YEAR, *map(Text.alike, told), words.CHART_ALL if told else title)
        rows = tuple(
            (bar.name, *(self._number(part[place]) for part in told.values()), self._number(bar.count))
            for place, bar in enumerate(bars)
        )
        return self._chart(id_, title, drawing, heads, rows, found, words.CHART_WHATEVER)

    def _histogram(self, id_: str, title: Text, found: Asked, column: int, requirements: Sequence[NamedNode]) -> Chart:
        told = [asked.number(row[column]) for row in found.rows]
        values = [value for value in told if value is not None]
        line = next(filter(None, (threshold(self.snapshot, one) for one in requirements)), None)
        steps = bins(values, _BINS, line.value if line else None)
        drawing = None
        if steps:
            least, most = self._number(min(values)), self._number(max(values))
            said = words.CHART_DESCRIPTION.filled(len(values), least, most, len(told) - len(values))
            drawn = self._line(line) if line else None
            drawing = chart.histogram(steps, self._say(title), self._say(said), id_, self._number, drawn)
        rows = tuple((self._number(one.start), self._number(one.end), self._number(one.count)) for one in steps)
        heads = (words.CHART_FROM, words.CHART_TO, words.CHART_QUARTIERS)
        note = words.CHART_MISSING.filled(len(told) - len(values)) if len(told) > len(values) else None
        return self._chart(id_, title, drawing, heads, rows, found, note, line.requirement if line else None)

    def _line(self, found: Threshold) -> Line:
        comparator = label(self.snapshot, found.comparator, self.language)
        return Line(found.value, self._say(words.CHART_LINE.filled(comparator, self._number(found.value))))

    def _chart(
        self,
        id_: str,
        title: Text,
        drawing: str | None,
        heads: tuple[Text, ...],
        rows: tuple[tuple[str, ...], ...],
        found: Asked,
        note: Text | None = None,
        requirement: NamedNode | None = None,
    ) -> Chart:
        drawn = Markup(drawing) if drawing is not None else None
        named = None
        if requirement is not None:
            named = label(self.snapshot, requirement, self.language), "/" + requirement.value.split("/", 4)[4]
        return Chart(id_, title, drawn, heads, rows, found.source, note, filters.cut(found.more, asked.MOST), named)

    def _label(self, iri: str) -> str:
        return label(self.snapshot, NamedNode(iri), self.language)

    def _say(self, text: Text) -> str:
        return text.in_(self.language)

    def _number(self, value: float) -> str:
        return number(f"{value:f}", self.language)
