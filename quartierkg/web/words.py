"""Every visible string of the pages, in both languages. Templates name these; they hold no text of their own."""

from __future__ import annotations

from typing import Final

from quartierkg.charter.outcome import OUTCOME_NAMES
from quartierkg.language import Text

# Everywhere
SITE: Final = Text("Quartiers Numériques", "Quartiers Numériques")
SITE_SUB: Final = Text("le graphe de connaissances", "the knowledge graph")
SKIP: Final = Text("Aller au contenu", "Skip to content")
BANNER: Final = Text(
    "D’après un document de travail de 2013. Ce service n’est pas officiel et ne décerne aucun label.",
    "After a working document of 2013. This service is not official and awards no label.",
)
BANNER_NAME: Final = Text("À savoir", "To know")
NAV: Final = Text("Navigation", "Navigation")
NAV_HOME: Final = Text("Accueil", "Home")
NAV_FORM: Final = Text("Formulaire", "Form")
NAV_VALIDATE: Final = Text("Vérifier", "Check")
NAV_NETWORK: Final = Text("Réseau", "Network")
NAV_SPARQL: Final = Text("Interroger", "Query")
NAV_CHARTER: Final = Text("Charte", "Charter")
NAV_SHAPES: Final = Text("Règles", "Rules")
NAV_HELP: Final = Text("Aide", "Help")
NAV_ONTOLOGY: Final = Text("Ontologie", "Ontology")
LANGUAGES: Final = Text("Langue", "Language")
FIND: Final = Text("Chercher dans le site", "Search the site")
CRUMBS: Final = Text("Fil d’Ariane", "Breadcrumbs")
THEME_DARK: Final = Text("Thème sombre", "Dark theme")
FORMATS: Final = Text("Autres formats", "Other formats")
REVISION: Final = Text("Révision", "Revision")
LICENCES: Final = Text(
    "Données propres : Licence Ouverte 2.0 ; gares : ODbL ; noms de lieux : GeoNames (CC BY).",
    "Own data: Licence Ouverte 2.0; railway stations: ODbL; place names: GeoNames (CC BY).",
)
ILLUSTRATIVE: Final = Text("fictif", "fictional")
ILLUSTRATIVE_LONG: Final = Text(
    "Ressource fictive, inventée pour l’exemple : elle ne décrit rien de réel.",
    "Fictional resource, invented as an example: it describes nothing real.",
)
REAL_LONG: Final = Text(
    "Territoire réel. Les labels cités sont ceux d’un dispositif réel, sous son propre nom, et non celui de cette "
    "charte : rien ici ne dit que ce territoire la remplit.",
    "A real territory. The labels named are those of a real scheme, under its own name, and not that of this charter: "
    "nothing here says that this territory meets it.",
)

