"""What the graphs hold, as a page tells it: things by class, statements by property, links to other datasets."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from pyoxigraph import Literal, NamedNode, Triple

from quartierkg.language import Language
from quartierkg.publish.labels import label
from quartierkg.publish.view import href, property_name
from quartierkg.snapshot import Snapshot
from quartierkg.snapshot.catalogue import void
from quartierkg.snapshot.graphs import TITLES
from quartierkg.terms import curie, term

_Said = Mapping[NamedNode, Mapping[NamedNode, Sequence[NamedNode | Literal]]]


@dataclass(frozen=True, slots=True)
class Count:
    """A class or a property, and how often it occurs."""

    name: str
    term: str
    href: str | None
    count: int


@dataclass(frozen=True, slots=True)
class Links:
    """How many links lead to another dataset, by which property."""

    space: str
    property: str
    count: int


@dataclass(frozen=True, slots=True)
class Holding:
    """A graph, counted."""

    id: str
    href: str | None
    title: str
    triples: int
    entities: int
    fictional: int
    classes: tuple[Count, ...]
    properties: tuple[Count, ...]
    links: tuple[Links, ...]


def holdings(snapshot: Snapshot, triples: Iterable[Triple], language: Language) -> tuple[Holding, ...]:
    """What a VoID description says of each graph; what there is most of comes first."""
    said: dict[NamedNode, dict[NamedNode, list[NamedNode | Literal]]] = defaultdict(lambda: defaultdict(list))
    for triple in triples:
        if isinstance(triple.subject, NamedNode) and isinstance(triple.object, NamedNode | Literal):
            said[triple.subject][triple.predicate].append(triple.object)
    reader = _Reader(snapshot, said, language)
    return tuple(reader.holding(graph) for graph in TITLES if term("void:propertyPartition") in said.get(graph, {}))


@dataclass(frozen=True, slots=True)
class _Reader:
    """Reads one description."""

    snapshot: Snapshot
    said: _Said
    language: Language

    def holding(self, graph: NamedNode) -> Holding:
        parts = self._nodes(graph, "void:subset")
        invented = [part for part in parts if Literal(True) in self.said[part].get(term("qn:illustrative"), ())]
        return Holding(
            graph.value.rpartition("/")[2],
            href(graph),
            TITLES[graph].in_(self.language),
            self._number(graph, "triples"),
            self._number(graph, "entities"),
            sum(self._number(part, "entities") for part in invented),
            self._counts(graph, "class", "entities"),
            self._counts(graph, "property", "triples"),
            tuple(self._links(graph)),
        )

    def _counts(self, graph: NamedNode, kind: str, counted: str) -> tuple[Count, ...]:
        found = (
            self._count(self._nodes(part, f"void:{kind}")[0], self._number(part, counted))
            for part in self._nodes(graph, f"void:{kind}Partition")
        )
        return tuple(sorted(found, key=lambda one: (-one.count, one.term)))

    def _count(self, of: NamedNode, count: int) -> Count:
        return Count(self._name(of), curie(of), href(of), count)

    def _name(self, of: NamedNode) -> str:
        name = property_name(self.snapshot, of, self.language)
        return label(self.snapshot, of, self.language) if name == curie(of) else name

    def _links(self, graph: NamedNode) -> Iterable[Links]:
        for part in self._nodes(void.DATASET, "void:subset"):
            if graph in self._nodes(part, "void:subjectsTarget"):
                (other,), (property_,) = (
                    self._nodes(part, name) for name in ("void:objectsTarget", "void:linkPredicate")
                )
                space = self.said[other][term("void:uriSpace")][0].value
                yield Links(space, self._name(property_), self._number(part, "triples"))

    def _nodes(self, subject: NamedNode, property_: str) -> list[NamedNode]:
        found = self.said.get(subject, {}).get(term(property_), ())
        return [node for node in found if isinstance(node, NamedNode)]

    def _number(self, subject: NamedNode, name: str) -> int:
        found = self.said.get(subject, {}).get(term(f"void:{name}"), ())
        return int(found[0].value) if found else 0
