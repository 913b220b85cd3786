"""Stored queries over HTTP: what a request says is read as values, and a worker answers the bound text."""

from __future__ import annotations

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final
from weakref import WeakKeyDictionary

from pyoxigraph import NamedNode
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request

from quartierkg import stored
from quartierkg.media import RESULTS_JSON, MediaType
from quartierkg.query import Job, rows
from quartierkg.snapshot import Snapshot
from quartierkg.snapshot.graphs import COMMITTEE, NETWORK, PUBLIC
from quartierkg.stored import Bound, StoredQuery, Values
from quartierkg.stored.answer import Answer, Cells, answer, of_rows
from quartierkg.stored.network import SnapshotNetwork
from quartierkg.stored.parameter import Term
from quartierkg.web import authority, service
from quartierkg.web.asked import evaluated
from quartierkg.web.negotiation import language_of
from quartierkg.web.streaming import begun, unless_left
from quartierkg.web.tier import Tier

# Read by the framework of answers, and no parameter of any question.
_NOT_ASKED: Final = frozenset(("format",))

_DEFAULTS: Final[WeakKeyDictionary[Snapshot, dict[str, Term | None]]] = WeakKeyDictionary()


@dataclass(frozen=True, slots=True)
class Known(SnapshotNetwork):
    """The network at one revision, which finds a default value once."""

    tier: Tier | None = None

    def first(self, text: str) -> Term | None:
        """The first value of the first row of a SELECT of ours."""
        found = _DEFAULTS.setdefault(self.snapshot, {})
        if text not in found:
            kept = self.tier.default(self.snapshot, text) if self.tier is not None else None
            found[text] = SnapshotNetwork.first(self, text) if kept is None else kept[0]
        return found[text]


def known(request: Request) -> Known:
    """The network that readers see now."""
    about = service.of(request)
    return Known(about.snapshot, about.tier)


def today() -> datetime.date:
    """The day that "today" means."""
    return datetime.date.today()


async def values_of(request: Request, query: StoredQuery) -> Values:
    """What a request says.

    :raises ParameterFault: when a value does not fit; it names the parameter.
    """
    given = {name: request.query_params.getlist(name) for name in request.query_params if name not in _NOT_ASKED}
    if not any(value.strip() for value in given.get("lang", ())):  # an empty value says nothing
        given["lang"] = [language_of(request)]
    return await run_in_threadpool(stored.read, query, given, known(request), today())


def reads_all(request: Request) -> bool:
    """Whether a request shows that it may read what only the committee reads.

    :raises NotAuthorised: when it shows a token, and one that does not count.
    """
    if service.of(request).settings.test_suite:
        return "authorization" in request.headers
    return authority.reads(request)


def bound(query: StoredQuery, values: Values, *, rows: bool = False, more: bool = False) -> Bound:
    """The text of a question with its values: as it is shown, or as the rows of its answer are asked for.

    :param more: whether one row more is asked for, which tells whether others follow.
    """
    limit, offset = values.number("limit"), values.number("offset")
    return stored.bind(query, values.terms, rows=rows, limit=limit, offset=offset, more=more)


async def written(request: Request, found: Bound, media: MediaType) -> bytes:
    """What an engine answers to a bound question.

    :raises Unanswered: when the engine gives no answer.
    """
    return await _worked_out(request, _job(found, (*PUBLIC, COMMITTEE) if reads_all(request) else PUBLIC, media))


async def table(request: Request, query: StoredQuery, values: Values) -> Sequence[Cells]:
    """The public rows of a question as they are, whoever asks, and one more where others follow.

    :raises Unanswered: when the engine gives no answer.
    """
    about = service.of(request)
    if about.tier is not None:
        kept = await run_in_threadpool(about.tier.rows, about.snapshot, query, values)
        if kept is not None:
            return kept
    whole = await _worked_out(request, _job(bound(query, values, rows=True, more=True), PUBLIC, RESULTS_JSON))
    return (await run_in_threadpool(rows, whole)).rows


def _job(found: Bound, named: Sequence[NamedNode], media: MediaType) -> Job:
    return Job(found.text, (NETWORK.value,), tuple(graph.value for graph in named), media)


async def _worked_out(request: Request, job: Job) -> bytes:
    """What a worker answers, or answered before at this revision."""
    about = service.of(request)
    kept = about.cache.get(about.snapshot.chain, job)
    if kept is not None:
        return kept
    told = await begun(request, evaluated(request, job))
    try:
        whole = await unless_left(request.receive, told.whole())
    finally:
        await told.close()
    if told.snapshot is about.snapshot:
        about.cache.put(about.snapshot.chain, job, whole)
    return whole


async def answered(request: Request, query: StoredQuery, values: Values) -> Answer:
    """The answer to a question, with the names of its things."""
    about = service.of(request)
    if about.tier is not None and not reads_all(request):
        kept = await run_in_threadpool(about.tier.rows, about.snapshot, query, values)
        if kept is not None:
            return await run_in_threadpool(of_rows, query, values, kept, known(request))
    whole = await written(request, bound(query, values, rows=True, more=True), RESULTS_JSON)
    return await run_in_threadpool(answer, query, values, whole, known(request))


def following(values: Values, offset: int | None) -> Mapping[str, str] | None:
    """The parameters of the same question for other rows; None where there are none."""
    return None if offset is None else {**values.said, "offset": str(offset)}
