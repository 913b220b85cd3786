"""Charts as drawings (SVG 2): columns that stand and bars that lie, each with its number written at it.

A chart has no links: it is one picture (``role="img"``) whose description and table say what it shows.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Final
from xml.etree.ElementTree import Element, tostring

from quartierkg.publish.elements import add, root
from quartierkg.publish.picture.caption import shortened
from quartierkg.publish.picture.scale import Bin

_WIDTH: Final = 560
_HEIGHT: Final = 240
_LEFT: Final = 30
_TOP: Final = 30
_BOTTOM: Final = 26
_ROW: Final = 24
_NAMES: Final = 210
"""What the names of lying bars have."""
_LETTERS: Final = 30
Written = Callable[[float], str]


@dataclass(frozen=True, slots=True)
class Line:
    """A number that the chart is read against, with its words."""

    value: float
    words: str


@dataclass(frozen=True, slots=True)
class Bar:
    """A name with its number."""

    name: str
    count: int


def histogram(found: Sequence[Bin], title: str, description: str, name: str, number: Written, line: Line | None) -> str:
    """How often values lie from one number to the next, with a line where the charter draws one."""
    top = _picture(title, description, name, _WIDTH, _HEIGHT)
    wide = (_WIDTH - 2 * _LEFT) / max(len(found), 1)
    for place, one in enumerate(found):
        _column(top, _LEFT + place * wide, wide, one.count, _most(one.count for one in found))
        _text(top, number(one.start), _LEFT + place * wide, _HEIGHT - 8, "tick")
    if found:
        _text(top, number(found[-1].end), _WIDTH - _LEFT, _HEIGHT - 8, "tick")
        _base(top)
    if found and line is not None:
        whole = found[-1].end - found[0].start
        x = _LEFT + (line.value - found[0].start) / whole * (_WIDTH - 2 * _LEFT)
        add(top, "path", d=f"M{x:.1f} {_TOP - 14}V{_HEIGHT - _BOTTOM}", **{"class": "line"})
        anchor = "said start" if x < _WIDTH / 2 else "said end"
        _text(top, line.words, x + (4 if x < _WIDTH / 2 else -4), _TOP - 16, anchor)
    return _written(top)


def columns(found: Sequence[Bar], title: str, description: str, name: str) -> str:
    """Standing columns, each with its name below it."""
    top = _picture(title, description, name, _WIDTH, _HEIGHT)
    wide = (_WIDTH - 2 * _LEFT) / max(len(found), 1)
    for place, one in enumerate(found):
        _column(top, _LEFT + place * wide, wide, one.count, _most(bar.count for bar in found))
        _text(top, one.name, _LEFT + (place + 0.5) * wide, _HEIGHT - 8, "tick")
    if found:
        _base(top)
    return _written(top)


def bars(found: Sequence[Bar], title: str, description: str, name: str) -> str:
    """Lying bars, each with its name before it."""
    top = _picture(title, description, name, _WIDTH, len(found) * _ROW + 8)
    most = _most(bar.count for bar in found)
    for place, one in enumerate(found):
        y = place * _ROW + 6
        long = (_WIDTH - _NAMES - 60) * one.count / most
        _text(top, shortened(one.name, _LETTERS), _NAMES - 8, y + 13, "name")
        add(top, "rect", x=str(_NAMES), y=str(y), width=f"{long:.1f}", height=str(_ROW - 8), **{"class": "bar"})
        _text(top, str(one.count), _NAMES + long + 5, y + 13, "count start")
    return _written(top)


def _picture(title: str, description: str, name: str, width: int, height: int) -> Element:
    top = root("svg")
    top.attrib |= {"viewBox": f"0 0 {width} {height}", "class": "chart", "role": "img"}
    top.attrib |= {"aria-labelledby": f"{name}-title", "aria-describedby": f"{name}-description"}
    add(top, "title", title, id=f"{name}-title")
    add(top, "desc", description, id=f"{name}-description")
    return top


def _column(top: Element, x: float, wide: float, count: int, most: int) -> None:
    high = (_HEIGHT - _TOP - _BOTTOM) * count / most
    y = _HEIGHT - _BOTTOM - high
    sides = {"width": f"{max(wide - 2, 1):.1f}", "height": f"{high:.1f}", "class": "bar"}
    add(top, "rect", x=f"{x + 1:.1f}", y=f"{y:.1f}", **sides)
    if count:
        _text(top, str(count), x + wide / 2, y - 4, "count")


def _base(top: Element) -> None:
    add(top, "path", d=f"M{_LEFT} {_HEIGHT - _BOTTOM}H{_WIDTH - _LEFT}", **{"class": "base"})


def _text(top: Element, text: str, x: float, y: float, class_: str) -> None:
    add(top, "text", text, x=f"{x:.1f}", y=f"{y:.1f}", **{"class": class_})


def _most(counts: Iterable[int]) -> int:
    return max((*counts, 1))


def _written(top: Element) -> str:
    return tostring(top, encoding="unicode", short_empty_elements=False)
