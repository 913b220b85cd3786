"""Words of the query editor, in French and English."""

from __future__ import annotations

from typing import Final

from quartierkg.language import Text

# SPARQL
SPARQL_TITLE: Final = Text("Interroger le réseau", "Query the network")
SPARQL_LEAD: Final = Text(
    "SPARQL 1.1, en lecture seule. Sans autre indication, une requête porte sur les faits du réseau ; les autres "
    "graphes se nomment avec GRAPH ou FROM.",
    "SPARQL 1.1, read only. Unless told otherwise a query sees the facts of the network; the other graphs are named "
    "with GRAPH or FROM.",
)
SPARQL_QUERY: Final = Text("Requête", "Query")
SPARQL_RUN: Final = Text("Exécuter", "Run")
SPARQL_EXAMPLES: Final = Text("Exemples", "Examples")
SPARQL_GRAPHS: Final = Text("Graphes", "Graphs")
SPARQL_GRAPH: Final = Text("Graphe", "Graph")
SPARQL_SIZE: Final = Text("Énoncés", "Statements")
GRAPH_SAMPLE: Final = Text("Voir ses premiers énoncés", "See its first statements")
GRAPH_WHOLE: Final = Text("L’obtenir en entier, en Turtle", "Get all of it, in Turtle")
SPARQL_RESULT: Final = Text("Réponse", "Answer")
SPARQL_ROWS: Final = Text("lignes :", "rows:")
MORE_THAN: Final = Text("plus de", "more than")
SPARQL_NONE: Final = Text("Aucune ligne ne répond.", "No row answers.")
YES: Final = Text("Oui", "Yes")
NO: Final = Text("Non", "No")

# The query editor
EDITOR_MISSING: Final = Text(
    "La complétion et les erreurs sur place demandent des scripts que cette installation n’a pas ; la page sait tout "
    "le reste. Pour les avoir : « python3 frontend/bundle.py » dans le clone, avec un réseau, puis rechargez.",
    "Completion and errors at their place need scripts that this installation does not have; the page can do all the "
    "rest. To have them: “python3 frontend/bundle.py” in the clone, with a network, then load the page again.",
)
EDITOR_KEYS: Final = Text(
    "Ctrl+Entrée exécute, Ctrl+Espace propose des termes, Tab quitte le champ.",
    "Ctrl+Enter runs, Ctrl+Space proposes terms, Tab leaves the field.",
)
EDITOR_SHARE: Final = Text("Copier le lien", "Copy the link")
EDITOR_STOP: Final = Text("Arrêter", "Stop")
EDITOR_HISTORY: Final = Text("Requêtes récentes", "Recent queries")
EDITOR_HISTORY_LEAD: Final = Text(
    "Gardées dans ce navigateur seulement ; rien n’est envoyé.", "Kept in this browser only; nothing is sent."
)
EDITOR_FORGET: Final = Text("Tout oublier", "Forget all")
EDITOR_RUNNING: Final = Text("La requête est évaluée …", "The query is being evaluated …")
EDITOR_STOPPED: Final = Text("Arrêtée.", "Stopped.")
EDITOR_LOST: Final = Text(
    "Le service n’a pas répondu. Vérifiez le réseau, puis réessayez.",
    "The service did not answer. Check the network, then try again.",
)
EDITOR_DONE: Final = Text("Réponse reçue", "Answer received")
EDITOR_TOOK: Final = Text("évaluée en {} ms", "evaluated in {} ms")
EDITOR_KEPT: Final = Text(
    "gardée d’une fois précédente : rien n’a été calculé", "kept since before: nothing was computed"
)
EDITOR_LIMIT: Final = Text("limite : {} s", "limit: {} s")
EDITOR_DECLARE: Final = Text("Déclarer le préfixe {}", "Declare the prefix {}")
EDITOR_COPIED: Final = Text("Lien copié.", "Link copied.")
EDITOR_COPY_BY_HAND: Final = Text("Le lien, à copier :", "The link, to be copied:")
EDITOR_CLASS: Final = Text("classe", "class")
EDITOR_PROPERTY: Final = Text("propriété", "property")
EDITOR_THING: Final = Text("chose", "thing")
EDITOR_KEYWORD: Final = Text("mot de SPARQL", "SPARQL word")
EDITOR_VARIABLE: Final = Text("variable", "variable")
EDITOR_PREFIX: Final = Text("préfixe", "prefix")
EDITOR_TIMES: Final = Text("employé {} fois", "used {} times")
VIEWS: Final = Text("Montrer comme", "Show as")
VIEW_TABLE: Final = Text("Table", "Table")
VIEW_CHART: Final = Text("Graphique", "Chart")
VIEW_RAW: Final = Text("Brut", "Raw")
CHART_OF: Final = Text("Graphique en barres : {}", "Bar chart: {}")
CHART_LEFT_OUT: Final = Text(
    "Lignes non tracées, qui sont dans la table : {}", "Rows not drawn, which the table has: {}"
)
DOWNLOAD: Final = Text("Télécharger :", "Download:")
SPARQL_NONE_HELP: Final = Text(
    "Vérifiez l’orthographe des termes, la langue des textes (FILTER), et le graphe : sans GRAPH ni FROM, seuls les "
    "faits du réseau sont lus.",
    "Check the spelling of terms, the language of texts (FILTER) and the graph: without GRAPH or FROM only the facts "
    "of the network are read.",
)
THIRD_PARTY: Final = Text(
    "Licences des bibliothèques de l’éditeur", "Licences of the libraries that the editor is made of"
)
LIMITS_LINK: Final = Text("Toutes les limites et comment les respecter", "All limits, and how to keep to them")
