"""The sheets of the map: each frame with its drawing, whose marks lead on."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from markupsafe import Markup
from pyoxigraph import NamedNode

from quartierkg.language import Language, Text
from quartierkg.publish.labels import label
from quartierkg.publish.picture import atlas
from quartierkg.publish.picture.frame import Box, Frame, frames, within
from quartierkg.publish.picture.spot import Spot, spots
from quartierkg.publish.place import Point
from quartierkg.publish.value import href
from quartierkg.snapshot import Snapshot
from quartierkg.terms import ID
from quartierkg.web.network import words
from quartierkg.web.network.filters import Filters
from quartierkg.web.network.names import short
from quartierkg.web.network.place import Place

EDGES: Final = ("west", "south", "east", "north")
AROUND: Final = 0.4
"""In degrees: what is shown around one place."""
_NEAREST: Final = 0.001
"""What is nearer than that, in degrees, is at one place: some hundred metres."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """A frame with its drawing."""

    name: Text
    said: str
    drawing: Markup
    inset: bool


@dataclass(frozen=True, slots=True)
class Sheets:
    """Draws the frames of a map."""

    snapshot: Snapshot
    wanted: Filters
    places: Sequence[Place]
    language: Language
    to: Callable[[str], str]
    """How links of ours are written."""
    still: bool

    def all(self, box: Box | None) -> list[Sheet]:
        """The frames; one alone where a part is asked for."""
        placed = [(number, place.point) for number, place in enumerate(self.places) if place.point is not None]
        if box is not None:
            parts: Sequence[tuple[Frame, Sequence[int]]] = [(within(box, words.MAP_BOX), range(len(placed)))]
        else:
            parts = frames(point for _, point in placed)
        points = dict(placed)
        return [
            self._sheet(place, frame, {placed[at][0]: points[placed[at][0]] for at in numbers})
            for place, (frame, numbers) in enumerate(parts)
        ]

    def _sheet(self, place: int, frame: Frame, points: Mapping[int, Point]) -> Sheet:
        found = spots(frame, points, [(one.real, one.invented) for one in self.places])
        title = frame.name.in_(self.language)
        said = words.MAP_DESCRIPTION.filled(len(found), len(points)) if points else words.MAP_NONE.filled(frame.name)
        marks = [self._mark(frame, spot) for spot in found]
        drawing = atlas.draw(frame, marks, title, said.in_(self.language), f"sheet-{place}")
        return Sheet(frame.name, said.in_(self.language), Markup(drawing), frame.inset)

    def _mark(self, frame: Frame, spot: Spot) -> atlas.Mark:
        inside = [self.places[number] for number in spot.numbers]
        first = inside[0]
        if len(inside) == 1:
            name = label(self.snapshot, first.node, self.language)
            state = named(self.snapshot, first.state, self.language)
            said = ", ".join(filter(None, (name, first.kind.in_(self.language), state)))
            return atlas.Mark(spot.x, spot.y, first.symbol, said, self._detail(first), short(name), 1, first.invented)
        counted: dict[str, int] = {}
        for one in inside:
            counted[one.symbol] = counted.get(one.symbol, 0) + 1
        told = "; ".join(f"{words.SYMBOLS[name].in_(self.language)} {count}" for name, count in counted.items())
        said = words.MAP_MANY.filled(first.kind, len(inside), told).in_(self.language)
        return atlas.Mark(spot.x, spot.y, first.symbol, said, self._part(frame, spot), "", len(inside), first.invented)

    def _detail(self, place: Place) -> str:
        if self.still:
            return self.to(href(place.node) or "#places")
        return self.to(self.wanted.link(place=place.node.value.removeprefix(ID), offset=None)) + "#detail"

    def _part(self, frame: Frame, spot: Spot) -> str:
        """Where the things of a mark are told apart: their part of the map, or the table if they are at one place."""
        west, south, east, north = spot.box
        whole = frame.box
        near = max(east - west, north - south) < _NEAREST
        if self.still or (near and whole[2] - whole[0] < AROUND):
            return "#places"
        about = max((east - west) / 10, (north - south) / 10, 0.02)
        box = (west - about, south - about, east + about, north + about)
        return self.to(boxed(self.wanted, box))


def boxed(wanted: Filters, box: Box) -> str:
    """The address of a part of the map."""
    west, south, east, north = box
    said = (max(west, -180.0), max(south, -90.0), min(east, 180.0), min(north, 90.0))
    edges: dict[str, str | None] = {name: f"{edge:.3f}" for name, edge in zip(EDGES, said, strict=True)}
    return wanted.link(**edges, place=None, offset=None)


def named(snapshot: Snapshot, iri: str, language: Language) -> str | None:
    """The name of a thing; None where there is no thing."""
    return label(snapshot, NamedNode(iri), language) if iri else None
