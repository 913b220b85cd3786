"""The table of a batch."""

from __future__ import annotations

import pytest

from quartierkg.charter import document
from quartierkg.charter.outcome import Decision, Outcome
from quartierkg.charter.verdict import CriterionOutcome, Verdict
from quartierkg.language import LANGUAGES, Language
from quartierkg.report import Batch, Summary, Tally
from quartierkg.report.recap import recap, table
from quartierkg.report.text import WIDTH


def many(count: int) -> Summary:
    """So many dossiers that failed the second criterion."""
    tally = Tally()
    for _ in range(count):
        tally.add(Decision.NOT_MET, (CriterionOutcome(2, Outcome.FAILED),), "1")
    return tally.summary


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_table_fits_on_paper(language: Language) -> None:
    """No line is longer than a sheet is wide, and every criterion has its row."""
    lines = list(table(many(12_345), language))
    assert max(map(len, lines)) <= WIDTH
    assert [line[0] for line in lines if line[:1].isdigit()] == [str(c.number) for c in document.charter().criteria]


def test_numbers_are_grouped_as_readers_write_them() -> None:
    """12,345 in English, 12 345 in French."""
    assert "12,345" in "\n".join(table(many(12_345), "en"))
    found = list(recap(many(12_345), "fr"))
    assert "12\u202f345" in "\n".join(found)
    assert found[-1] == "Récapitulatif\u00a0: 12\u202f345 non conformes"


def test_nothing_judged_has_no_table() -> None:
    """Then only the dossiers are counted."""
    assert list(recap(Summary(0, 0, 0, 2), "en")) == ["Summary: 2 unreadable"]


def test_every_dossier_is_in_every_row(batch: Batch) -> None:
    """The counts of each criterion add up to the dossiers that were judged."""
    for criterion in batch.summary.criteria:
        assert sum(criterion.dossiers.values()) == batch.summary.judged == len(batch.verdicts)


def test_a_tally_counts_as_a_batch_does(batch: Batch, failing: Verdict) -> None:
    """One by one or all at once."""
    tally = Tally(list(batch.unreadable))
    for verdict in batch.verdicts:
        tally.add(verdict.outcome, verdict.criteria, verdict.charter.version)
    assert (tally.summary, tally.exit_code) == (batch.summary, batch.exit_code)
    assert Batch((failing,)).summary.criteria[1].dossiers[Outcome.FAILED] == 1
