"""A workbook as one CSV file: safe to open in a spreadsheet, and read whatever a spreadsheet makes of it."""

from __future__ import annotations

import csv
import io

import pytest
from pyoxigraph import Literal, Triple

from quartierkg.form import bundled
from quartierkg.intake import dossier as dossiers
from quartierkg.intake.source import Source
from quartierkg.terms import term
from quartierkg.workbook import book, reading, textual
from quartierkg.workbook.export import export
from quartierkg.workbook.grid import grids
from tests.charter.case import base
from tests.workbook.sheets import canonical


@pytest.mark.parametrize(
    "text", ["=1+1", "+33 2 99", "-1 de plus", "@ici", "'=1+1", "''@x", "'quoted'", "a;b\nc", '"x"']
)
def test_a_text_that_a_spreadsheet_would_compute_is_kept_from_it(text: str) -> None:
    """It has an apostrophe in the file, and none in the dossier; one that has an apostrophe of its own keeps it."""
    said = Triple(base().iri, term("qn:answersCall"), base().quartiers[0])
    odd = Triple(base().quartiers[0], term("qn:boundaryDescription"), Literal(text, language="fr"))
    found = dossiers.stated(base().iri, (*(t for t in base().triples if t != said), odd), base().source)
    written = textual.write(export(found, "fr").book)
    cells = [cell for line in csv.reader(io.StringIO(written.removeprefix("\ufeff")), delimiter=";") for cell in line]
    assert not any(cell.startswith(("=", "@")) for cell in cells)
    assert canonical(reading.read(Source("a.csv", written.encode())).dossier.triples) == canonical(found.triples)


@pytest.mark.parametrize(("language", "separator"), [("fr", ";"), ("en", ",")])
def test_cells_are_parted_as_spreadsheets_of_the_language_do(language: str, separator: str) -> None:
    """Semicolons in French, commas in English, behind a mark that says UTF-8."""
    written = textual.write(book.blank(bundled(), "fr" if language == "fr" else "en"))
    assert written.startswith("\ufeff[")
    assert separator.join(("", "")) in written


@pytest.mark.parametrize("separator", [";", ",", "\t"])
def test_any_of_the_usual_separators_is_read(separator: str) -> None:
    """By what stands in the first line with any; a line of one cell has none."""
    text = f"[Acteurs]\nidentifiant{separator}nom (fr)\nx{separator}Vigie\n"
    (sheet,) = grids(Source("a.csv", text.encode()))
    assert (sheet.name, sheet.first, sheet.rows) == ("Acteurs", 2, [["identifiant", "nom (fr)"], ["x", "Vigie"]])


def test_a_file_of_one_sheet_is_named_after_it() -> None:
    """Without a line that names a sheet, the name of the file does."""
    found = reading.read(Source("dossiers/Acteurs.csv", b"nom (fr);nature\nVigie;entreprise"))
    assert any('"Vigie"@fr' in str(triple) for triple in found.dossier.triples)
