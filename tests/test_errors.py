"""One line for a person."""

from __future__ import annotations

import pytest

from quartierkg.errors import Place, QuartierError
from quartierkg.language import Language, Text

TEXT = Text("Le texte.", "The text.")


@pytest.mark.parametrize(
    ("source", "place", "language", "line"),
    [
        ("a.ttl", None, "fr", "a.ttl\u00a0: Le texte."),
        ("a.ttl", None, "en", "a.ttl: The text."),
        ("a.ttl", Place(2, 3), "fr", "a.ttl:2:3: Le texte."),
        ("a.ttl", Place(2, 3), "en", "a.ttl:2:3: The text."),
        (None, None, "fr", "Le texte."),
    ],
)
def test_a_source_is_followed_by_a_colon(
    source: str | None, place: Place | None, language: Language, line: str
) -> None:
    """With the no-break space of French; not after a line and column, which editors read."""
    assert QuartierError(TEXT, source=source, place=place).line(language) == line
