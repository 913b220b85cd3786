"""An answer as bars: where one column tells numbers and another what they are of."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import Final

from pyoxigraph import NamedNode

from quartierkg.query import Table
from quartierkg.terms import NUMERIC, last_part

Term = dict[str, str] | None

_MOST: Final = 40
"""So many bars can be told apart on a page; the table has all rows."""
_LONGEST: Final = 34
_STEP: Final = 24
_WIDTH: Final = 420
_LETTER: Final = 6
"""How much of the room of the longest label one letter less leaves free, with something to spare."""


@dataclass(frozen=True, slots=True)
class Bar:
    """A row: what it is of, its number as it was written, and where and how long its bar is."""

    label: str
    whole: str
    """The label, uncut."""
    number: str
    y: int
    width: int


@dataclass(frozen=True, slots=True)
class Chart:
    """The bars of an answer."""

    of: str
    """The column whose numbers are drawn."""
    bars: tuple[Bar, ...]
    left_out: int

    @property
    def left(self) -> int:
        """Where the drawing begins: short labels leave no empty margin, which would push bars off a phone."""
        return _LETTER * (_LONGEST - max((len(bar.label) for bar in self.bars), default=_LONGEST))

    @property
    def height(self) -> int:
        """How high the drawing is."""
        return _STEP * len(self.bars) + 8


def chart(table: Table) -> Chart | None:
    """The bars of an answer; None where its columns do not tell numbers of something.

    Numbers below zero are not drawn: a bar has no direction here.
    """
    columns = list(zip(*table.rows, strict=True)) if len(table.rows) > 1 else []
    numeric = [at for at, column in enumerate(columns) if _numbers(column) is not None]
    named = [at for at, column in enumerate(columns) if at not in numeric and any(column)]
    if not numeric or not named:
        return None
    numbers = _numbers(columns[numeric[-1]]) or ()
    labels = columns[named[0]]
    most = max(numbers) or Decimal(1)
    bars = (_bar(at, labels[at], numbers[at] / most, columns[numeric[-1]][at]) for at in range(len(numbers[:_MOST])))
    return Chart(table.columns[numeric[-1]], tuple(bars), max(0, len(numbers) - _MOST))


def _bar(at: int, label: Term, share: Decimal, number: Term) -> Bar:
    whole = _name(label)
    cut = whole if len(whole) <= _LONGEST else whole[: _LONGEST - 1].rstrip() + "…"
    return Bar(cut, whole, (number or {"value": ""})["value"], _STEP * at + 4, round(share * _WIDTH))


def _name(term: Term) -> str:
    if term is None:
        return "–"
    return last_part(NamedNode(term["value"])) if term["type"] == "uri" else term["value"]


def _numbers(column: Sequence[Term]) -> tuple[Decimal, ...] | None:
    """The numbers of a column, none of them below zero; None where it holds something else."""
    found = tuple(_number(term) for term in column)
    known = tuple(number for number in found if number is not None)
    return known if len(known) == len(found) else None


def _number(term: Term) -> Decimal | None:
    if term is None or term["type"] != "literal" or NamedNode(term.get("datatype", "x:")) not in NUMERIC:
        return None
    try:
        found = Decimal(term["value"])
    except InvalidOperation:
        return None
    return found if found.is_finite() and found >= 0 else None
