"""Trees of classes as a drawing (SVG 2) that stands in a page: no style and no script of its own, links that lead on.

Positions are worked out from the number of letters, with room to spare, so that no font needs to be known.
"""

from __future__ import annotations

import textwrap
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final
from xml.etree.ElementTree import Element, tostring

from quartierkg.language import Language, Text
from quartierkg.publish.diagram import Box
from quartierkg.publish.elements import add, root

_WIDTH, _HEIGHT = 150, 38
"""Of a box."""
_GAP: Final = 116
"""From a box to those that it leads to."""
_TRUNK: Final = 14
"""From a box to the line that its branches leave."""
_ROW: Final = 45
_BETWEEN: Final = 18
"""What more there is between two trees."""
_IN_BOX, _ON_BRANCH = 22, 15
"""How many letters a line of text has."""
_LINE: Final = 12


def draw(trees: Iterable[Box], title: Text, description: Text, language: Language, name: str) -> str:
    """The drawing, as markup of HTML.

    :param name: what the identifiers of its title and description begin with.
    """
    pen = _Pen(language)
    y = 1.0
    for tree in trees:
        y = pen.tree(tree, 1.0, y) + _BETWEEN
    pen.top.attrib |= {"viewBox": f"0 0 {pen.right:g} {y:g}", "width": f"{pen.right:g}", "height": f"{y:g}"}
    pen.top.attrib |= {"class": "diagram", "role": "group", "aria-labelledby": f"{name}-title {name}-description"}
    for place, (part, text) in enumerate((("title", title), ("desc", description))):
        element = Element(part, {"id": f"{name}-{'title' if part == 'title' else 'description'}"})
        element.text = text.in_(language)
        pen.top.insert(place, element)
    return tostring(pen.top, encoding="unicode", short_empty_elements=False)


@dataclass(slots=True)
class _Pen:
    """Draws in one language; knows how far to the right it got."""

    language: Language
    right: float = 0.0
    top: Element = None  # type: ignore[assignment]

    def __post_init__(self) -> None:
        self.top = root("svg")

    def tree(self, box: Box, x: float, y: float) -> float:
        """Draw a box and what it leads to; returns where the next row begins."""
        self._box(box, x, y)
        below = y
        for inner in box.boxes:
            self._branch(inner, x + _WIDTH, y, below)
            below = self.tree(inner, x + _WIDTH + _GAP, below)
        return max(below, y + _ROW)

    def _box(self, box: Box, x: float, y: float) -> None:
        self.right = max(self.right, x + _WIDTH + 1)
        kind = "again" if box.again else "ours" if box.ours else "other"
        link = add(self.top, "a", href=box.href, **{"class": kind})
        add(link, "rect", x=f"{x:g}", y=f"{y:g}", width=str(_WIDTH), height=str(_HEIGHT), rx="3")
        lines = _lines(box.name.in_(self.language), _IN_BOX, 3)
        first = y + _HEIGHT / 2 + 4 - (len(lines) - 1) * _LINE / 2
        self._text(link, lines, x + _WIDTH / 2, first)

    def _branch(self, box: Box, x: float, start: float, end: float) -> None:
        """The line to a box from the one before, with the name of what leads there above it, or above and below."""
        assert box.joint is not None
        middle = end + _HEIGHT / 2
        trunk = x + _TRUNK
        up = f"M{x:g} {start + _HEIGHT / 2:g}H{trunk:g}V{middle:g}" if end > start else f"M{x:g} {middle:g}"
        tip = x + _GAP
        add(self.top, "path", d=f"{up}H{tip - 1:g}m-6 -4l6 4l-6 4", **{"class": "branch" if box.joint.href else "kind"})
        lines = _lines(box.joint.name.in_(self.language), _ON_BRANCH, 3)
        holder = add(self.top, "a", href=box.joint.href) if box.joint.href else add(self.top, "g")
        above = (len(lines) + 1) // 2
        place = (trunk + tip - 6) / 2
        self._text(holder, lines[:above], place, middle - 4 - (above - 1) * (_LINE - 1))
        self._text(holder, lines[above:], place, middle + _LINE)

    @staticmethod
    def _text(parent: Element, lines: list[str], x: float, y: float) -> None:
        for place, line in enumerate(lines):
            add(parent, "text", line, x=f"{x:g}", y=f"{y + place * (_LINE - 1):g}")


def _lines(text: str, letters: int, most: int) -> list[str]:
    """A text in lines; what has no room any more ends in three dots."""
    return textwrap.wrap(text, letters, max_lines=most, placeholder="…", break_on_hyphens=True) or [""]
