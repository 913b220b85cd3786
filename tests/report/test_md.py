"""The sheet as Markdown."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quartierkg.charter.verdict import Verdict
from quartierkg.report import Batch, render
from quartierkg.report.md import escaped


def test_a_failed_row_has_sentence_found_and_required(failing: Verdict) -> None:
    """The same as on the sheet: heading, quotation, list, message."""
    text = render(Batch((failing,)), "md", "en")
    row = text[text.index("#### ✗ QN-C2-04") : text.index("What the committee")]
    assert "> «\u00a02- Proposer une offre immobilière attractive" in row
    assert "> “2 – Propose" in row
    assert "- **found**: 32,000 m² (Offre des bassins, line " in row
    assert "- **required**: at least 50,000 m²" in row


def test_headings_descend_one_step_at_a_time(batch: Batch) -> None:
    """One heading of the first level, and no level is skipped."""
    levels = [len(mark) for mark in re.findall("^(#+) ", render(batch, "md", "fr"), re.MULTILINE)]
    assert levels.count(1) == 1
    assert max(after - before for before, after in zip([0, *levels], levels, strict=False)) == 1


def test_both_languages_are_complete(batch: Batch) -> None:
    """English has none of the French words, and the other way round."""
    french, english = render(batch, "md", "fr"), render(batch, "md", "en")
    for fr, en in (("**trouvé**", "**found**"), ("**Décision**", "**Decision**"), ("Fichiers", "Unreadable files")):
        assert (fr in french, en in french, fr in english, en in english) == (True, False, False, True)


def test_what_a_dossier_says_is_no_markup(hostile: Verdict) -> None:
    """HTML, links and emphasis are shown, and control codes are not sent."""
    text = render(Batch((hostile,)), "md", "fr")
    assert "<script" not in text.replace("\\<", "")
    assert r"\[a\](javascript:b) \*c\*" in text
    assert "\x01" not in text
    assert "\u202e" not in text


@pytest.mark.parametrize(
    ("said", "written"), [("- a", r"\- a"), ("1. a", r"1\. a"), ("=", r"\="), ("12) a", r"12\) a")]
)
def test_a_text_never_begins_a_list(said: str, written: str) -> None:
    """What would be a list's mark or a heading's underline is escaped."""
    assert escaped(said) == written


@given(st.text(max_size=60))
def test_a_text_stays_on_its_line_and_is_no_markup(said: str) -> None:
    """Every character that could be markup has a backslash before it."""
    written = escaped(said)
    assert "\n" not in written
    assert not re.search(r"[*_`<>&|\[\]#~!{}]", re.sub(r"\\.", "", written))
