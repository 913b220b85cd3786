"""Entries: every requirement and every finding, for programs."""

from __future__ import annotations

import pytest

from quartierkg.charter.outcome import Outcome
from quartierkg.charter.verdict import Verdict
from quartierkg.report import Batch
from quartierkg.report.entry import entries


def test_every_requirement_and_every_finding_is_told_once(batch: Batch) -> None:
    """Nothing is left out, and no finding is told twice."""
    for verdict in batch.verdicts:
        found = list(entries(verdict))
        assert [entry.finding for entry in found if entry.finding] != [] or verdict.findings == ()
        assert sorted(id(entry.finding) for entry in found if entry.finding) == sorted(map(id, verdict.findings))
        assert list(dict.fromkeys(entry.row for entry in found if entry.row)) == list(verdict.rows)


def test_an_open_row_has_a_reason(bare: Verdict) -> None:
    """A row that no shape met is open, and says why and what is required."""
    open_rows = [entry for entry in entries(bare) if entry.row and entry.outcome is Outcome.NOT_STATED]
    assert open_rows
    assert [entry for entry in open_rows if not entry.said("fr") or not entry.said("en")] == []


def test_a_row_that_passed_has_nothing_to_say(awaiting: Verdict) -> None:
    """Without a finding there is no message."""
    passed = [entry for entry in entries(awaiting) if entry.finding is None and entry.outcome is Outcome.PASSED]
    assert passed
    assert {entry.said("fr") for entry in passed} == {""}


@pytest.mark.parametrize(
    ("language", "words"), [("fr", "trouvé\u00a0: 32\u202f000\u00a0m²"), ("en", "found: 32,000 m²")]
)
def test_the_message_has_found_and_required(failing: Verdict, language: str, words: str) -> None:
    """One sentence holds what the sheet says in three lines."""
    said = [entry.said("fr" if language == "fr" else "en") for entry in entries(failing) if entry.finding]
    assert [text for text in said if words in text and ("exigé" in text or "required" in text)] != []
