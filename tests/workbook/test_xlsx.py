"""The workbook as another program reads it: lists, panes, help; and what other programs write, as we read it."""

from __future__ import annotations

import datetime
import io
import re
from functools import cache
from typing import Any

import openpyxl
import pytest

from quartierkg.form import Kind, bundled
from quartierkg.intake.source import Source
from quartierkg.language import LANGUAGES, Language
from quartierkg.workbook import reading, xlsx
from quartierkg.workbook.export import export
from tests.charter.case import base
from tests.samples import ROOT
from tests.workbook.sheets import blank, canonical, ods, short


def opened(data: bytes) -> Any:
    """A workbook as openpyxl reads it."""
    return openpyxl.load_workbook(io.BytesIO(data))


@cache
def fresh(language: Language = "fr") -> Any:
    """The workbook that nobody filled in, as openpyxl reads it; not to be changed."""
    return opened(blank(language))


def filled(**cells: object) -> set[str]:
    """What is stated once some cells of the sheet of access times are filled in by openpyxl."""
    made = opened(blank())
    made["Quartier"]["B4"] = "Les Docks"
    sheet = made["Temps d’accès"]
    for name, value in cells.items():
        sheet[name] = value
    out = io.BytesIO()
    made.save(out)
    return {short(triple) for triple in reading.read(Source("a.xlsx", out.getvalue())).dossier.triples}


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_fresh_workbook_has_a_sheet_for_each_theme(language: Language) -> None:
    """In the order of the form, the explanations first and the lists hidden, each with its titles and frozen panes."""
    made = fresh(language)
    names = [sheet.name.in_(language) for sheet in bundled().sheets]
    first, last = {"fr": ("Lisez-moi", "Listes"), "en": ("Read me", "Lists")}[language]
    assert made.sheetnames == [first, *names, last]
    assert made[last].sheet_state == "hidden"
    for name in names:
        titles = [cell.value for cell in made[name][1]]
        assert titles[0] == {"fr": "identifiant", "en": "identifier"}[language]
        assert len(set(titles)) == len(titles)
        assert made[name].freeze_panes in ("B4", "C4")
        assert made[name]["A2"].value.startswith("#")
        assert made[name]["A3"].value.startswith("#")


def test_a_column_tells_its_unit_its_rows_and_the_charters_sentence() -> None:
    """Minutes: the unit, the three travel times of the charter, the help, and the sentence beside the title."""
    sheet = fresh()["Temps d’accès"]
    (cell,) = [cell for cell in sheet[1] if cell.value == "durée"]
    assert sheet.cell(2, cell.column).value == "min · exigences\u00a0: QN-C1-02, QN-C1-03, QN-C1-04"
    assert sheet.cell(3, cell.column).value == "Durée du trajet, en minutes."
    assert "à moins de 30 minutes du centre-ville" in cell.comment.text


def test_closed_lists_are_chosen_from() -> None:
    """Destinations by their names; actors by the names of their rows; periodicities with no other value."""
    made = fresh()
    lists = {
        name: {str(one.sqref): one for one in made[name].data_validations.dataValidation}
        for name in ("Temps d’accès", "Rôles", "Conventions")
    }
    column = next(c.column_letter for c in made["Temps d’accès"][1] if c.value == "destination")
    source = next(one for at, one in lists["Temps d’accès"].items() if at.startswith(column)).formula1
    sheet, cells = source.replace("'", "").replace("$", "").split("!")
    assert [row[0].value for row in made[sheet][cells]] == ["centre-ville", "aéroport", "gare TGV"]
    actor = next(c.column_letter for c in made["Rôles"][1] if c.value == "acteur")
    assert next(one for at, one in lists["Rôles"].items() if at.startswith(actor)).formula1 == "'Acteurs'!$B$4:$B$503"
    period = next(c.column_letter for c in made["Conventions"][1] if c.value == "périodicité")
    assert next(one for at, one in lists["Conventions"].items() if at.startswith(period)).errorStyle in (None, "stop")


def test_what_a_person_names_most_is_on_the_list() -> None:
    """A site is within one's own Quartier, first of all; who is appointed is a person."""
    made = fresh()

    def source(sheet: str, title: str) -> str:
        column = next(c.column_letter for c in made[sheet][1] if str(c.value).replace("\u00a0", " ") == title)
        rules = made[sheet].data_validations.dataValidation
        return str(next(one for one in rules if str(one.sqref).startswith(column)).formula1).replace("$", "")

    sheet, cells = source("Sites", "situé dans").replace("'", "").split("!")
    assert made[sheet][cells][0][0].value == "='Quartier'!$B$4&\"\""
    assert made[sheet][cells][1][0].value == "Quartier de Port-Lumière"
    assert source("Chief Digital Officer", "nomination : personne nommée").startswith("'Personnes'!")


