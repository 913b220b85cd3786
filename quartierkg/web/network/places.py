"""The page of the map: France and the overseas territories, with what is there, by kind and state."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from markupsafe import Markup
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request

from quartierkg.errors import ParameterFault, UnknownValue
from quartierkg.language import Language, Text, number
from quartierkg.publish.labels import label
from quartierkg.publish.picture import atlas
from quartierkg.publish.picture.frame import Box
from quartierkg.publish.place import Point
from quartierkg.publish.value import href
from quartierkg.snapshot import Snapshot
from quartierkg.terms import ID
from quartierkg.web import service
from quartierkg.web.negotiation import language_of
from quartierkg.web.network import asked, filters, words
from quartierkg.web.network.asked import Asked, ask
from quartierkg.web.network.filters import Filters
from quartierkg.web.network.kept import kept
from quartierkg.web.network.place import Place, read
from quartierkg.web.network.sheet import AROUND, EDGES, Sheets, boxed, named
from quartierkg.web.pages import is_asked, linking, render
from quartierkg.web.still import is_still

QUESTION: Final = "NQ06"
OWN: Final = (*EDGES, "place", "offset")
_ROWS: Final = 50
_STILL_ROWS: Final = 2_000
"""In a file, which has no further rows, all of a small network."""


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
    sheets = Sheets(snapshot, wanted, places, language, to, still).all(box)
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


def _row(snapshot: Snapshot, wanted: Filters, place: Place, language: Language) -> Row:
    around = None
    if place.point is not None:
        (east, north), about = place.point, AROUND
        around = boxed(wanted, (east - about, north - about, east + about, north + about))
    return Row(
        label(snapshot, place.node, language),
        href(place.node) or "",
        place.kind,
        place.real,
        place.invented,
        named(snapshot, place.state, language),
        place.since or None,
        named(snapshot, place.scheme, language),
        _position(place.point, language),
        around,
        place.symbol,
    )


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
