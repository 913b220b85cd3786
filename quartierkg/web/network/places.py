"""The page of the map: France and the overseas territories, with what is there, by kind and state."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from markupsafe import Markup
from pyoxigraph import NamedNode
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request

from quartierkg.errors import ParameterFault, UnknownValue
from quartierkg.language import Language, Text, number
from quartierkg.publish.labels import label
from quartierkg.publish.picture import atlas
from quartierkg.publish.picture.frame import Box, Frame, frames, within
from quartierkg.publish.picture.spot import Spot, spots
from quartierkg.publish.place import Point
from quartierkg.publish.value import href
from quartierkg.snapshot import Snapshot
from quartierkg.terms import ID, term
from quartierkg.web import service
from quartierkg.web.negotiation import language_of
from quartierkg.web.network import asked, filters, words
from quartierkg.web.network.asked import Asked, ask
from quartierkg.web.network.filters import Filters
from quartierkg.web.network.kept import kept
from quartierkg.web.network.names import short
from quartierkg.web.pages import is_asked, linking, render
from quartierkg.web.still import is_still
from quartierkg.web.stored import Known

QUESTION: Final = "NQ06"
EDGES: Final = ("west", "south", "east", "north")
OWN: Final = (*EDGES, "place", "offset")
_ROWS: Final = 50
_STILL_ROWS: Final = 2_000
"""In a file, which has no further rows, all of a small network."""
_AROUND: Final = 0.4
"""In degrees: what is shown around one place."""
_NEAREST: Final = 0.001
"""What is nearer than that, in degrees, is at one place: some hundred metres."""
_HELD: Final = frozenset(("LabelAwarded", "LabelConfirmed", "LabelExtended"))
_APART: Final = {"Labelled": "labelled", "Suspended": "suspended", "Withdrawn": "withdrawn"}


@dataclass(frozen=True, slots=True)
class Place:
    """A Quartier or a real territory: where it is, and what it is there."""

    node: NamedNode
    real: bool
    """Whether it is a real territory; otherwise it is a Quartier of the charter."""
    invented: bool
    state: str
    since: str
    scheme: str
    point: Point | None

    @property
    def symbol(self) -> str:
        """The mark that it has."""
        name = self.state.rpartition("#")[2]
        if not self.real:
            return _APART.get(name, "candidate")
        if not name:
            return "none"
        return "held" if name in _HELD else "refused" if name == "LabelRefused" else "other"

    @property
    def kind(self) -> Text:
        """What it is, in words."""
        if self.real:
            return words.KIND_TERRITORY
        return words.KIND_FICTIONAL if self.invented else words.KIND_QUARTIER


@dataclass(frozen=True, slots=True)
class Row:
    """A place, ready for the page."""

    name: str
    href: str
    kind: Text
    real: bool
    invented: bool
    state: str | None
    since: str | None
    scheme: str | None
    position: str | None
    around: str | None
    symbol: str


@dataclass(frozen=True, slots=True)
class Sheet:
    """A frame with its drawing."""

    name: Text
    said: str
    drawing: Markup
    inset: bool


async def page(request: Request) -> str:
    """The map for what a request asks.

    :raises UsageFault: when it asks amiss; the fault names the parameter.
    :raises Unanswered: when the engine gives no answer.
    """
    wanted = filters.read(request, *OWN)
    box = _box(wanted)
    offset = filters.whole(wanted, "offset", 0, asked.MOST)
    found = await ask(request, QUESTION, wanted.only(*filters.SHARED, *EDGES))
    return await run_in_threadpool(_page, request, wanted, box, offset, found)


def _box(wanted: Filters) -> bool:
    """Whether a part of the map is asked for.

    :raises ParameterFault: when an edge is missing, or on the wrong side of the other.
    """
    given = wanted.only(*EDGES)
    if not given:
        return False
    for name in EDGES:
        if name not in given:
            raise ParameterFault(words.HALF_BOX, source=name)
    return True


def _page(request: Request, wanted: Filters, boxed: bool, offset: int, found: Asked) -> str:
    snapshot, language, still = service.of(request).snapshot, language_of(request), is_still(request)
    places = kept(snapshot, found.key, lambda: read(snapshot, found))
    box = _checked(found) if boxed else None
    chosen = _chosen(places, wanted.given.get("place"))
    to = linking(language, asked=is_asked(request, language))
    sheets = _Sheets(snapshot, wanted, places, language, to, still).all(box)
    rows = _STILL_ROWS if still else _ROWS
    listed = places[offset : offset + rows]
    unplaced = [label(snapshot, place.node, language) for place in places if place.point is None]
    return render(
        request,
        "network-map.html",
        n=words,
        form=filters.form(wanted, found.query, found.values.said["asOf"], EDGES),
        source=found.source,
        cut=filters.cut(found.more, asked.MOST),
        sheets=sheets,
        symbols=Markup(atlas.symbols()),
        legend=[
            *((Markup(atlas.sample(name)), words.SYMBOLS[name]) for name in atlas.SYMBOLS),
            (Markup(atlas.sample("candidate", invented=True)), words.DASHED),
        ],
        rows=[_row(snapshot, wanted, place, language) for place in listed],
        total=len(places),
        first=offset,
        before=wanted.link(offset=str(max(0, offset - rows)) if offset > rows else None) if offset else None,
        after=wanted.link(offset=str(offset + rows)) if offset + rows < len(places) else None,
        detail=_row(snapshot, wanted, chosen, language) if chosen else None,
        neighbourhood=_elsewhere(wanted, chosen),
        criteria=_criteria(wanted, chosen),
        unplaced=unplaced[:_ROWS],
        whole=wanted.link(**dict.fromkeys(OWN)) if boxed or chosen else None,
    )


def read(snapshot: Snapshot, found: Asked) -> tuple[Place, ...]:
    """The places of an answer."""
    territory = term("qn:Territory").value
    rows = [(NamedNode(row[0]), row) for row in found.rows if row[0]]
    invented = Known(snapshot).invented(node for node, _ in rows)
    return tuple(
        Place(node, kind == territory, node in invented, state, since, scheme, _point(longitude, latitude))
        for node, (_, kind, state, since, scheme, latitude, longitude) in rows
    )


def _point(longitude: str, latitude: str) -> Point | None:
    east, north = asked.number(longitude), asked.number(latitude)
    return None if east is None or north is None else (east, north)


def _checked(found: Asked) -> Box:
    """The part of the map that is asked for.

    :raises ParameterFault: when it has no width or no height.
    """
    west, south, east, north = (float(found.values.said[name]) for name in EDGES)
    for low, high, name in ((west, east, "east"), (south, north, "north")):
        if not low < high:
            raise ParameterFault(words.BAD_BOX.filled(name), source=name)
    return west, south, east, north


def _chosen(places: Sequence[Place], name: str | None) -> Place | None:
    """The place whose detail is asked for.

    :raises UnknownValue: when it is not on the map.
    """
    if name is None:
        return None
    found = next((place for place in places if name in (place.node.value, place.node.value.removeprefix(ID))), None)
    if found is None:
        raise UnknownValue(words.NO_SUCH_PLACE, source="place")
    return found


@dataclass(frozen=True, slots=True)
class _Sheets:
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
            state = _named(self.snapshot, first.state, self.language)
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
        if self.still or (near and whole[2] - whole[0] < _AROUND):
            return "#places"
        about = max((east - west) / 10, (north - south) / 10, 0.02)
        box = (west - about, south - about, east + about, north + about)
        return self.to(_boxed(self.wanted, box))


def _boxed(wanted: Filters, box: Box) -> str:
    west, south, east, north = box
    said = (max(west, -180.0), max(south, -90.0), min(east, 180.0), min(north, 90.0))
    edges: dict[str, str | None] = {name: f"{edge:.3f}" for name, edge in zip(EDGES, said, strict=True)}
    return wanted.link(**edges, place=None, offset=None)


def _row(snapshot: Snapshot, wanted: Filters, place: Place, language: Language) -> Row:
    around = None
    if place.point is not None:
        (east, north), about = place.point, _AROUND
        around = _boxed(wanted, (east - about, north - about, east + about, north + about))
    return Row(
        label(snapshot, place.node, language),
        href(place.node) or "",
        place.kind,
        place.real,
        place.invented,
        _named(snapshot, place.state, language),
        place.since or None,
        _named(snapshot, place.scheme, language),
        _position(place.point, language),
        around,
        place.symbol,
    )


def _named(snapshot: Snapshot, iri: str, language: Language) -> str | None:
    return label(snapshot, NamedNode(iri), language) if iri else None


def _position(point: Point | None, language: Language) -> str | None:
    if point is None:
        return None
    east, north = point
    return f"{_degrees(north, words.NORTH, words.SOUTH, language)}, {_degrees(east, words.EAST, words.WEST, language)}"


def _degrees(value: float, positive: Text, negative: Text, language: Language) -> str:
    side = negative if value < 0 else positive
    return f"{number(f'{abs(value):.3f}', language)}°\u00a0{side.in_(language)}"


def _elsewhere(wanted: Filters, place: Place | None) -> str | None:
    if place is None or place.real:
        return None
    state = wanted.given.get("state", "all")
    return wanted.link("/network/links", quartier=place.node.value.removeprefix(ID), state=state)


def _criteria(wanted: Filters, place: Place | None) -> str | None:
    if place is None or place.real:
        return None
    return wanted.link("/network/matrix", quartier=place.node.value.removeprefix(ID))
