"""Where a thing stands in the network: its roles, its territories, its state and its criteria."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property
from typing import Final, NamedTuple

from pyoxigraph import BlankNode, Literal, NamedNode

from quartierkg.search.facts import Facts, Links, Node
from quartierkg.search.found import Kind
from quartierkg.snapshot.graphs import NETWORK, ONTOLOGY, REGISTER
from quartierkg.terms import last_part, term

QUARTIER: Final = term("qn:Quartier")
_PARTICIPATION: Final = term("qn:participation")
_MEMBER: Final = term("org:member")
_ROLE: Final = term("org:role")
_PLACED: Final = (term("qn:metropole"), term("qn:territory"))
_ABOVE: Final = term("igeo:subdivisionDe")
_HISTORY: Final = term("qn:history")
_DAY: Final = term("qn:happenedOn")
_STATE: Final = term("qn:toState")
_RANK: Final = term("qn:stateRank")
_VERDICT: Final = term("qn:Verdict")
_DOSSIER: Final = term("qn:onDossier")
_CONCERNS: Final = term("qn:concerns")
_JUDGED: Final = term("qn:judgedOn")
_CRITERION_OUTCOME: Final = term("qn:criterionOutcome")
_ON_CRITERION: Final = term("qn:onCriterion")
_OUTCOME: Final = term("earl:outcome")
_NOTATION: Final = term("skos:notation")


class Value(NamedTuple):
    """A value of a facet."""

    kind: Kind
    iri: str
    outcome: str = ""

    @property
    def key(self) -> str:
        """What narrows a search to it."""
        return f"{self.iri}:{self.outcome}" if self.outcome else self.iri


@dataclass(frozen=True)
class Standings:
    """What is known of all Quartiers, kept for the things that belong to one."""

    facts: Facts
    day: str
    """The day whose states are looked for."""
    _higher: dict[Node, frozenset[Node]] = field(default_factory=dict, repr=False)

    def of(self, thing: NamedNode, links: Links) -> Iterator[Value]:
        """The facet values of a thing of the network, its types aside.

        :param links: what it leads to.
        """
        naming = self.facts.naming(thing)
        yield from _values(Kind.ROLE, self._roles(links, naming))
        yield from _values(Kind.TERRITORY, self._territories(thing, links, naming))
        if thing in self._quartiers:
            yield from _values(Kind.STATE, self._state(links))
            yield from self._outcomes.get(thing, ())

    @cached_property
    def _quartiers(self) -> dict[Node, frozenset[Node]]:
        """Every Quartier, with its territories."""
        return {
            quartier: frozenset(self._placed(self.facts.links(self.facts.about(quartier, NETWORK))))
            for quartier in self.facts.of_class(QUARTIER)
        }

    @cached_property
    def _ranks(self) -> dict[Node, int]:
        """Of two events on one day, the one of the higher rank counts."""
        found = self.facts.snapshot.quads(None, _RANK, None, ONTOLOGY)
        return {
            quad.subject: int(quad.object.value)
            for quad in found
            if isinstance(quad.subject, Node) and isinstance(quad.object, Literal)
        }

    @cached_property
    def _outcomes(self) -> dict[Node, tuple[Value, ...]]:
        """Of every Quartier with a verdict in the register, the criteria of the latest one."""
        latest: dict[Node, tuple[str, str]] = {}
        found: dict[Node, tuple[Value, ...]] = {}
        for verdict in self.facts.of_class(_VERDICT, REGISTER):
            judged = self.facts.value(verdict, _JUDGED, REGISTER) or "", str(verdict)
            for quartier in self._judged(verdict):
                if judged >= latest.get(quartier, ("", "")):
                    latest[quartier], found[quartier] = judged, tuple(sorted({*self._criteria(verdict)}))
        return found

    def _roles(self, links: Links, naming: Links) -> Iterator[Node]:
        """The roles that an actor plays, and those that are played in a Quartier."""
        for participation in (*naming.get(_MEMBER, ()), *links.get(_PARTICIPATION, ())):
            yield from self.facts.objects(participation, _ROLE)

    def _territories(self, thing: NamedNode, links: Links, naming: Links) -> Iterator[Node]:
        """Where a thing is, and where the Quartiers are that it belongs to or takes part in."""
        if thing in self._quartiers:
            yield from self._quartiers[thing]
            return
        yield from self._placed(links)
        belongs = {node for nodes in naming.values() for node in nodes}
        for participation in naming.get(_MEMBER, ()):
            belongs |= {*self.facts.subjects(_PARTICIPATION, participation)}
        for quartier in belongs & self._quartiers.keys():
            yield from self._quartiers[quartier]

    def _placed(self, links: Links) -> Iterator[Node]:
        """The territories that a thing itself names, and all that lie above them."""
        for property_ in (*_PLACED, _ABOVE):
            for place in links.get(property_, ()):
                yield place
                yield from self._above(place)

    def _above(self, place: Node) -> frozenset[Node]:
        """All territories above one."""
        if place not in self._higher:
            found: set[Node] = set()
            waiting = [place]
            while waiting:
                higher = {*self.facts.objects(waiting.pop(), _ABOVE)} - found
                found |= higher
                waiting.extend(higher)
            self._higher[place] = frozenset(found)
        return self._higher[place]

    def _state(self, links: Links) -> Iterator[Node]:
        """The state that a Quartier's last event reached, those to come left out."""
        reached = [
            (day, self._ranks.get(state, 0), str(event), state)
            for event in links.get(_HISTORY, ())
            if (day := self.facts.value(event, _DAY, NETWORK)) and day <= self.day
            for state in self.facts.objects(event, _STATE)
        ]
        if reached:
            yield max(reached, key=lambda found: found[:3])[3]

    def _judged(self, verdict: Node) -> Iterator[Node]:
        for dossier in self.facts.objects(verdict, _DOSSIER, REGISTER):
            for graph in (REGISTER, NETWORK):
                yield from self.facts.objects(dossier, _CONCERNS, graph)

    def _criteria(self, verdict: Node) -> Iterator[Value]:
        for row in self.facts.objects(verdict, _CRITERION_OUTCOME, REGISTER):
            for criterion in self.facts.objects(row, _ON_CRITERION, REGISTER):
                for outcome in self.facts.objects(row, _OUTCOME, REGISTER):
                    if isinstance(criterion, NamedNode) and isinstance(outcome, NamedNode):
                        said = self.facts.value(outcome, _NOTATION, ONTOLOGY) or last_part(outcome)
                        yield Value(Kind.CRITERION, criterion.value, said)


def _values(kind: Kind, nodes: Iterable[NamedNode | BlankNode]) -> Iterator[Value]:
    """Each of them once; what has no name of its own is no value."""
    yield from sorted({Value(kind, node.value) for node in nodes if isinstance(node, NamedNode)})
