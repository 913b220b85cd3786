"""The page of the matrix: each Quartier with the outcome of each criterion in the last published verdict."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from pyoxigraph import NamedNode
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request

from quartierkg.errors import ParameterFault
from quartierkg.language import Language, Text
from quartierkg.publish.labels import label
from quartierkg.publish.value import href
from quartierkg.snapshot import Snapshot
from quartierkg.terms import ID
from quartierkg.web import service
from quartierkg.web.negotiation import language_of
from quartierkg.web.network import asked, filters, words
from quartierkg.web.network.asked import Asked, ask
from quartierkg.web.network.filters import Filters
from quartierkg.web.network.kept import kept
from quartierkg.web.pages import render
from quartierkg.web.still import is_still
from quartierkg.web.stored import Known

QUESTION: Final = "NQ08"
OWN: Final = ("sort", "offset", "quartier")
_ROWS: Final = 40
_STILL_ROWS: Final = 200
_UNJUDGED: Final = "unjudged"
_ORDER: Final = tuple(words.OUTCOMES)
"""The outcomes from the best to what is not known."""
# What says why: the question about a dossier that has the findings of that outcome.
_WHY: Final = {"failed": "CQ17", "notStated": "CQ18", "cantTell": "CQ19"}
_ALL_OF_IT: Final = "CQ16"
_BY_NAME: Final = "name"
_BY_MET: Final = "met"
_BY_DAY: Final = "judgedOn"


@dataclass(frozen=True, slots=True)
class Line:
    """A Quartier, or one of its dossiers: what came of each criterion, by its local name."""

    quartier: str
    dossier: str
    judged: str
    outcomes: Mapping[str, str] = field(default_factory=dict)

    @property
    def met(self) -> int:
        """How many criteria are met."""
        return sum(outcome == "passed" for outcome in self.outcomes.values())


@dataclass(frozen=True, slots=True)
class Matrix:
    """The lines, and the criteria in their order."""

    criteria: tuple[str, ...]
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Cell:
    """An outcome: its sign, its words, and what explains it."""

    class_: str
    sign: str
    said: Text
    href: str | None


@dataclass(frozen=True, slots=True)
class Row:
    """A line, ready for the page."""

    name: str
    href: str
    invented: bool
    dossier: str | None
    judged: str | None
    met: int
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Head:
    """A column: its name, what it leads to, and how to sort by it."""

    name: Text
    title: str | None
    href: str | None
    sort: str | None
    sorted: bool


async def page(request: Request) -> str:
    """The matrix for what a request asks.

    :raises UsageFault: when it asks amiss; the fault names the parameter.
    :raises Unanswered: when the engine gives no answer.
    """
    wanted = filters.read(request, *OWN)
    offset = filters.whole(wanted, "offset", 0, asked.MOST)
    found = await ask(request, QUESTION, wanted.only(*filters.SHARED))
    return await run_in_threadpool(_page, request, wanted, offset, found)


def read(found: Asked) -> Matrix:
    """The matrix of an answer, whose rows are its cells."""
    lines: dict[tuple[str, str], Line] = {}
    criteria: dict[str, str] = {}
    for row in found.rows:
        quartier, dossier, judged, criterion, outcome = row
        if not quartier:
            continue
        line = lines.setdefault((quartier, dossier), Line(quartier, dossier, judged, {}))
        if criterion:
            criteria.setdefault(criterion.rpartition("-")[2], criterion)
            line.outcomes[criterion.rpartition("-")[2]] = outcome.rpartition("#")[2]  # type: ignore[index]
    return Matrix(tuple(criteria[name] for name in sorted(criteria)), tuple(lines.values()))


def _page(request: Request, wanted: Filters, offset: int, found: Asked) -> str:
    snapshot, language, still = service.of(request).snapshot, language_of(request), is_still(request)
    matrix = kept(snapshot, found.key, lambda: read(found))
    numbers = [criterion.rpartition("-")[2] for criterion in matrix.criteria]
    sort = _sort(wanted, numbers)
    order = kept(snapshot, (found.key, sort, language), lambda: _sorted(snapshot, matrix, sort, language))
    lines = _about(order, wanted.given.get("quartier"))
    rows = _STILL_ROWS if still else _ROWS
    shown = lines[offset : offset + rows]
    invented = Known(snapshot).invented(NamedNode(line.quartier) for line in shown)
    return render(
        request,
        "network-matrix.html",
        n=words,
        form=filters.form(wanted, found.query, found.values.said["asOf"], ("sort", "quartier")),
        source=found.source,
        cut=filters.cut(found.more, asked.MOST),
        heads=_heads(snapshot, wanted, matrix, sort, language),
        rows=[_row(snapshot, line, numbers, invented, language, still) for line in shown],
        sums=[sum(line.outcomes.get(number) == "passed" for line in lines) for number in numbers],
        legend=[(name, sign, said) for name, (said, sign) in words.OUTCOMES.items()],
        first=offset,
        total=len(lines),
        before=wanted.link(offset=str(offset - rows) if offset > rows else None) if offset else None,
        after=wanted.link(offset=str(offset + rows)) if offset + rows < len(lines) else None,
        all=wanted.link(quartier=None, offset=None) if "quartier" in wanted.given else None,
    )


def _sort(wanted: Filters, numbers: Sequence[str]) -> str:
    """What the lines are sorted by.

    :raises ParameterFault: when that is no column.
    """
    said = wanted.given.get("sort", _BY_NAME)
    columns = (_BY_NAME, _BY_MET, _BY_DAY, *numbers)
    if said not in columns:
        raise ParameterFault(words.BAD_SORT.filled(said[:64], ", ".join(columns)), source="sort")
    return said


def _sorted(snapshot: Snapshot, matrix: Matrix, sort: str, language: Language) -> tuple[Line, ...]:
    """The lines by their names; by another column first where that is asked for, the best or latest first."""
    named = sorted(
        matrix.lines, key=lambda line: (label(snapshot, NamedNode(line.quartier), language).casefold(), line.dossier)
    )
    keys: dict[str, Callable[[Line], Any]] = {
        _BY_NAME: lambda _: 0,
        _BY_MET: lambda line: -line.met,
        _BY_DAY: lambda line: [-ord(letter) for letter in line.judged or "0"],
    }
    by = keys.get(sort, lambda line: _rank(line.outcomes.get(sort, _UNJUDGED)))
    return tuple(sorted(named, key=by))


def _rank(outcome: str) -> int:
    return _ORDER.index(outcome) if outcome in _ORDER else len(_ORDER)


def _about(lines: Sequence[Line], name: str | None) -> Sequence[Line]:
    """The lines of one Quartier, where one is asked for."""
    if name is None:
        return lines
    return [line for line in lines if name in (line.quartier, line.quartier.removeprefix(ID))]


def _heads(snapshot: Snapshot, wanted: Filters, matrix: Matrix, sort: str, language: Language) -> list[Head]:
    def head(name: Text, by: str, title: str | None = None, to: str | None = None) -> Head:
        asking = None if by == sort else wanted.link(sort=None if by == _BY_NAME else by, offset=None)
        return Head(name, title, to, asking, by == sort)

    found = [head(words.LINKS_FROM, _BY_NAME)]
    for criterion in matrix.criteria:
        node, number = NamedNode(criterion), criterion.rpartition("-")[2]
        found.append(head(words.MATRIX_CRITERION.filled(number), number, label(snapshot, node, language), href(node)))
    return [*found, head(words.MATRIX_MET, _BY_MET), head(words.MATRIX_JUDGED, _BY_DAY)]


def _row(
    snapshot: Snapshot,
    line: Line,
    numbers: Sequence[str],
    invented: object,
    language: Language,
    still: bool,
) -> Row:
    node = NamedNode(line.quartier)
    dossier = href(NamedNode(line.dossier)) if line.dossier else None
    return Row(
        label(snapshot, node, language),
        href(node) or "",
        node in invented,  # type: ignore[operator]
        dossier,
        line.judged or None,
        line.met,
        tuple(_cell(line, number, dossier, still=still) for number in numbers),
    )


def _cell(line: Line, number: str, dossier: str | None, *, still: bool) -> Cell:
    outcome = line.outcomes.get(number, _UNJUDGED)
    said, sign = words.OUTCOMES.get(outcome, words.OUTCOMES[_UNJUDGED])
    if still or outcome == _UNJUDGED or not line.dossier:
        return Cell(outcome, sign, said, dossier)
    question = _WHY.get(outcome, _ALL_OF_IT)
    return Cell(outcome, sign, said, f"/queries/{question}?dossier={line.dossier.removeprefix(ID)}")
