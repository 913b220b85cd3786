"""A batch: its counts and its exit code."""

from __future__ import annotations

from dataclasses import replace

import pytest

from quartierkg.charter.verdict import Verdict
from quartierkg.errors import Unreadable, UsageFault
from quartierkg.report import FORMATS, Batch, Summary, render


def test_the_counts_add_up(batch: Batch) -> None:
    """Every verdict and every unreadable file is counted once."""
    assert replace(batch.summary, criteria=()) == Summary(met=0, awaiting=2, not_met=3, unreadable=1)


def test_awaiting_the_committee_is_no_failure(awaiting: Verdict) -> None:
    """A dossier that only awaits its committee exits 0, and so does an empty batch."""
    assert Batch((awaiting,)).exit_code == Batch(()).exit_code == 0


def test_one_dossier_that_is_not_met_is_enough(awaiting: Verdict, failing: Verdict) -> None:
    """One that is not met among others exits 1."""
    assert Batch((awaiting, failing, awaiting)).exit_code == 1


def test_something_unreadable_wins(failing: Verdict, unreadable: Unreadable) -> None:
    """An unreadable file exits 3, whatever the verdicts on the others."""
    assert Batch((failing,), (unreadable,)).exit_code == 3


@pytest.mark.parametrize("name", FORMATS)
def test_a_report_is_the_same_every_time(batch: Batch, name: str) -> None:
    """Two renderings of the same batch do not differ in a single character."""
    assert render(batch, name, "fr") == render(batch, name, "fr")


def test_an_unknown_format_is_refused(batch: Batch) -> None:
    """The formats that exist are named."""
    with pytest.raises(UsageFault, match="json"):
        render(batch, "docx", "fr")
