"""The lines for spreadsheets."""

from __future__ import annotations

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quartierkg.charter.verdict import Verdict
from quartierkg.report import Batch, render
from quartierkg.report.csv import COLUMNS
from quartierkg.report.entry import entries
from quartierkg.spreadsheet import harmless, table
from tests.samples import ROOT


def lines(text: str) -> list[dict[str, str]]:
    """CSV, read back."""
    return list(csv.DictReader(io.StringIO(text, newline=""), strict=True))


def test_there_is_a_line_for_each_requirement_and_finding(batch: Batch) -> None:
    """As many lines as entries, and one for the file that got no verdict."""
    found = lines(render(batch, "csv", "fr"))
    assert len(found) == sum(len(list(entries(verdict))) for verdict in batch.verdicts) + 1
    assert (found[-1]["file"], found[-1]["decision"], found[-1]["line"]) == ("bad.ttl", "unreadable", "3")


def test_a_failed_row_says_what_was_found(failing: Verdict) -> None:
    """Row, outcome, values, unit and message stand in their columns."""
    found = [line for line in lines(render(Batch((failing,)), "csv", "en")) if line["requirement"] == "QN-C2-04"]
    assert [line["outcome"] for line in found] == ["failed", "failed"]
    assert found[0]["found"] == "32000"
    assert found[0]["required"] == "at least 50,000 m²"
    assert found[0]["label"] == "Usable area of the offer"


def test_the_form_is_that_of_rfc_4180(batch: Batch) -> None:
    """Every line has every column and ends with CRLF; the header comes first (RFC 4180, 2)."""
    text = render(batch, "csv", "fr")
    assert text.endswith("\r\n")
    assert "\n" not in text.replace("\r\n", "")
    rows = list(csv.reader(io.StringIO(text, newline=""), strict=True))
    assert rows[0] == list(COLUMNS)
    assert {len(row) for row in rows} == {len(COLUMNS)}


def test_no_cell_is_a_formula(hostile: Verdict) -> None:
    """What a dossier writes is shown by a spreadsheet and never computed."""
    found = lines(render(Batch((hostile,)), "csv", "fr"))
    cells = [cell for line in found for cell in line.values()]
    assert [cell for cell in cells if cell[:1] in {"=", "+", "-", "@", "\t"}] == []
    assert [cell for cell in cells if cell.startswith("'@SUM(A1)")] != []


@pytest.mark.parametrize(
    ("said", "written"),
    [
        ("=1+1", "'=1+1"),
        ("+cmd", "'+cmd"),
        ("-2+3", "'-2+3"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("\t=1", "'\t=1"),
        ("＝1", "'＝1"),
        ("-12.5", "-12.5"),
        ("+3", "+3"),
        ("a=b", "a=b"),
        ("", ""),
    ],
)
def test_a_formula_is_told_from_a_number(said: str, written: str) -> None:
    """A negative number stays one; everything else that begins like a formula gets an apostrophe."""
    assert harmless(said) == written


@given(st.lists(st.text(max_size=20), min_size=1, max_size=4))
def test_whatever_a_cell_holds_is_read_back(cells: list[str]) -> None:
    """Commas, quotes and line ends survive."""
    cells = [cell.replace("\x00", "") for cell in cells]
    names = [f"c{number}" for number in range(len(cells))]
    (read,) = lines(table(names, [dict(zip(names, cells, strict=True))]))
    assert list(read.values()) == [harmless(cell) for cell in cells]


def test_every_column_is_documented() -> None:
    """docs/reports.md explains each column."""
    page = (ROOT / "docs" / "reports.md").read_text(encoding="utf-8")
    assert [name for name in COLUMNS if f"`{name}`" not in page] == []
