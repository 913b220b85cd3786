"""The formats of a W3C report: each tells the whole report, in the reader's language."""

from __future__ import annotations

import csv
import io
import json
from xml.etree import ElementTree

import pytest

from quartierkg.errors import UsageFault
from quartierkg.report.w3c import FORMATS, Report, render
from tests.report.test_html import read
from tests.report.test_junit import check
from tests.report.test_sarif import validator
from tests.report.w3c.conftest import PREFIXES, parsed

Reports = tuple[Report, ...]
IN_EVERY_FORMAT = ["anna", "beam", "Inner.", "MinLength", "3.5"]


@pytest.mark.parametrize("name", FORMATS)
def test_no_id_of_our_making_is_shown(two: Reports, name: str) -> None:
    """A blank node is described; what intake called it stays inside."""
    for language in ("fr", "en"):
        assert "urn:quartierkg:blank" not in render(two, "r.ttl", name, language)


@pytest.mark.parametrize("name", [name for name in FORMATS if name != "sarif"])
def test_the_whole_report_is_told(two: Reports, name: str) -> None:
    """Focus nodes, values, constraint components, messages and details, in every format that has room for them."""
    written = render(two, "r.ttl", name, "en").replace("\\", "")
    assert [word for word in IN_EVERY_FORMAT if word not in written] == []


@pytest.mark.parametrize("name", ["text", "md", "html", "csv", "junit", "sarif"])
def test_the_message_is_in_the_readers_language(two: Reports, name: str) -> None:
    """French or English where there is one, and a node's own name too."""
    french, english = render(two, "r.ttl", name, "fr"), render(two, "r.ttl", name, "en")
    assert ("Trop court." in french, "Too short." in french) == (True, False)
    assert ("Trop court." in english, "Too short." in english) == (False, True)
    assert "Le toit" in french
    assert "The roof" in english


@pytest.mark.parametrize("name", FORMATS)
def test_a_conforming_report_is_a_report(conforming: Reports, name: str) -> None:
    """Without results there is still an answer."""
    assert render(conforming, "r.ttl", name, "fr")


def test_an_unknown_format_is_refused(two: Reports) -> None:
    """Those that there are are named."""
    with pytest.raises(UsageFault, match="sarif"):
        render(two, "r.ttl", "pdf", "fr")


def test_the_text_groups_by_severity_and_indents_details(two: Reports) -> None:
    """Violations first; a detail stands deeper than its result."""
    lines = render(two, "r.ttl", "text", "fr").splitlines()
    assert lines.index("Violations (1)") < lines.index("Avertissements (1)")
    assert "Conforme\u00a0: non" in lines
    assert "  •   <b>Nein</b>" in lines
    assert "      •   Inner." in lines
    assert "      chemin\u00a0: foaf:name" in lines


def test_several_reports_are_numbered() -> None:
    """Each has its title, its answer and its results."""
    both = parsed(
        PREFIXES + "[] a sh:ValidationReport ; sh:conforms true . ex:r a sh:ValidationReport ; sh:result [] ."
    )
    text = render(both, "r.ttl", "text", "en")
    assert "SHACL validation report 1" in text
    assert "SHACL validation report 2" in text
    assert text.count("Conforms: ") == 2


def test_the_page_stands_alone_and_escapes(two: Reports) -> None:
    """Balanced, one heading of the first level, markup of the report as text, the language of a message marked."""
    page = render(two, "r.ttl", "html", "fr")
    assert read(page).tags.count("h1") == 1
    assert "<b>" not in page
    assert '<p lang="de">&lt;b&gt;Nein&lt;/b&gt;</p>' in page
    assert '<html lang="fr">' in page


def test_the_markdown_escapes(two: Reports) -> None:
    """What the report says is no markup; a detail is a list in the list."""
    text = render(two, "r.ttl", "md", "fr")
    assert r"\<b\>Nein\</b\>" in text
    assert r'"=Anna\|\*A\*"' in text
    assert "\n  - Inner." in text


def test_the_lines_name_their_parents(two: Reports) -> None:
    """A detail has the number of its result, and no cell is a formula."""
    rows = list(csv.DictReader(io.StringIO(render(two, "r.ttl", "csv", "fr"), newline="")))
    assert [(row["result"], row["detailOf"]) for row in rows] == [("1", ""), ("1.1", "1"), ("2", "")]
    assert rows[2]["value"] == "'=Anna|*A*"
    assert {row["conforms"] for row in rows} == {"false"}


def test_the_json_keeps_every_message_and_every_term(two: Reports) -> None:
    """All languages, datatypes and details; a blank node has a description in place of an id."""
    found = json.loads(render(two, "r.ttl", "json", "fr"))
    violation, warning = found["reports"][0]["results"]
    assert found["conforms"] is False
    assert {entry["language"] for entry in warning["messages"]} == {"fr", "en", None}
    assert violation["value"] == {
        "type": "literal",
        "value": "3.5",
        "datatype": "http://www.w3.org/2001/XMLSchema#decimal",
    }
    assert violation["focusNode"] == {"type": "bnode", "label": {"fr": "Le toit", "en": "The roof"}}
    assert violation["details"][0]["focusNode"] == {"type": "uri", "value": "http://example.org/beam"}


def test_the_xml_has_the_form_of_ant(two: Reports, conforming: Reports) -> None:
    """A suite fails exactly when its report does not conform; only a violation fails besides."""
    root = ElementTree.fromstring(render(two, "r.ttl", "junit", "fr"))
    check(root)
    assert (root[0].get("tests"), root[0].get("failures")) == ("3", "2")
    assert ElementTree.fromstring(render(conforming, "r.ttl", "junit", "fr"))[0].get("failures") == "0"


def test_the_log_fits_the_standard(two: Reports, conforming: Reports) -> None:
    """SARIF by its public schema, with the levels of the severities."""
    for reports in (two, conforming):
        found = json.loads(render(reports, "a b.ttl", "sarif", "en"))
        assert [error.message for error in validator().iter_errors(found)] == []
    results = json.loads(render(two, "a b.ttl", "sarif", "en"))["runs"][0]["results"]
    assert [(result["ruleId"].rpartition("/")[2], result["level"]) for result in results] == [
        ("Roof", "error"),
        ("shacl#MinLengthConstraintComponent", "warning"),
    ]
