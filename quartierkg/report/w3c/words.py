"""The words around a validation report, in both languages."""

from __future__ import annotations

from typing import Final

from quartierkg.language import Text
from quartierkg.terms import PREFIXES

REPORT: Final = Text("Rapport de validation SHACL", "SHACL validation report")
CONFORMS: Final = Text("Conforme", "Conforms")
YES: Final = Text("oui", "yes")
NO: Final = Text("non", "no")
NO_RESULT: Final = Text("Aucun résultat.", "No results.")
RESULT: Final = Text("résultat", "result")
FILE: Final = Text("Fichier", "File")
FOCUS: Final = Text("nœud visé", "focus node")
PATH: Final = Text("chemin", "path")
VALUE: Final = Text("valeur", "value")
SHAPE: Final = Text("forme", "shape")
COMPONENT: Final = Text("contrainte", "constraint")
NO_MESSAGE: Final = Text("Sans message.", "No message.")
DETAILS: Final = Text("Détail", "Detail")
OTHER: Final = Text("Gravité {}", "Severity {}")
# What SHACL calls its severities, for several results of each.
_SEVERITIES: Final = {
    PREFIXES["sh"] + name: said
    for name, said in (
        ("Violation", Text("Violations", "Violations")),
        ("Warning", Text("Avertissements", "Warnings")),
        ("Info", Text("Informations", "Information")),
        ("Debug", Text("Mise au point", "Debugging")),
        ("Trace", Text("Traces", "Traces")),
    )
}


def severity(iri: str) -> Text:
    """The heading over the results of a severity; one that SHACL does not know is named."""
    return _SEVERITIES.get(iri) or OTHER.filled(iri)
