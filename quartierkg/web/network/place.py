"""A place of the map: a Quartier or a real territory, and what it is there."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from pyoxigraph import NamedNode

from quartierkg.language import Text
from quartierkg.publish.place import Point
from quartierkg.snapshot import Snapshot
from quartierkg.terms import term
from quartierkg.web.network import asked, words
from quartierkg.web.network.asked import Asked
from quartierkg.web.stored import Known

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
