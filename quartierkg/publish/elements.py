"""XML documents, made of elements: whatever a text holds, what comes out is well-formed (XML 1.0, 2.2).

Names are written as they are given: the namespaces that they are of stand on the root.
"""

from __future__ import annotations

import re
from typing import Final
from xml.etree.ElementTree import Element, SubElement, tostring

# What no XML document may hold, not even as a character reference.
_FORBIDDEN: Final = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def root(name: str, **namespaces: str) -> Element:
    """The outermost element, of the namespace ``xmlns``; others have the prefix that they are given by."""
    declared = {"xmlns" if prefix == "xmlns" else f"xmlns:{prefix}": iri for prefix, iri in namespaces.items()}
    return Element(name, declared)


def add(parent: Element, name: str, text: str | None = None, **attributes: str) -> Element:
    """An element at the end of another."""
    found = SubElement(parent, name, {key: clean(value) for key, value in attributes.items()})
    if text is not None:
        found.text = clean(text)
    return found


def clean(text: str) -> str:
    """A text without the characters that XML does not know."""
    return _FORBIDDEN.sub("\ufffd", text)


def written(top: Element) -> bytes:
    """The document."""
    document: bytes = tostring(top, encoding="utf-8", xml_declaration=True)
    return document + b"\n"
