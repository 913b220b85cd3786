"""A part of another thing that nobody named: of what kind it is, of what it is a part, and what tells it apart."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import islice
from typing import Final

from pyoxigraph import BlankNode, Literal, NamedNode

from quartierkg.publish.card import Card
from quartierkg.snapshot import Snapshot
from quartierkg.snapshot.graphs import NETWORK
from quartierkg.terms import ID, term
from quartierkg.vocabulary import bundled

_TYPE: Final = term("rdf:type")
_ORGANISATION: Final = term("org:organization")
_MEMBER: Final = term("org:member")
_ROLE: Final = term("org:role")
# What tells apart those that no dossier has, so that the ontology does not say it for the charter's messages.
_TOLD: Final = {
    term("qn:LifecycleEvent"): term("qn:toState"),
    term("qn:Appointment"): term("qn:appointee"),
    term("qn:CharterSignature"): term("qn:signatory"),
    term("qn:Lot"): term("qn:usableArea"),
    term("qn:HostingAgreement"): term("qn:periodicity"),
}
_CITING: Final = (term("dcterms:source"), term("prov:wasDerivedFrom"), term("qn:evidence"))
_SHARED: Final = 20
"""What so many things name is a part of none of them."""
_DEEPEST: Final = 4
"""So many nameless nodes may stand between a part and what it is a part of."""


@dataclass(frozen=True, slots=True)
class Part:
    """What is told of a part in place of a name."""

    kind: NamedNode
    owner: NamedNode
    member: NamedNode | None
    """Who takes part, where it is that somebody does."""
    by: NamedNode | None
    """The property that tells it apart from others of its kind; None where none does."""
    told: NamedNode | Literal | None
    """The value of that property."""


def part(card: Card) -> Part | None:
    """What a thing of ours is a part of; None where that is nothing, or several things have it in common."""
    if isinstance(card.node, BlankNode) or not card.node.value.startswith(ID):
        return None
    kinds = card.nodes(_TYPE, graph=NETWORK)
    owner = _owner(card)
    if not kinds or owner is None:
        return None
    members = card.nodes(_MEMBER, graph=NETWORK)
    by = _ROLE if members else bundled().told_by.get(kinds[0]) or _TOLD.get(kinds[0])
    values = [quad.object for quad in card.quads(by, NETWORK)] if by is not None else []
    told = sorted((value for value in values if isinstance(value, NamedNode | Literal)), key=str)
    return Part(kinds[0], owner, members[0] if members else None, by, told[0] if told else None)


def _owner(card: Card) -> NamedNode | None:
    """What names a part as its own; of a membership, the organisation that it names."""
    owners = _above(card.snapshot, card.node)
    for _ in range(_DEEPEST):
        if not owners or isinstance(owners[0], NamedNode):
            break
        owners = _above(card.snapshot, owners[0])
    named = [owner for owner in owners if isinstance(owner, NamedNode)] or card.nodes(_ORGANISATION, graph=NETWORK)
    return named[0] if named else None


def _above(snapshot: Snapshot, node: NamedNode | BlankNode) -> list[NamedNode | BlankNode]:
    """What names a node, things with an address first; nothing where much does."""
    found = list(islice(snapshot.quads(None, None, node, NETWORK), _SHARED))
    owners = {
        quad.subject
        for quad in found
        if isinstance(quad.subject, NamedNode | BlankNode) and quad.predicate not in _CITING
    }
    if len(found) == _SHARED:
        return []
    return sorted(owners, key=lambda one: (isinstance(one, BlankNode), one.value))
