"""The differences between two versions, held to a table that was written by hand."""

from __future__ import annotations

import csv

import pytest

from quartierkg import edition
from quartierkg.charter.difference import Change, Difference, Field, Kind, difference
from quartierkg.charter.document import charter
from quartierkg.terms import term
from tests.samples import ROOT

HAND = (ROOT / "tests" / "expected" / "illustrative.csv").read_text(encoding="utf-8")
TABLE = [tuple(row.values()) for row in csv.DictReader(HAND.splitlines())]
# Our own words are compared elsewhere: they hold no rule.
WORDS = (Field.LABEL, Field.MUST_STATE, Field.READING)


@pytest.fixture(scope="module")
def found() -> Difference:
    """What the illustrative version changes."""
    return difference(charter("1"), charter("2-illustrative"))


def sentences() -> dict[str, str]:
    """The number of every sentence, by what it says in French."""
    statements = edition.edition("2-illustrative").statements
    numbers = {t.subject: t.object.value for t in statements if t.predicate == term("dcterms:identifier")}  # type: ignore[union-attr]
    return {
        t.object.value: numbers[t.subject]  # type: ignore[union-attr]
        for t in statements
        if t.predicate == term("qn:quote") and numbers[t.subject].startswith("S")
    }


def side(change: Change, *, after: bool) -> str:
    """One side of a change as the table writes it: a sentence by its number."""
    values = change.after if after else change.before
    if change.field is Field.QUOTE:
        return " ".join(sentences()[value.fr] for value in values)
    return " ".join(value.en for value in values)


def test_the_illustrative_version_differs_as_the_hand_table_says(found: Difference) -> None:
    """Thresholds with their units, weights by profile and gate, levels, gates and sentences: these and no others."""
    told = [
        (
            row.id,
            row.kind.value,
            change.field.value,
            " ".join(f"{profile}/{gate}" for profile, gate in change.readings),
            side(change, after=False),
            side(change, after=True),
        )
        for row in found.rows
        for change in row.changes
        if change.field not in WORDS
    ]
    assert sorted(told) == sorted(TABLE)


def test_one_row_is_added_one_removed_and_six_change(found: Difference) -> None:
    """What happened to a row is told once."""
    assert [row.id for row in found.of(Kind.ADDED)] == ["QN-C3-04"]
    assert [row.id for row in found.of(Kind.REMOVED)] == ["QN-C6-03"]
    assert len(found.of(Kind.CHANGED)) == 6


@pytest.mark.parametrize("version", edition.versions())
def test_a_version_does_not_differ_from_itself(version: str) -> None:
    """The difference is empty."""
    assert difference(charter(version), charter(version)).rows == ()


def test_the_way_back_tells_the_opposite(found: Difference) -> None:
    """What one direction adds the other removes, and each change is turned round."""
    back = difference(found.after, found.before)
    assert {row.id for row in back.of(Kind.REMOVED)} == {row.id for row in found.of(Kind.ADDED)}
    there = {
        (row.id, change.field, change.before, change.after, change.readings)
        for row in found.rows
        for change in row.changes
    }
    again = {
        (row.id, change.field, change.after, change.before, change.readings)
        for row in back.rows
        for change in row.changes
    }
    assert there == again
