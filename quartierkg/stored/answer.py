"""The answer to a stored query: rows of values, each thing with its name, and whether there are rows behind them."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from pyoxigraph import NamedNode

from quartierkg.language import Text
from quartierkg.query import rows
from quartierkg.stored.query import Column, StoredQuery
from quartierkg.stored.values import Network, Values
from quartierkg.terms import NUMERIC, term

_BOOLEAN: Final = term("xsd:boolean")
_TRUTH: Final = {"1": "true", "0": "false"}


@dataclass(frozen=True, slots=True)
class Cell:
    """One value: a thing with its name, or a literal."""

    value: str
    iri: NamedNode | None = None
    name: Text | None = None
    datatype: NamedNode | None = None
    language: str | None = None
    invented: bool = False
    """Whether the thing is invented as an example."""

    @property
    def native(self) -> str | int | float | bool:
        """A literal as JSON has it; numbers that JSON readers would round stay as they are written."""
        if self.datatype == _BOOLEAN:
            return self.value in {"true", "1"}
        if self.datatype in NUMERIC:
            try:
                number = float(self.value)
            except ValueError:
                return self.value
            whole = number.is_integer() and abs(number) < 2**53
            return int(number) if whole else number
        return self.value


Row = tuple[Cell | None, ...]
Cells = tuple[dict[str, str] | None, ...]
"""A row as the SPARQL JSON results format has its terms."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What a stored query gives for some values."""

    query: StoredQuery
    values: Values
    rows: tuple[Row, ...]
    more: bool
    """Whether there are rows behind these."""

    @property
    def columns(self) -> Sequence[Column]:
        """The columns, in the order of the cells."""
        return self.query.columns

    @property
    def before(self) -> int | None:
        """From which row on those before these are had; None where these are the first."""
        offset, limit = self.values.number("offset"), self.values.number("limit")
        return max(0, offset - limit) if offset else None

    @property
    def after(self) -> int | None:
        """From which row on those behind these are had; None where these are the last."""
        return self.values.number("offset") + self.values.number("limit") if self.more else None


def answer(query: StoredQuery, values: Values, written: bytes, network: Network) -> Answer:
    """The answer that an engine wrote, with the names of its things.

    :param written: the rows as SPARQL JSON results.
    """
    return of_rows(query, values, rows(written).rows, network)


def of_rows(query: StoredQuery, values: Values, table: Sequence[Cells], network: Network) -> Answer:
    """The answer that some rows make, the last of which only tells that others follow."""
    limit = values.number("limit")
    wanted = table[:limit]
    things = _things(wanted)
    names, invented = network.names(things), network.invented(things)
    cells = tuple(
        tuple(_typed(_cell(found, names, invented), column) for found, column in zip(row, query.columns, strict=True))
        for row in wanted
    )
    return Answer(query, values, cells, more=len(table) > limit)


def _typed(cell: Cell | None, column: Column) -> Cell | None:
    """A truth value as such, also from an engine that gives it as a number (Virtuoso)."""
    if cell is None or column.datatype != _BOOLEAN or cell.value not in _TRUTH:
        return cell
    return replace(cell, value=_TRUTH[cell.value], datatype=_BOOLEAN)


def _things(table: Iterable[Sequence[dict[str, str] | None]]) -> set[NamedNode]:
    """Everything with an address that an answer holds."""
    return {NamedNode(found["value"]) for row in table for found in row if found and found["type"] == "uri"}


def _cell(
    found: dict[str, str] | None, names: Mapping[NamedNode, Text], invented: Collection[NamedNode]
) -> Cell | None:
    if found is None:
        return None
    value = found["value"]
    if found["type"] == "uri":
        thing = NamedNode(value)
        return Cell(value, thing, names.get(thing), invented=thing in invented)
    if found["type"] == "bnode":
        return Cell(f"_:{value}")
    datatype = found.get("datatype")
    return Cell(value, None, None, NamedNode(datatype) if datatype else None, found.get("xml:lang"))
