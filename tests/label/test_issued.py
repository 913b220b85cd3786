"""What was issued once is verified for good: the files of ``issued/`` are never made anew.

When a test of this file fails, labels that are in people's hands have become void: the change needs a new context and a
reader of its own, not new files.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from quartierkg.intake.limits import DOSSIER
from quartierkg.intake.source import Source, from_path
from quartierkg.label import controller, verification
from quartierkg.label.state import State
from tests.label.samples import ENDING, NOW

FOLDER = Path(__file__).parent / "issued"


def file(name: str) -> Source:
    """A file as it was issued."""
    return from_path(FOLDER / name, DOSSIER)


@pytest.mark.parametrize("name", ["label.json", "label.jwt"])
def test_a_label_that_was_issued_is_still_genuine(name: str) -> None:
    """By the controller document and the lists of its time, in both forms."""
    issuer = controller.read(file("controller.json").data, "controller.json")
    lists = [file("revocation.json"), file("suspension.json")]
    found = verification.verify(file(name), issuer, lists, at=NOW)
    assert found.state is State.SUSPENDED
    assert found.credential is not None
    assert (found.credential.id, found.credential.subject) == (ENDING.id, ENDING.subject)
    ((purpose, mark),) = found.marks
    assert (purpose, mark.reason.en) == ("suspension", "The fab lab closed; another is being looked for.")
