"""The VoID description of what is published, as it is at one revision and as one address is asked.

What the last whole build counted stands in the index; after a write it is counted anew, once for each revision.
"""

from __future__ import annotations

import threading
from collections.abc import Iterable, Iterator
from typing import Final
from weakref import WeakKeyDictionary

from pyoxigraph import Literal, NamedNode, Triple

from quartierkg.publish.dump import Dump
from quartierkg.snapshot import Snapshot, catalogue
from quartierkg.snapshot.catalogue import void
from quartierkg.snapshot.graphs import CATALOGUE, PUBLIC
from quartierkg.terms import term

_VERSION: Final = term("owl:versionInfo")
# What people wrote of a graph that a reader of VoID looks for (VoID, 2.2 and 2.4).
_WRITTEN: Final = (term("dcterms:description"), term("dcterms:license"))
_lock: Final = threading.Lock()
_known: Final[WeakKeyDictionary[Snapshot, tuple[Triple, ...]]] = WeakKeyDictionary()


def description(snapshot: Snapshot, base: str, dumps: Iterable[Dump] = ()) -> Iterator[Triple]:
    """Every graph with its counts, partitions and links, and where it is had.

    :param base: what the addresses of the service begin with, without a closing slash.
    :param dumps: the files of the same revision.
    """
    graphs = [graph for graph in PUBLIC if graph != CATALOGUE and snapshot.count(graph)]
    yield from void.about(graphs, base)
    for dump in dumps:
        yield Triple(dump.part.graph or void.DATASET, term("void:dataDump"), NamedNode(f"{base}/dumps/{dump.name}"))
    for graph in graphs:
        for property_ in _WRITTEN:
            yield from (quad.triple for quad in snapshot.quads(graph, property_, None, CATALOGUE))
        yield from _examples(snapshot, graph)
    if graphs:
        yield from counted(snapshot)
        yield from _uncounted(snapshot)


def counted(snapshot: Snapshot) -> tuple[Triple, ...]:
    """What the graphs hold at a revision; it takes seconds where a write came after the build of a large index."""
    with _lock:
        found = _known.get(snapshot)
        if found is None:
            found = _known[snapshot] = tuple(_built(snapshot) if _is_marked(snapshot) else _anew(snapshot))
        return found


def _is_marked(snapshot: Snapshot) -> bool:
    """Whether the index was counted at its own revision."""
    quads = snapshot.quads(CATALOGUE, _VERSION, None, CATALOGUE)
    return any(quad.object == Literal(str(snapshot.revision)) for quad in quads)


def _built(snapshot: Snapshot) -> Iterator[Triple]:
    """As the build counted."""
    found = (quad.triple for quad in snapshot.quads(graph=CATALOGUE))
    return (triple for triple in found if void.is_void(triple) and triple.predicate not in void.WHERE)


def _anew(snapshot: Snapshot) -> Iterator[Triple]:
    day = Literal(snapshot.date[:10], datatype=term("xsd:date"))
    return void.statements(tuple(catalogue.counted(snapshot.store)), snapshot.revision, day)


def _uncounted(snapshot: Snapshot) -> Iterator[Triple]:
    """The graph that holds the counts: of itself it says no more than how much it holds."""
    yield Triple(void.DATASET, term("void:subset"), CATALOGUE)
    yield Triple(CATALOGUE, term("rdf:type"), term("void:Dataset"))
    yield Triple(CATALOGUE, term("void:triples"), Literal(snapshot.count(CATALOGUE)))


def _examples(snapshot: Snapshot, graph: NamedNode) -> Iterator[Triple]:
    """The examples that people named, as far as the graph has them."""
    for quad in snapshot.quads(graph, void.EXAMPLE, None, CATALOGUE):
        if isinstance(quad.object, NamedNode) and any(True for _ in snapshot.quads(quad.object, graph=graph)):
            yield quad.triple
