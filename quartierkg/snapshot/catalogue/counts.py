"""What is counted of one graph: its statements, its things by class, its properties, its links to other datasets.

The engine groups and counts; only what comes out of that is looked at here. While it counts, other threads run.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final, Self

from pyoxigraph import Literal, NamedNode, QuerySolutions, Store

from quartierkg.terms import BASE, term

_TYPE: Final = term("rdf:type")
_SUBJECTS: Final = """SELECT (COUNT(*) AS ?subjects) (SUM(IF(isIRI(?s), 1, 0)) AS ?entities)
  (SUM(IF(isIRI(?s) && STRSTARTS(STR(?s), {}), 1, 0)) AS ?within) {{ SELECT DISTINCT ?s {{ ?s ?p ?o }} }}"""
_OBJECTS: Final = "SELECT (COUNT(*) AS ?triples) (COUNT(DISTINCT ?o) AS ?objects) { ?s ?p ?o }"
_FICTIONAL: Final = f"""SELECT (COUNT(DISTINCT ?s) AS ?fictional)
{{ ?s {term("qn:illustrative")} true FILTER(isIRI(?s)) }}"""
_PROPERTIES: Final = """SELECT ?p (COUNT(*) AS ?triples) (COUNT(DISTINCT ?s) AS ?subjects)
  (COUNT(DISTINCT ?o) AS ?objects) { ?s ?p ?o } GROUP BY ?p"""
_CLASSES: Final = f"SELECT ?class (COUNT(DISTINCT ?s) AS ?entities) {{ ?s {_TYPE} ?class }} GROUP BY ?class"
_WITHIN: Final = f"SELECT ?class ?p (COUNT(*) AS ?triples) {{ ?s {_TYPE} ?class . ?s ?p ?o }} GROUP BY ?class ?p"
# Statements by which the things of one dataset are said to be those of another, or near them.
_LINKING: Final = " ".join(
    str(term(name)) for name in ("owl:sameAs", "skos:exactMatch", "skos:closeMatch", "owl:equivalentClass")
)
_LINKS: Final = f"""SELECT ?p ?space (COUNT(*) AS ?triples) {{ VALUES ?p {{ {_LINKING} }} ?s ?p ?o
  FILTER(isIRI(?o) && !STRSTARTS(STR(?o), {Literal(BASE)}))
  BIND(REPLACE(STR(?o), "^([a-z]+://[^/]+/).*$", "$1") AS ?space) }} GROUP BY ?p ?space"""

_Row = dict[str, NamedNode | Literal]


@dataclass(frozen=True, slots=True)
class PropertyCount:
    """How often a property is stated, of how many things, with how many values."""

    property: NamedNode
    triples: int
    subjects: int
    objects: int


@dataclass(frozen=True, slots=True)
class ClassCount:
    """How many things are of a class, and how often each property is stated of them."""

    name: NamedNode
    entities: int
    properties: tuple[tuple[NamedNode, int], ...]


@dataclass(frozen=True, slots=True)
class LinkCount:
    """How many statements link to things of another dataset, whose addresses begin alike."""

    property: NamedNode
    space: str
    triples: int


@dataclass(frozen=True, slots=True)
class Counts:
    """One graph, counted; everything in the order of addresses."""

    graph: NamedNode
    triples: int
    entities: int
    """The subjects that have an address."""
    subjects: int
    objects: int
    fictional: int
    """Those of the entities that are invented (``qn:illustrative``)."""
    space: str | None
    """What the address of every entity begins with; None where one begins otherwise."""
    classes: tuple[ClassCount, ...]
    properties: tuple[PropertyCount, ...]
    links: tuple[LinkCount, ...]

    @classmethod
    def of(cls, store: Store, graph: NamedNode, space: str) -> Self:
        """Count a graph.

        :param space: what its entities' addresses are expected to begin with.
        """
        (subjects,) = _rows(store, graph, _SUBJECTS.format(Literal(space)))
        (objects,) = _rows(store, graph, _OBJECTS)
        (fictional,) = _rows(store, graph, _FICTIONAL)
        entities = _number(subjects, "entities")
        return cls(
            graph,
            triples=_number(objects, "triples"),
            entities=entities,
            subjects=_number(subjects, "subjects"),
            objects=_number(objects, "objects"),
            fictional=_number(fictional, "fictional"),
            space=space if _number(subjects, "within") == entities > 0 else None,
            classes=_classes(store, graph),
            properties=_properties(store, graph),
            links=_links(store, graph),
        )


def _classes(store: Store, graph: NamedNode) -> tuple[ClassCount, ...]:
    """The classes that have an address."""
    within: dict[str, list[tuple[NamedNode, int]]] = {}
    for row in _rows(store, graph, _WITHIN):
        if "class" in row:
            within.setdefault(row["class"].value, []).append((_node(row, "p"), _number(row, "triples")))
    found = (row for row in _rows(store, graph, _CLASSES) if "class" in row)
    counted = (
        ClassCount(
            _node(row, "class"),
            _number(row, "entities"),
            tuple(sorted(within[row["class"].value], key=lambda pair: pair[0].value)),
        )
        for row in found
    )
    return tuple(sorted(counted, key=lambda one: one.name.value))


def _properties(store: Store, graph: NamedNode) -> tuple[PropertyCount, ...]:
    found = (
        PropertyCount(_node(row, "p"), *(_number(row, name) for name in ("triples", "subjects", "objects")))
        for row in _rows(store, graph, _PROPERTIES)
    )
    return tuple(sorted(found, key=lambda one: one.property.value))


def _links(store: Store, graph: NamedNode) -> tuple[LinkCount, ...]:
    found = (
        LinkCount(_node(row, "p"), row["space"].value, _number(row, "triples")) for row in _rows(store, graph, _LINKS)
    )
    return tuple(sorted(found, key=lambda one: (one.space, one.property.value)))


def _rows(store: Store, graph: NamedNode, query: str) -> Iterator[_Row]:
    """What a query gives of one graph; what is a blank node is left out of its row."""
    solutions = store.query(query, default_graph=[graph])
    assert isinstance(solutions, QuerySolutions)
    names = [variable.value for variable in solutions.variables]
    for solution in solutions:
        values = ((name, solution[name]) for name in names)
        yield {name: value for name, value in values if isinstance(value, NamedNode | Literal)}


def _number(row: _Row, name: str) -> int:
    """A count; a sum over nothing is none (SPARQL 1.1, 18.5.1.3)."""
    return int(row[name].value) if name in row else 0


def _node(row: _Row, name: str) -> NamedNode:
    return NamedNode(row[name].value)