def test_the_same_dossier_gives_the_same_bytes() -> None:
    """Nothing in a workbook depends on when it was made."""
    made = export(base(), "fr").book
    assert xlsx.write(made, bundled()) == xlsx.write(made, bundled())


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_example_comes_back_through_the_file(language: Language) -> None:
    """Numbers, dates, truth values and texts as a spreadsheet stores them."""
    data = xlsx.write(export(base(), language).book, bundled())
    assert canonical(reading.read(Source("a.xlsx", data)).dossier.triples) == canonical(base().triples)


def test_a_formula_of_a_stranger_is_a_text() -> None:
    """What begins like a formula is written as a text; the only one that is computed names the Quartier on a list."""
    made = opened(xlsx.write(export(base(), "fr").book, bundled()))
    cells = [cell for sheet in made for row in sheet.iter_rows() for cell in row]
    assert {cell.data_type for cell in cells} <= {"s", "n", "d", "f"}
    assert {cell.value for cell in cells if cell.data_type == "f"} == {"='Quartier'!$B$4&\"\""}


def test_what_spreadsheets_store_is_read() -> None:
    """A date of the spreadsheet, a number, a number as text; a formula nobody computed yet says nothing."""
    heads = {cell.value: cell.column_letter for cell in fresh()["Temps d’accès"][1]}
    found = filled(
        **{
            f"{heads['durée']}4": 9.5,
            f"{heads['date de la mesure']}4": datetime.datetime(2025, 2, 3),
            f"{heads['destination']}4": "aéroport",
            f"{heads['durée']}5": "12,5",
            f"{heads['durée']}6": "=1+1",
            f"{heads['destination']}6": "gare TGV",
        }
    )
    lines = {line.partition(" ")[2] for line in found if line.startswith("urn:")}
    assert lines == {
        'minutes "9.5"^^<decimal>',
        'measuredOn "2025-02-03"^^<date>',
        "target Airport",
        'minutes "12.5"^^<decimal>',
        "target TgvStation",
        "type AccessMeasure",
    }


def test_an_opendocument_is_read_alike() -> None:
    """Numbers, dates and truth values of LibreOffice, with their own types."""
    cells = [
        ('office:value-type="string"', "identifiant"),
        ('office:value-type="string"', "qn:employees"),
        ('office:value-type="string"', "qn:openedOn"),
        ('office:value-type="string"', "illustratif"),
    ]
    values = [
        ('office:value-type="string"', "vigie"),
        ('office:value-type="float" office:value="48"', "48"),
        ('office:value-type="date" office:date-value="2024-06-18"', "18/06/24"),
        ('office:value-type="boolean" office:boolean-value="true"', "VRAI"),
    ]
    rows = "".join(
        "<table:table-row>"
        + "".join(f"<table:table-cell {kind}><text:p>{text}</text:p></table:table-cell>" for kind, text in row)
        + "</table:table-row>"
        for row in (cells, values)
    )
    found = {short(triple) for triple in reading.read(Source("a.ods", ods(rows))).dossier.triples}
    assert {
        'dossier/vigie employees "48"^^<integer>',
        'dossier/vigie openedOn "2024-06-18"^^<date>',
        'dossier/vigie illustrative "true"^^<boolean>',
    } <= found


def test_every_field_of_the_form_has_a_column() -> None:
    """Whatever is filled in on its own sheet or beside another; what belongs to a row is said on its own."""
    made = fresh()
    for sheet in bundled().sheets:
        shown = " ".join(str(cell.value).casefold() for cell in made[sheet.name.fr][1])
        for field in sheet.fields:
            if field.kind not in (Kind.REFERENCE,):
                assert field.label.fr.casefold() in shown.replace("\u00a0", " "), field


def test_the_page_about_workbooks_names_every_sheet() -> None:
    """In French, as the workbook has them, and in their order."""
    page = (ROOT / "docs" / "workbook.md").read_text(encoding="utf-8").partition("## The sheets")[2]
    listed = re.findall(r"`([^`]+)`", page.partition(". A hidden sheet")[0])
    assert listed == [sheet.name.fr for sheet in bundled().sheets]
