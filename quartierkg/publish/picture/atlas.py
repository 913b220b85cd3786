"""A frame of a map as a drawing (SVG 2): outline, grid of degrees, and a mark for each spot, which is a link."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final
from xml.etree.ElementTree import Element, tostring

from quartierkg.publish.elements import add, root
from quartierkg.publish.picture.caption import Captions, shortened
from quartierkg.publish.picture.frame import Frame
from quartierkg.publish.picture.outline import Ring, outline
from quartierkg.publish.picture.spot import radius
from quartierkg.publish.place import Point

_STEPS: Final = (0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10, 20, 45)
_NAMED: Final = 26
"""Where there are more marks, none has its name beside it."""
_LETTERS: Final = (26, 16, 10)
_LINES: Final = 6
"""So many lines of the grid run each way at most."""
SYMBOLS: Final = {
    "labelled": ("circle",),
    "candidate": ("circle",),
    "suspended": ("circle", "M-4 0H4"),
    "withdrawn": ("circle", "M-3-3L3 3M3-3L-3 3"),
    "held": ("square",),
    "refused": ("square", "M-3-3L3 3M3-3L-3 3"),
    "other": ("square",),
    "none": ("square", "M0-1.5V1.5"),
}
"""The marks: a round one for a Quartier, a square one for a real territory; what happened to it is inside."""


@dataclass(frozen=True, slots=True)
class Mark:
    """A mark: where it is, what it tells, and where it leads."""

    x: float
    y: float
    symbol: str
    """One of :data:`SYMBOLS`."""
    title: str
    href: str
    name: str = ""
    """What is written beside it, where there is room for all names."""
    many: int = 1
    """How many things it stands for."""
    invented: bool = False


def draw(frame: Frame, marks: Iterable[Mark], title: str, description: str, name: str) -> str:
    """The drawing, as markup of HTML: links within a group that is named and described (SVG-AAM 1.0, 5.1.1).

    :param name: what the identifiers of its title and description begin with.
    """
    west, south, east, north = frame.box
    top = root("svg")
    top.attrib |= {"viewBox": f"0 0 {frame.width} {frame.height}", "class": "atlas", "role": "group"}
    top.attrib |= {"aria-labelledby": f"{name}-title", "aria-describedby": f"{name}-description"}
    # For whoever draws a finer outline over it: the part of the earth that is shown (equirectangular projection).
    top.attrib |= {"data-box": f"{west:g} {south:g} {east:g} {north:g}"}
    add(top, "title", title, id=f"{name}-title")
    add(top, "desc", description, id=f"{name}-description")
    for code in frame.codes:
        land = "".join(_path(frame, ring) for ring in outline(code) if _touches(frame, ring))
        if land:
            add(top, "path", d=land, **{"class": "land"})
    add(top, "path", d=_grid(frame), **{"class": "grid"})
    shown = tuple(marks)
    captions = Captions(frame.width)
    for mark in shown:
        captions.mark((mark.x, mark.y), radius(mark.many) + 1)
    for mark in shown:
        _mark(top, mark, captions if len(shown) <= _NAMED else None)
    return tostring(top, encoding="unicode", short_empty_elements=False)


def symbols() -> str:
    """The marks, once for all drawings of a page."""
    top = root("svg")
    top.attrib |= {"class": "symbols", "aria-hidden": "true", "width": "0", "height": "0"}
    inside = add(top, "defs")
    for name, (shape, *lines) in SYMBOLS.items():
        group = add(inside, "g", id=f"mark-{name}", **{"class": f"mark {name}"})
        if shape == "circle":
            add(group, "circle", r="6")
            if name == "labelled":
                add(group, "circle", r="3.2", **{"class": "dot"})
        else:
            add(group, "rect", x="-5", y="-5", width="10", height="10")
        for line in lines:
            add(group, "path", d=line)
    return tostring(top, encoding="unicode", short_empty_elements=False)


def sample(symbol: str, *, invented: bool = False) -> str:
    """A mark alone, for a legend that says in words what it means."""
    top = root("svg")
    classes = "atlas sample made-up" if invented else "atlas sample"
    top.attrib |= {"viewBox": "-8 -8 16 16", "width": "20", "height": "20", "class": classes}
    top.attrib["aria-hidden"] = "true"
    add(top, "use", href=f"#mark-{symbol}")
    return tostring(top, encoding="unicode", short_empty_elements=False)


def _mark(top: Element, mark: Mark, captions: Captions | None) -> None:
    link = add(top, "a", href=mark.href, **({"class": "made-up"} if mark.invented else {}))
    add(link, "title", mark.title)
    x, y = f"{mark.x:g}", f"{mark.y:g}"
    if mark.many == 1:
        add(link, "use", href=f"#mark-{mark.symbol}", x=x, y=y)
        if captions is not None and mark.name:
            _name(link, mark, captions)
        return
    wide = radius(mark.many)
    if SYMBOLS[mark.symbol][0] == "circle":
        add(link, "circle", cx=x, cy=y, r=f"{wide:.1f}", **{"class": "many"})
    else:
        sides = {"width": f"{2 * wide:.1f}", "height": f"{2 * wide:.1f}"}
        add(link, "rect", x=f"{mark.x - wide:.1f}", y=f"{mark.y - wide:.1f}", **sides, **{"class": "many"})
    add(link, "text", str(mark.many), x=x, y=f"{mark.y + 4:g}")


def _name(link: Element, mark: Mark, captions: Captions) -> None:
    """The name of a mark, shorter where there is less room; none where there is none."""
    for letters in _LETTERS:
        name = shortened(mark.name, letters)
        start = captions.room(name, (mark.x, mark.y))
        if start is not None:
            add(link, "text", name, x=f"{start[0]:.1f}", y=f"{start[1]:.1f}", **{"class": "name"})
            return


def _path(frame: Frame, ring: Ring) -> str:
    """A ring as the data of a path (SVG 2, 9.3)."""
    return "M" + " ".join(f"{x:g},{y:g}" for x, y in map(frame.at, ring)) + "Z"


def _touches(frame: Frame, ring: Ring) -> bool:
    west, south, east, north = frame.box
    longitudes, latitudes = zip(*ring, strict=True)
    return bool(
        min(longitudes) <= east and max(longitudes) >= west and min(latitudes) <= north and max(latitudes) >= south
    )


def _grid(frame: Frame) -> str:
    """Lines of whole degrees, or of parts of one."""
    west, south, east, north = frame.box
    return "".join((*_lines(frame, west, east, across=False), *_lines(frame, south, north, across=True)))


def _lines(frame: Frame, start: float, end: float, *, across: bool) -> Iterator[str]:
    step = next((one for one in _STEPS if (end - start) / one <= _LINES), _STEPS[-1])
    for number in range(math.ceil(start / step), math.floor(end / step) + 1):
        degree = number * step
        point: Point = (frame.middle[0], degree) if across else (degree, frame.middle[1])
        x, y = frame.at(point)
        yield f"M0 {y:g}H{frame.width}" if across else f"M{x:g} 0V{frame.height}"
