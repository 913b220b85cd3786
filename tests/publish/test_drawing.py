"""The drawing: well-formed, named, without styles, and whole."""

from __future__ import annotations

from xml.etree.ElementTree import Element, fromstring

import pytest

from quartierkg.language import LANGUAGES, Language, Text
from quartierkg.publish.diagram import Box, Joint
from quartierkg.publish.drawing import draw

LEAF = Box(
    Text("feuille", "leaf"), "https://example.org/Leaf", False, Joint(Text("mène à", "leads to"), "#leads"), False
)
LONG = Text(
    "un nom qui est bien trop long pour une seule ligne de la boîte", "a name that is far too long for one line"
)
TREE = Box(
    Text("racine & co", "root & co"), "#Root", True, None, False, (LEAF, Box(LONG, "#Long", True, LEAF.joint, True))
)
TITLE, DESCRIPTION = Text("Le dessin", "The drawing"), Text("Ce qu’il montre", "What it shows")


def drawn(language: Language = "en") -> Element:
    """The drawing of a small tree."""
    return fromstring(draw([TREE, LEAF], TITLE, DESCRIPTION, language, "figure"))


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_reader_who_cannot_see_it_is_told_what_it_is(language: Language) -> None:
    """Title and description come first, in the reader's language, and the drawing is named by them."""
    found = drawn(language)
    title, description = found[0], found[1]
    assert (title.tag, title.text) == ("title", TITLE.in_(language))
    assert (description.tag, description.text) == ("desc", DESCRIPTION.in_(language))
    assert found.get("aria-labelledby") == f"{title.get('id')} {description.get('id')}"


def test_everything_has_its_box_and_leads_on() -> None:
    """Four boxes and two named branches, each a link; a text that needs several lines is whole, where there is room."""
    found = drawn()
    links = [link.get("href") for link in found.iter("a")]
    assert sorted(links, key=str) == ["#Long", "#Root", "#leads", "#leads", *["https://example.org/Leaf"] * 2]
    assert len(list(found.iter("rect"))) == 4
    texts = [text.text for text in found.iter("text")]
    assert {"root & co", "leaf", "leads to"} <= set(texts)
    assert " ".join(str(text) for text in texts if text and text in LONG.en) == LONG.en


def test_nothing_is_outside() -> None:
    """Every box lies within the view."""
    found = drawn()
    _, _, width, height = (float(number) for number in str(found.get("viewBox")).split())
    for box in found.iter("rect"):
        assert float(str(box.get("x"))) + float(str(box.get("width"))) <= width
        assert float(str(box.get("y"))) + float(str(box.get("height"))) <= height


def test_it_fits_a_strict_policy() -> None:
    """No element and no attribute that a policy without inline styles and scripts would refuse."""
    for element in drawn().iter():
        assert element.tag in {"svg", "title", "desc", "a", "g", "rect", "path", "text"}
        assert not [name for name in element.attrib if name == "style" or name.startswith("on")]


def test_kinds_are_told_apart() -> None:
    """What is ours, what is another's and what has its place elsewhere each have a class of their own."""
    assert [link.get("class") for link in drawn().findall("a") if link.get("class")] == [
        "ours",
        "other",
        "again",
        "other",
    ]
