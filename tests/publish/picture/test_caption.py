"""Names on a picture: they hide nothing, or are not there."""

from __future__ import annotations

from quartierkg.publish.picture.caption import Captions, shortened


def test_a_name_stands_to_the_right_of_its_mark() -> None:
    """Where there is room; at the edge of the paper to the left."""
    captions = Captions(400)
    assert captions.place("Rennes", (100, 100))[0] > 100
    assert captions.place("Strasbourg", (390, 300))[0] < 330


def test_a_name_that_would_hide_something_is_left_out() -> None:
    """Among marks on all sides there is no room; nothing is taken by what is not written."""
    captions = Captions(400)
    for x in range(60, 360, 10):
        for y in range(60, 160, 10):
            captions.mark((x, y))
    known = list(captions.taken)
    assert captions.room("Rennes", (200, 100)) is None
    assert captions.taken == known
    assert captions.room("Rennes", (200, 300)) is not None


def test_two_names_do_not_overlap() -> None:
    """Marks near to each other: the second name goes elsewhere."""
    captions = Captions(400)
    first, second = captions.place("Nantes", (100, 100)), captions.place("Angers", (104, 104))
    assert abs(first[1] - second[1]) > 8 or abs(first[0] - second[0]) > 40


def test_a_long_name_is_shortened() -> None:
    """To so many letters, the last of which are three dots in one."""
    assert shortened("Rennes", 6) == "Rennes"
    assert shortened("Saint-Étienne", 6) == "Saint…"
