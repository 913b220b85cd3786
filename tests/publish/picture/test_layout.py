"""Layouts: the same every time, within the square, the centre where it is told to be."""

from __future__ import annotations

from quartierkg.publish.picture.layout import layout

NODES = tuple("abcdefg")
EDGES = (("a", "b"), ("a", "c"), ("a", "d"), ("d", "e"), ("f", "g"))


def test_it_is_the_same_every_time() -> None:
    """Worked out anew, every place is the same."""
    first = dict(layout(NODES, EDGES))
    layout.cache_clear()
    assert dict(layout(NODES, EDGES)) == first


def test_every_node_has_a_place_of_its_own_in_the_square() -> None:
    """No two at one place, none outside."""
    found = layout(NODES, EDGES, "a")
    assert set(found) == set(NODES)
    assert len(set(found.values())) == len(NODES)
    assert all(0 <= x <= 1 and 0 <= y <= 1 for x, y in found.values())


def test_a_lonely_node_stands_in_the_middle() -> None:
    """One node, or none."""
    assert dict(layout(("a",), ())) == {"a": (0.5, 0.5)}
    assert dict(layout((), ())) == {}


def test_what_is_linked_is_nearer_than_what_is_not() -> None:
    """Two that are linked with each other alone stand nearer than each to the others, on the whole."""
    found = layout(NODES, EDGES)
    near = _far(found["f"], found["g"])
    assert near < sum(_far(found["f"], found[other]) for other in "abcde") / 5


def _far(one: tuple[float, float], other: tuple[float, float]) -> float:
    return float(((one[0] - other[0]) ** 2 + (one[1] - other[1]) ** 2) ** 0.5)
