"""A workbook as one CSV file: the sheets one behind the other, each below a line ``[name]``."""

from __future__ import annotations

import csv
import datetime
import io
from collections.abc import Iterator, Sequence
from typing import Final

from quartierkg.language import Language
from quartierkg.spreadsheet import kept
from quartierkg.workbook import book, words
from quartierkg.workbook.book import Book
from quartierkg.workbook.cell import Value

# What a spreadsheet takes for the end of a cell where it speaks the language.
_SEPARATORS: Final[dict[Language, str]] = {"fr": ";", "en": ","}


def write(made: Book) -> str:
    """The text of a workbook, with a mark at its head by which spreadsheets know UTF-8."""
    written = io.StringIO(newline="")
    writer = csv.writer(written, delimiter=_SEPARATORS[made.language], lineterminator="\r\n")  # RFC 4180, 2.1
    writer.writerows([kept(_said(value)) for value in line] for line in _lines(made))
    return "\ufeff" + written.getvalue()


def _lines(made: Book) -> Iterator[Sequence[Value]]:
    language = made.language
    yield [f"[{words.README.in_(language)}]"]
    yield [words.BASE.in_(language), made.base or ""]
    for page in made.pages:
        yield []
        yield [f"[{page.name}]"]
        yield from book.heads(page, language)
        yield from page.rows
    if made.others:
        yield []
        yield [f"[{words.OTHERS.in_(language)}]"]
        yield [title.in_(language) for title in (words.SUBJECT, words.PROPERTY, words.VALUE, words.TYPE)]
        yield from made.others


def _said(value: Value) -> str:
    """A value as text: numbers with a point and dates as ISO 8601, which are read in every language."""
    if value is None:
        return ""
    return value.isoformat() if isinstance(value, datetime.date) else str(value)
