"""The findings on a workbook point to its cells, in every format."""

from __future__ import annotations

import json
from functools import cache

import pytest

from quartierkg.charter import context
from quartierkg.charter.check import Question, check
from quartierkg.errors import BadCells, Place
from quartierkg.report import writer
from quartierkg.report.batch import Batch
from quartierkg.workbook import reading
from tests.samples import DAY
from tests.workbook.sheets import csv

ACCESS = ("Temps d’accès", "destination;durée\naéroport;45\ngare TGV;12")
SHEETS = (("Quartier", "nom (fr)\nLes Docks"), ACCESS)


@cache
def batch() -> Batch:
    """The verdict on a small workbook, found once."""
    found = reading.dossier(csv(*SHEETS))
    return Batch((check(found, context.bundled(day=DAY), Question()),), ())


def test_a_value_that_fails_has_its_cell() -> None:
    """The airport is too far: the cell of the duration; the missing mode: the row."""
    findings = {
        (finding.requirement, finding.yields is not None): finding.position for finding in batch().verdicts[0].findings
    }
    assert findings["QN-C1-03", True] == Place(6, 2, "Temps d’accès")
    assert findings["QN-C1-02", True] == Place(3, 1, "Quartier")


@pytest.mark.parametrize("name", ["text", "md", "html", "csv", "json", "sarif"])
def test_every_report_names_the_cell(name: str) -> None:
    """For people as spreadsheets write it, for programs beside line and column."""
    written = writer(name)(batch(), "fr")
    said = (written.decode() if isinstance(written, bytes) else written).replace("&#39;", "'").replace("\\!", "!")
    assert "'Temps d’accès'!B6" in said


def test_the_json_has_line_column_and_cell() -> None:
    """The row counts as the line."""
    written = writer("json")(batch(), "fr")
    (verdict,) = json.loads(written)["verdicts"]
    (found,) = [one for one in verdict["findings"] if one["requirement"] == "QN-C1-03" and one["found"]]
    assert found["position"] == {"line": 6, "column": 2, "cell": "'Temps d’accès'!B6"}


def test_a_verdict_goes_to_another_process_with_its_cells() -> None:
    """Many workbooks are judged by several processes: the cells are not lost on the way."""
    import pickle

    found = pickle.loads(pickle.dumps(batch().verdicts[0]))
    assert Place(6, 2, "Temps d’accès") in [finding.position for finding in found.findings]


def test_bad_cells_go_to_another_process_with_their_words() -> None:
    """The error of a workbook that cannot be read is told by whoever asked."""
    import pickle

    with pytest.raises(BadCells) as told:
        reading.dossier(csv(("Lots", "surface utile\nbeaucoup")))
    found = pickle.loads(pickle.dumps(told.value))
    assert "Lots!A3 : « beaucoup » n’est pas un nombre." in found.line("fr").replace("\u00a0", " ")


@pytest.mark.parametrize(
    ("place", "cell"),
    [
        (Place(12, 3, "Acteurs"), "Acteurs!C12"),
        (Place(1, 27, "Acteurs"), "Acteurs!AA1"),
        (Place(2, 703, "Fab lab"), "'Fab lab'!AAA2"),
        (Place(2, 1, "L'offre"), "'L''offre'!A2"),
        (Place(2, 1, "2024"), "'2024'!A2"),
    ],
)
def test_a_cell_is_named_as_spreadsheets_name_it(place: Place, cell: str) -> None:
    """Letters for the column, the sheet between apostrophes where it is no single word."""
    assert place.cell == cell
