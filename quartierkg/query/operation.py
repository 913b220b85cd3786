"""A write that was admitted, ready for the writer, and what it does to a copy of the index.

SPARQL 1.1 Update, and the operations of the Graph Store HTTP Protocol on one graph. This is CPU work on what strangers
or operators wrote: it is done in a process that may be killed.
"""

from __future__ import annotations

import base64
import json
import shutil
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Final, Literal, Self

from pyoxigraph import BlankNode, DefaultGraph, NamedNode, Quad, Store, Triple, parse
from pyoxigraph import Literal as RdfLiteral

from quartierkg.errors import QueryFault
from quartierkg.language import Text
from quartierkg.media import RDF, MediaType
from quartierkg.query.update import as_inserted
from quartierkg.snapshot import inference, unpublished
from quartierkg.snapshot.changes import Changes, stored
from quartierkg.snapshot.manifest import Manifest
from quartierkg.snapshot.revision import kept_back

Verb = Literal["update", "put", "post", "delete"]
_RDF: Final = {media.essence: media for media in RDF}


@dataclass(frozen=True, slots=True)
class Payload:
    """A graph as a request carries it."""

    data: bytes
    media: MediaType


@dataclass(frozen=True, slots=True)
class Operation:
    """One write."""

    verb: Verb
    text: str = ""
    """The text of an update."""
    graph: str | None = None
    """The graph that is put, added to or removed; None: the default graph."""
    base: str | None = None
    """What relative IRIs are resolved against."""
    payloads: tuple[Payload, ...] = ()

    def value(self) -> dict[str, Any]:
        """The operation for another process."""
        payloads = [(base64.b64encode(one.data).decode(), one.media.essence) for one in self.payloads]
        return {"verb": self.verb, "text": self.text, "graph": self.graph, "base": self.base, "payloads": payloads}

    @classmethod
    def read(cls, value: dict[str, Any]) -> Self:
        """The operation that :meth:`value` wrote."""
        payloads = tuple(Payload(base64.b64decode(data), _RDF[media]) for data, media in value["payloads"])
        return cls(value["verb"], value["text"], value["graph"], value["base"], payloads)


def perform(operation: Operation, index: Path, changed: Path) -> Changes:
    """What an operation changes; the index with its changes is left beside.

    :param index: the index of the revision now.
    :param changed: the folder for the changed copy.
    :raises QueryFault: when an update or a graph cannot be parsed or evaluated.
    """
    before = Store.read_only(str(index))
    shutil.rmtree(changed, ignore_errors=True)
    before.backup(str(changed))
    after = Store(str(changed))
    if operation.verb == "update":
        _update(after, operation)
        found = Changes.between(before, after, _named(operation))
    else:
        found = _on_graph(before, operation)
        _make(after, found)
    _refuse_triple_terms(found)
    inference.follow(after, _kept_back(after, found, index, changed))
    after.flush()
    return found


def _kept_back(store: Store, changes: Changes, index: Path, changed: Path) -> Changes:
    """The changes that readers see, once what is never published is taken out; what that is, is written down beside.

    The journal keeps the changes as they are.
    """
    before = Manifest.read(index.parent)
    known = before.hidden if before is not None else ()
    hidden, taken = unpublished.drop(store, known, changes.added)
    if hidden.nodes:
        said = {"hidden": hidden.written(), "taken": bool(taken)}
        kept_back(changed).write_text(json.dumps(said), encoding="utf-8")
    if not taken:
        return changes
    added = tuple(hidden.shown(changes.added))
    return replace(changes, added=added, removed=(*changes.removed, *(quad for quad in taken if quad not in added)))


def _update(store: Store, operation: Operation) -> None:
    try:
        store.update(operation.text, base_iri=operation.base)
    except SyntaxError as error:
        raise QueryFault(
            Text(f"La mise à jour ne se lit pas (« {error} »).", f"The update cannot be parsed: {error}.")
        ) from error
    except (RuntimeError, ValueError, OSError) as error:
        raise QueryFault(Text(f"La mise à jour échoue (« {error} »).", f"The update fails: {error}.")) from error


def _named(operation: Operation) -> Iterable[Quad] | None:
    """The statements that an update can touch, where it names them all; None where it finds them."""
    text = as_inserted(operation.text)
    if text is None:
        return None
    named = Store()
    named.update(text, base_iri=operation.base)
    return named


def _on_graph(before: Store, operation: Operation) -> Changes:
    """What putting, adding to or removing a graph changes."""
    graph = NamedNode(operation.graph) if operation.graph is not None else DefaultGraph()
    is_there = isinstance(graph, DefaultGraph) or before.contains_named_graph(graph)
    if operation.verb == "delete":
        gone = (graph,) if isinstance(graph, NamedNode) and is_there else ()
        return Changes(removed=tuple(sorted(_of(before, graph), key=str)), gone=gone)
    given = set(
        stored(
            Quad(triple.subject, triple.predicate, triple.object, graph)
            for payload in operation.payloads
            for triple in _triples(payload, operation.base)
        )
    )
    # A graph may hold millions of statements: only what differs is kept, and what is added asks for its own alone.
    added = [quad for quad in given if quad not in before]
    removed = [quad for quad in _of(before, graph) if quad not in given] if operation.verb == "put" else []
    made = (graph,) if isinstance(graph, NamedNode) and not is_there else ()
    return Changes(tuple(sorted(added, key=str)), tuple(sorted(removed, key=str)), made)


def _of(store: Store, graph: NamedNode | DefaultGraph) -> Iterator[Quad]:
    return store.quads_for_pattern(None, None, None, graph)


def _triples(payload: Payload, base: str | None) -> Iterator[Triple]:
    """The statements of a payload; its blank nodes are those of no other."""
    assert payload.media.rdf is not None
    try:
        for quad in parse(payload.data, format=payload.media.rdf, base_iri=base, rename_blank_nodes=True):
            if not isinstance(quad.graph_name, DefaultGraph):
                raise QueryFault(
                    Text("Le graphe est donné dans un graphe nommé.", "The graph is given within a named graph.")
                )
            yield Triple(quad.subject, quad.predicate, quad.object)
    except SyntaxError as error:
        raise QueryFault(
            Text(f"Le graphe ne se lit pas (« {error} »).", f"The graph cannot be parsed: {error}.")
        ) from error


def _make(store: Store, changes: Changes) -> None:
    for quad in changes.removed:
        store.remove(quad)
    store.extend(changes.added)
    for graph in changes.gone:
        store.remove_graph(graph)
    for graph in changes.made:
        store.add_graph(graph)


def _refuse_triple_terms(changes: Changes) -> None:
    """Statements about statements (RDF 1.2) nest without end: nothing here holds any."""
    for quad in changes.added:
        if not isinstance(quad.object, NamedNode | BlankNode | RdfLiteral):
            raise QueryFault(
                Text(
                    "Un énoncé porte sur un autre (RDF 1.2) : cela n’est pas conservé ici.",
                    "A statement is about another one (RDF 1.2): this is not kept here.",
                )
            )
