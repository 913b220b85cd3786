"""XML that is well-formed whatever a text holds."""

from __future__ import annotations

from xml.etree import ElementTree

from hypothesis import given
from hypothesis import strategies as st

from quartierkg.publish import elements

SPACE = "{urn:space}"


@given(st.text(), st.text())
def test_any_text_makes_a_document_that_is_read_again(text: str, value: str) -> None:
    """Characters that XML forbids are replaced; the rest comes back as it was (line ends as XML has them)."""
    root = elements.root("root", xmlns="urn:space")
    elements.add(root, "entry", text, href=value)
    entry = ElementTree.fromstring(elements.written(root))[0]
    lines = elements.clean(text).replace("\r\n", "\n").replace("\r", "\n")
    assert (entry.text or "").replace("\r\n", "\n").replace("\r", "\n") == lines
    assert entry.tag == f"{SPACE}entry"
    assert "href" in entry.attrib


def test_what_looks_like_markup_is_text() -> None:
    """A name of a stranger opens no element and names no entity."""
    root = elements.root("root", xmlns="urn:space", other="urn:other")
    elements.add(root, "entry", '<script>&lt;"]]>', href='"><x/>')
    found = ElementTree.fromstring(elements.written(root))
    assert [child.tag for child in found.iter()] == [f"{SPACE}root", f"{SPACE}entry"]
    assert found[0].text == '<script>&lt;"]]>'
    assert found[0].get("href") == '"><x/>'


def test_what_xml_forbids_is_replaced() -> None:
    """NUL, a lone surrogate and U+FFFE stand in no document (XML 1.0, 2.2)."""
    assert elements.clean("a\x00b\x0bc\ud800d\ufffee\tf\U0001f600") == "a\ufffdb\ufffdc\ufffdd\ufffde\tf\U0001f600"
