"""How long a workbook of many actors takes to become a dossier, in CPU time, beside another reader of the same file.

    python -m benchmarks.workbook [ACTORS]

Each actor has a role and figures of one year: three rows on three sheets. openpyxl only reads the cells; we check the
file, read them, find whom each row means, and state everything.
"""

from __future__ import annotations

import io
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import TypeVar

import openpyxl

from quartierkg.form import bundled
from quartierkg.intake.source import Source
from quartierkg.workbook import book, reading, xlsx
from quartierkg.workbook.book import Page, Row
from quartierkg.workbook.cell import Value

ACTORS = 3000
ROUNDS = 3


def main() -> None:
    count = int(sys.argv[1]) if len(sys.argv) > 1 else ACTORS
    start = time.process_time()
    form = bundled()
    print(f"form from ontology and shapes, once per process: {time.process_time() - start:.2f} s")
    blank = book.blank(form, "fr")
    pages = tuple(replace(page, rows=tuple(_rows(page, count))) for page in blank.pages)
    data = _timed("write with XlsxWriter", 1, lambda: xlsx.write(replace(blank, pages=pages), form))
    source = Source("a.xlsx", data)
    found = _timed(f"import of {count} actors", ROUNDS, lambda: reading.read(source))
    print(f"  {len(found.dossier.triples)} statements of {len(data)} bytes")
    _timed("openpyxl, reading alone", ROUNDS, lambda: _read_by_openpyxl(data))


T = TypeVar("T")


def _timed(what: str, rounds: int, work: Callable[[], T]) -> T:
    spent = []
    for _ in range(rounds):
        start = time.process_time()
        found = work()
        spent.append(time.process_time() - start)
    print(f"{what}: {min(spent):.2f} s")
    return found


def _read_by_openpyxl(data: bytes) -> int:
    made = openpyxl.load_workbook(io.BytesIO(data), read_only=True)
    return sum(1 for sheet in made for row in sheet.iter_rows(values_only=True) for value in row if value is not None)


def _rows(page: Page, count: int) -> Iterator[Row]:
    for cells in _cells(page.name, count):
        named = dict(zip((column.technical for column in page.columns), range(len(page.columns)), strict=True))
        row: list[Value] = [None] * len(page.columns)
        for name, value in cells.items():
            row[named[name]] = value
        yield row


def _cells(sheet: str, count: int) -> Iterator[dict[str, Value]]:
    if sheet == "Quartier":
        yield {"rdfs:label (fr)": "Les Docks"}
    if sheet == "Structure":
        yield {"rdfs:label (fr)": "La structure"}
    for number in range(count):
        name = f"Acteur {number}"
        if sheet == "Acteurs":
            yield {"rdfs:label (fr)": name, "@type": "entreprise", "qn:siren": f"{number:09}", "qn:sector (fr)": "Jeux"}
        elif sheet == "Rôles":
            yield {"org:member": name, "org:role": "incubateur", "org:organization": "La structure"}
        elif sheet == "Chiffres annuels":
            figures: dict[str, Value] = {"qn:turnover": 1_000_000 + number, "qn:employees": 25, "qn:growth": 12.5}
            yield {"@owner": name, "qn:fiscalYear": 2024, **figures}


if __name__ == "__main__":
    main()
