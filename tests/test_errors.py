"""One line for a person."""

from __future__ import annotations

import pickle

import pytest

from quartierkg.errors import BadCells, EngineFault, Place, QuartierError, TooLarge
from quartierkg.language import Language, Text
from quartierkg.workbook.place import Remark

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


@pytest.mark.parametrize("kind", [QuartierError, TooLarge, EngineFault])
def test_an_error_crosses_to_another_process_whole(kind: type[QuartierError]) -> None:
    """Its kind, both languages, source, place and remedy."""
    sent = kind(TEXT, source="a.ttl", place=Place(2, 3), remedy=Text("Si.", "If."))
    found = pickle.loads(pickle.dumps(sent))
    assert type(found) is kind
    assert [found.line(language) for language in ("fr", "en")] == [sent.line("fr"), sent.line("en")]
    assert found.place == sent.place


def test_the_cells_of_a_workbook_cross_with_their_error() -> None:
    """Many workbooks are read by several processes: each bad cell is told all the same, and what was passed over."""
    sent = BadCells(TEXT)
    remark = Remark(Place(4, 5, "Lots"), Text("Quoi ?", "What?"))
    sent.told, sent.faults, sent.ignored = (remark.line,), (remark,), (remark,)
    found = pickle.loads(pickle.dumps(sent))
    assert (found.told, found.faults, found.ignored) == ((remark.line,), (remark,), (remark,))
