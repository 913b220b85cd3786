"""The conforming example and what the tests do to it."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TypeVar

import pytest

from quartierkg.charter import context
from quartierkg.charter.anchor import Anchor
from quartierkg.charter.check import Question, check
from quartierkg.charter.context import Context
from quartierkg.charter.verdict import Verdict
from quartierkg.intake import dossier
from quartierkg.intake.dossier import Dossier
from quartierkg.intake.position import Positions
from quartierkg.intake.source import Source

ROOT = Path(__file__).parent.parent
BASE = ROOT / "data" / "dossiers" / "port-lumiere.ttl"
DAY = "2026-06-01"
# The whole of a campaign, or what fits in every run.
LONG = os.environ.get("QUARTIERKG_LONG") == "1"
# Where every change is passed before it is taken; a clone of somebody's has less time.
CI = LONG or os.environ.get("CI", "").lower() in {"1", "true"}
JOURNEY = "a whole journey, which CI makes for every change (CI=true makes it here)"
journey = pytest.mark.skipif(not CI, reason=JOURNEY)
"""Tests that take many seconds, of what other tests prove by parts: CONTRIBUTING.md names them."""

T = TypeVar("T")


def extent(long: T, ci: T, clone: T) -> T:
    """How much of a campaign is run: in the long run, in CI, and on a clone where nobody asked for more."""
    return long if LONG else ci if CI else clone


def changed(*replacements: tuple[str, str], text: str | None = None) -> str:
    """The base dossier with some exact replacements, each of which must occur once."""
    text = BASE.read_text(encoding="utf-8") if text is None else text
    for old, new in replacements:
        assert text.count(old) == 1, f"{old!r} occurs {text.count(old)} times"
        text = text.replace(old, new)
    return text


def anchored(line: int, column: int) -> Anchor:
    """Something that stands at a place."""
    text = "\n" * (line - 1) + " " * (column - 1) + "<http://a.example/> a <http://b.example/> ."
    return Anchor(Positions(Source("test.ttl", text.encode())), 0, stated=False)


def read(text: str | bytes, name: str = "test.ttl") -> Dossier:
    """A dossier from its text."""
    return dossier.read(Source(name, text.encode() if isinstance(text, str) else text))


def verdict(text: str | bytes, question: Question | None = None, around: Context | None = None) -> Verdict:
    """The verdict on a dossier's text, on a fixed day, among the bundled Quartiers."""
    return check(read(text), around or context.bundled(day=DAY), question or Question())


def outcomes(found: Verdict) -> dict[str, str]:
    """The outcome of each row by its id."""
    return {row.requirement.id: row.outcome.value for row in found.rows}
