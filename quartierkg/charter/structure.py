"""What a shape says, so that two readings or two versions of it can be compared."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

from pyoxigraph import BlankNode, Literal, NamedNode

from quartierkg.charter.probe import Value
from quartierkg.charter.rules import RuleSet
from quartierkg.terms import PREFIXES, SHAPES, term

# What a shape is called to a reader, how much it weighs and which requirement it judges are compared by themselves.
_APART: Final = frozenset((term("sh:message"), term("sh:severity"), term("qn:judges"), term("sh:name")))
# What a shape says of itself, and not of what it is put to.
_ANNOTATIONS: Final = frozenset((term("qn:yields"), term("rdf:type")))
_SH: Final = PREFIXES["sh"]
# Where a shape holds others (SHACL, 4.6 and 4.7); the members of a list are met one behind the other.
_NESTING: Final = tuple(
    term(name)
    for name in (
        *("sh:property", "sh:node", "sh:not", "sh:qualifiedValueShape", "sh:and", "sh:or", "sh:xone"),
        *("rdf:first", "rdf:rest"),
    )
)
_DEEPEST: Final = 6

Signature = frozenset[tuple[str, object]]
Chain = tuple[Value, ...]
"""Paths of SHACL, one behind the other."""


def conditions(rules: RuleSet, row: NamedNode) -> dict[str, Signature]:
    """What each shape behind a requirement says, by the name of the shape."""
    starts = (iri for iri, rule in rules.rules.items() if rule.judges == row)
    return {local(node): _signature(rules, node) for node in _reached(rules, starts)}


def changed(one: dict[str, Signature], other: dict[str, Signature]) -> tuple[str, ...]:
    """The shapes that are not the same on both sides, by name."""
    return tuple(sorted(name for name in one.keys() | other.keys() if one.get(name) != other.get(name)))


def mentioned(rules: RuleSet, shape: NamedNode) -> frozenset[NamedNode]:
    """The terms that a shape constrains or compares with: its own, and those of the shapes that it refers to."""
    apart = _APART | _ANNOTATIONS
    return frozenset(
        value
        for node in _reached(rules, [shape])
        for value in _inside(rules, node, apart)
        if not value.value.startswith((SHAPES, _SH)) and value != term("rdf:nil")
    )


def helpers(rules: RuleSet, shape: NamedNode) -> tuple[NamedNode, ...]:
    """The shapes that a shape refers to, at any depth, by name."""
    return tuple(sorted(_reached(rules, [shape]) - {shape}, key=lambda node: node.value))


def paths(rules: RuleSet, shape: NamedNode) -> tuple[Chain, ...]:
    """The ways along which a shape looks from a focus node, each once, in the order in which they are met.

    Each is one path of SHACL behind the other, as the shapes stand in one another.
    """
    found: dict[Chain, None] = {}
    seen: set[tuple[Value, Chain]] = set()
    ahead: list[tuple[Value, Chain]] = [(shape, ())]
    while ahead:
        node, chain = ahead.pop()
        if isinstance(node, Literal) or (node, chain) in seen or len(chain) > _DEEPEST:
            continue
        seen.add((node, chain))
        stated = rules.nodes.get(node, {})
        chain = (*chain, *stated.get(term("sh:path"), ())[:1])
        if term("sh:path") in stated:
            found[chain] = None
        inner = [value for name in _NESTING for value in stated.get(name, ())]
        ahead += [(value, chain) for value in reversed(inner)]
    return tuple(found)


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
    return (value for value in _inside(rules, node, _APART) if value.value.startswith(SHAPES))


def _inside(rules: RuleSet, node: NamedNode | BlankNode, apart: frozenset[NamedNode]) -> Iterator[NamedNode]:
    """What a shape names, in whatever blank nodes it does so."""
    for predicate, values in rules.nodes.get(node, {}).items():
        for value in values:
            if isinstance(value, BlankNode):
                yield from _inside(rules, value, apart)
            elif isinstance(value, NamedNode) and predicate not in apart:
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
