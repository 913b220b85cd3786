"""Terms of our own vocabulary that do not exist."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.samples import BASE, changed, outcomes, verdict


@pytest.mark.parametrize(
    ("statement", "nearest"),
    [
        (':x qn:frobnicate "x" .', None),
        (":x a qn:StateBdy .", "qn:StateBody"),
        (":acces-gare qn:travelMode qn:Bycicle .", "qn:Bicycle"),
        (":offre qn:usableAera 5 .", "qn:usableArea"),
        (":jalon-1 qn:ofCriterion qc:criterion1 .", "qc:criterion-1"),
    ],
)
def test_an_unknown_term_is_told_with_the_nearest_one(statement: str, nearest: str | None) -> None:
    """A slip of the pen is no missing fact that nobody can find; the statement is judged as it stands."""
    after = verdict(changed() + "\n" + statement + "\n")
    (remark,) = (finding for finding in after.findings if finding.shape is None)
    assert remark.severity.value == "Warning"
    assert "Unknown term" in remark.message.en
    assert (f"nearest term: {nearest}." in remark.message.en) == (nearest is not None)
    assert remark.position is not None
    assert outcomes(after) == outcomes(verdict(changed()))


@pytest.mark.parametrize("file", sorted(BASE.parent.glob("*.ttl")), ids=lambda file: file.name)
def test_the_examples_use_known_terms(file: Path) -> None:
    """No example teaches a term that does not exist."""
    assert [
        finding.message.en for finding in verdict(file.read_text(encoding="utf-8")).findings if finding.shape is None
    ] == []
