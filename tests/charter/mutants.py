"""Shapes with one constraint less, and what becomes of a dossier without it.

The mutants of a group of rows are renamed apart and put into one graph of shapes, so that an engine judges a dossier
with all of them at once.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TypeVar

import shacl
from pyoxigraph import BlankNode, Literal, NamedNode, Triple

from quartierkg import ntriples
from quartierkg.charter.outcome import Outcome, worst
from quartierkg.charter.rules import Node, RuleSet, assemble
from quartierkg.terms import PREFIXES, term

_LISTS = tuple(term("sh:" + name) for name in ("and", "or", "in", "alternativePath"))
_CONSTRAINTS = tuple(
    term("sh:" + name)
    for name in (
        "minCount",
        "maxCount",
        "qualifiedMinCount",
        "qualifiedMaxCount",
        "minInclusive",
        "maxInclusive",
        "minExclusive",
        "maxExclusive",
        "hasValue",
        "class",
        "datatype",
        "nodeKind",
        "pattern",
        "lessThan",
        "lessThanOrEquals",
        "node",
        "not",
        "property",
        "sparql",
        "rule",
        "and",
        "or",
        "in",
    )
)
_FIRST, _REST, _NIL = term("rdf:first"), term("rdf:rest"), term("rdf:nil")
_ADDED = frozenset(
    term("qn:" + name) for name in ("candidate", "shows", "closeness", "nearest", "delivered", "realisedLotArea")
)
"""What the rules add; each mutant adds its own."""
_NAMED = re.compile(rf"\bqn:({'|'.join(node.value.rpartition('#')[2] for node in _ADDED)})\b")
_QUERIES = frozenset((term("sh:construct"), term("sh:select")))
_TOLD = frozenset(term(name) for name in ("qn:foundBy", "qn:threshold", "qn:selects", "sh:message", "sh:severity"))
"""What no outcome depends on."""
_SHAPES = PREFIXES["qns"]


@dataclass(frozen=True)
class Mutant:
    """Shapes that lack one constraint, or one member of a list of constraints."""

    name: str
    """The way from the nearest named shape to what is lost, and what that is."""
    triples: tuple[Triple, ...]


def mutants(shapes: RuleSet) -> Iterator[Mutant]:
    """Every mutant of some shapes."""
    ways = _ways(shapes)
    for triple in shapes.triples:
        way = ways.get(triple.subject)
        if way is None:
            continue
        local = triple.predicate.value.rpartition("#")[2]
        if triple.predicate in _CONSTRAINTS:
            rest = tuple(other for other in shapes.triples if other != triple)
            yield Mutant(f"{way} without {local} {_told(triple.object, shapes)}", rest)
        if triple.predicate in _LISTS:
            yield from _shortened(triple, f"{way}/{local}", shapes)


def _shortened(head: Triple, way: str, shapes: RuleSet) -> Iterator[Mutant]:
    """The list with each of its members left out, while one at least remains."""
    cells = _cells(head.object, shapes)
    previous = head
    for cell in cells if len(cells) > 1 else []:
        following = shapes.nodes[cell][_REST][0]
        skipped = Triple(previous.subject, previous.predicate, following)
        kept = tuple(skipped if t == previous else t for t in shapes.triples if t.subject != cell)
        yield Mutant(f"{way} without member {_told(shapes.nodes[cell][_FIRST][0], shapes)}", kept)
        previous = Triple(cell, _REST, following)


def _cells(head: object, shapes: RuleSet) -> list[Node]:
    found: list[Node] = []
    while isinstance(head, BlankNode):
        found.append(head)
        head = shapes.nodes[head][_REST][0]
    return found


def _ways(shapes: RuleSet) -> dict[object, str]:
    """For each shape the way to it from the nearest named shape, in the order of the file."""
    found: dict[object, str] = {}
    todo: list[tuple[Node, str]] = [
        (node, node.value.removeprefix(_SHAPES))
        for node in shapes.nodes
        if isinstance(node, NamedNode) and node.value.startswith(_SHAPES)
    ]
    while todo:
        node, way = todo.pop()
        found[node] = way
        for predicate, values in shapes.nodes.get(node, {}).items():
            local = predicate.value.rpartition("#")[2]
            for number, value in enumerate(values):
                inner = f"{way}/{local}" + (f"[{number}]" if len(values) > 1 else "")
                if predicate in _LISTS:
                    members = [shapes.nodes[cell][_FIRST][0] for cell in _cells(value, shapes)]
                    todo += [(m, f"{inner}[{i}]") for i, m in enumerate(members) if isinstance(m, BlankNode)]
                elif isinstance(value, BlankNode):
                    todo.append((value, inner))
    return found


def _told(node: object, shapes: RuleSet) -> str:
    """A constraint in a few words; a structure by what it is made of."""
    if isinstance(node, BlankNode):
        return hashlib.sha256(_canonical(node, shapes).encode()).hexdigest()[:8]
    return node.value.rpartition("#")[2] if isinstance(node, NamedNode) else str(getattr(node, "value", node))[:40]


def _canonical(node: object, shapes: RuleSet) -> str:
    if not isinstance(node, BlankNode):
        return str(node)
    inside = shapes.nodes.get(node, {})
    return "[" + ";".join(sorted(f"{p} {_canonical(o, shapes)}" for p, found in inside.items() for o in found)) + "]"


class Member:
    """Some shapes under names of their own, and the outcome of each row by what fired."""

    def __init__(self, name: str, number: int, triples: tuple[Triple, ...], base: RuleSet) -> None:
        self.name = name
        tag = f"-m{number}"
        self.text = ntriples.text(tuple(_renamed(triples, tag)))
        self._yields: dict[str, dict[str, Outcome]] = {}
        for rule in assemble(base.version, base.profile, base.gate, triples).rules.values():
            if rule.yields is not None and rule.judges is not None:
                row = rule.judges.value.rpartition("#")[2]
                self._yields.setdefault(row, {})[rule.iri.value + tag] = rule.yields

    def told(self, fired: set[str]) -> dict[str, frozenset[Outcome]]:
        """What the shapes of each row say."""
        return {
            row: frozenset(outcome for iri, outcome in yields.items() if iri in fired)
            for row, yields in self._yields.items()
        }


def outcome(told: frozenset[Outcome]) -> str:
    """The outcome of a row of which its shapes said this much."""
    if Outcome.NOT_APPLICABLE in told:
        return Outcome.NOT_APPLICABLE.value
    return worst(told or {Outcome.PASSED}).value


class Bundle:
    """Several members in one graph of shapes."""

    def __init__(self, members: Iterable[Member]) -> None:
        self.members = list(members)
        self._shapes = shacl.Shapes.from_text("".join(member.text for member in self.members), format="ntriples")

    def judge(self, data: str) -> list[tuple[Member, dict[str, frozenset[Outcome]]]]:
        """What each member says of some data.

        :raises ValueError: when the engine refuses a member.
        """
        report = self._shapes.validate_text(data, format="ntriples", inference="rules")
        fired = {(result.root_shape or result.source_shape or "")[1:-1] for result in report.results}
        return [(member, member.told(fired)) for member in self.members]


def _renamed(triples: Iterable[Triple], tag: str) -> Iterator[Triple]:
    for triple in triples:
        subject, predicate = triple.subject, triple.predicate
        foreign = isinstance(subject, NamedNode) and not subject.value.startswith(_SHAPES)
        if predicate not in _TOLD and not foreign:
            value = _apart(triple.object, tag)
            if predicate in _QUERIES and isinstance(value, Literal):
                value = Literal(_NAMED.sub(rf"\g<0>{tag}", value.value))
            yield Triple(_apart(subject, tag), predicate, value)


T = TypeVar("T")


def _apart(node: T, tag: str) -> T | NamedNode | BlankNode:
    if isinstance(node, BlankNode):
        return BlankNode(node.value + tag)
    if isinstance(node, NamedNode) and (node.value.startswith(_SHAPES) or node in _ADDED):
        return NamedNode(node.value + tag)
    return node
