"""Whatever is typed is words, never a language."""

from __future__ import annotations

import random
import string
import time

import pytest

from quartierkg.errors import ParameterFault, PastDeadline
from quartierkg.search import MAX_LENGTH, MAX_WORDS, Index
from quartierkg.search import index as index_module
from tests.search.conftest import names

HOSTILE = (
    *(
        '"',
        '""',
        '"""',
        '"brume',
        'brume"',
        "« brume",
        "'",
        "''",
        "brume*",
        "*",
        "**",
        "^brume",
        "brume^",
        "(",
        ")",
        "((",
    ),
    *("brume AND", "AND brume", "OR", "NOT brume", "NEAR(brume dorée, 2)", "NEAR", "brume NEAR/2 dorée", "{names} : x"),
    *(
        "names: brume",
        "-brume",
        "+brume",
        "brume + dorée",
        "a:b:c",
        "\\",
        "%",
        "_",
        ";DROP TABLE found;--",
        "?",
        "?1",
        ":a",
    ),
    *(
        "\x00",
        "brume\x00dorée",
        "\ud800",
        "brume\udcff",
        "😀",
        "👩‍👩‍👧",
        "مدينة رقمية",
        "\u202ebrume",
        "שכונה",
        "数字街区",
        "\u0301" * 50,
    ),
    *(
        "ﷺ",
        "ﬁ",
        "½",
        "²",
        "①",
        "İstanbul",
        "ß",
        "ǅ",
        "\u2028",
        "\t\n",
        "a" * MAX_LENGTH,
        "é" * MAX_LENGTH,
        "l’" * 90,
        "- " * 90,
    ),
)


@pytest.mark.parametrize("typed", HOSTILE, ids=ascii)
def test_any_text_is_answered(index: Index, typed: str) -> None:
    """With hits or without."""
    found = index.search(typed)
    assert found.total >= len(found.hits)


def test_random_text_is_answered(index: Index) -> None:
    """Syntax, words and letters of many scripts, mixed."""
    source = random.Random(20130612)
    pieces = [
        *"\"'*^(){}:+-,.;!«»“”’ \x00\ud800",
        *string.ascii_letters,
        " AND ",
        " NEAR(",
        "brume",
        "écluse",
        "œ",
        "\u0301",
        "文",
    ]
    for _ in range(500):
        text = "".join(source.choices(pieces, k=source.randrange(40)))
        try:
            index.search(text)
        except ParameterFault:
            assert len(text.split()) > 1  # more than twelve words, at most


def test_operators_are_words(index: Index) -> None:
    """« NOT brume » is not all but the mist."""
    assert index.search("NOT brume").total == 0
    assert names(index.search("brume*")) == ["brume", "fablab"]


@pytest.mark.parametrize(
    "typed", ["x" * (MAX_LENGTH + 1), "x" * 10_000, "un " * (MAX_WORDS + 1), '"' + "mot " * 13 + '"']
)
def test_a_question_has_a_length(index: Index, typed: str) -> None:
    """The fault names the parameter."""
    with pytest.raises(ParameterFault) as raised:
        index.search(typed)
    assert raised.value.source == "q"


def test_a_question_takes_no_longer_than_it_may(index: Index, monkeypatch: pytest.MonkeyPatch) -> None:
    """SQLite is interrupted, and answers the next one."""
    monkeypatch.setattr(index_module, "DEADLINE", -1.0)
    monkeypatch.setattr(index_module, "_STEPS", 1)
    with pytest.raises(PastDeadline):
        index.search("brume")
    monkeypatch.undo()
    assert index.search("brume").total == 2


def test_the_worst_question_is_answered_at_once(index: Index) -> None:
    """Twelve words, each with its nearest looked for."""
    start = time.process_time()
    index.search(" ".join(f"rochemon{letter}xy" for letter in "abcdefghijkl"))
    assert time.process_time() - start < 1
