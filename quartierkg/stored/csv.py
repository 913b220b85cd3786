"""An answer as CSV (RFC 4180): each column of things is followed by their names, and by a mark of what is invented."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from quartierkg.language import Language
from quartierkg.spreadsheet import table
from quartierkg.stored.answer import Answer, Row
from quartierkg.stored.query import Column

LABEL = "Label"
ILLUSTRATIVE = "Illustrative"


def write(answer: Answer, language: Language) -> str:
    """The rows under the names of their columns; what is absent is empty."""
    names = [name for column in answer.columns for name in _names(column)]
    return table(names, (dict(_cells(answer, row, language)) for row in answer.rows))


def plain(columns: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Words under their heads."""
    return table(columns, (dict(zip(columns, row, strict=True)) for row in rows))


def _names(column: Column) -> tuple[str, ...]:
    marks = (LABEL, ILLUSTRATIVE) if column.class_ is not None else ()
    return (column.name, *(column.name + mark for mark in marks))


def _cells(answer: Answer, row: Row, language: Language) -> Iterator[tuple[str, object]]:
    for column, cell in zip(answer.columns, row, strict=True):
        if cell is not None:
            yield column.name, cell.value
            if cell.name is not None:
                yield column.name + LABEL, cell.name.in_(language)
            if cell.invented:
                yield column.name + ILLUSTRATIVE, "true"
