"""The statements of one published source, with blank nodes that are named the same every time."""

from __future__ import annotations

from collections.abc import Iterator

from pyoxigraph import BlankNode, DefaultGraph, Literal, NamedNode, Quad, Triple

from quartierkg.errors import Refused
from quartierkg.intake.limits import DATA
from quartierkg.intake.parse import quads
from quartierkg.intake.source import Source
from quartierkg.journal import Record
from quartierkg.language import Text
from quartierkg.synth import Recipe


def statements(record: Record) -> Iterator[Quad]:
    """Every statement of a journaled source, moved into the graph of its record.

    :raises Unreadable: when the source cannot be read, or names graphs of its own.
    :raises StoreFault: when another version of the generator made a fictional network.
    """
    if not record.data:
        return  # a bundled file that a later release no longer carries
    graph = NamedNode(record.graph)
    if record.kind == "synth":
        yield from Recipe.read(record.data).quads(graph)
        return
    for triple in triples(Source(record.name, record.data, record.media_type)):
        yield Quad(triple.subject, triple.predicate, triple.object, graph)


def triples(source: Source) -> Iterator[Triple]:
    """Every statement of a source that holds one graph without a name.

    A blank node is called after the digest of its source and its order there: two readings give the same names, and
    two sources never share one.

    :raises Unreadable: when the source cannot be read, or names graphs of its own.
    """
    names: dict[BlankNode, BlankNode] = {}
    prefix = f"b{source.sha256[:16]}x"

    def renamed(node: BlankNode) -> BlankNode:
        return names.setdefault(node, BlankNode(f"{prefix}{len(names)}"))

    for quad in quads(source, DATA):
        if not isinstance(quad.graph_name, DefaultGraph):
            raise _named_graph(source)
        subject: NamedNode | BlankNode | Triple = quad.subject
        object_: NamedNode | BlankNode | Literal | Triple = quad.object
        yield Triple(
            renamed(subject) if isinstance(subject, BlankNode) else subject,
            quad.predicate,
            renamed(object_) if isinstance(object_, BlankNode) else object_,
        )


def _named_graph(source: Source) -> Refused:
    return Refused(
        Text(
            "Le fichier range ses énoncés dans des graphes à lui.",
            "The file puts its statements into graphs of its own.",
        ),
        source=source.name,
        remedy=Text("Enlevez-les et donnez le graphe avec --graph.", "Remove them and name the graph with --graph."),
    )
