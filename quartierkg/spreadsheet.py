"""Tables as CSV (RFC 4180), safe to open in a spreadsheet."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final

# What a spreadsheet takes for a formula; a plain number is none.
_FORMULA: Final = re.compile("[=+\\-@\t\r\n＝＋－＠]")
_NUMBER: Final = re.compile(r"[-+]?\d+(?:[.,]\d+)?", re.ASCII)


def table(columns: Sequence[str], lines: Iterable[Mapping[str, object]]) -> str:
    """Lines under their header; what a line does not have is empty."""
    return head(columns) + rows(columns, lines)


def head(columns: Sequence[str]) -> str:
    """The header alone."""
    return _written([columns])


def rows(columns: Sequence[str], lines: Iterable[Mapping[str, object]]) -> str:
    """Lines without their header."""
    return _written(_cells(columns, lines))


def harmless(said: str) -> str:
    """A cell that a spreadsheet shows and does not compute: a formula gets an apostrophe before it."""
    return f"'{said}" if _FORMULA.match(said) and not _NUMBER.fullmatch(said) else said


def kept(said: str) -> str:
    """A cell that is read back as it was by :func:`plain`: what has such an apostrophe of its own gets another."""
    inner = said.lstrip("'")
    return f"'{said}" if harmless(inner) != inner else said


def plain(cell: str) -> str:
    """A cell without the apostrophe that keeps it from being computed."""
    inner = cell[1:].lstrip("'")
    return cell[1:] if cell.startswith("'") and harmless(inner) != inner else cell


def _cells(columns: Sequence[str], lines: Iterable[Mapping[str, object]]) -> Iterator[list[str]]:
    for line in lines:
        yield [harmless(str(line.get(name) or "")) for name in columns]


def _written(lines: Iterable[Sequence[str]]) -> str:
    written = io.StringIO(newline="")
    csv.writer(written, lineterminator="\r\n").writerows(lines)  # RFC 4180, 2.1
    return written.getvalue()
