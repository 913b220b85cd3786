"""The published graphs: few, fixed, and all that a query can see."""

from __future__ import annotations

from typing import Final

from pyoxigraph import NamedNode

from quartierkg.errors import UsageFault
from quartierkg.language import Text
from quartierkg.terms import GRAPH

NETWORK: Final = NamedNode(GRAPH + "network")
STATIONS: Final = NamedNode(GRAPH + "stations")
INFERRED: Final = NamedNode(GRAPH + "inferred")
CHARTER: Final = NamedNode(GRAPH + "charter")
ONTOLOGY: Final = NamedNode(GRAPH + "ontology")
REGISTER: Final = NamedNode(GRAPH + "register")
STATISTICS: Final = NamedNode(GRAPH + "statistics")
CATALOGUE: Final = NamedNode(GRAPH + "catalogue")

TITLES: Final[dict[NamedNode, Text]] = {
    NETWORK: Text("Les faits publics du réseau", "The public facts of the network"),
    STATIONS: Text("Les gares desservies par TGV, sous licence ODbL", "The stations served by TGV, under the ODbL"),
    INFERRED: Text("Ce qui se déduit des faits", "What follows from the facts"),
    CHARTER: Text("La charte, ses critères et ses exigences", "The charter, its criteria and its requirements"),
    ONTOLOGY: Text("L’ontologie, ses classes et ses listes", "The ontology, its classes and its lists"),
    REGISTER: Text("Le registre des décisions", "The register of decisions"),
    STATISTICS: Text("Les statistiques du réseau", "The statistics of the network"),
    CATALOGUE: Text("Le catalogue des données", "The catalogue of the data"),
}

PUBLIC: Final = tuple(TITLES)

DERIVED: Final = frozenset((INFERRED, STATISTICS, CATALOGUE))
"""What nobody stated of a thing: its description leaves it out."""

STATED: Final = frozenset(PUBLIC) - DERIVED
"""The public graphs that hold what somebody stated."""

COMMITTEE: Final = NamedNode(GRAPH + "committee")
"""What only the committee reads: verdicts of dossiers that are not published. Queries of the public never see it."""

# The others are derived: from the release, or by the service itself.
LOADABLE: Final = (NETWORK, STATIONS)


def loadable(name: str) -> NamedNode:
    """The graph that an operator may load into, by its short name or its IRI.

    :raises UsageFault: when it is none of them; the error names those that are.
    """
    for graph in LOADABLE:
        if name in {graph.value, graph.value.removeprefix(GRAPH)}:
            return graph
    names = ", ".join(graph.value.removeprefix(GRAPH) for graph in LOADABLE)
    raise UsageFault(
        Text(
            f"On ne charge pas dans le graphe « {name} » ; graphes possibles : {names}.",
            f"Nothing is loaded into the graph {name!r}; possible graphs: {names}.",
        )
    )
