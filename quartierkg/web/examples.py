"""The queries that the editor proposes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from quartierkg.language import Text


@dataclass(frozen=True, slots=True)
class Example:
    """A query and what it asks."""

    title: Text
    query: str


_PREFIXES: Final = """PREFIX qn: <https://w3id.org/quartierkg/ontology#>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
"""

EXAMPLES: Final = (
    Example(
        Text("Les Quartiers et leur état", "The Quartiers and their state"),
        _PREFIXES
        + """
SELECT ?quartier ?name ?state {
  ?quartier a qn:Quartier ; rdfs:label ?name .
  FILTER(LANG(?name) = "fr")
  OPTIONAL { ?quartier qn:state ?state }
}
ORDER BY ?name""",
    ),
    Example(
        Text("Les territoires réels", "The real territories"),
        _PREFIXES
        + """
SELECT ?territory ?name {
  ?territory a qn:Territory ; rdfs:label ?name .
  FILTER(LANG(?name) = "fr")
}
ORDER BY ?name""",
    ),
    Example(
        Text("Les exigences de la charte et leur phrase", "The charter’s requirements and their sentence"),
        _PREFIXES
        + """PREFIX dcterms: <http://purl.org/dc/terms/>

SELECT ?id ?quote {
  GRAPH <https://w3id.org/quartierkg/graph/charter> {
    ?requirement a qn:Requirement ; dcterms:identifier ?id ; qn:quote ?quote .
  }
}
ORDER BY ?id""",
    ),
    Example(
        Text("Ce que chaque graphe contient", "What each graph holds"),
        """SELECT ?graph (COUNT(*) AS ?statements) {
  GRAPH ?graph { ?s ?p ?o }
}
GROUP BY ?graph
ORDER BY ?graph""",
    ),
    Example(
        Text("Tout ce qui est dit d’un Quartier", "All that is said of one Quartier"),
        _PREFIXES
        + """
DESCRIBE ?quartier {
  SELECT ?quartier { ?quartier a qn:Quartier } ORDER BY ?quartier LIMIT 1
}""",
    ),
)
