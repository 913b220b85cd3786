"""What a cell states: what can be read in one way only, and nothing else."""

from __future__ import annotations

import datetime
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import Literal, NamedNode

from quartierkg.form import Field, Kind
from quartierkg.language import Text
from quartierkg.terms import term
from quartierkg.workbook import cell
from quartierkg.workbook.cell import Bad, Value

ANY = NamedNode("http://x.example/p")


def field(kind: Kind, datatype: str | None = None) -> Field:
    """A field of a kind."""
    return Field(ANY, Text("champ", "field"), kind=kind, datatype=term(datatype) if datatype else None)


def read(kind: Kind, value: Value, language: str | None = None) -> str:
    """What a cell states, as N-Triples write it."""
    return str(cell.literal(field(kind), value, language)).replace("http://www.w3.org/2001/XMLSchema#", "xsd:")


@pytest.mark.parametrize(
    ("value", "stated"),
    [
        (24, '"24"^^<xsd:integer>'),
        (24.0, '"24"^^<xsd:integer>'),
        (9.5, '"9.5"^^<xsd:decimal>'),
        (0.1, '"0.1"^^<xsd:decimal>'),
        ("9,5", '"9.5"^^<xsd:decimal>'),
        ("9.5", '"9.5"^^<xsd:decimal>'),
        ("27.50", '"27.50"^^<xsd:decimal>'),
        ("52 500", '"52500"^^<xsd:integer>'),
        ("52\u202f500,25", '"52500.25"^^<xsd:decimal>'),
        ("1\u00a0000\u00a0000", '"1000000"^^<xsd:integer>'),
        ("-3", '"-3"^^<xsd:integer>'),
        ("0,125", '"0.125"^^<xsd:decimal>'),
    ],
)
def test_a_number_is_read_as_french_and_english_write_it(value: Value, stated: str) -> None:
    """A number, stored as one or as text, with a comma or a point, digits by threes between spaces."""
    assert read(Kind.NUMBER, value) == stated


@pytest.mark.parametrize(
    "value", ["beaucoup", "44 %", "12 min", "1 2345", "NaN", "1e5", True, float("inf"), "6,2 M€", ""]
)
def test_what_is_no_number_is_told(value: Value) -> None:
    """Words, units, infinities and truth values are no numbers."""
    with pytest.raises(Bad) as told:
        read(Kind.NUMBER, value)
    assert "n’est pas un nombre" in told.value.text.fr


@pytest.mark.parametrize(
    ("unit", "said"),
    [
        ("min", "« 28 min » n’est pas un nombre ; écrivez-le seul, dans l’unité demandée : min."),
        ("", "« 28 min » n’est pas un nombre ; écrivez-le seul, sans unité."),
    ],
)
def test_a_number_with_its_unit_is_told_to_stand_alone(unit: str, said: str) -> None:
    """The unit stands above the column, and which one it is is said."""
    asked = replace(field(Kind.NUMBER), unit=unit or None)
    with pytest.raises(Bad) as told:
        cell.literal(asked, "28 min", None)
    assert told.value.text.fr == said


def test_both_readings_of_a_date_are_told() -> None:
    """Whoever reads the message copies the one that was meant."""
    with pytest.raises(Bad) as told:
        read(Kind.DATE, "03/04/2024")
    assert "2024-04-03 (3\u00a0avril 2024) ou 2024-03-04 (4\u00a0mars 2024)" in told.value.text.fr


@pytest.mark.parametrize("written", ["123 456 782", "123\u00a0456\u202f782", "123456782"])
def test_a_siren_by_threes_is_the_siren(written: str) -> None:
    """It is printed so on every letterhead; in no other field do spaces go."""
    siren = replace(field(Kind.STRING, "xsd:string"), property=term("qn:siren"))
    assert cell.literal(siren, written, None) == Literal("123456782")
    assert read(Kind.STRING, "123 456 782") == '"123 456 782"'


def test_a_number_that_reads_in_two_ways_is_told() -> None:
    """A comma before three digits is a fraction in French and parts thousands in English."""
    with pytest.raises(Bad) as told:
        read(Kind.NUMBER, "1,234")
    assert told.value.text.fr.startswith("« 1,234 » peut se lire de deux façons")


