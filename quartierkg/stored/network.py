"""What a revision says when the values of a stored query are read."""

from __future__ import annotations

import io
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Final

from pyoxigraph import Literal, NamedNode, QuerySolutions

from quartierkg.language import Text
from quartierkg.media import RESULTS_JSON
from quartierkg.publish.labels import text
from quartierkg.query import Job, Target, rows
from quartierkg.snapshot import Snapshot
from quartierkg.snapshot.graphs import NETWORK, PUBLIC
from quartierkg.stored.parameter import Term
from quartierkg.terms import NAMING, term
from quartierkg.vocabulary import bundled

_ILLUSTRATIVE: Final = term("qn:illustrative")
_TRUE: Final = Literal("true", datatype=term("xsd:boolean"))


@dataclass(frozen=True, slots=True)
class SnapshotNetwork:
    """The network at one revision."""

    snapshot: Snapshot

    def holds(self, thing: NamedNode, class_: NamedNode) -> bool:
        """Whether a thing is of a class, or of one below it."""
        found = (quad.object for quad in self.snapshot.quads(thing, term("rdf:type"), None, NETWORK))
        return not _below(class_).isdisjoint(found)

    def knows(self, thing: NamedNode) -> bool:
        """Whether anything is said of what a thing is."""
        return any(self.snapshot.quads(thing, term("rdf:type"), None, NETWORK))

    def called(self, names: Collection[Literal]) -> Collection[NamedNode]:
        """The things that have one of these very names."""
        found = (
            quad.subject
            for name in names
            for property_ in NAMING
            for quad in self.snapshot.quads(None, property_, name, NETWORK)
        )
        return {thing for thing in found if isinstance(thing, NamedNode)}

    def first(self, text: str) -> Term | None:
        """The first value of the first row of a SELECT of ours."""
        rows = self.snapshot.store.query(text, default_graph=[NETWORK], named_graphs=list(PUBLIC))
        assert isinstance(rows, QuerySolutions)
        value = next((row[0] for row in rows), None)
        return value if isinstance(value, NamedNode | Literal) else None

    def names(self, things: Iterable[NamedNode]) -> Mapping[NamedNode, Text]:
        """What things are called, in both languages."""
        named = ((thing, text(self.snapshot, thing, *NAMING)) for thing in things)
        return {thing: name for thing, name in named if name is not None}

    def invented(self, things: Iterable[NamedNode]) -> Collection[NamedNode]:
        """Those of some things that are invented as an example."""
        return {thing for thing in things if any(self.snapshot.quads(thing, _ILLUSTRATIVE, _TRUE, NETWORK))}


@dataclass(frozen=True, slots=True)
class AskedNetwork:
    """The network of another server, which is asked for all of it."""

    write: Callable[[Job, Target], None]

    def holds(self, thing: NamedNode, class_: NamedNode) -> bool:
        """Whether a thing is of a class, or of one below it."""
        classes = " ".join(sorted(str(one) for one in _below(class_)))
        return bool(self._rows(f"SELECT ?class {{ VALUES ?class {{ {classes} }} {thing} {term('rdf:type')} ?class }}"))

    def knows(self, thing: NamedNode) -> bool:
        """Whether anything is said of what a thing is."""
        return bool(self._rows(f"SELECT ?class {{ {thing} {term('rdf:type')} ?class }} LIMIT 1"))

    def called(self, names: Collection[Literal]) -> Collection[NamedNode]:
        """The things that have one of these very names."""
        listed = " ".join(sorted(map(str, names)))
        properties = " ".join(str(one) for one in NAMING)
        values = f"VALUES ?name {{ {listed} }} VALUES ?property {{ {properties} }}"
        query = f"SELECT ?thing {{ {values} ?thing ?property ?name }}"
        said = (row[0] for row in self._rows(query))
        return {NamedNode(cell["value"]) for cell in said if cell is not None and cell["type"] == "uri"}

    def first(self, text: str) -> Term | None:
        """The first value of the first row of a SELECT of ours."""
        found = next((row[0] for row in self._rows(text)), None)
        if found is None:
            return None
        return NamedNode(found["value"]) if found["type"] == "uri" else Literal(found["value"])

    def names(self, things: Iterable[NamedNode]) -> Mapping[NamedNode, Text]:
        """What things are called, in both languages."""
        listed = " ".join(sorted(str(thing) for thing in things))
        properties = " ".join(str(one) for one in NAMING)
        graphs = " ".join(str(graph) for graph in PUBLIC)
        said: dict[NamedNode, dict[str, str]] = {}
        query = (
            f"SELECT ?thing ?name {{ VALUES ?thing {{ {listed} }} VALUES ?property {{ {properties} }} "
            f"VALUES ?graph {{ {graphs} }} GRAPH ?graph {{ ?thing ?property ?name }} }} ORDER BY ?thing ?name"
        )
        for thing, name in self._rows(query) if listed else ():
            if thing is not None and name is not None:
                said.setdefault(NamedNode(thing["value"]), {}).setdefault(name.get("xml:lang", ""), name["value"])
        return {thing: _both(found) for thing, found in said.items()}

    def invented(self, things: Iterable[NamedNode]) -> Collection[NamedNode]:
        """Those of some things that are invented as an example."""
        listed = " ".join(sorted(str(thing) for thing in things))
        query = f"SELECT ?thing {{ VALUES ?thing {{ {listed} }} ?thing {_ILLUSTRATIVE} {_TRUE} }}"
        return {NamedNode(row[0]["value"]) for row in (self._rows(query) if listed else ()) if row[0] is not None}

    def _rows(self, text: str) -> Sequence[Sequence[dict[str, str] | None]]:
        written = io.BytesIO()
        self.write(Job(text, (NETWORK.value,), tuple(graph.value for graph in PUBLIC), RESULTS_JSON), written)
        return rows(written.getvalue()).rows


def _both(said: Mapping[str, str]) -> Text:
    french = said.get("fr") or said.get("") or next(iter(said.values()))
    return Text(french, said.get("en") or said.get("") or french)


@cache
def _below(class_: NamedNode) -> frozenset[object]:
    """A class, and every class below it in the ontology."""
    found: set[object] = {class_}
    while fresh := set(_narrower(found)) - found:
        found |= fresh
    return frozenset(found)


def _narrower(classes: set[object]) -> Iterable[object]:
    below = term("rdfs:subClassOf")
    return (one.subject for one in bundled().needed if one.predicate == below and one.object in classes)
