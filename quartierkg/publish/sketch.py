"""A sketch map of a thing and the places about it: drawn here, from what the graphs say, and told in words as well.

Nothing is asked of a map service. Longitudes are narrowed by the latitude (equirectangular projection), which is right
to a hundredth over the distances that are shown.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from quartierkg.language import Language, Text, number
from quartierkg.publish.description import Description
from quartierkg.publish.place import Place, Point, kilometres, places
from quartierkg.publish.value import Value
from quartierkg.publish.view import link
from quartierkg.snapshot import Snapshot

WIDTH: Final = 480
HEIGHT: Final = 300
_MARGIN: Final = 36
# The least that a sketch shows, in degrees of latitude: half a kilometre.
_LEAST: Final = 0.005
_METRES_PER_DEGREE: Final = 111_195
_BARS: Final = tuple(step * 10**power for power in range(1, 7) for step in (1, 2, 5))
_WINDS: Final = (
    Text("au nord", "north"),
    Text("au nord-est", "north-east"),
    Text("à l’est", "east"),
    Text("au sud-est", "south-east"),
    Text("au sud", "south"),
    Text("au sud-ouest", "south-west"),
    Text("à l’ouest", "west"),
    Text("au nord-ouest", "north-west"),
)


@dataclass(frozen=True, slots=True)
class Mark:
    """One place on a sketch."""

    name: Value
    own: bool
    """Whether it is the place of the thing itself."""
    path: str
    """What is drawn of an outline, as the data of an SVG path; empty for a single point."""
    x: float
    y: float
    """The centre on the sketch."""
    latitude: str
    longitude: str
    away: str | None
    """How far it is from the thing, and where: in words."""
    letter: str
    """What stands beside it on the sketch, and before it in the list."""

    @property
    def uri(self) -> str:
        """The place as a ``geo`` URI (RFC 5870)."""
        return f"geo:{self.latitude},{self.longitude}"

    @property
    def map(self) -> str:
        """The place on a map elsewhere."""
        place = f"{self.latitude}/{self.longitude}"
        return f"https://www.openstreetmap.org/?mlat={self.latitude}&mlon={self.longitude}#map=15/{place}"


@dataclass(frozen=True, slots=True)
class Sketch:
    """A map of marks, with a bar for its scale."""

    marks: tuple[Mark, ...]
    bar: float
    """The length of the bar on the sketch."""
    scale: str
    """The length that it stands for."""


def sketch(snapshot: Snapshot, found: Description, language: Language) -> Sketch | None:
    """The sketch of a thing, or None where no place of it is known."""
    known = places(snapshot, found)
    if not known:
        return None
    paper = _Paper.of([point for place in known for line in place.lines for point in line])
    middle = known[0].centre
    own = known[0].node == found.iri
    marks = tuple(
        _mark(snapshot, place, at, paper, middle if own and at else None, language) for at, place in enumerate(known)
    )
    metres, bar = paper.scale()
    written = f"{number(str(metres // 1000), language)} km" if metres >= 1000 else f"{metres} m"
    return Sketch(marks, bar, written.replace(" ", "\u00a0"))


def _mark(snapshot: Snapshot, place: Place, at: int, paper: _Paper, middle: Point | None, language: Language) -> Mark:
    x, y = paper.at(place.centre)
    return Mark(
        name=link(snapshot, place.node, language),
        own=at == 0,
        path=" ".join(paper.path(line) for line in place.lines if len(line) > 1),
        x=x,
        y=y,
        latitude=f"{place.centre[1]:.5f}",
        longitude=f"{place.centre[0]:.5f}",
        away=_away(middle, place.centre, language) if middle is not None else None,
        letter=chr(ord("A") + at),
    )


def _away(middle: Point, place: Point, language: Language) -> str:
    """A distance and a direction, in words."""
    far = kilometres(middle, place)
    east = (place[0] - middle[0]) * math.cos(math.radians(middle[1]))
    wind = _WINDS[round(math.degrees(math.atan2(east, place[1] - middle[1])) / 45) % 8]
    return f"{number(f'{far:.1f}', language)}\u00a0km {wind.in_(language)}"


@dataclass(frozen=True, slots=True)
class _Paper:
    """How places are laid on the sketch."""

    middle: Point
    narrowed: float
    """How much shorter a degree of longitude is than one of latitude here."""
    per_degree: float
    """How long a degree of latitude is on the sketch."""

    @classmethod
    def of(cls, points: Sequence[Point]) -> _Paper:
        (west, east), (south, north) = ((min(values), max(values)) for values in zip(*points, strict=True))
        middle = (west + east) / 2, (south + north) / 2
        narrowed = max(0.01, math.cos(math.radians(middle[1])))
        wide, high = max((east - west) * narrowed, _LEAST), max(north - south, _LEAST)
        return cls(middle, narrowed, min((WIDTH - 2 * _MARGIN) / wide, (HEIGHT - 2 * _MARGIN) / high))

    def at(self, point: Point) -> Point:
        """Where a place is on the sketch."""
        east = (point[0] - self.middle[0]) * self.narrowed * self.per_degree
        north = (point[1] - self.middle[1]) * self.per_degree
        return round(WIDTH / 2 + east, 1), round(HEIGHT / 2 - north, 1)

    def path(self, line: Iterable[Point]) -> str:
        """A line as the data of an SVG path (SVG 2, 9.3)."""
        return "M" + " ".join(f"{x:g},{y:g}" for x, y in map(self.at, line)) + "Z"

    def scale(self) -> tuple[int, float]:
        """The length in metres that the bar stands for, and its length on the sketch: a third of it at most."""
        per_metre = self.per_degree / _METRES_PER_DEGREE
        fitting = [length for length in _BARS if length * per_metre <= WIDTH / 3]
        metres = fitting[-1] if fitting else _BARS[0]
        return metres, round(metres * per_metre, 1)
