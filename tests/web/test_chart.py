"""Rows as bars."""

from __future__ import annotations

import pytest

from quartierkg.query import Table
from quartierkg.web.chart import Term, chart


def number(value: str, datatype: str = "integer") -> Term:
    """A number as the SPARQL JSON results format has it."""
    return {"type": "literal", "value": value, "datatype": f"http://www.w3.org/2001/XMLSchema#{datatype}"}


def text(value: str) -> Term:
    """A plain literal."""
    return {"type": "literal", "value": value}


def iri(value: str) -> Term:
    """An IRI."""
    return {"type": "uri", "value": value}


def test_the_last_numbers_are_drawn_of_the_first_names() -> None:
    """Lengths are in proportion; a thing is told by the end of its IRI, a number as it came."""
    rows = ((iri("https://example.org/id/one"), number("7"), number("10")), (text("two"), number("1"), number("2.5")))
    found = chart(Table(("name", "a", "b"), rows))
    assert found is not None
    assert found.of == "b"
    assert [(bar.label, bar.number) for bar in found.bars] == [("one", "10"), ("two", "2.5")]
    assert found.bars[0].width == 4 * found.bars[1].width > 0
    assert found.bars[1].y > found.bars[0].y
    assert found.left_out == 0


@pytest.mark.parametrize(
    "rows",
    [
        (),
        ((text("one"), number("1")),),
        ((text("one"), number("1")), (text("two"), number("-1"))),
        ((text("one"), number("1")), (text("two"), None)),
        ((text("one"), number("1")), (text("two"), text("many"))),
        ((number("1"), number("1")), (number("2"), number("2"))),
        ((text("one"), number("1", "double")), (text("two"), number("INF", "double"))),
        ((text("one"), number("1", "double")), (text("two"), number("NaN", "double"))),
    ],
)
def test_what_are_no_numbers_of_something_is_not_drawn(rows: tuple[tuple[Term, ...], ...]) -> None:
    """A single row, a column with a gap, numbers below zero or without end, or nothing that they are of."""
    assert chart(Table(("name", "count"), rows)) is None


def test_nothing_but_zeros_has_bars_of_no_length() -> None:
    """Zero is a number."""
    found = chart(Table(("name", "count"), ((text("one"), number("0")), (text("two"), number("0")))))
    assert found is not None
    assert [bar.width for bar in found.bars] == [0, 0]


def test_what_is_too_much_for_a_drawing_is_counted() -> None:
    """A hundred rows are not told apart as bars: most are left to the table; a long name is cut, and there whole."""
    rows = tuple((text("a name that is far too long to stand beside a bar"), number(str(at))) for at in range(100))
    found = chart(Table(("name", "count"), rows))
    assert found is not None
    assert len(found.bars) + found.left_out == 100
    assert found.bars[0].label.endswith("…")
    assert found.bars[0].whole.endswith("beside a bar")