# Home
HOME_TITLE: Final = Text("Qu’est-ce qu’un Quartier Numérique ?", "What makes a Quartier Numérique?")
HOME_LEAD: Final = Text(
    "Huit critères, soixante-huit exigences, un réseau d’acteurs. La charte rapportée par la presse en 2013 est ici "
    "un ensemble de règles que l’on exécute, et le réseau un graphe que l’on interroge.",
    "Eight criteria, sixty-eight requirements, a network of actors. Here the charter that the press reported in 2013 "
    "is a set of rules that can be run, and the network a graph that can be queried.",
)
WAYS: Final = Text("Par où commencer", "Where to begin")
WAY_FILL: Final = Text("Remplir un dossier", "Fill in a dossier")
WAY_FILL_TEXT: Final = Text(
    "Dans un formulaire, critère par critère, ou dans un classeur : sans connaître RDF, et sans rien d’obligatoire.",
    "In a form, criterion by criterion, or in a workbook: with no RDF to know, and nothing mandatory.",
)
WAY_VALIDATE: Final = Text("Vérifier un dossier", "Check a dossier")
WAY_VALIDATE_TEXT: Final = Text(
    "Déposez un dossier, en RDF ou dans un classeur : chaque exigence reçoit sa réponse, avec la phrase de la charte, "
    "ce qui est trouvé et ce qui est exigé.",
    "Hand in a dossier, as RDF or as a workbook: every requirement gets its answer, with the charter’s sentence, "
    "what was found and what is required.",
)
WAY_QUERY: Final = Text("Interroger le réseau", "Query the network")
WAY_QUERY_TEXT: Final = Text(
    "Posez vos questions en SPARQL : quels Quartiers, quels acteurs, quels rôles, quels liens.",
    "Ask in SPARQL: which Quartiers, which actors, which roles, which links.",
)
WAY_BROWSE: Final = Text("Parcourir", "Browse")
WAY_BROWSE_TEXT: Final = Text(
    "Suivez les liens d’un Quartier à ses acteurs, d’une exigence à sa phrase. Chaque page est aussi une donnée.",
    "Follow the links from a Quartier to its actors, from a requirement to its sentence. Every page is data too.",
)
COUNTS: Final = Text("Dans le graphe", "In the graph")
COUNT_QUARTIERS: Final = Text("Quartiers fictifs", "fictional Quartiers")
COUNT_DECLARED: Final = Text("Quartiers au registre", "Quartiers in the register")
COUNT_TERRITORIES: Final = Text("territoires réels", "real territories")
COUNT_NETWORK: Final = Text("énoncés sur le réseau", "statements about the network")
COUNT_TERMS: Final = Text("énoncés de l’ontologie", "statements of the ontology")
QUARTIERS: Final = Text("Quartiers", "Quartiers")
QUARTIERS_TEXT: Final = Text(
    "Les Quartiers de cette liste sont inventés, pour que chaque question ait une réponse.",
    "The Quartiers of this list are invented, so that every question has an answer.",
)
QUARTIERS_MIXED: Final = Text(
    "Ceux qui portent la marque « fictif » sont inventés, pour que chaque question ait une réponse ; les autres se "
    "sont déclarés au registre du label.",
    "Those marked “fictional” are invented, so that every question has an answer; the others have declared themselves "
    "in the register of the label.",
)
TERRITORIES: Final = Text("Territoires réels", "Real territories")
TERRITORIES_TEXT: Final = Text(
    "Leur histoire est celle du label Métropole French Tech, avec ses sources. Rien ne dit qu’ils suivent la charte.",
    "Their history is that of the Métropole French Tech label, with sources. Nothing says that they meet the charter.",
)
NAME: Final = Text("Nom", "Name")
STATE: Final = Text("État", "State")
NO_STATE: Final = Text("non indiqué", "not stated")
NOTHING_YET: Final = Text("Rien encore.", "Nothing yet.")

