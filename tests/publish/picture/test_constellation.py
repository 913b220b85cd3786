"""A network as a drawing: each knot a link, each tie a line by its kind, with an arrow where one side declares it."""

from __future__ import annotations

from xml.etree.ElementTree import fromstring

from quartierkg.publish.picture.constellation import Knot, draw
from quartierkg.publish.picture.tie import DESKS, NETWORKED, SHARED, Tie

KNOTS = (
    Knot("a", "Alpha", "Alpha, linked with 2", "/network/links?quartier=a", central=True),
    Knot("b", "Beta & Co", "Beta, linked with 1", "/network/links?quartier=b", invented=True),
    Knot("c", "Gamma", "Gamma, linked with 1", "/network/links?quartier=c"),
)
TIES = (
    Tie("a", "b", NETWORKED, True),
    Tie("a", "c", DESKS, False),
    Tie("b", "c", SHARED, True, 2),
)
TOP = fromstring(draw(KNOTS, TIES, "Links", "3 links", "links"))


def test_it_is_a_group_that_is_named() -> None:
    """Its title and its description are found by their identifiers."""
    known = {element.get("id"): element.text for element in TOP}
    assert TOP.get("role") == "group"
    assert (known[TOP.get("aria-labelledby")], known[TOP.get("aria-describedby")]) == ("Links", "3 links")


def test_every_knot_leads_on_and_is_named() -> None:
    """In the order in which they were given, so that the keyboard goes from the most linked one on."""
    links = TOP.findall("a")
    assert [link.get("href") for link in links] == [knot.href for knot in KNOTS]
    assert [link.find("text").text for link in links] == ["Alpha", "Beta & Co", "Gamma"]  # type: ignore[union-attr]
    assert [link.get("class") for link in links] == ["central", "made-up", None]


def test_the_kinds_of_ties_are_told_apart() -> None:
    """By their class; a tie that one side declares has the two strokes of an arrow more."""
    lines = {path.get("class"): path.get("d", "") for path in TOP.findall("path")}
    assert set(lines) == {"tie networkedWith mutual", "tie reservesDesksFor", "tie sharesActor mutual"}
    assert lines["tie networkedWith mutual"].count("M") == 1
    assert lines["tie reservesDesksFor"].count("M") == 3
