"""The charter laid out as a document."""

from __future__ import annotations

import pytest

from quartierkg.charter.document import charter
from quartierkg.charter.rules import rules
from quartierkg.edition import versions
from quartierkg.report.charter import words
from quartierkg.report.charter.entry import Entry
from quartierkg.report.charter.layout import Book, book

# The rows with a numeric threshold, and what the charter asks, written by hand.
THRESHOLDS = {
    "QN-C1-02": "less than 30 min",
    "QN-C1-03": "less than 30 min",
    "QN-C1-04": "less than 30 min",
    "QN-C2-03": "at most “month”",
    "QN-C2-04": "at least 50,000 m²",
    "QN-C4-06": "more than 5,000,000 €",
    "QN-C4-07": "more than 25",
    "QN-C4-08": "at least 25%",
    "QN-C4-09": "at least 40%",
}
STRICT = ["QN-C2-03", "QN-C4-14", "QN-C4-18", "QN-C6-01", "QN-C7-01", "QN-G-05", "QN-G-06"]


def laid_out(version: str = "1") -> Book:
    """The document of a version, as the award of the label has it."""
    return book(charter(version), rules(version, "charter", "label"))


def entries(found: Book) -> dict[str, Entry]:
    """The requirements by their identifiers."""
    return {entry.id: entry for chapter in found.chapters for entry in chapter.entries}


def facts(entry: Entry) -> dict[str, str]:
    """What is said of a requirement, in English."""
    return {fact.name.en: ", ".join(value.text.en for value in fact.values) for fact in entry.facts}


@pytest.mark.parametrize("version", versions())
def test_every_requirement_stands_once_with_its_sentence(version: str) -> None:
    """68 requirements in nine chapters, quoted exactly."""
    found = laid_out(version)
    listed = [entry for chapter in found.chapters for entry in chapter.entries]
    assert len(listed) == len(entries(found)) == 68
    assert [chapter.number for chapter in found.chapters] == [1, 2, 3, 4, 5, 6, 7, 8, None]
    assert {entry.id: entry.quote for entry in listed} == {row.id: row.quote for row in charter(version).requirements}


def test_thresholds_are_those_of_the_charter() -> None:
    """Nine rows have one, with comparator and unit; no other row has any."""
    found = {id_: facts(entry).get("Threshold") for id_, entry in entries(laid_out()).items()}
    assert {id_: said for id_, said in found.items() if said} == THRESHOLDS


def test_the_strict_profile_changes_seven_requirements() -> None:
    """The seven rows of the reading adopted, in weight or in shapes."""
    found = laid_out()
    assert [entry.requirement.text.en for entry in found.strict] == STRICT
    told = {entry.requirement.text.en: (entry.before.en, entry.after.en) for entry in found.strict}
    assert told["QN-G-05"] == ("warning", "blocks")
    assert told["QN-C7-01"] == ("blocks", "blocks")
    assert [id_ for id_, entry in entries(found).items() if "Profile “strict”" in facts(entry)] == STRICT


def test_three_requirements_can_stop_an_application() -> None:
    """The métropole, the version of the charter, the call."""
    assert [link.text.en for link in laid_out().at_application] == ["QN-C1-05", "QN-P-01", "QN-P-06"]


def test_it_is_told_who_decides_and_what_follows_from_what() -> None:
    """Shapes, committee, both, derivation or nobody; a derived row names its rows; a remark decides nothing."""
    found = {id_: facts(entry) for id_, entry in entries(laid_out()).items()}
    assert found["QN-C2-02"]["Who decides"] == "the committee"
    assert found["QN-C1-06"]["Follows from"] == "QN-C1-02, QN-C1-03, QN-C1-04"
    assert found["QN-C4-10"]["Also shown under"].startswith("Criterion 8")
    assert found["QN-G-01"]["Counts for"] == "the dossier as a whole"
    assert "Counts for" not in found["QN-C4-20"]
    assert found["QN-P-09"]["Gate"] == "at no gate"


def test_the_shapes_behind_a_requirement_are_listed() -> None:
    """Each requirement that shapes judge has them, with weight, outcome, message and the place where they stand."""
    found = entries(laid_out())
    for row in charter().requirements:
        judged = row.decided_by not in {"ByDerivation", "ByNobody"}
        assert bool(found[row.id].shapes) == judged, row.id
    failed = next(shape for shape in found["QN-C2-04"].shapes if shape.name.text.en == "C2-04-failed")
    assert failed.name.href == "/shapes/1#C2-04-failed"
    assert (failed.severity.en, failed.outcome.en) == ("blocks", "failed")
    assert failed.message.fr.startswith("La surface utile")
    details = next(shape for shape in found["QN-C1-02"].shapes if shape.name.text.en == "C1-02-details")
    assert (details.severity.en, details.outcome) == ("warning", words.REMARK)


def test_another_reading_links_to_its_own_shapes() -> None:
    """Weights and shapes are those of the profile and the gate that were asked for."""
    found = entries(book(charter(), rules("1", "strict", "application")))["QN-G-05"]
    assert facts(found)["Weight"] == "warning"
    assert found.shapes[0].name.href == "/shapes/1?profile=strict&gate=application#G-05-failed"


def test_an_illustrative_version_is_told_from_a_real_one() -> None:
    """The document says so, and which version it revises."""
    found = laid_out("2-illustrative")
    assert found.illustrative
    assert not laid_out().illustrative
    assert (words.REVISES, "1") in [(name, value.en) for name, value in found.facts]
    assert facts(entries(found)["QN-C3-04"])["Threshold"] == "at least 1,000 Mbit/s"