# A resource
PERSISTENT: Final = Text("Adresse persistante", "Persistent address")
FACTS: Final = Text("Énoncés", "Statements")
PROVENANCE: Final = Text("Provenance", "Provenance")
DATASET: Final = Text("jeu de données", "dataset")
SOURCE: Final = Text("source", "source")
SOURCE_DATE: Final = Text("date de la source", "date of the source")
COMPILED: Final = Text("relevé le", "compiled on")
LICENCE: Final = Text("licence", "licence")
NAMED_BY: Final = Text("Cité par", "Named by")
NAMED_PAGE: Final = Text("Page {} sur {}", "Page {} of {}")
NAMED_PAGES: Final = Text("Pages de ce qui cite la ressource", "Pages of what names the resource")
NAMED_CUT: Final = Text(
    "Au plus {} ressources par propriété sont sur une page.", "A page has at most {} resources for each property."
)
NAMED_REST: Final = Text(
    "Cette page continue la liste de ce qui cite la ressource.", "This page goes on with what names the resource."
)
PAGE_FIRST: Final = Text("première page", "first page")
PAGE_PREVIOUS: Final = Text("page précédente", "page before")
PAGE_NEXT: Final = Text("page suivante", "next page")
PAGE_LAST: Final = Text("dernière page", "last page")
SAID_BY_LEAD: Final = Text(
    "Les numéros entre crochets, à côté des énoncés, renvoient ici.",
    "The numbers in brackets beside the statements lead here.",
)
SAID_NUMBER: Final = Text("source {}", "source {}")
HISTORY: Final = Text("État et histoire", "State and history")
HISTORY_STATE: Final = Text("État actuel :", "Current state:")
HISTORY_UNDATED: Final = Text("sans date dans la source", "no date in the source")
SKETCH: Final = Text("Situation", "Where it is")
SKETCH_OF: Final = Text("Croquis de la situation : {}", "Sketch map: {}")
SKETCH_LEAD: Final = Text(
    "Croquis tracé ici d’après le graphe, le nord en haut ; il ne montre ni rues ni relief.",
    "A sketch drawn here from the graph, north up; it shows neither streets nor relief.",
)
SKETCH_INVENTED: Final = Text(
    "Ces lieux sont inventés : une carte n’y montrera rien de ce qui est dit ici.",
    "These places are invented: a map will show nothing there of what is said here.",
)
SKETCH_OUTLINE: Final = Text("contour", "outline")
SKETCH_POINT: Final = Text("point", "point")
SKETCH_MAP: Final = Text("sur OpenStreetMap", "on OpenStreetMap")
QUESTIONS_ABOUT: Final = Text("Questions à lui poser", "Questions to ask of it")
QUESTIONS_COUNT: Final = Text("{} questions toutes prêtes", "{} questions ready to ask")
LEFT_OUT: Final = Text("non montrés :", "not shown:")
CUT: Final = Text(
    "La page montre le début ; les autres formats donnent tout.",
    "The page shows the beginning; the other formats give all.",
)
SHOW_LONG: Final = Text("afficher la valeur", "show the value")
NO_FACTS: Final = Text(
    "Aucun énoncé propre : la ressource est seulement citée.", "No statement of its own: only named."
)

# Stored queries
NAV_QUERIES: Final = Text("Questions", "Questions")
QUERIES_TITLE: Final = Text("Questions prêtes", "Questions that are ready")
QUERIES_LEAD: Final = Text(
    "Choisissez une question, changez ses valeurs, lisez la réponse ; son texte SPARQL peut être repris et modifié.",
    "Choose a question, change its values, read the answer; its SPARQL text may be taken and changed.",
)
QUERIES_STILL: Final = Text(
    "Choisissez une question, lisez la réponse à ses valeurs habituelles ; elle existe aussi en table (CSV) et en "
    "données (JSON), et son texte SPARQL peut être repris.",
    "Choose a question, read the answer for its usual values; it is a table (CSV) and data (JSON) as well, and its "
    "SPARQL text may be taken.",
)
QUERIES_BY: Final = Text("Pour :", "For:")
THEME_WHOLE: Final = Text("Le label et le réseau entiers", "The label and the network as a whole")
ACROSS: Final = Text("entre Quartiers", "across Quartiers")
QUERY_VALUES: Final = Text("Valeurs", "Values")
QUERY_COMMON: Final = Text("Jour, état et lignes", "Day, state and rows")
QUERY_ASK: Final = Text("Obtenir la réponse", "Get the answer")
QUERY_ANSWER: Final = Text("Réponse", "Answer")
QUERY_ANY: Final = Text("sans préférence", "any")
QUERY_TEXT: Final = Text("La requête SPARQL", "The SPARQL query")
QUERY_OPEN: Final = Text("L’ouvrir dans l’éditeur", "Open it in the editor")
QUERY_ABOUT: Final = Text("Dans la charte :", "In the charter:")
QUERY_NEEDS: Final = Text("Un autre entrepôt doit savoir :", "Another store must be able to do:")
QUERY_FIND: Final = Text("Son nom en entier convient aussi ; chercher :", "Its whole name will do as well; search:")
QUERY_CORRECT: Final = Text("Corriger le champ « {} »", "Correct the field “{}”")
QUERY_BEFORE: Final = Text("Lignes précédentes", "Rows before")
QUERY_AFTER: Final = Text("Lignes suivantes", "Rows behind")
QUERY_ABSENT: Final = Text("rien", "nothing")

