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
from quartierkg.language import Text
from quartierkg.publish import network
from quartierkg.publish.labels import label
from quartierkg.publish.picture import constellation
from quartierkg.publish.picture.constellation import Knot
from quartierkg.publish.picture.tie import (
    DESKS,
    KINDS,
    NETWORKED,
    SHARED,
    Tie,
    chosen,
    declared,
    partners,
    shared,
    strongest,
)
from quartierkg.publish.value import href
from quartierkg.snapshot import Snapshot
from quartierkg.terms import ID, ONTOLOGY, term
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

Pairs = Sequence[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Graph:
    """The links of an answer, by their kinds."""

    declared: Mapping[str, Pairs]
    presences: Pairs
    """Quartiers, each with an actor that others have too."""
    ties: tuple[Tie, ...] = ()
    """Those that are known already."""

    def of(self, kinds: Sequence[str]) -> Mapping[str, set[str]]:
        """Of each Quartier those that it is linked with by some kinds."""
        pairs = [pair for kind in kinds for pair in self.declared.get(kind, ())]
        pairs += [(tie.one, tie.other) for tie in self.ties if tie.kind in kinds]
        return partners(pairs, self.presences if SHARED in kinds else ())

    def among(self, nodes: Sequence[str], kinds: Sequence[str]) -> tuple[Tie, ...]:
        """The ties of some kinds between some Quartiers."""
        wanted = set(nodes)
        found = [tie for tie in self.ties if tie.kind in kinds and {tie.one, tie.other} <= wanted]
        for kind in (NETWORKED, DESKS):
            if kind in kinds:
                pairs = self.declared.get(kind, ())
                found += declared((pair for pair in pairs if wanted.issuperset(pair)), kind)
        if SHARED in kinds:
            found += shared(self.presences, nodes)
        return tuple(found)


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


def read(found: Asked) -> Graph:
    """The graph of an answer: that of all Quartiers, or the neighbourhood of one."""
    declared_: dict[str, list[tuple[str, str]]] = {NETWORKED: [], DESKS: []}
    presences: list[tuple[str, str]] = []
    ties: list[Tie] = []
    for row in found.rows:
        one, kind, other = row[0], row[1].removeprefix(ONTOLOGY), row[2]
        if not (one and other):
            continue
        if kind in declared_:
            declared_[kind].append((one, other))
        elif kind == SHARED and len(row) > 3:
            ties.append(Tie(one, other, SHARED, True, int(asked.number(row[3]) or 1)))
        elif kind == SHARED:
            presences.append((one, other))
    return Graph(declared_, tuple(presences), tuple(ties))


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
    graph = kept(snapshot, found.key, lambda: read(found))
    linked = kept(snapshot, (found.key, kinds), lambda: graph.of(kinds))
    stated = kept(snapshot, (found.key, kinds, "stated"), lambda: graph.of([kind for kind in kinds if kind != SHARED]))
    nodes = chosen(linked, stated, _KNOTS, centre)
    every = graph.among(nodes, kinds)
    ties = strongest(every, _TIES, centre)
    met = {node for tie in ties for node in (tie.one, tie.other)}
    names = {node: label(snapshot, NamedNode(node), language) for node in nodes}
    invented = {node.value for node in Known(snapshot).invented(map(NamedNode, nodes))}
    still = is_still(request)
    to = linking(language, asked=is_asked(request, language))
    knots = [
        Knot(
            node,
            short(names[node]),
            words.LINKS_KNOT.filled(names[node], len(linked.get(node, ()))).in_(language),
            to((href(NamedNode(node)) or "") if still else wanted.link(quartier=node.removeprefix(ID))),
            node == centre,
            node in invented,
        )
        for node in nodes
        if node in met
    ]
    title = words.LINKS_OF.filled(names[centre]) if centre else words.LINKS_TITLE
    whole = len(linked) if centre is None else len(linked.get(centre, ())) + 1
    shown = words.LINKS_SHOWN.filled(len(knots), whole if knots else 0, len(ties), len(every))
    drawing = constellation.draw(knots, ties, title.in_(language), shown.in_(language), "links")

    def thing(node: str) -> tuple[str, str, bool]:
        return names[node], href(NamedNode(node)) or "", node in invented

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
        detail=thing(centre) if centre else None,
        all=wanted.link(quartier=None) if centre and star is None else None,
        star=star is not None,
        drawing=Markup(drawing) if knots else None,
        shown=shown,
        legend=[
            *((Markup(constellation.sample(kind, mutual=both)), text) for kind, both, text in _LEGEND),
            (Markup(constellation.dashed()), words.DASHED),
        ],
        rows=[Row(thing(tie.one), thing(tie.other), words.LINK_KINDS[tie.kind], _sides(tie)) for tie in ties],
    )


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
