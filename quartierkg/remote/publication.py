"""The published graphs, put to the other server: those that differ from what it holds, one after another."""

from __future__ import annotations

import hashlib
import tempfile
from collections.abc import Iterator, Mapping
from itertools import islice
from pathlib import Path
from typing import Final
from urllib.parse import quote, urlsplit

from pyoxigraph import (
    BlankNode,
    Literal,
    NamedNode,
    QueryResultsFormat,
    QuerySolutions,
    RdfFormat,
    Triple,
    parse_query_results,
    serialize,
)

from quartierkg.endpoint import Endpoint
from quartierkg.errors import StoreFault
from quartierkg.language import Text
from quartierkg.media import N_TRIPLES, RESULTS_JSON
from quartierkg.remote.exchange import Body, Request, put, read, send, update
from quartierkg.snapshot import Snapshot
from quartierkg.snapshot.graphs import COMMITTEE, INFERRED, NETWORK, PUBLIC
from quartierkg.terms import BASE, GRAPH, term

PUBLISHED: Final = NamedNode(GRAPH + "published")
"""The graph, never shown, that says what the server holds: the digest of each graph, and the revision."""
GENID: Final = BASE + ".well-known/genid/"
_VERSION: Final = term("owl:versionInfo")
_MARKS: Final = f"SELECT ?graph ?version WHERE {{ ?graph {_VERSION} ?version }}"
_AT_ONCE: Final = 2000
"""So many statements are in one update."""


def publish(endpoint: Endpoint, snapshot: Snapshot) -> None:
    """Have the server hold a revision; where it does already, nothing is sent.

    Not one step, since the protocol has none for several graphs: what is asked meanwhile may see some of them before
    the others. What breaks off is taken up again the next time.

    :raises RemoteFault: when the server does not answer, or does not take a graph.
    :raises StoreFault: when it holds another revision, and no address was given to write it.
    """
    marks = _marks(endpoint)
    if marks.get(PUBLISHED.value) == snapshot.chain:
        return
    if endpoint.graphs is None and endpoint.update is None:
        raise StoreFault(_READ_ONLY, remedy=_WRITABLE)
    with tempfile.TemporaryDirectory(prefix="quartierkg-") as folder:
        shared = _shared(snapshot)
        files = {graph: _written(snapshot, graph, shared, Path(folder)) for graph in PUBLIC}
        digests = {graph: _digest(file) for graph, file in files.items()}
        held = {graph: digest for graph, digest in digests.items() if marks.get(graph.value) == digest}
        _put(endpoint, PUBLISHED, _file(_marked(held), Path(folder) / "marks"))
        for graph in PUBLIC:
            if graph not in held:
                _put(endpoint, graph, files[graph])
        whole = digests | {PUBLISHED: snapshot.chain}
        _put(endpoint, PUBLISHED, _file(_marked(whole), Path(folder) / "marks"))


def _marks(endpoint: Endpoint) -> dict[str, str]:
    """What the server says that it holds."""
    with send(endpoint, Request(_MARKS, (PUBLISHED.value,), (PUBLISHED.value,), RESULTS_JSON)) as response:
        found = parse_query_results(read(response), QueryResultsFormat.JSON)
    assert isinstance(found, QuerySolutions)
    return {row["graph"].value: row["version"].value for row in found}


def _marked(digests: dict[NamedNode, str]) -> Iterator[Triple]:
    yield from (Triple(graph, _VERSION, Literal(digest)) for graph, digest in digests.items())
    # Stored queries name it beside others: VALUES that end with an IRI that Virtuoso never saw give nothing.
    yield Triple(PUBLISHED, term("rdfs:seeAlso"), COMMITTEE)


def _written(snapshot: Snapshot, graph: NamedNode, shared: Mapping[object, NamedNode], folder: Path) -> Path:
    """A graph as N-Triples.

    :param shared: what the blank nodes are called that stand in several graphs.
    """
    triples = (quad.triple for quad in snapshot.quads(graph=graph))
    if shared and graph in {NETWORK, INFERRED}:
        triples = (
            Triple(shared.get(one.subject, one.subject), one.predicate, shared.get(one.object, one.object))
            for one in triples
        )
    return _file(triples, folder / hashlib.sha256(graph.value.encode()).hexdigest())


def _shared(snapshot: Snapshot) -> dict[object, NamedNode]:
    """Addresses for the blank nodes in what is inferred (RDF 1.1 Concepts, 3.5): each graph is put by itself, and a
    server knows a blank node of one graph in no other.
    """
    nodes = (node for quad in snapshot.quads(graph=INFERRED) for node in (quad.subject, quad.object))
    return {node: NamedNode(GENID + node.value) for node in nodes if isinstance(node, BlankNode)}


def _file(triples: Iterator[Triple], path: Path) -> Path:
    serialize(triples, str(path), format=RdfFormat.N_TRIPLES)
    return path


def _digest(path: Path) -> str:
    """The digest of the statements, in whatever order a store gives them."""
    digest = hashlib.sha256()
    for line in sorted(path.read_bytes().splitlines()):
        digest.update(line + b"\n")
    return digest.hexdigest()


def _put(endpoint: Endpoint, graph: NamedNode, file: Path) -> None:
    """Write one graph in place of what it held; one without statements is removed."""
    empty = file.stat().st_size == 0
    if endpoint.graphs is not None:
        joint = "&" if urlsplit(endpoint.graphs).query else "?"
        address = f"{endpoint.graphs}{joint}graph={quote(graph.value, safe='')}"
        put(endpoint, address, None if empty else Body(file), N_TRIPLES)
        return
    assert endpoint.update is not None
    update(endpoint, endpoint.update, f"DROP SILENT GRAPH {graph}")
    for some in _portions(file):
        update(endpoint, endpoint.update, f"INSERT DATA {{ GRAPH {graph} {{ {some} }} }}")


def _portions(file: Path) -> Iterator[str]:
    """The statements for one update after another; those with blank nodes at once, since no name outlives an update."""
    with file.open(encoding="utf-8") as lines:
        blank = "".join(line for line in lines if _has_blank(line))
    if blank:
        yield blank
    with file.open(encoding="utf-8") as lines:
        others = (line for line in lines if not _has_blank(line))
        while some := "".join(islice(others, _AT_ONCE)):
            yield some


def _has_blank(line: str) -> bool:
    """Whether a line of N-Triples names a blank node; no literal ends without a quotation mark."""
    last = line.rpartition(" .")[0].rpartition(" ")[2]
    return line.startswith("_:") or (last.startswith("_:") and '"' not in last)


_READ_ONLY: Final = Text(
    "L’entrepôt distant ne contient pas la révision à publier.",
    "The remote store does not hold the revision to publish.",
)
_WRITABLE: Final = Text(
    "Donnez --store-graphs (Graph Store Protocol) ou --store-update (SPARQL Update), pour l’y écrire.",
    "Give --store-graphs (Graph Store Protocol) or --store-update (SPARQL Update), to write it there.",
)
