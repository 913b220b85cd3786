"""The answer to a SELECT as columns for a terminal."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from pyoxigraph import NamedNode

from quartierkg.query import Table
from quartierkg.report.text import plain
from quartierkg.terms import curie


def lines(table: Table) -> str:
    """One line for each row, each column as wide as its widest value."""
    return drawn(table.columns, [tuple(map(_shown, row)) for row in table.rows])


def drawn(columns: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Words under their heads; what a terminal would obey is made harmless, and each row stands on one line."""
    cells = [[plain(" ".join(cell.split())) for cell in row] for row in rows]
    widths = [max(map(len, column)) for column in zip(columns, *cells, strict=True)]
    rule = ["─" * width for width in widths]
    return "".join(_line(row, widths) for row in (columns, rule, *cells))


def _line(cells: Sequence[str], widths: Iterable[int]) -> str:
    return "  ".join(f"{cell:<{width}}" for cell, width in zip(cells, widths, strict=True)).rstrip() + "\n"


def _shown(term: dict[str, str] | None) -> str:
    """A term of the SPARQL JSON results format as a person reads it, on one line."""
    if term is None:
        return ""
    value = str(term["value"])
    return curie(NamedNode(value)) if term["type"] == "uri" else value
