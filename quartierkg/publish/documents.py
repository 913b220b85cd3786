"""The documents that the release carries, as statements: the ontology, the charter, the JSON-LD context."""

from __future__ import annotations

from collections.abc import Iterator

from pyoxigraph import NamedNode, Triple

from quartierkg import resources
from quartierkg.errors import NotFound
from quartierkg.language import Text
from quartierkg.publish.description import describe
from quartierkg.snapshot import Snapshot
from quartierkg.snapshot.graphs import CHARTER as CHARTER_GRAPH
from quartierkg.snapshot.graphs import ONTOLOGY as ONTOLOGY_GRAPH
from quartierkg.terms import CHARTER, term


def ontology(snapshot: Snapshot) -> Iterator[Triple]:
    """The ontology."""
    return (quad.triple for quad in snapshot.quads(graph=ONTOLOGY_GRAPH))


def charter(snapshot: Snapshot, version: str) -> tuple[Triple, ...]:
    """A version of the charter: the document itself, and all that it defines.

    :raises NotFound: when there is no such version.
    """
    document = CHARTER + version
    subjects = {quad.subject for quad in snapshot.quads(graph=CHARTER_GRAPH)}
    own = (
        node.value
        for node in subjects
        if isinstance(node, NamedNode) and (node.value == document or node.value.startswith(f"{document}#"))
    )
    named = sorted({*own, *_listed(snapshot, document)})
    found = [describe(snapshot, NamedNode(iri)) for iri in named]
    if not named:
        raise _unknown(version)
    return tuple(dict.fromkeys(triple for entry in found if entry for triple in entry.statements))


def _listed(snapshot: Snapshot, document: str) -> Iterator[str]:
    """What a charter lists, under whatever name: a version that revises another keeps what it does not change."""
    for name in ("qn:hasCriterion", "qn:hasRequirement"):
        for quad in snapshot.quads(NamedNode(document), term(name), graph=CHARTER_GRAPH):
            if isinstance(quad.object, NamedNode):
                yield quad.object.value


def context() -> bytes:
    """The JSON-LD context, as it was written."""
    return (resources.folder("ontology") / "context.jsonld").read_bytes()


def _unknown(version: str) -> NotFound:
    return NotFound(Text(f"La version « {version} » n’existe pas.", f"There is no version {version!r}."))
