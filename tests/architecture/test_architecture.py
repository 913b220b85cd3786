"""docs/architecture.md shows the code as it is."""

from __future__ import annotations

from itertools import pairwise

import pytest

from tests.architecture import page
from tests.architecture.drawing import drawn
from tests.architecture.rooms import Plan, plan


@pytest.mark.parametrize("path", [page.PAGE, page.PICTURE], ids=lambda path: path.name)
def test_drawing_and_table_are_those_of_the_imports(path: object) -> None:
    """Whoever moves an import renews them: ``python -m tests.architecture.page``."""
    written = page.written()
    (found,) = (one for one in written if one == path)
    assert found.read_text(encoding="utf-8") == written[found]


def test_every_arrow_goes_down() -> None:
    """From a layer to one below it, as the contract says; what follows from other arrows is not drawn."""
    found = plan()
    level = {name: number for number, layer in enumerate(found.layers) for name in layer}
    assert found.arrows
    assert all(level[one] < level[other] for one, other in found.arrows)
    below = {one: {other for first, other in found.arrows if first == one} for one in level}
    for one, other in found.arrows:
        assert not any(other in below[between] for between in below[one])


def test_a_drawing_has_a_box_for_each_package_and_an_arrow_for_each_import() -> None:
    """Three layers, of which the first imports the third: its arrow passes the second beside its box."""
    text = drawn(Plan((("a",), ("b",), ("c",), ("ground",)), (("a", "b"), ("a", "c"))), "Title & more", "About")
    assert text.count("<rect") == 4
    assert text.count('marker-end="url(#a)"') == 2
    assert "Title &amp; more" in text
    heights = [int(one.split('y="')[1].split('"')[0]) for one in text.split("<rect")[1:]]
    assert all(one < other for one, other in pairwise(heights))