# Search
NAV_SEARCH: Final = Text("Chercher", "Search")
SEARCH_TITLE: Final = Text("Chercher", "Search")
SEARCH_LEAD: Final = Text(
    "Chercher dans les noms et les descriptions du réseau, de la charte et des listes, en français et en anglais.",
    "Search the names and descriptions of the network, the charter and the lists, in French and English.",
)
SEARCH_WORDS: Final = Text("Un nom, un rôle, un sujet", "A name, a role, a subject")
SEARCH_RUN: Final = Text("Chercher", "Search")
SEARCH_FOUND: Final = Text("Trouvé", "Found")
SEARCH_NOTHING: Final = Text(
    "Rien ne correspond à tous ces mots. Essayez-en moins, ou un autre.",
    "Nothing has all of these words. Try fewer, or another.",
)
SEARCH_CORRECTED: Final = Text("Rien ne contient « {} » : cherché {}.", "Nothing has “{}”: looked for {}.")
SEARCH_BEHIND: Final = Text(
    "Ces résultats sont ceux de la révision {}, les derniers : l’index de la révision en cours se construit.",
    "These are the results of revision {}, the latest: the index of the present revision is being built.",
)
SEARCH_NARROW: Final = Text("Resserrer", "Narrow down")
SEARCH_BEFORE: Final = Text("Résultats précédents", "Results before")
SEARCH_AFTER: Final = Text("Résultats suivants", "Results behind")
FACET_TYPE: Final = Text("Type", "Type")
FACET_ROLE: Final = Text("Rôle", "Role")
FACET_TERRITORY: Final = Text("Territoire", "Territory")
FACET_STATE: Final = Text("État du label", "State of the label")
FACET_CRITERION: Final = Text("Critère", "Criterion")
OUTCOMES: Final = {outcome.value: name for outcome, name in OUTCOME_NAMES.items()}

# Problems
PROBLEMS_TITLE: Final = Text("Erreurs", "Problems")
PROBLEMS_LEAD: Final = Text(
    "Les types d’erreur que ce service rend, en application/problem+json (RFC 9457).",
    "The problem types that this service answers with, as application/problem+json (RFC 9457).",
)
KIND: Final = Text("Type", "Type")
STATUS: Final = Text("Statut HTTP", "HTTP status")
MEANING: Final = Text("Sens", "Meaning")

# Errors
LINE: Final = Text("ligne", "line")
COLUMN: Final = Text("colonne", "column")
ERROR_BACK: Final = Text("Revenir à l’accueil", "Back to the home page")
ERROR_HELP: Final = Text("Suivre la visite guidée", "Follow the guided tour")
ERROR_LOOK: Final = Text("Le chercher", "Look for it")
ERROR_ELSEWHERE: Final = Text("Ou continuer :", "Or go on:")
ERROR_AGAIN: Final = Text("Essayer de nouveau", "Try again")
ERROR_NOT_FOUND: Final = Text("Rien ne se trouve à cette adresse.", "Nothing lives at this address.")
ERROR_METHOD: Final = Text("Cette adresse n’accepte pas cette méthode.", "This address does not accept this method.")
ERROR_METHOD_TITLE: Final = Text("Méthode refusée", "Method not allowed")
ERROR_VALUE: Final = Text(
    "La valeur du paramètre « {} » n’a pas la forme voulue.",
    "The value of the parameter “{}” has a wrong form.",
)
ERROR_REQUEST: Final = Text("La demande n’est pas lisible.", "The request cannot be read.")
ERROR_REQUEST_TITLE: Final = Text("Demande illisible", "Unreadable request")
ERROR_INTERNAL: Final = Text(
    "Une erreur imprévue s’est produite ; elle est consignée.", "An unforeseen error happened; it has been logged."
)
ERROR_INTERNAL_TITLE: Final = Text("Erreur interne", "Internal error")
ERROR_NONE_GIVEN: Final = Text(
    "Aucun dossier n’a été donné : choisissez un fichier ou collez son texte.",
    "No dossier was given: choose a file or paste its text.",
)
ERROR_NONE_GIVEN_REMEDY: Final = Text(
    "Un programme envoie le dossier tel quel et nomme sa syntaxe : Content-Type: text/turtle.",
    "A program sends the dossier as it is and names its syntax: Content-Type: text/turtle.",
)

