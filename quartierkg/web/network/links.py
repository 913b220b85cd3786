"""The page of the links: who is linked to whom, by kind, state and day; in a large network, of one Quartier."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from markupsafe import Markup
from pyoxigraph import NamedNode
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request

from quartierkg.errors import ParameterFault, UnknownValue
from quartierkg.language import Language, Text
from quartierkg.publish import network
from quartierkg.publish.labels import label
from quartierkg.publish.picture import constellation
from quartierkg.publish.picture.constellation import Knot
from quartierkg.publish.picture.tie import DESKS, KINDS, NETWORKED, SHARED, Tie, chosen, strongest
from quartierkg.publish.value import href
from quartierkg.snapshot import Snapshot
from quartierkg.terms import ID, term
from quartierkg.web import service
from quartierkg.web.negotiation import language_of
from quartierkg.web.network import asked, filters, words
from quartierkg.web.network.asked import Asked, ask
from quartierkg.web.network.filters import Filters
from quartierkg.web.network.graph import read
from quartierkg.web.network.kept import kept
from quartierkg.web.network.names import short
from quartierkg.web.pages import is_asked, linking, render
from quartierkg.web.still import is_still
from quartierkg.web.stored import Known

GRAPH: Final = "CQ09"
AROUND: Final = "NQ07"
RANKING: Final = "CQ10"
OWN: Final = ("quartier", *KINDS)
_KNOTS: Final = 36
"""So many Quartiers are drawn at most: more names cannot be read."""
_TIES: Final = 110
_WHOLE: Final = 2_000
"""So many Quartiers a network has at most of which the whole graph is asked for."""
_OFF: Final = "no"
_YES_OR_NO: Final = ("yes", _OFF)


@dataclass(frozen=True, slots=True)
class Row:
    """A tie, ready for the page."""

    one: tuple[str, str, bool]
    """Name, page, and whether it is invented."""
    other: tuple[str, str, bool]
    kind: Text
    sides: Text


async def page(request: Request) -> str:
    """The links for what a request asks.

    :raises UsageFault: when it asks amiss; the fault names the parameter.
    :raises Unanswered: when the engine gives no answer.
    """
    wanted = filters.read(request, *OWN)
    kinds = _kinds(wanted)
    snapshot = service.of(request).snapshot
    number = await run_in_threadpool(kept, snapshot, "quartiers", lambda: network.count(snapshot, term("qn:Quartier")))
    if number <= _WHOLE:
        found = await ask(request, GRAPH, wanted.only(*filters.SHARED))
        return await run_in_threadpool(_page, request, wanted, kinds, found, None)
    centre = wanted.given.get("quartier") or await _most_linked(request)
    given = wanted.only(*filters.SHARED) | ({"quartier": centre} if centre else {})
    found = await ask(request, AROUND, given)
    return await run_in_threadpool(_page, request, wanted, kinds, found, centre)


async def _most_linked(request: Request) -> str:
    """The Quartier that has most partners today; empty where there is none."""
    found = await ask(request, RANKING, {}, 1)
    return found.rows[0][0] if found.rows else ""


def _kinds(wanted: Filters) -> tuple[str, ...]:
    """The kinds of links that are wanted: all that nobody put off.

    :raises ParameterFault: when a value is neither yes nor no.
    """
    for kind in KINDS:
        said = wanted.given.get(kind, "yes")
        if said not in _YES_OR_NO:
            raise ParameterFault(words.NO_SUCH_LINK.filled(said[:64], ", ".join(_YES_OR_NO)), source=kind)
    return tuple(kind for kind in KINDS if wanted.given.get(kind) != _OFF)


def _centre(snapshot: Snapshot, wanted: Filters, centre: str | None) -> str | None:
    """The address of the Quartier in the middle; None where the picture is of all.

    :raises UnknownValue: when there is no such Quartier.
    """
    name = centre or wanted.given.get("quartier")
    if not name:
        return None
    for address in (name, ID + name, f"{ID}quartier/{name}"):
        try:
            node = NamedNode(address)
        except ValueError:
            continue
        if Known(snapshot).holds(node, term("qn:Quartier")):
            return node.value
    raise UnknownValue(words.NO_SUCH_PLACE, source="quartier")


def _page(request: Request, wanted: Filters, kinds: Sequence[str], found: Asked, star: str | None) -> str:
    snapshot, language = service.of(request).snapshot, language_of(request)
    centre = _centre(snapshot, wanted, star)
    drawn = _drawn(snapshot, found, kinds, centre)
    things = _Things.of(request, wanted, drawn.nodes)
    title = words.LINKS_OF.filled(things.names[centre]) if centre else words.LINKS_TITLE
    knots = things.knots(drawn, centre)
    shown = words.LINKS_SHOWN.filled(len(knots), drawn.whole if knots else 0, len(drawn.ties), drawn.every)
    picture = constellation.draw(knots, drawn.ties, title.in_(language), shown.in_(language), "links")
    return render(
        request,
        "network-links.html",
        n=words,
        form=filters.form(wanted, found.query, found.values.said["asOf"]),
        source=found.source,
        cut=filters.cut(found.more, asked.MOST),
        title=title,
        kinds=[(kind, words.LINK_KINDS[kind], kind in kinds) for kind in KINDS],
        quartier=(centre or "").removeprefix(ID),
        detail=things.thing(centre) if centre else None,
        all=wanted.link(quartier=None) if centre and star is None else None,
        star=star is not None,
        drawing=Markup(picture) if knots else None,
        shown=shown,
        legend=_legend(),
        rows=[_row(things, tie) for tie in drawn.ties],
    )


@dataclass(frozen=True, slots=True)
class _Drawn:
    """What of a graph is drawn, and how much there is."""

    nodes: tuple[str, ...]
    ties: tuple[Tie, ...]
    every: int
    """How many ties there are between the nodes."""
    linked: Mapping[str, set[str]]
    whole: int
    """How many Quartiers have a link: of all, or with the one in the middle."""


def _drawn(snapshot: Snapshot, found: Asked, kinds: Sequence[str], centre: str | None) -> _Drawn:
    """The most linked Quartiers and the strongest ties between them."""
    graph = kept(snapshot, found.key, lambda: read(found))
    stating = tuple(kind for kind in kinds if kind != SHARED)
    linked = kept(snapshot, (found.key, kinds), lambda: graph.of(kinds))
    stated = kept(snapshot, (found.key, kinds, "stated"), lambda: graph.of(stating))
    nodes = chosen(linked, stated, _KNOTS, centre)
    every = graph.among(nodes, kinds)
    whole = len(linked) if centre is None else len(linked.get(centre, ())) + 1
    return _Drawn(nodes, strongest(every, _TIES, centre), len(every), linked, whole)


@dataclass(frozen=True, slots=True)
class _Things:
    """What the Quartiers of a picture are called, and where they lead."""

    language: Language
    names: Mapping[str, str]
    invented: frozenset[str]
    links: Mapping[str, str]

    @classmethod
    def of(cls, request: Request, wanted: Filters, nodes: Sequence[str]) -> _Things:
        """In the language of a request; a knot leads to a neighbourhood, and in a file to the page of the thing."""
        snapshot, language, still = service.of(request).snapshot, language_of(request), is_still(request)
        to = linking(language, asked=is_asked(request, language))
        things = {node: NamedNode(node) for node in nodes}
        return cls(
            language,
            {node: label(snapshot, thing, language) for node, thing in things.items()},
            frozenset(thing.value for thing in Known(snapshot).invented(things.values())),
            {
                node: to((href(thing) or "") if still else wanted.link(quartier=node.removeprefix(ID)))
                for node, thing in things.items()
            },
        )

    def thing(self, node: str) -> tuple[str, str, bool]:
        """Name and page of a Quartier, and whether it is invented."""
        return self.names[node], href(NamedNode(node)) or "", node in self.invented

    def knots(self, drawn: _Drawn, centre: str | None) -> list[Knot]:
        """The knots of a picture: those that a tie leads to."""
        met = {node for tie in drawn.ties for node in (tie.one, tie.other)}
        return [
            Knot(
                node,
                short(self.names[node]),
                words.LINKS_KNOT.filled(self.names[node], len(drawn.linked.get(node, ()))).in_(self.language),
                self.links[node],
                node == centre,
                node in self.invented,
            )
            for node in drawn.nodes
            if node in met
        ]


def _row(things: _Things, tie: Tie) -> Row:
    return Row(things.thing(tie.one), things.thing(tie.other), words.LINK_KINDS[tie.kind], _sides(tie))


def _legend() -> list[tuple[Markup, Text]]:
    lines = [(Markup(constellation.sample(kind, mutual=both)), text) for kind, both, text in _LEGEND]
    return [*lines, (Markup(constellation.dashed()), words.DASHED)]


_LEGEND: Final = (
    *(
        (kind, both, said.filled(words.LINK_KINDS[kind]))
        for kind in (NETWORKED, DESKS)
        for both, said in ((True, words.LINK_BOTH), (False, words.LINK_ONE))
    ),
    (SHARED, True, words.LINK_SHARED),
)


def _sides(tie: Tie) -> Text:
    if tie.kind == SHARED:
        return words.LINKS_COMMON.filled(tie.weight)
    return words.LINKS_BOTH_SIDES if tie.mutual else words.LINKS_FIRST
