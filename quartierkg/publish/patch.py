"""A change set, written down: as RDF Patch, or as a SPARQL update."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Iterator
from itertools import chain, groupby
from typing import Final

from pyoxigraph import BlankNode, Quad, RdfFormat, serialize

from quartierkg.errors import NotAcceptable
from quartierkg.language import Text
from quartierkg.media import MediaType
from quartierkg.publish.changeset import ChangeSet, Mark
from quartierkg.snapshot.changes import MEDIA_TYPE

RDF_PATCH: Final = MediaType("RDF Patch", MEDIA_TYPE, ("rdfp",))
UPDATE: Final = MediaType("SPARQL Update", "application/sparql-update", ("ru",))
OFFERED: Final = (RDF_PATCH, UPDATE)


def write(changes: ChangeSet, media: MediaType) -> str:
    """A change set in a format of :data:`OFFERED`.

    :raises NotAcceptable: when the format cannot say it.
    """
    return update(changes) if media is UPDATE else rdf_patch(changes)


def rdf_patch(changes: ChangeSet) -> str:
    """The rows of RDF Patch 1: which patch it is and which one it follows, then what goes and what comes.

    Blank nodes have the names that they have in the N-Quads of a dump.
    """
    lines = [
        f"H id <{_id(changes.end)}> .",
        *(f"H prev <{_id(changes.start)}> ." for _ in range(bool(changes.start.number))),
        "TX .",
        *(f"D {line}" for line in _lines(changes.removed, RdfFormat.N_QUADS)),
        *(f"A {line}" for line in _lines(changes.added, RdfFormat.N_QUADS)),
        "TC .",
    ]
    return "".join(line + "\n" for line in lines)


def update(changes: ChangeSet) -> str:
    """DELETE DATA and INSERT DATA (SPARQL 1.1 Update, 3.1.1 and 3.1.2).

    :raises NotAcceptable: when a statement has a blank node: the one may not name any, the other makes new ones.
    """
    nodes = (node for quad in chain(changes.removed, changes.added) for node in (quad.subject, quad.object))
    if any(isinstance(node, BlankNode) for node in nodes):
        raise NotAcceptable(
            Text(
                "Une mise à jour SPARQL ne peut nommer les nœuds anonymes de ces énoncés.",
                "A SPARQL update cannot name the blank nodes of these statements.",
            ),
            remedy=Text(
                f"Demandez {RDF_PATCH.essence} (format={RDF_PATCH.extensions[0]}).",
                f"Ask for {RDF_PATCH.essence} (format={RDF_PATCH.extensions[0]}).",
            ),
        )
    head = f"# quartierkg {changes.start.number} → {changes.end.number}\n"
    parts = (("DELETE DATA", changes.removed), ("INSERT DATA", changes.added))
    return head + ";\n".join("".join(_block(verb, quads)) for verb, quads in parts if quads)


def _block(verb: str, quads: Iterable[Quad]) -> Iterator[str]:
    yield f"{verb} {{\n"
    by_graph = sorted(quads, key=lambda quad: str(quad.graph_name))
    for graph, some in groupby(by_graph, key=lambda quad: quad.graph_name):
        yield f"GRAPH {graph} {{\n"
        yield from (f"{line}\n" for line in _lines((quad.triple for quad in some), RdfFormat.N_TRIPLES))
        yield "}\n"
    yield "}\n"


def _lines(statements: Iterable[Quad] | Iterable[object], syntax: RdfFormat) -> list[str]:
    return (serialize(statements, format=syntax) or b"").decode().split("\n")[:-1]  # type: ignore[arg-type]


def _id(mark: Mark) -> str:
    """The name of a patch: that of the journal's chain up to there, as a UUID of our own making (RFC 9562, 5.8)."""
    return uuid.UUID(bytes=_versioned(bytes.fromhex(mark.chain)[:16])).urn


def _versioned(octets: bytes) -> bytes:
    """Version 8 and the variant, in their places."""
    return octets[:6] + bytes((octets[6] & 0x0F | 0x80, octets[7], octets[8] & 0x3F | 0x80)) + octets[9:]
