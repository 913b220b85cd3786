"""A frame as a drawing: named, described, and every mark a link."""

from __future__ import annotations

from xml.etree.ElementTree import fromstring

from quartierkg.publish.picture import atlas
from quartierkg.publish.picture.atlas import Mark
from quartierkg.publish.picture.frame import METROPOLE, OVERSEAS

MARKS = (
    Mark(100, 100, "labelled", "Alpha, <labelled>", "/network/map?place=a&state=all", "Alpha", invented=True),
    Mark(300, 300, "held", "Rennes", "/id/territory/rennes", "Rennes"),
    Mark(200, 200, "candidate", "5 Quartiers", "#places", many=5),
)
DRAWN = atlas.draw(METROPOLE, MARKS, "France", "3 marks", "sheet-0")


def test_it_is_named_and_described_by_its_first_children() -> None:
    """A group, since what is inside can be reached, with title and description by their identifiers."""
    top = fromstring(DRAWN)
    assert top.get("role") == "group"
    title, description = list(top)[:2]
    assert (title.tag, title.text, title.get("id")) == ("title", "France", top.get("aria-labelledby"))
    assert (description.text, description.get("id")) == ("3 marks", top.get("aria-describedby"))


def test_every_mark_is_a_link_with_a_title() -> None:
    """What it tells, and where it leads, whatever the words hold."""
    links = fromstring(DRAWN).findall("a")
    assert [link.get("href") for link in links] == [mark.href for mark in MARKS]
    assert [link.find("title").text for link in links] == [mark.title for mark in MARKS]  # type: ignore[union-attr]


def test_the_marks_of_quartiers_and_territories_have_two_shapes() -> None:
    """A round symbol and a square one; a mark for many has its number; what is invented says so to the style."""
    symbols = {group.get("id"): [part.tag for part in group] for group in fromstring(atlas.symbols()).iter("g")}
    assert symbols["mark-labelled"][0] == "circle"
    assert symbols["mark-held"][0] == "rect"
    assert symbols["mark-labelled"] != symbols["mark-candidate"] != symbols["mark-withdrawn"]
    links = fromstring(DRAWN).findall("a")
    assert [link.find("use").get("href") for link in links[:2]] == ["#mark-labelled", "#mark-held"]  # type: ignore[union-attr]
    assert links[2].find("text").text == "5"  # type: ignore[union-attr]
    assert links[0].get("class") == "made-up"
    assert links[1].get("class") is None


def test_there_is_no_style_and_no_script_in_it() -> None:
    """The policy of the pages forbids both."""
    assert "style=" not in DRAWN + atlas.symbols()
    assert "<script" not in DRAWN


def test_a_name_stands_beside_its_mark_where_there_is_room() -> None:
    """Few marks have names; of a crowd none has."""
    assert DRAWN.count('class="name"') == 2
    crowd = [Mark(10 + 15 * number, 100, "held", "x", "#", "Nom") for number in range(30)]
    assert 'class="name"' not in atlas.draw(METROPOLE, crowd, "", "", "s")


def test_an_outline_is_there_where_one_is_known() -> None:
    """France has one; an inset whose outline is not known has its grid alone."""
    assert 'class="land"' in DRAWN
    guadeloupe = atlas.draw(OVERSEAS[0], (), "Guadeloupe", "no place", "sheet-1")
    assert 'class="land"' not in guadeloupe
    assert 'class="grid"' in guadeloupe
