"""Literals as every engine reads them alike."""

from __future__ import annotations

import pytest
from pyoxigraph import Literal, NamedNode, Triple

from quartierkg.intake.lexical import INVALID, plain
from quartierkg.terms import term


def handed(value: str, datatype: str) -> tuple[str, str]:
    """What the engines are given for a literal: its text and the local name of its datatype."""
    node = NamedNode("http://a.example/")
    found = plain(Triple(node, term("qn:minutes"), Literal(value, datatype=term(datatype)))).object
    assert isinstance(found, Literal)
    return found.value, "invalid" if found.datatype == INVALID else found.datatype.value.rpartition("#")[2]


@pytest.mark.parametrize(
    ("written", "datatype", "expected"),
    [
        ("2026-06-01", "xsd:date", ("2026-06-01", "date")),
        ("2026-06-01+14:00", "xsd:date", ("2026-06-01", "date")),
        ("2026-06-01Z", "xsd:date", ("2026-06-01", "date")),
        ("9", "xsd:short", ("9", "integer")),
        ("9", "xsd:unsignedInt", ("9", "integer")),
        ("+9", "xsd:integer", ("+9", "integer")),
        (".5", "xsd:decimal", ("0.5", "decimal")),
        ("-.5", "xsd:decimal", ("-0.5", "decimal")),
        ("5.", "xsd:decimal", ("5", "decimal")),
        ("1.50", "xsd:decimal", ("1.50", "decimal")),
        ("2.9e1", "xsd:double", ("2.9e1", "double")),
        ("INF", "xsd:float", ("INF", "float")),
    ],
)
def test_a_valid_value_takes_one_plain_form(written: str, datatype: str, expected: tuple[str, str]) -> None:
    """XML Schema 1.1 part 2 has several ways to write one value; an engine gets one."""
    assert handed(written, datatype) == expected


@pytest.mark.parametrize(
    ("written", "datatype"),
    [
        ("-2024-09-12", "xsd:date"),
        ("0000-09-12", "xsd:date"),
        ("12024-09-12", "xsd:date"),
        ("2024-02-30", "xsd:date"),
        ("2024-2-3", "xsd:date"),
        ("2024-02-03\n", "xsd:date"),
        ("abc", "xsd:integer"),
        (" 9 ", "xsd:integer"),
        ("9\n", "xsd:integer"),
        ("1.0", "xsd:integer"),
        ("-1", "xsd:nonNegativeInteger"),
        ("0", "xsd:positiveInteger"),
        ("40000", "xsd:short"),
        ("300", "xsd:unsignedByte"),
        ("9" * 60, "xsd:long"),
        ("1e3", "xsd:decimal"),
        (".", "xsd:decimal"),
        ("", "xsd:decimal"),
        ("1,5", "xsd:decimal"),
        ("ten", "xsd:double"),
    ],
)
def test_what_its_datatype_does_not_have_is_invalid(written: str, datatype: str) -> None:
    """Its text stays, for the sheet to show; no shape takes it for a value."""
    assert handed(written, datatype) == (written, "invalid")


def test_texts_are_left_alone() -> None:
    """So is everything of another datatype."""
    assert handed("2024", "xsd:string") == ("2024", "string")
    assert handed("true", "xsd:boolean") == ("true", "boolean")
    other = Triple(NamedNode("http://a.example/"), term("qn:x"), Literal("x", language="fr"))
    assert plain(other) is other
