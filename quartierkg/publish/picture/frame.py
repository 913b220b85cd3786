"""The frames of a map: metropolitan France, the overseas territories as insets, and one for whatever lies elsewhere.

Longitudes are narrowed by the latitude in the middle of a frame (equirectangular projection), as on the sketches.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from quartierkg.language import Text
from quartierkg.publish.place import Point

Box = tuple[float, float, float, float]
"""West, south, east and north, in degrees."""

_MARGIN: Final = 14
_LEAST: Final = 0.02
"""The least that a frame shows, in degrees: two kilometres."""


@dataclass(frozen=True, slots=True)
class Frame:
    """A part of the earth on a piece of paper."""

    name: Text
    box: Box
    width: int
    height: int
    codes: tuple[str, ...] = ()
    """The countries and territories whose outlines are drawn (ISO 3166-1 alpha-2)."""
    inset: bool = False

    @property
    def middle(self) -> Point:
        """The point in its middle, in degrees."""
        west, south, east, north = self.box
        return (west + east) / 2, (south + north) / 2

    @property
    def narrowed(self) -> float:
        """How much shorter a degree of longitude is than one of latitude here."""
        return max(0.01, math.cos(math.radians(self.middle[1])))

    @property
    def per_degree(self) -> float:
        """How long a degree of latitude is on the paper."""
        west, south, east, north = self.box
        wide, high = max((east - west) * self.narrowed, _LEAST), max(north - south, _LEAST)
        return min((self.width - 2 * _MARGIN) / wide, (self.height - 2 * _MARGIN) / high)

    def holds(self, point: Point) -> bool:
        """Whether a point lies in it."""
        west, south, east, north = self.box
        return west <= point[0] <= east and south <= point[1] <= north

    def at(self, point: Point) -> Point:
        """Where a point is on the paper."""
        east = (point[0] - self.middle[0]) * self.narrowed * self.per_degree
        north = (point[1] - self.middle[1]) * self.per_degree
        return round(self.width / 2 + east, 1), round(self.height / 2 - north, 1)


METROPOLE: Final = Frame(
    Text("France métropolitaine", "Metropolitan France"), (-5.3, 41.3, 9.7, 51.2), 480, 460, ("FR",)
)
OVERSEAS: Final = tuple(
    Frame(name, box, 132, 110, (code,), inset=True)
    for name, code, box in (
        (Text.alike("Guadeloupe"), "GP", (-61.9, 15.8, -60.9, 16.6)),
        (Text.alike("Martinique"), "MQ", (-61.3, 14.3, -60.7, 15.0)),
        (Text("Guyane", "French Guiana"), "GF", (-54.7, 2.0, -51.5, 5.9)),
        (Text("La Réunion", "Réunion"), "RE", (55.1, -21.5, 55.9, -20.8)),
        (Text.alike("Mayotte"), "YT", (44.9, -13.1, 45.4, -12.6)),
        (Text("Saint-Pierre-et-Miquelon", "Saint Pierre and Miquelon"), "PM", (-56.6, 46.6, -56.0, 47.2)),
        (Text("Saint-Martin, Saint-Barthélemy", "Saint Martin, Saint Barthélemy"), "MF", (-63.3, 17.8, -62.6, 18.2)),
        (Text("Nouvelle-Calédonie", "New Caledonia"), "NC", (163.4, -22.9, 168.3, -19.4)),
        (Text("Polynésie française", "French Polynesia"), "PF", (-152.5, -18.2, -148.5, -15.9)),
        (Text("Wallis-et-Futuna", "Wallis and Futuna"), "WF", (-178.4, -14.5, -175.9, -13.1)),
    )
)
"""Those that are inhabited: départements and régions, collectivities, New Caledonia."""
_ELSEWHERE: Final = Text("Ailleurs, en mer pour ce qui est inventé", "Elsewhere, at sea for what is invented")


def fitted(points: Sequence[Point], name: Text = _ELSEWHERE) -> Frame:
    """A frame that shows some points and a little about them; there is at least one."""
    (west, east), (south, north) = ((min(values), max(values)) for values in zip(*points, strict=True))
    about = max((east - west) / 20, (north - south) / 20, _LEAST)
    return Frame(name, (west - about, south - about, east + about, north + about), 480, 320, ("FR",))


def within(box: Box, name: Text) -> Frame:
    """A frame of a part that somebody chose."""
    return Frame(name, box, 480, 400, ("FR", *(code for frame in OVERSEAS for code in frame.codes)))


def frames(points: Iterable[Point]) -> tuple[tuple[Frame, tuple[int, ...]], ...]:
    """The frames, each with the numbers of the points that lie in it: the first that holds a point has it.

    The last is for what lies in none of the others, where there is something.
    """
    known = (METROPOLE, *OVERSEAS)
    found: list[list[int]] = [[] for _ in known]
    rest: list[int] = []
    placed = list(points)
    for number, point in enumerate(placed):
        at = next((place for place, frame in enumerate(known) if frame.holds(point)), None)
        (rest if at is None else found[at]).append(number)
    whole = [(frame, tuple(numbers)) for frame, numbers in zip(known, found, strict=True)]
    if rest:
        whole.insert(1, (fitted([placed[number] for number in rest]), tuple(rest)))
    return tuple(whole)
