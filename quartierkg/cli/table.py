"""The answer to a SELECT as columns for a terminal."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from pyoxigraph import NamedNode

from quartierkg.query import Table
from quartierkg.report.text import plain
from quartierkg.terms import curie


def lines(table: Table) -> str:
    """One line for each row, each column as wide as its widest value."""
    rows = [tuple(map(_shown, row)) for row in table.rows]
    widths = [max(map(len, column)) for column in zip(table.columns, *rows, strict=True)]
    rule = tuple("─" * width for width in widths)
    return "".join(_line(row, widths) for row in (table.columns, rule, *rows))


def _line(cells: Sequence[str], widths: Iterable[int]) -> str:
    return "  ".join(f"{cell:<{width}}" for cell, width in zip(cells, widths, strict=True)).rstrip() + "\n"


def _shown(term: dict[str, str] | None) -> str:
    """A term of the SPARQL JSON results format as a person reads it, on one line."""
    if term is None:
        return ""
    value = str(term["value"])
    if term["type"] == "uri":
        return curie(NamedNode(value))
    return plain(" ".join(value.split()))
