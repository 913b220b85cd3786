"""What a validation says in full (SHACL, 3.6): read from the report graph, so that every engine is read alike."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from pyoxigraph import BlankNode, Literal, NamedNode, Triple

from quartierkg.terms import term

Term = NamedNode | BlankNode | Literal
_Graph = dict[NamedNode | BlankNode, dict[NamedNode, list[Term]]]

_NIL: Final = term("rdf:nil")
_SUFFIXES: Final = {
    term("sh:zeroOrMorePath"): "*",
    term("sh:oneOrMorePath"): "+",
    term("sh:zeroOrOnePath"): "?",
}


@dataclass(frozen=True, slots=True, order=True)
class Entry:
    """One result (SHACL, 3.6.2); terms are in N-Triples syntax, and empty where the result names none."""

    focus: str
    path: str
    """The path in the syntax of SPARQL (SPARQL 1.1, 9.1)."""
    value: str
    component: str
    shape: str
    """The source shape; a blank node has whatever name the engine gave it."""
    severity: str
    messages: tuple[tuple[str, str], ...]
    """Language and text, in the order of the languages; what an engine says in its own words carries no language."""


@dataclass(frozen=True, slots=True)
class Report:
    """A validation report (SHACL, 3.6.1): its results in a fixed order, equal ones as often as they were reported."""

    conforms: bool
    entries: tuple[Entry, ...]


def read(triples: Iterable[Triple]) -> Report:
    """The report that a graph holds.

    :raises ValueError: when it holds none, or more than one.
    """
    graph: _Graph = {}
    for triple in triples:
        if not isinstance(triple.subject, Triple) and not isinstance(triple.object, Triple):
            graph.setdefault(triple.subject, {}).setdefault(triple.predicate, []).append(triple.object)
    (report,) = (values for values in graph.values() if term("sh:conforms") in values)
    (conforms,) = report[term("sh:conforms")]
    # Only the results of the report itself, not those under sh:detail (SHACL, 3.6.2.6).
    entries = (_entry(node, graph) for node in report.get(term("sh:result"), []))
    return Report(conforms.value in ("true", "1"), tuple(sorted(entries)))


def _entry(node: Term, graph: _Graph) -> Entry:
    values = _values(node, graph)

    def one(name: str) -> str:
        return next((str(value) for value in values.get(term("sh:" + name), [])), "")

    path = next((path_text(value, graph) for value in values.get(term("sh:resultPath"), [])), "")
    said = values.get(term("sh:resultMessage"), [])
    messages = {(value.language, value.value) for value in said if isinstance(value, Literal) and value.language}
    return Entry(
        focus=one("focusNode"),
        path=path,
        value=one("value"),
        component=one("sourceConstraintComponent"),
        shape=one("sourceShape"),
        severity=one("resultSeverity"),
        messages=tuple(sorted(messages)),
    )


def path_text(path: Term, graph: _Graph) -> str:
    """A property path in the syntax of SPARQL (SHACL, 2.3.1 and its table of the equivalent SPARQL paths)."""
    values = _values(path, graph)
    if isinstance(path, NamedNode) or not values:
        return str(path)
    if term("rdf:first") in values:
        return "(" + "/".join(path_text(step, graph) for step in _items(path, graph)) + ")"
    for alternatives in values.get(term("sh:alternativePath"), []):
        return "(" + "|".join(path_text(branch, graph) for branch in _items(alternatives, graph)) + ")"
    for inverse in values.get(term("sh:inversePath"), []):
        return "^" + path_text(inverse, graph)
    for predicate, suffix in _SUFFIXES.items():
        for repeated in values.get(predicate, []):
            return f"({path_text(repeated, graph)}){suffix}"
    return str(path)


def _items(node: Term, graph: _Graph) -> list[Term]:
    items: list[Term] = []
    seen: set[Term] = set()
    while node != _NIL and node not in seen:
        seen.add(node)
        values = _values(node, graph)
        items += values.get(term("rdf:first"), [])
        node = next(iter(values.get(term("rdf:rest"), [])), _NIL)
    return items


def _values(node: Term, graph: _Graph) -> dict[NamedNode, list[Term]]:
    return {} if isinstance(node, Literal) else graph.get(node, {})