@pytest.mark.parametrize(
    ("value", "day"),
    [
        (datetime.date(2024, 6, 30), "2024-06-30"),
        (datetime.datetime(2024, 6, 30), "2024-06-30"),
        ("2024-06-30", "2024-06-30"),
        ("30/06/2024", "2024-06-30"),
        ("06/30/2024", "2024-06-30"),
        ("30.06.2024", "2024-06-30"),
        ("5/5/2024", "2024-05-05"),
    ],
)
def test_a_date_is_read_where_day_and_month_cannot_be_mistaken(value: Value, day: str) -> None:
    """Dates of the spreadsheet, ISO 8601, and slashes where one number can only be the day."""
    assert read(Kind.DATE, value) == f'"{day}"^^<xsd:date>'


@pytest.mark.parametrize("value", ["03/04/2024", "2024-02-30", "juin 2024", 45000, datetime.datetime(2024, 6, 30, 8)])
def test_what_is_no_one_date_is_told(value: Value) -> None:
    """Two possible months, no such day, words, a bare number, a time of day."""
    with pytest.raises(Bad):
        read(Kind.DATE, value)


@pytest.mark.parametrize(
    ("value", "stated"), [("oui", "true"), ("VRAI", "true"), ("No", "false"), (True, "true"), ("faux", "false")]
)
def test_a_truth_value_is_read_in_both_languages(value: Value, stated: str) -> None:
    """Yes and no, true and false, in French and in English."""
    assert read(Kind.BOOLEAN, value) == f'"{stated}"^^<xsd:boolean>'


@pytest.mark.parametrize("value", [1, 0, "1", "peut-être", "x"])
def test_what_is_neither_yes_nor_no_is_told(value: Value) -> None:
    """A number is no truth value: nobody said of what."""
    with pytest.raises(Bad):
        read(Kind.BOOLEAN, value)


def test_a_moment_keeps_its_time_zone() -> None:
    """With the zone that it has; without one where it has none; a bare date is no moment."""
    assert read(Kind.MOMENT, "2025-01-06T09:00:00+01:00") == '"2025-01-06T09:00:00+01:00"^^<xsd:dateTime>'
    assert read(Kind.MOMENT, datetime.datetime(2025, 1, 6, 9)) == '"2025-01-06T09:00:00"^^<xsd:dateTime>'
    with pytest.raises(Bad):
        read(Kind.MOMENT, "2025-01-06")


def test_a_text_has_the_language_of_its_column() -> None:
    """A text, a number in the place of one, and a text of a datatype."""
    assert read(Kind.TEXT, "Les Docks", "fr") == '"Les Docks"@fr'
    assert read(Kind.TEXT, 2024.0, "en") == '"2024"@en'
    wkt = cell.literal(field(Kind.STRING, "geo:wktLiteral"), "POINT (1 2)", None)
    assert wkt == Literal("POINT (1 2)", datatype=term("geo:wktLiteral"))


def test_a_formula_that_fails_is_told() -> None:
    """What a spreadsheet shows for an error is no text."""
    with pytest.raises(Bad) as told:
        read(Kind.TEXT, "#N/A", "fr")
    assert told.value.text.fr == "La formule donne une erreur : #N/A."


LITERALS = st.one_of(
    st.integers(-(10**20), 10**20).map(lambda number: Literal(str(number), datatype=term("xsd:integer"))),
    st.decimals(allow_nan=False, allow_infinity=False).map(
        lambda d: Literal(format(d, "f"), datatype=term("xsd:decimal"))
    ),
    st.dates().map(lambda day: Literal(day.isoformat(), datatype=term("xsd:date"))),
    st.booleans().map(lambda truth: Literal(str(truth).lower(), datatype=term("xsd:boolean"))),
    st.text().map(Literal),
    st.text().map(lambda said: Literal(said, language="fr")),
    st.text().map(lambda said: Literal(said, datatype=term("xsd:date"))),
)


@given(st.sampled_from([kind for kind in Kind if kind not in (Kind.CHOICE, Kind.REFERENCE)]), LITERALS)
def test_what_is_written_is_read_back(kind: Kind, value: Literal) -> None:
    """A literal that a cell states is the literal that it is read as, in every kind of column; else it has no cell."""
    found = cell.written(field(kind), value)
    if found is not None:
        assert cell.literal(field(kind), found, value.language) == value
