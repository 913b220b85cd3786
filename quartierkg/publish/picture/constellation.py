"""A network as a drawing (SVG 2): a knot for each Quartier, which is a link, and a line for each tie, by its kind."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final
from xml.etree.ElementTree import Element, tostring

from quartierkg.publish.elements import add, root
from quartierkg.publish.picture.caption import Captions, shortened
from quartierkg.publish.picture.layout import layout
from quartierkg.publish.picture.tie import Tie
from quartierkg.publish.place import Point

WIDTH: Final = 880
HEIGHT: Final = 600
_MARGIN: Final = (90, 34)
_LETTERS: Final = 24


@dataclass(frozen=True, slots=True)
class Knot:
    """A thing of the network: what it is called, what it tells, and where it leads."""

    node: str
    name: str
    title: str
    href: str
    central: bool = False
    invented: bool = False


def draw(knots: Sequence[Knot], ties: Iterable[Tie], title: str, description: str, name: str) -> str:
    """The drawing, as markup of HTML: links within a group that is named and described (SVG-AAM 1.0, 5.1.1).

    :param name: what the identifiers of its title and description begin with.
    """
    shown = tuple(ties)
    pairs = tuple(dict.fromkeys((tie.one, tie.other) for tie in shown))
    centre = next((knot.node for knot in knots if knot.central), None)
    squared = layout(tuple(knot.node for knot in knots), pairs, centre)
    places = {node: _on_paper(point) for node, point in squared.items()}
    top = root("svg")
    top.attrib |= {"viewBox": f"0 0 {WIDTH} {HEIGHT}", "class": "constellation", "role": "group"}
    top.attrib |= {"aria-labelledby": f"{name}-title", "aria-describedby": f"{name}-description"}
    add(top, "title", title, id=f"{name}-title")
    add(top, "desc", description, id=f"{name}-description")
    for tie in shown:
        _line(top, tie, places[tie.one], places[tie.other])
    captions = Captions(WIDTH)
    for place in places.values():
        captions.mark(place)
    for knot in knots:
        _knot(top, knot, places[knot.node], captions)
    return tostring(top, encoding="unicode", short_empty_elements=False)


def sample(kind: str, *, mutual: bool) -> str:
    """A line alone, for a legend that says in words what it means."""
    top = root("svg")
    top.attrib |= {"viewBox": "0 0 44 12", "width": "44", "height": "12", "class": "constellation sample"}
    top.attrib["aria-hidden"] = "true"
    _line(top, Tie("", "", kind, mutual), (-6, 6), (50, 6))
    return tostring(top, encoding="unicode", short_empty_elements=False)


def dashed() -> str:
    """The knot of what is invented alone, for a legend."""
    top = root("svg")
    top.attrib |= {"viewBox": "-10 -10 20 20", "width": "20", "height": "20", "class": "constellation sample"}
    top.attrib["aria-hidden"] = "true"
    add(add(top, "g", **{"class": "made-up"}), "circle", r="6")
    return tostring(top, encoding="unicode", short_empty_elements=False)


def _on_paper(point: Point) -> Point:
    across, down = _MARGIN
    return round(across + point[0] * (WIDTH - 2 * across), 1), round(down + point[1] * (HEIGHT - 2 * down), 1)


def _line(top: Element, tie: Tie, start: Point, end: Point) -> None:
    """A tie; where only the first declares it, the tip of an arrow shows towards the other."""
    (x, y), (to_x, to_y) = start, end
    long = math.hypot(to_x - x, to_y - y) or 1.0
    along, aside = ((to_x - x) / long, (to_y - y) / long), (-(to_y - y) / long, (to_x - x) / long)
    # Ties of two kinds between the same two lie beside each other.
    shift = {"networkedWith": 0.0, "reservesDesksFor": 3.5, "sharesActor": -3.5}[tie.kind]
    x, y, to_x, to_y = x + aside[0] * shift, y + aside[1] * shift, to_x + aside[0] * shift, to_y + aside[1] * shift
    path = f"M{x:.1f} {y:.1f}L{to_x:.1f} {to_y:.1f}"
    if not tie.mutual:
        tip = (to_x - along[0] * 9, to_y - along[1] * 9)
        for side in (4, -4):
            back = (tip[0] - along[0] * 8 + aside[0] * side, tip[1] - along[1] * 8 + aside[1] * side)
            path += f"M{tip[0]:.1f} {tip[1]:.1f}L{back[0]:.1f} {back[1]:.1f}"
    add(top, "path", d=path, **{"class": f"tie {tie.kind}{' mutual' if tie.mutual else ''}"})


def _knot(top: Element, knot: Knot, place: Point, captions: Captions) -> None:
    x, y = place
    classes = " ".join(name for name, holds in (("central", knot.central), ("made-up", knot.invented)) if holds)
    link = add(top, "a", href=knot.href, **({"class": classes} if classes else {}))
    add(link, "title", knot.title)
    add(link, "circle", cx=f"{x:g}", cy=f"{y:g}", r="8" if knot.central else "6")
    name = shortened(knot.name, _LETTERS)
    left, base = captions.place(name, place)
    add(link, "text", name, x=f"{left:.1f}", y=f"{base:.1f}")
