"""What a shape says, so that two readings or two versions of it can be compared."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

from pyoxigraph import BlankNode, Literal, NamedNode

from quartierkg.charter.rules import RuleSet
from quartierkg.terms import SHAPES, term

# What a shape is called to a reader, how much it weighs and which requirement it judges are compared by themselves.
_APART: Final = frozenset((term("sh:message"), term("sh:severity"), term("qn:judges"), term("sh:name")))

Signature = frozenset[tuple[str, object]]


def conditions(rules: RuleSet, row: NamedNode) -> dict[str, Signature]:
    """What each shape behind a requirement says, by the name of the shape."""
    starts = (iri for iri, rule in rules.rules.items() if rule.judges == row)
    return {local(node): _signature(rules, node) for node in _reached(rules, starts)}


def changed(one: dict[str, Signature], other: dict[str, Signature]) -> tuple[str, ...]:
    """The shapes that are not the same on both sides, by name."""
    return tuple(sorted(name for name in one.keys() | other.keys() if one.get(name) != other.get(name)))


def local(shape: NamedNode) -> str:
    """The name of a shape, without its version."""
    return shape.value.rpartition("#")[2]


def _reached(rules: RuleSet, starts: Iterable[NamedNode]) -> set[NamedNode]:
    """The shapes that some shapes refer to, at any depth, with themselves."""
    found: set[NamedNode] = set()
    ahead = list(starts)
    while ahead:
        node = ahead.pop()
        if node not in found and node in rules.nodes:
            found.add(node)
            ahead += _named(rules, node)
    return found


def _named(rules: RuleSet, node: NamedNode | BlankNode) -> Iterator[NamedNode]:
    """The shapes that a shape names, in whatever blank nodes it does so."""
    for predicate, values in rules.nodes.get(node, {}).items():
        for value in values:
            if isinstance(value, BlankNode):
                yield from _named(rules, value)
            elif isinstance(value, NamedNode) and value.value.startswith(SHAPES) and predicate not in _APART:
                yield value


def _signature(rules: RuleSet, node: NamedNode | BlankNode) -> Signature:
    return frozenset(
        (predicate.value, _value(rules, value))
        for predicate, values in rules.nodes.get(node, {}).items()
        if predicate not in _APART
        for value in values
    )


def _value(rules: RuleSet, value: NamedNode | BlankNode | Literal) -> object:
    if isinstance(value, BlankNode):
        return _signature(rules, value)
    return local(value) if isinstance(value, NamedNode) and value.value.startswith(SHAPES) else str(value)
