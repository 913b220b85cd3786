"""The filters that the pages of the network share: a day, a state, and whether what is invented counts."""

from __future__ import annotations

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final
from urllib.parse import urlencode

from starlette.requests import Request

from quartierkg.errors import ParameterFault
from quartierkg.language import Text
from quartierkg.stored import StoredQuery
from quartierkg.stored.parameter import Option
from quartierkg.stored.year import year_from
from quartierkg.web.network import words
from quartierkg.web.routes.parameters import known, once
from quartierkg.web.stored import today

SHARED: Final = ("asOf", "state", "illustrative")
_ALWAYS: Final = ("lang", "format")
_REPORTED: Final = datetime.date(2013, 1, 1)
"""The year in which the press reported the charter; nothing of the network is older."""


@dataclass(frozen=True, slots=True)
class Filters:
    """What a request asks of a page."""

    path: str
    given: Mapping[str, str]
    """The parameters that have a value, without the language."""

    def only(self, *names: str) -> dict[str, str]:
        """Some of them."""
        return {name: self.given[name] for name in names if name in self.given}

    def link(self, path: str | None = None, /, **changed: str | None) -> str:
        """The same with other values; None takes one away. Another page is asked for the shared ones alone."""
        kept = dict(self.given) if path is None else self.only(*SHARED)
        kept |= {name: value for name, value in changed.items() if value is not None}
        # In one order, so that one address says one thing, and crawlers can be told which to leave alone.
        ordered = sorted(kept.items(), key=lambda entry: (entry[0] not in SHARED, entry[0]))
        said = {name: value for name, value in ordered if changed.get(name, value) is not None}
        where = self.path if path is None else path
        return f"{where}?{urlencode(said, safe='/')}" if said else where


def read(request: Request, *own: str) -> Filters:
    """The parameters of a request.

    :param own: those of the page beside the shared ones.
    :raises UsageFault: when one is unknown, or given twice.
    """
    names = (*SHARED, *own)
    known(request.query_params, (*names, *_ALWAYS))
    given = {name: once(request.query_params, name).strip() for name in names}
    return Filters(request.url.path, {name: value for name, value in given.items() if value})


def whole(filters: Filters, name: str, least: int, most: int) -> int:
    """A parameter that is a whole number; the least, where it is not given.

    :raises ParameterFault: when it is none, or out of bounds.
    """
    said = filters.given.get(name, str(least))
    if not (said.isascii() and said.isdigit() and len(said) < 12 and least <= int(said) <= most):
        raise ParameterFault(words.BAD_NUMBER.filled(said[:64], least, most), source=name)
    return int(said)


@dataclass(frozen=True, slots=True)
class Slider:
    """The days to slide over: the first of each month since the charter was reported, then today."""

    since: str
    until: str
    steps: int

    @staticmethod
    def until_day(day: datetime.date) -> Slider:
        """The slider on a day; each step is a month, and the last is the day itself."""
        months = (day.year - _REPORTED.year) * 12 + day.month - _REPORTED.month
        return Slider(_REPORTED.isoformat(), day.isoformat(), months + 1)


@dataclass(frozen=True, slots=True)
class Form:
    """The form of the filters: what each field holds, and a year to go either way."""

    day: str
    state: str
    illustrative: str
    states: Sequence[Option]
    hidden: Mapping[str, str]
    """What the form keeps of the other parameters."""
    slider: Slider
    before: str | None
    after: str | None


def form(filters: Filters, query: StoredQuery, day: str, keep: Sequence[str] = ()) -> Form:
    """The form for a question of which the page is made.

    :param day: the day that the picture is of.
    """
    states = next(one for one in query.parameters if one.name == "state")
    return Form(
        day,
        filters.given.get("state", states.default or ""),
        filters.given.get("illustrative", "true"),
        states.options,
        filters.only(*keep),
        Slider.until_day(today()),
        *(_year(filters, day, step) for step in (-1, 1)),
    )


def _year(filters: Filters, day: str, step: int) -> str | None:
    """The same a year earlier or later, as far as there are years, and not beyond today."""
    found = datetime.date.fromisoformat(day)
    moved = year_from(found, step)
    if moved is None:
        return None
    if step > 0 and moved > today():
        return filters.link(asOf=None) if found < today() else None
    return filters.link(asOf=moved.isoformat())


def cut(more: bool, rows: int) -> Text | None:
    """What a page says where an answer has more rows than a picture is made of."""
    return words.CUT_ROWS.filled(rows) if more else None
