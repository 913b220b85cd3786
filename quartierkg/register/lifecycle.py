"""The moves of the label's life, as the ontology states them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Final

from pyoxigraph import Literal, NamedNode, RdfFormat, parse

from quartierkg import resources, vocabulary
from quartierkg.errors import ParameterFault
from quartierkg.language import Text
from quartierkg.terms import ONTOLOGY, term

_FILE: Final = "lifecycle.ttl"
_TYPE: Final = term("rdf:type")


@dataclass(frozen=True, slots=True)
class Move:
    """A passage from one state to another."""

    iri: NamedNode
    label: Text
    to: NamedNode
    origins: frozenset[NamedNode]
    """The states from which it is allowed; none: it opens the history of a Quartier."""
    after: frozenset[NamedNode]
    """The states that must have been reached before."""
    guards: frozenset[NamedNode]
    roles: frozenset[str]
    """Those who may make it, by the notation of their role."""
    recorded_as: tuple[NamedNode, ...] = ()
    """The classes of the decision that it is; none: it is no decision."""

    @property
    def name(self) -> str:
        """Its local name: what a request calls it."""
        return self.iri.value.removeprefix(ONTOLOGY)


_Said = Mapping[NamedNode, Mapping[NamedNode, Sequence[NamedNode | Literal]]]


@cache
def moves() -> Mapping[str, Move]:
    """Every move, by its local name, in the order of the ontology."""
    notations = {role: name for name, role in roles().items()}
    found = (_move(node, values, notations) for node, values in _said().items() if term("qn:Move") in values[_TYPE])
    return {move.name: move for move in found}


@cache
def roles() -> Mapping[str, NamedNode]:
    """Every role in the register, by its notation."""
    notation = term("skos:notation")
    return {values[notation][0].value: node for node, values in _said().items() if values[notation]}


def is_decision(name: str) -> bool:
    """Whether a move of that name is a decision of the committee; what no move made is none."""
    return name in moves() and bool(moves()[name].recorded_as)


@cache
def _said() -> _Said:
    said: dict[NamedNode, dict[NamedNode, list[NamedNode | Literal]]] = defaultdict(lambda: defaultdict(list))
    data = (resources.folder("ontology") / _FILE).read_bytes()
    for quad in parse(data, format=RdfFormat.TURTLE):
        if isinstance(quad.subject, NamedNode) and isinstance(quad.object, NamedNode | Literal):
            said[quad.subject][quad.predicate].append(quad.object)
    return said


def move(name: str) -> Move:
    """The move of a name.

    :raises ParameterFault: when there is none; the error names those that are.
    """
    if name not in moves():
        known = ", ".join(moves())
        raise ParameterFault(
            Text(f"« {name} » n’est pas un passage.", f"{name!r} is not a move."),
            source="move",
            remedy=Text(f"Passages : {known}.", f"Moves: {known}."),
        )
    return moves()[name]


def state_name(state: NamedNode) -> Text:
    """What a state is called."""
    words = vocabulary.bundled()
    return Text(*(words.label(state, language) or state.value for language in ("fr", "en")))


def role_name(notation: str) -> Text:
    """What a role is called; one that is none of ours by its notation."""
    role = roles().get(notation)
    return state_name(role) if role is not None else Text.alike(notation)


def _move(
    iri: NamedNode, values: Mapping[NamedNode, Sequence[NamedNode | Literal]], notations: Mapping[NamedNode, str]
) -> Move:
    def nodes(name: str) -> frozenset[NamedNode]:
        return frozenset(node for node in values[term(name)] if isinstance(node, NamedNode))

    labels = {node.language: node.value for node in values[term("skos:prefLabel")] if isinstance(node, Literal)}
    (to,) = nodes("qn:leadsTo")
    return Move(
        iri,
        Text(labels["fr"], labels["en"]),
        to,
        nodes("qn:fromState"),
        nodes("qn:afterState"),
        nodes("qn:guardedBy"),
        frozenset(notations[role] for role in nodes("qn:openTo")),
        tuple(sorted(nodes("qn:recordedAs"), key=str)),
    )
