"""The shapes of a charter version under a profile and a gate, as one graph and as a table of rules.

No threshold and no condition is known here.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Final, Literal

from pyoxigraph import BlankNode, NamedNode, Triple
from pyoxigraph import Literal as RdfLiteral

from quartierkg import layers, ntriples
from quartierkg.charter.outcome import BY_TERM, SEVERITY_BY_TERM, Outcome, Severity
from quartierkg.language import Text
from quartierkg.terms import term

Profile = Literal["charter", "strict"]
Gate = Literal["application", "label"]
PROFILES: Final[tuple[Profile, ...]] = ("charter", "strict")
GATES: Final[tuple[Gate, ...]] = ("application", "label")

Node = NamedNode | BlankNode
Values = dict[NamedNode, list[Node | RdfLiteral]]

_TARGETS: Final = tuple(
    term("sh:" + name) for name in ("targetClass", "targetObjectsOf", "targetSubjectsOf", "targetNode")
)
_CANARY: Final = "urn:quartierkg:canary:"
# A fact that rules add and findings speak of: a canary of its own tells which nodes have it.
NEAREST: Final = term("qn:nearest")
_ADDED: Final = (term("sh:targetSubjectsOf"), NEAREST)


@dataclass(frozen=True, slots=True)
class Rule:
    """One shape that is run for itself: what it judges, what a violation yields, and what to say then."""

    iri: NamedNode
    judges: NamedNode | None
    yields: Outcome | None
    severity: Severity
    message: Text
    found_by: str | None
    threshold: NamedNode | None
    canaries: tuple[NamedNode, ...]
    """Shapes that fire on every focus node of the same target: they prove that the rule met one."""


@dataclass(frozen=True)
class RuleSet:
    """The shapes of one charter version, profile and gate."""

    version: str
    profile: Profile
    gate: Gate
    triples: tuple[Triple, ...]
    rules: dict[NamedNode, Rule]
    nodes: dict[Node, Values]
    """What the shapes graph states, by subject and predicate."""
    nearest: NamedNode
    """The canary that fires on every node that the rules made the nearest candidate."""

    @property
    def text(self) -> str:
        """The shapes graph as N-Triples."""
        return ntriples.text(self.triples)


@cache
def rules(version: str, profile: Profile, gate: Gate) -> RuleSet:
    """The rules of a charter version under a profile and a gate."""
    return assemble(version, profile, gate, shapes(version, profile, gate))


@cache
def shapes(version: str, profile: Profile, gate: Gate) -> tuple[Triple, ...]:
    """The shapes graph of a charter version under a profile and a gate, as its files state it."""
    return layers.merged(version, layers.layers(version, profile, gate))


def assemble(version: str, profile: Profile, gate: Gate, triples: Sequence[Triple]) -> RuleSet:
    """The rules that a shapes graph holds, with their canaries."""
    nodes: dict[Node, Values] = {}
    for triple in triples:
        if isinstance(triple.subject, Triple) or isinstance(triple.object, Triple):
            continue  # our files hold none
        nodes.setdefault(triple.subject, {}).setdefault(triple.predicate, []).append(triple.object)
    canaries: dict[tuple[NamedNode, Node | RdfLiteral], NamedNode] = {}
    found = {
        iri: _rule(iri, values, canaries)
        for iri, values in nodes.items()
        if isinstance(iri, NamedNode) and is_rule(values)
    }
    nearest = canaries.setdefault(_ADDED, NamedNode(f"{_CANARY}{len(canaries)}"))
    return RuleSet(version, profile, gate, (*triples, *_canary_shapes(canaries)), found, nodes, nearest)


@cache
def digest(version: str) -> str:
    """The SHA-256 of all the shapes of a version, with every overlay."""
    hashed = hashlib.sha256()
    for file in (file for layer in layers.all_of(version) for file in layer.files):
        hashed.update(file.name.encode() + b"\0" + file.read_bytes() + b"\0")
    return hashed.hexdigest()


def is_rule(values: Values) -> bool:
    """Whether a shape is run for itself: it has a target, is active, and does more than add facts (``sh:rule``)."""
    targeted = any(target in values for target in _TARGETS)
    return targeted and term("sh:rule") not in values and not _deactivated(values)


def _deactivated(values: Values) -> bool:
    return any(value.value == "true" for value in values.get(term("sh:deactivated"), []))


def _rule(iri: NamedNode, values: Values, canaries: dict[tuple[NamedNode, Node | RdfLiteral], NamedNode]) -> Rule:
    targets = [(target, value) for target in _TARGETS for value in values.get(target, [])]
    for target in targets:
        canaries.setdefault(target, NamedNode(f"{_CANARY}{len(canaries)}"))
    yields = _named(values, "qn:yields")
    severity = _named(values, "sh:severity")
    return Rule(
        iri=iri,
        judges=_named(values, "qn:judges"),
        yields=BY_TERM[yields] if yields else None,
        severity=SEVERITY_BY_TERM[severity] if severity else Severity.VIOLATION,
        message=_message(values),
        found_by=next((value.value for value in values.get(term("qn:foundBy"), [])), None),
        threshold=_named(values, "qn:threshold"),
        canaries=tuple(canaries[target] for target in targets),
    )


def _named(values: Values, curie: str) -> NamedNode | None:
    return next((value for value in values.get(term(curie), []) if isinstance(value, NamedNode)), None)


def _message(values: Values) -> Text:
    by_language = {
        value.language: value.value for value in values.get(term("sh:message"), []) if isinstance(value, RdfLiteral)
    }
    return Text(by_language.get("fr", ""), by_language.get("en", ""))


def _canary_shapes(canaries: dict[tuple[NamedNode, Node | RdfLiteral], NamedNode]) -> list[Triple]:
    """Shapes that every focus node of a target violates: ``sh:not`` of a shape without constraints."""
    shapes: list[Triple] = []
    for (target, value), canary in canaries.items():
        never = BlankNode("never" + canary.value.removeprefix(_CANARY))
        shapes += [
            Triple(canary, term("rdf:type"), term("sh:NodeShape")),
            Triple(canary, target, value),
            Triple(canary, term("sh:not"), never),
            Triple(never, term("rdf:type"), term("sh:NodeShape")),
        ]
    return shapes
