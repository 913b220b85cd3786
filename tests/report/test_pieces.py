"""Reports that are written as verdicts come in."""

from __future__ import annotations

import json

import pytest

from quartierkg.charter.verdict import Verdict
from quartierkg.errors import Unreadable
from quartierkg.language import Text
from quartierkg.report import Batch, pieces, render
from quartierkg.report.json import value

STREAMED = ("text", "json", "csv")


@pytest.mark.parametrize("name", STREAMED)
def test_the_parts_are_the_whole(batch: Batch, name: str) -> None:
    """Head, pieces and foot, one after the other, are what the writer writes at once."""
    parts = pieces(name)
    assert parts is not None
    body = parts.between.join(parts.piece(verdict, "fr") for verdict in batch.verdicts)
    assert parts.head("fr") + body + parts.foot(batch, "fr", after=True) == render(batch, name, "fr")


def test_a_format_that_needs_everything_has_no_pieces() -> None:
    """Its writer gets the whole batch."""
    assert pieces("sarif") is pieces("pdf") is pieces("ttl") is None


def test_json_in_pieces_is_laid_out_as_json(batch: Batch, awaiting: Verdict, unreadable: Unreadable) -> None:
    """The bytes are those of a serialiser that has everything at hand, line separators in strings included."""
    odd = Unreadable(Text("a\u2028b\nc", "a\u2028b\nc"), source="x")
    for found in (batch, Batch(()), Batch((awaiting,)), Batch((), (unreadable, odd))):
        assert render(found, "json", "fr") == json.dumps(value(found), ensure_ascii=False, indent=2) + "\n"