# Fair use
NAV_FAIR_USE: Final = Text("Bon usage", "Fair use")
FAIR_USE_TITLE: Final = Text("Bon usage du service", "Fair use of the service")
FAIR_USE_LEAD: Final = Text(
    "Le service est ouvert à tous, sans compte. Ces limites font qu’il le reste pour chacun ; ce qui en passe une est "
    "refusé avec son nom et sa valeur, et rien n’est coupé en silence.",
    "The service is open to all, without an account. These limits keep it so for everyone; whatever passes one is "
    "refused with its name and value, and nothing is cut in silence.",
)
FAIR_USE_QUERY: Final = Text("Une requête", "A query")
FAIR_USE_QUERY_TEXT: Final = Text(
    "Ce qu’une requête peut compter avant d’être évaluée. Aucune requête d’un usage ordinaire n’en approche.",
    "What a query may count before it is evaluated. No query of ordinary use comes near.",
)
FAIR_USE_SERVICE: Final = Text("Cette instance", "This instance")
FAIR_USE_SERVICE_TEXT: Final = Text(
    "Ce qu’une requête peut prendre pendant qu’elle est évaluée.", "What a query may take while it is evaluated."
)
AT_MOST: Final = Text("Au plus", "At most")
OF_WHAT: Final = Text("De quoi", "Of what")
LIMIT_DEADLINE: Final = Text("secondes d’évaluation et d’écriture", "seconds of evaluation and writing")
LIMIT_MEMORY: Final = Text("mébioctets de mémoire", "mebibytes of memory")
LIMIT_WORKERS: Final = Text("requêtes évaluées à la fois", "queries evaluated at once")
LIMIT_QUEUE: Final = Text("requêtes qui attendent", "queries that wait")
LIMIT_PATIENCE: Final = Text("secondes d’attente", "seconds of waiting")
LIMIT_BUDGET: Final = Text(
    "secondes de calcul par minute et par client", "seconds of processing for each client in a minute"
)
LIMIT_WRITES: Final = Text(
    "écritures d’un jeton par minute ; une adresse en fait quatre fois autant",
    "writes of a token in a minute; an address makes four times as many",
)
FAIR_USE_ADVICE: Final = Text("Pour aller vite", "To go fast")
ADVICE_CACHE: Final = Text(
    "Gardez l’ETag d’une réponse et rendez-le dans If-None-Match : une réponse inchangée ne se recalcule pas.",
    "Keep the ETag of an answer and give it back in If-None-Match: an answer that is unchanged is not computed again.",
)
ADVICE_DUMP: Final = Text(
    "Pour tout lire, prenez les fichiers de /dumps plutôt que mille requêtes ; /changes dit ce qui a changé depuis.",
    "To read everything, take the files at /dumps rather than a thousand queries; /changes tells what changed since.",
)
ADVICE_RETRY: Final = Text(
    "Après un refus 429 ou 503, attendez le temps que dit Retry-After.",
    "After a refusal by 429 or 503, wait for the time that Retry-After says.",
)
ADVICE_NAME: Final = Text(
    "Nommez votre programme et une adresse où vous joindre dans User-Agent.",
    "Name your program, and an address where you can be reached, in User-Agent.",
)

