"""Results: the message that a reader gets."""

from __future__ import annotations

import pytest

from quartierkg.language import Language
from quartierkg.report.w3c.result import Messages


@pytest.mark.parametrize(
    ("entries", "language", "expected"),
    [
        ([("fr", "Oui"), ("en", "Yes"), ("", "Y")], "fr", "Oui"),
        ([("fr", "Oui"), ("en", "Yes"), ("", "Y")], "en", "Yes"),
        ([("en", "Yes"), ("", "Y")], "fr", "Y"),
        ([("en-gb", "Yes")], "en", "Yes"),
        ([("de", "Ja"), ("en", "Yes")], "fr", "Ja"),
        ([("", "a"), ("", "b")], "fr", "a b"),
        ([("frr", "Ja"), ("", "Y")], "fr", "Y"),
        ([], "fr", ""),
    ],
)
def test_the_order_of_languages_is_one(entries: list[tuple[str, str]], language: Language, expected: str) -> None:
    """The language asked for, then none, then another."""
    assert Messages(tuple(entries)).in_(language) == expected
