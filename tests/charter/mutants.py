"""Shapes with one constraint less: what the tests of the charter must notice."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from pyoxigraph import BlankNode, NamedNode, Triple

from quartierkg.charter.rules import Node, RuleSet, assemble
from quartierkg.terms import term

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
_CHILDREN = (*_CONSTRAINTS, term("sh:qualifiedValueShape"), term("sh:condition"), term("rdf:first"), term("rdf:rest"))


@dataclass(frozen=True)
class Mutant:
    """A rule set that lacks one constraint, or one member of a list of constraints."""

    name: str
    rows: frozenset[str]
    """The rows that the lost constraint bears on."""
    triples: tuple[Triple, ...]

    def rules(self, base: RuleSet) -> RuleSet:
        """The rule set to run."""
        return assemble(base.version, base.profile, base.gate, self.triples)


def mutants(base: RuleSet) -> Iterator[Mutant]:
    """Every mutant of the constraints on which an outcome depends."""
    triples = tuple(triple for triple in base.triples if not _of_canary(triple))
    bearing = _bearing(base)
    for triple in triples:
        rows = bearing.get(triple.subject)
        if rows is None:
            continue
        lost = triple.predicate.value.rpartition("#")[2]
        name = f"{_named(triple.subject, base)} without {lost} {_short(triple.object)}"
        if triple.predicate in _CONSTRAINTS:
            yield Mutant(name, rows, tuple(other for other in triples if other != triple))
        if triple.predicate in _LISTS:
            yield from _shortened(triple, rows, triples, base, name)


def _shortened(
    head: Triple, rows: frozenset[str], triples: tuple[Triple, ...], base: RuleSet, name: str
) -> Iterator[Mutant]:
    """The list with each of its members left out, while one at least remains."""
    previous, node, number = head, head.object, 0
    length = _length(node, base)
    while isinstance(node, BlankNode) and length > 1:
        following = base.nodes[node][term("rdf:rest")][0]
        skipped = Triple(previous.subject, previous.predicate, following)
        kept = tuple(skipped if t == previous else t for t in triples if t.subject != node)
        yield Mutant(f"{name}, member {number}", rows, kept)
        previous, node, number = Triple(node, term("rdf:rest"), following), following, number + 1


def _length(node: object, base: RuleSet) -> int:
    return 1 + _length(base.nodes[node][term("rdf:rest")][0], base) if isinstance(node, BlankNode) else 0


def _bearing(base: RuleSet) -> dict[object, frozenset[str]]:
    """For each shape and list, the rows whose outcome it can change."""
    found: dict[object, set[str]] = {}
    champion = {f"QN-C4-0{number}" for number in range(3, 10)}
    starts: list[tuple[Node, set[str]]] = [(term("qns:Candidates"), champion)]
    for rule in base.rules.values():
        if rule.yields is not None:
            starts.append((rule.iri, {rule.judges.value.rpartition("#")[2]} if rule.judges else {"form"}))
    for start, rows in starts:
        _spread(start, rows, base, found, set())
    return {node: frozenset(rows) for node, rows in found.items()}


def _spread(node: Node, rows: set[str], base: RuleSet, found: dict[object, set[str]], seen: set[Node]) -> None:
    if node in seen:
        return
    seen.add(node)
    found.setdefault(node, set()).update(rows)
    for predicate in _CHILDREN:
        for child in base.nodes.get(node, {}).get(predicate, []):
            if isinstance(child, NamedNode | BlankNode) and child in base.nodes:
                _spread(child, rows, base, found, seen)


def _named(node: object, base: RuleSet) -> str:
    """A shape's name, or that of the nearest named shape above it."""
    while isinstance(node, BlankNode):
        above = next((t.subject for t in base.triples if t.object == node), None)
        if above is None:
            return "?"
        node = above
    return node.value.rpartition("#")[2] if isinstance(node, NamedNode) else "?"


def _of_canary(triple: Triple) -> bool:
    return any("canary" in str(node) or str(node).startswith("_:never") for node in (triple.subject, triple.object))


def _short(node: object) -> str:
    return (
        node.value.rpartition("#")[2]
        if isinstance(node, NamedNode)
        else ("" if isinstance(node, BlankNode) else str(node))
    )
