"""What is counted of the links between Quartiers when an index is built: degrees, cores, components, communities.

Kept in a graph of its own, marked with the revision and the day that it describes. A write leaves it as it is: only the
next whole build counts anew. It decides nothing.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Final

from pyoxigraph import Literal, NamedNode, Quad, Store

from quartierkg.snapshot.graphs import STATISTICS
from quartierkg.snapshot.statistics.links import Links
from quartierkg.snapshot.statistics.measures import Measures
from quartierkg.terms import term

_INTEGER: Final = term("xsd:integer")


def lay_on(store: Store, revision: int, day: date) -> None:
    """State in a store what is counted of its network on a day; nothing where it has no Quartiers."""
    links = Links.on(store, day)
    if links.quartiers:
        store.extend(_stated(links, Measures.of(links), revision, day))


def _stated(links: Links, measures: Measures, revision: int, day: date) -> Iterator[Quad]:
    yield _said(STATISTICS, "owl:versionInfo", str(revision))
    yield _said(STATISTICS, "dcterms:date", Literal(day.isoformat(), datatype=term("xsd:date")))
    yield _said(STATISTICS, "qn:quartierCount", len(links.quartiers))
    yield _said(STATISTICS, "qn:linkCount", len(links.pairs))
    yield _said(STATISTICS, "qn:componentCount", max(measures.components))
    yield _said(STATISTICS, "qn:communityCount", max(measures.communities))
    if measures.modularity is not None:
        yield _said(STATISTICS, "qn:modularity", Literal(f"{measures.modularity:.4f}", datatype=term("xsd:decimal")))
    for number, quartier in enumerate(links.quartiers):
        yield _said(quartier, "qn:degree", measures.degrees[number])
        yield _said(quartier, "qn:coreNumber", measures.cores[number])
        yield _said(quartier, "qn:componentNumber", measures.components[number])
        yield _said(quartier, "qn:communityNumber", measures.communities[number])


def _said(subject: NamedNode, property_: str, value: Literal | str | int) -> Quad:
    literal = value if isinstance(value, Literal) else Literal(value)
    return Quad(subject, term(property_), literal, STATISTICS)
