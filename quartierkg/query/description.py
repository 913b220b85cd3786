"""The endpoint, its dataset and its graphs, described as they are at one revision.

In the terms of SPARQL 1.1 Service Description and of VoID.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from pyoxigraph import Literal, NamedNode, Triple

from quartierkg.language import LANGUAGES
from quartierkg.media import GRAPHS, RESULTS
from quartierkg.snapshot import Snapshot
from quartierkg.snapshot.graphs import NETWORK, PUBLIC, TITLES
from quartierkg.terms import BASE, term

SERVICE: Final = NamedNode(BASE + "sparql#service")
DATASET: Final = NamedNode(BASE + "sparql#dataset")
_DEFAULT_GRAPH: Final = NamedNode(BASE + "sparql#default-graph")
_TYPE: Final = term("rdf:type")


def description(snapshot: Snapshot, base: str, *, updates: bool = False) -> Iterator[Triple]:
    """What the endpoint speaks, writes and holds.

    :param base: the address under which the instance is seen.
    :param updates: whether its operator sends updates.
    """
    yield Triple(SERVICE, _TYPE, term("sd:Service"))
    yield Triple(SERVICE, term("sd:endpoint"), NamedNode(f"{base}/sparql"))
    yield Triple(SERVICE, term("sd:supportedLanguage"), term("sd:SPARQL11Query"))
    if updates:
        yield Triple(SERVICE, term("sd:supportedLanguage"), term("sd:SPARQL11Update"))
    for media in (*RESULTS, *GRAPHS):
        codec = media.results or media.rdf
        if codec is not None:
            yield Triple(SERVICE, term("sd:resultFormat"), NamedNode(codec.iri))
    yield Triple(SERVICE, term("sd:defaultDataset"), DATASET)
    yield from _dataset(snapshot)


def graph_description(snapshot: Snapshot, base: str, name: NamedNode) -> Iterator[Triple]:
    """What one published graph is, how much it holds, and where it is asked."""
    yield Triple(name, _TYPE, term("void:Dataset"))
    for language in LANGUAGES:
        yield Triple(name, term("dcterms:title"), Literal(TITLES[name].in_(language), language=language))
    yield Triple(name, term("dcterms:isPartOf"), DATASET)
    yield Triple(name, term("dcterms:modified"), Literal(snapshot.date, datatype=term("xsd:dateTime")))
    yield Triple(name, term("void:triples"), Literal(str(snapshot.count(name)), datatype=term("xsd:integer")))
    yield Triple(name, term("void:sparqlEndpoint"), NamedNode(f"{base}/sparql"))


def _dataset(snapshot: Snapshot) -> Iterator[Triple]:
    """The graphs, each with the number of its statements."""
    yield Triple(DATASET, _TYPE, term("sd:Dataset"))
    yield Triple(DATASET, term("dcterms:modified"), Literal(snapshot.date, datatype=term("xsd:dateTime")))
    yield Triple(DATASET, term("owl:versionInfo"), Literal(str(snapshot.revision)))
    yield Triple(DATASET, term("sd:defaultGraph"), _DEFAULT_GRAPH)
    yield from _graph(_DEFAULT_GRAPH, snapshot.count(NETWORK))
    for name in PUBLIC:
        if snapshot.count(name):
            named = NamedNode(f"{BASE}sparql#named-{name.value.rpartition('/')[2]}")
            graph = NamedNode(f"{BASE}sparql#graph-{name.value.rpartition('/')[2]}")
            yield Triple(DATASET, term("sd:namedGraph"), named)
            yield Triple(named, _TYPE, term("sd:NamedGraph"))
            yield Triple(named, term("sd:name"), name)
            yield Triple(named, term("sd:graph"), graph)
            yield from _graph(graph, snapshot.count(name))


def _graph(graph: NamedNode, size: int) -> Iterator[Triple]:
    yield Triple(graph, _TYPE, term("sd:Graph"))
    yield Triple(graph, term("void:triples"), Literal(str(size), datatype=term("xsd:integer")))