# Dumps and changes
NAV_DUMPS: Final = Text("Fichiers", "Files")
DUMPS_TITLE: Final = Text("Les graphes en fichiers", "The graphs as files")
DUMPS_LEAD: Final = Text(
    "Tout ce qui est public, comprimé, à la révision {} du {}.", "All that is public, compressed, at revision {} of {}."
)
DUMPS_BOTH: Final = Text(
    "Le réel et le fictif s’y côtoient, comme dans le graphe : ce qui est inventé porte « qn:illustrative true », les "
    "territoires réels ne le portent jamais. Les licences diffèrent par jeu de données (void:inDataset).",
    "The real and the fictional stand side by side in them, as in the graph: what is invented carries "
    "“qn:illustrative true”, real territories never do. Licences differ by dataset (void:inDataset).",
)
DUMPS_WHOLE: Final = Text("Tous les graphes", "All graphs")
DUMPS_FORMAT: Final = Text("Format", "Format")
DUMPS_FILE: Final = Text("Fichier", "File")
DUMPS_SIZE: Final = Text("Taille", "Size")
DUMPS_SUM: Final = Text("SHA-256", "SHA-256")
DUMPS_REAL: Final = Text("{} énoncés, sans chose inventée", "{} statements, no invented thing among them")
DUMPS_COUNTS: Final = Text("{} énoncés, dont {} choses inventées", "{} statements, {} invented things among them")
DUMPS_RESUME: Final = Text(
    "Un téléchargement interrompu se reprend (curl -C - -O, wget -c) et se vérifie (sha256sum -c) avec ce fichier :",
    "A download that broke off goes on (curl -C - -O, wget -c) and is checked (sha256sum -c) with this file:",
)
DUMPS_LATEST: Final = Text(
    "Un nom sans numéro mène toujours au fichier de la dernière révision :",
    "A name without a number always leads to the file of the latest revision:",
)
KILOBYTES: Final = Text("{} ko", "{} kB")
MEGABYTES: Final = Text("{} Mo", "{} MB")
CHANGES: Final = Text("Ce qui a changé", "What changed")
CHANGES_FROM: Final = Text("de la révision", "from revision")
CHANGES_TO: Final = Text("à la révision", "to revision")
CHANGES_SHOW: Final = Text("Comparer", "Compare")
CHANGES_TITLE: Final = Text("De la révision {} à la révision {}", "From revision {} to revision {}")
CHANGES_NONE: Final = Text(
    "Aucun énoncé public n’a changé d’une révision à l’autre.", "No public statement changed between these revisions."
)
CHANGES_LEAD: Final = Text(
    "Énoncés retirés (D) et ajoutés (A), en RDF Patch. Ce qui se déduit des énoncés n’y est pas : les fichiers de "
    "graph/inferred, graph/statistics et graph/catalogue le donnent en entier.",
    "Statements that were removed (D) and added (A), as RDF Patch. What follows from the statements is not among them: "
    "the files of graph/inferred, graph/statistics and graph/catalogue give all of it.",
)

# Catalogue
CATALOGUE_DATASETS: Final = Text("Jeux de données", "Datasets")
CATALOGUE_SERVICES: Final = Text("Services", "Services")
CATALOGUE_DISTRIBUTIONS: Final = Text("distributions", "distributions")
CATALOGUE_MODIFIED: Final = Text("modifié le", "modified on")
CATALOGUE_RIGHTS: Final = Text("droits", "rights")
CATALOGUE_BYTES: Final = Text("{} octets", "{} bytes")
CATALOGUE_VOID: Final = Text("Ce que contiennent les graphes, compté", "What the graphs hold, counted")
CATALOGUE_FEED: Final = Text("Les nouveautés, comme flux Atom", "What is new, as an Atom feed")
CATALOGUE_API: Final = Text("L’interface pour les programmes (OpenAPI)", "The interface for programs (OpenAPI)")
NAV_GLOSSARY: Final = Text("Glossaire", "Glossary")
NAV_CATALOGUE: Final = Text("Catalogue", "Catalogue")
NAV_FEED: Final = Text("Nouveautés (Atom)", "News (Atom)")
VOID_TITLE: Final = Text("Ce que contiennent les graphes", "What the graphs hold")
VOID_LEAD: Final = Text(
    "Énoncés, choses, classes et propriétés de chaque graphe publié, et combien de choses y sont inventées.",
    "Statements, things, classes and properties of each published graph, and how many things in it are invented.",
)
VOID_ENTITIES: Final = Text("Choses", "Things")
VOID_FICTIONAL: Final = Text("dont inventées", "invented among them")
VOID_CLASSES: Final = Text("Classes", "Classes")
VOID_CLASS: Final = Text("Classe", "Class")
VOID_PROPERTIES: Final = Text("Propriétés", "Properties")
VOID_PROPERTY: Final = Text("Propriété", "Property")
VOID_TERM: Final = Text("Terme", "Term")
VOID_LINKS: Final = Text("Liens vers d’autres jeux de données", "Links to other datasets")
