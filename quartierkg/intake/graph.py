"""Statements by what they are looked up with, each index built when it is first asked."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property

from pyoxigraph import NamedNode, Triple

Index = dict[tuple[object, object], list[object]]


class Graph:
    """Some statements in their order, by subject and property, by property and value, and by property."""

    def __init__(self, triples: Iterable[Triple]) -> None:
        self.triples = tuple(triples)

    def objects(self, subject: object, predicate: object) -> list[object]:
        """The values of a property, in the order of the document."""
        return self._forward.get((subject, predicate), [])

    def nodes(self, subject: object, predicate: object) -> list[NamedNode]:
        """The values that are not literals."""
        return [node for node in self.objects(subject, predicate) if isinstance(node, NamedNode)]

    def holders(self, predicate: object, value: object) -> list[object]:
        """The subjects that have a value."""
        return self._backward.get((predicate, value), [])

    def subjects(self, *predicates: NamedNode) -> list[NamedNode]:
        """The subjects of some properties, each once."""
        return list(dict.fromkeys(node for predicate in predicates for node in self._by_predicate.get(predicate, [])))

    @cached_property
    def _forward(self) -> Index:
        found: Index = {}
        for triple in self.triples:
            found.setdefault((triple.subject, triple.predicate), []).append(triple.object)
        return found

    @cached_property
    def _backward(self) -> Index:
        found: Index = {}
        for triple in self.triples:
            found.setdefault((triple.predicate, triple.object), []).append(triple.subject)
        return found

    @cached_property
    def _by_predicate(self) -> dict[NamedNode, list[NamedNode]]:
        found: dict[NamedNode, list[NamedNode]] = {}
        for triple in self.triples:
            if isinstance(triple.subject, NamedNode):
                found.setdefault(triple.predicate, []).append(triple.subject)
        return found
