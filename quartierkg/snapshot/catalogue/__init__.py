"""The catalogue as a graph of the dataset: what people wrote about it, and what a whole build lays on.

That is the VoID description of every other graph, with the number of its things and statements by class and property,
and what follows from the same for DCAT-AP 3. Both are marked with the revision and the day that they describe. A write
leaves them as they are, like the statistics: only the next whole build counts anew. Addresses are the persistent ones.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Final

from pyoxigraph import Literal, NamedNode, Quad, Store, Triple

from quartierkg.snapshot.catalogue import void
from quartierkg.snapshot.catalogue.counts import Counts
from quartierkg.snapshot.catalogue.dcat import Publication
from quartierkg.snapshot.graphs import CATALOGUE, CHARTER, ONTOLOGY, PUBLIC
from quartierkg.terms import BASE, ID, term
from quartierkg.terms import CHARTER as CHARTER_SPACE
from quartierkg.terms import ONTOLOGY as ONTOLOGY_SPACE

__all__ = ["PERSISTENT", "Counts", "Publication", "counted", "lay_on", "void"]

PERSISTENT: Final = BASE.rstrip("/")
"""What the persistent addresses of the service begin with."""
# What the addresses of a graph's things begin with, where it is not what those of the network's do.
_SPACES: Final = {CHARTER: CHARTER_SPACE, ONTOLOGY: ONTOLOGY_SPACE}


def lay_on(store: Store, revision: int, day: date) -> None:
    """State in a store what its graphs hold and how they are had; nothing where it has none of ours.

    :param day: the day of the journal's last entry: no moment, so that the same files give the same statements.
    """
    found = tuple(counted(store))
    if not found:
        return
    said = tuple(_stated(store, found, revision, day.isoformat()))  # whole before any of it is in the store
    store.extend(Quad(triple.subject, triple.predicate, triple.object, CATALOGUE) for triple in said)


def counted(store: Store) -> Iterator[Counts]:
    """What each published graph holds that is not empty; the catalogue does not count itself."""
    for graph in PUBLIC:
        if graph != CATALOGUE and next(store.quads_for_pattern(None, None, None, graph), None) is not None:
            yield Counts.of(store, graph, _SPACES.get(graph, ID))


def _stated(store: Store, found: tuple[Counts, ...], revision: int, day: str) -> Iterator[Triple]:
    dated = Literal(day, datatype=term("xsd:date"))
    yield Triple(CATALOGUE, term("owl:versionInfo"), Literal(str(revision)))
    yield Triple(CATALOGUE, term("dcterms:date"), dated)
    yield from void.statements(found, revision, dated)
    graphs = [one.graph for one in found]
    yield from void.about(graphs, PERSISTENT)
    sizes: dict[NamedNode, int] = {one.graph: one.triples for one in found} | {CATALOGUE: 0}
    yield from Publication(store, sizes, revision, day, PERSISTENT).statements()
