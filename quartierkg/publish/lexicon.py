"""What a query may name, for whoever writes one: prefixes, classes, properties and things, with their names and counts.

Classes and properties are those that VoID counts and those of the ontology; the things are what lists of concepts hold,
and the places that most questions are about.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from pyoxigraph import NamedNode

from quartierkg.language import Language
from quartierkg.publish import void
from quartierkg.publish.labels import label
from quartierkg.publish.view import property_name
from quartierkg.snapshot import Snapshot
from quartierkg.snapshot.graphs import NETWORK, ONTOLOGY, PUBLIC, TITLES
from quartierkg.terms import PREFIXES, curie, term

_LISTED: Final = 300
"""So many places of a kind are named at most; whoever looks for another one searches."""
_CLASSES: Final = (term("owl:Class"), term("rdfs:Class"))
_PROPERTIES: Final = tuple(term(f"owl:{kind}Property") for kind in ("Object", "Datatype", "Annotation"))
_PLACES: Final = (term("qn:Quartier"), term("qn:Territory"))
# A local part that needs no escaping in a prefixed name (SPARQL 1.1, 19.8, PN_LOCAL).
_PREFIXED: Final = re.compile(r"[a-z0-9]+:\w(?:[\w.-]*[\w-])?")


@dataclass(frozen=True, slots=True)
class Entry:
    """Something that a query may name."""

    term: str
    """As a query writes it: a prefixed name, or an IRI in its brackets."""
    label: str
    count: int = 0

    def value(self) -> list[Any]:
        """The entry as JSON: term, name, and how often it occurs where that is known."""
        return [self.term, self.label, *([self.count] if self.count else [])]


@dataclass(frozen=True, slots=True)
class Lexicon:
    """All of it, in a language."""

    classes: tuple[Entry, ...]
    properties: tuple[Entry, ...]
    things: tuple[Entry, ...]
    graphs: tuple[Entry, ...]
    prefixes: Mapping[str, str] = field(default_factory=lambda: PREFIXES)

    @classmethod
    def of(cls, snapshot: Snapshot, language: Language) -> Lexicon:
        """The lexicon of a revision; what there is most of comes first."""
        classes, properties = _counted(snapshot)
        classes.update(dict.fromkeys(_of_ontology(snapshot, _CLASSES), 0))
        properties.update(dict.fromkeys(_of_ontology(snapshot, _PROPERTIES), 0))

        def entry(node: NamedNode, count: int = 0) -> Entry:
            return Entry(written(node), label(snapshot, node, language), count)

        def named(node: NamedNode, count: int) -> Entry:
            return Entry(written(node), property_name(snapshot, node, language), count)

        graphs = (Entry(written(graph), TITLES[graph].in_(language), snapshot.count(graph)) for graph in TITLES)
        return cls(
            _sorted(entry(node, count) for node, count in classes.items()),
            _sorted(named(node, count) for node, count in properties.items()),
            _sorted(entry(node) for node in _things(snapshot)),
            tuple(one for one in graphs if one.count),
        )

    def value(self) -> dict[str, Any]:
        """The lexicon as JSON."""
        parts = ("classes", "properties", "things", "graphs")
        return {"prefixes": dict(self.prefixes)} | {
            name: [one.value() for one in getattr(self, name)] for name in parts
        }


def written(node: NamedNode) -> str:
    """An IRI as a query writes it."""
    short = curie(node)
    return short if _PREFIXED.fullmatch(short) else f"<{node.value}>"


def _sorted(entries: Iterable[Entry]) -> tuple[Entry, ...]:
    return tuple(sorted(set(entries), key=lambda one: (-one.count, one.term)))


def _counted(snapshot: Snapshot) -> tuple[Counter[NamedNode], Counter[NamedNode]]:
    """The classes and properties of all public graphs, each with how many things and statements it has."""
    said: dict[NamedNode, dict[NamedNode, Any]] = {}
    for triple in void.counted(snapshot):
        if isinstance(triple.subject, NamedNode):
            said.setdefault(triple.subject, {})[triple.predicate] = triple.object
    found: dict[str, Counter[NamedNode]] = {"class": Counter(), "property": Counter()}
    for kind, counter in found.items():
        measure = term("void:entities" if kind == "class" else "void:triples")
        for part in said.values():
            of = part.get(term(f"void:{kind}"))
            if isinstance(of, NamedNode) and measure in part:
                counter[of] += int(part[measure].value)
    return found["class"], found["property"]


def _of_ontology(snapshot: Snapshot, kinds: Iterable[NamedNode]) -> Iterator[NamedNode]:
    for kind in kinds:
        for quad in snapshot.quads(None, term("rdf:type"), kind, ONTOLOGY):
            if isinstance(quad.subject, NamedNode):
                yield quad.subject


def _things(snapshot: Snapshot) -> Iterator[NamedNode]:
    """The concepts of every list, then the places."""
    for graph in PUBLIC:
        for quad in snapshot.quads(None, term("skos:inScheme"), None, graph):
            if isinstance(quad.subject, NamedNode):
                yield quad.subject
    for kind in _PLACES:
        for number, quad in enumerate(snapshot.quads(None, term("rdf:type"), kind, NETWORK)):
            if number >= _LISTED:
                break
            if isinstance(quad.subject, NamedNode):
                yield quad.subject
