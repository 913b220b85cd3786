"""What a reader is shown of the values that a finding is about."""

from __future__ import annotations

import json
import re

import pytest
from pyoxigraph import Literal

from quartierkg import vocabulary
from quartierkg.language import Language, Text
from quartierkg.report import Batch, render
from quartierkg.terms import term
from tests.samples import changed, verdict

AREA = "qn:usableArea 52500"
TWELVE = ", ".join(str(number) for number in range(31, 43))


def sheet(text: str, language: Language = "fr") -> str:
    """The sheet of a dossier, with plain spaces and without line breaks."""
    return re.sub(r"\s+", " ", render(Batch((verdict(text),)), "text", language))


@pytest.mark.parametrize(
    ("language", "written"),
    [("fr", "« 60 000 » (texte ; un nombre s’écrit"), ("en", "“60 000” (text; a number is written")],
)
def test_a_text_does_not_pass_for_a_number(language: Language, written: str) -> None:
    """A string where an amount belongs is shown as the text that it is, with how a number is written."""
    assert written in sheet(changed((AREA, 'qn:usableArea "60 000"')), language)


def test_a_number_that_is_none_gets_no_unit() -> None:
    """What its datatype cannot write is quoted as it stands."""
    shown = sheet(changed(("qn:minutes 24", 'qn:minutes "60 000"^^xsd:integer')))
    assert "trouvé : « 60 000 » (" in shown


def test_an_identifier_is_shown_as_it_was_written() -> None:
    """A SIREN keeps its leading zeros."""
    shown = sheet(changed(('qn:siren "000000018"', 'qn:siren "000000019"')))
    assert "trouvé : 000000019 (" in shown


def test_a_year_has_no_separator() -> None:
    """The digits of a year stand together in both languages, whichever way the year is stated."""
    words = vocabulary.bundled()
    for name in ("xsd:integer", "xsd:gYear", "xsd:string"):
        year = Literal("2024", datatype=term(name))
        said = words.written(term("qn:fiscalYear"), year)
        assert said in (None, Text("2024", "2024"))
    assert words.written(term("qn:employees"), Literal("2024", datatype=term("xsd:integer"))) != Text("2024", "2024")


@pytest.mark.parametrize(("language", "written"), [("fr", "owl:imports : oui"), ("en", "owl:imports: yes")])
def test_truth_is_a_word(language: Language, written: str) -> None:
    """Nobody has to read xsd:boolean."""
    text = changed() + "<urn:x> <http://www.w3.org/2002/07/owl#imports> true ."
    assert written in sheet(text, language)


def test_a_node_without_a_name_stands_in_single_brackets() -> None:
    """« sans nom » needs no brackets of its own."""
    text = changed() + "[] <http://www.w3.org/2002/07/owl#imports> <urn:y> ."
    assert "(sans nom, ligne" in sheet(text)
    assert "((" not in sheet(text)


def test_a_number_of_any_length_is_a_finding() -> None:
    """A dossier with a number of 5,000 digits is judged like every other."""
    assert "111 111" in sheet(changed(("qn:minutes 24", f"qn:minutes {'1' * 5_000}")))


@pytest.mark.parametrize(("language", "written"), [("fr", "et 2 autres"), ("en", "and 2 more")])
def test_values_that_are_left_out_are_counted(language: Language, written: str) -> None:
    """A finding shows ten values and says how many more there are."""
    assert written in sheet(changed(("qn:minutes 24", f"qn:minutes {TWELVE}")), language)


def test_json_gives_the_values_one_by_one() -> None:
    """Programs need not take a text apart; what is left out is counted there too."""
    batch = Batch((verdict(changed(("qn:minutes 24", f"qn:minutes {TWELVE}"))),))
    findings = json.loads(render(batch, "json", "fr"))["verdicts"][0]["findings"]
    (found,) = [entry for entry in findings if entry["valuesLeftOut"]]
    assert (len(found["values"]), found["valuesLeftOut"]) == (10, 2)
    assert found["found"] == " | ".join(found["values"])
    assert all(entry["values"] == [] for entry in findings if entry["found"] is None)
