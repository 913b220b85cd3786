"""What the pages of the network say, in both languages. Templates name these as ``n``."""

from __future__ import annotations

from typing import Final

from quartierkg.charter.outcome import OUTCOME_NAMES
from quartierkg.language import Text
from quartierkg.report.words import SIGNS

# All of them
TITLE: Final = Text("Réseau", "Network")
LEAD: Final = Text(
    "Qui est où, qui est relié à qui, qui remplit quels critères, et quand. Chaque image est dessinée ici d’après une "
    "question toute prête ; la table à côté dit la même chose.",
    "Who is where, who is linked to whom, who meets which criteria, and when. Each picture is drawn here from a "
    "question that is ready to ask; the table beside it says the same.",
)
PARTS: Final = Text("Pages du réseau", "Pages of the network")
MAP: Final = Text("Carte", "Map")
LINKS: Final = Text("Liens", "Links")
MATRIX: Final = Text("Critères", "Criteria")
CHARTS: Final = Text("Graphiques", "Charts")
FILTERS: Final = Text("Filtrer", "Filter")
APPLY: Final = Text("Appliquer", "Apply")
AS_OF: Final = Text("au jour", "as of")
SLIDER: Final = Text("jour de l’image, de mois en mois", "day of the picture, month by month")
YEAR_BEFORE: Final = Text("un an plus tôt", "a year earlier")
YEAR_AFTER: Final = Text("un an plus tard", "a year later")
STATE: Final = Text("état", "state")
YES: Final = Text("oui", "yes")
NO: Final = Text("non", "no")
INVENTED: Final = Text("avec ce qui est inventé", "with what is invented")
ANSWERS: Final = Text("D’après la question", "After the question")
CSV: Final = Text("table (CSV)", "table (CSV)")
JSON: Final = Text("données (JSON)", "data (JSON)")
GEOJSON: Final = Text("carte (GeoJSON)", "map (GeoJSON)")
EDITOR: Final = Text("l’ouvrir dans l’éditeur", "open it in the editor")
LEGEND: Final = Text("Légende", "Legend")
NAME: Final = Text("Nom", "Name")
KIND: Final = Text("Nature", "Kind")
SINCE: Final = Text("depuis le", "since")
NOT_STATED: Final = Text("non indiqué", "not stated")
BEFORE: Final = Text("Lignes précédentes", "Rows before")
AFTER: Final = Text("Lignes suivantes", "Rows behind")
NOTHING: Final = Text("Rien à dessiner pour ces valeurs.", "Nothing to draw for these values.")
CUT_ROWS: Final = Text(
    "La réponse a plus de {} lignes : l’image ne montre que les premières.",
    "The answer has more than {} rows: the picture shows the first of them only.",
)
TO_TABLE: Final = Text("Passer l’image, aller à la table", "Skip the picture, go to the table")

# Hub
MAP_TEXT: Final = Text(
    "Les Quartiers et les territoires réels, par état, avec les territoires d’outre-mer.",
    "The Quartiers and the real territories, by state, with the overseas territories.",
)
LINKS_TEXT: Final = Text(
    "Mises en réseau, bureaux de passage et acteurs communs ; par nature, par état, à une date.",
    "Networking measures, guest desks and actors in common; by kind, by state, on a day.",
)
MATRIX_TEXT: Final = Text(
    "Chaque Quartier et chaque critère : rempli, non rempli, non renseigné, à apprécier par le comité ou non jugé.",
    "Each Quartier and each criterion: passed, failed, not stated, awaits the committee or not judged.",
)
CHARTS_TEXT: Final = Text(
    "Surfaces, temps d’accès, rôles, et les remises du label année par année.",
    "Areas, access times, roles, and the awards of the label year by year.",
)
STATES: Final = Text("Quartiers par état", "Quartiers by state")
QUARTIERS: Final = Text("Quartiers", "Quartiers")

# Map
MAP_TITLE: Final = Text("Carte du réseau", "Map of the network")
MAP_LEAD: Final = Text(
    "Les Quartiers de la charte et les territoires réels ne sont jamais confondus : marques rondes pour les premiers, "
    "carrées pour les seconds. Un territoire réel n’a pas d’état dans cette charte ; sa marque dit son dernier "
    "événement, sous le vrai nom du dispositif.",
    "The Quartiers of the charter and the real territories are never confused: round marks for the former, square "
    "ones for the latter. A real territory has no state of this charter; its mark tells its last event, under the "
    "real name of the scheme.",
)
MAP_OUTLINE: Final = Text(
    "Contours grossiers (Natural Earth, domaine public) ; plusieurs territoires d’outre-mer n’en ont pas et n’ont que "
    "leur cadre.",
    "Coarse outlines (Natural Earth, public domain); several overseas territories have none, and their frame alone.",
)
MAP_SEA: Final = Text(
    "Les Quartiers inventés sont placés en mer, pour qu’on ne les prenne pas pour des lieux.",
    "Invented Quartiers are placed at sea, so that nobody takes them for places.",
)
MAP_DESCRIPTION: Final = Text(
    "{} marques pour {} lieux ; la table plus bas les nomme.", "{} marks for {} places; the table below names them."
)
MAP_MANY: Final = Text("{} : {} lieux ({})", "{}: {} places ({})")
MAP_NONE: Final = Text("{} : aucun lieu", "{}: no place")
MAP_WHOLE: Final = Text("Toute la carte", "The whole map")
MAP_BOX: Final = Text("Partie choisie", "The chosen part")
MAP_OVERSEAS: Final = Text("Outre-mer", "Overseas")
MAP_TABLE: Final = Text("Lieux de la carte", "Places of the map")
MAP_PLACE: Final = Text("Position", "Position")
NORTH: Final = Text("N", "N")
SOUTH: Final = Text("S", "S")
EAST: Final = Text("E", "E")
WEST: Final = Text("O", "W")
MAP_NOWHERE: Final = Text("lieu non connu", "place not known")
MAP_UNPLACED: Final = Text(
    "Sans lieu connu, donc sans marque : {}.", "Without a known place, and so without a mark: {}."
)
MAP_ZOOM: Final = Text("voir autour", "see around it")
MAP_DETAIL: Final = Text("Détail : {}", "Detail: {}")
MAP_PAGE: Final = Text("Sa page", "Its page")
MAP_LINKS: Final = Text("Ses liens", "Its links")
MAP_CRITERIA: Final = Text("Ses critères", "Its criteria")
MAP_BIG: Final = Text(
    "Une marque avec un nombre en rassemble plusieurs : elle mène à leur partie de la carte.",
    "A mark with a number stands for several: it leads to their part of the map.",
)
KIND_QUARTIER: Final = Text("Quartier", "Quartier")
KIND_FICTIONAL: Final = Text("Quartier fictif", "fictional Quartier")
KIND_TERRITORY: Final = Text("territoire réel", "real territory")
SCHEME: Final = Text("Dispositif", "Scheme")
SYMBOLS: Final = {
    "labelled": Text("Quartier labellisé", "labelled Quartier"),
    "candidate": Text("Quartier avant le label", "Quartier before the label"),
    "suspended": Text("Quartier dont le label est suspendu", "Quartier whose label is suspended"),
    "withdrawn": Text("Quartier dont le label est retiré", "Quartier whose label is withdrawn"),
    "held": Text(
        "territoire réel : label remis, confirmé ou prolongé", "real territory: label awarded, confirmed or extended"
    ),
    "refused": Text("territoire réel : candidature non retenue", "real territory: application not retained"),
    "other": Text("territoire réel : autre événement", "real territory: another event"),
    "none": Text("territoire réel : aucun événement ce jour-là", "real territory: no event by that day"),
}
DASHED: Final = Text("en tirets : inventé pour l’exemple", "dashed: invented as an example")
NO_SUCH_PLACE: Final = Text(
    "Rien de tel n’est sur la carte pour ces valeurs.", "There is nothing like that on the map for these values."
)
BAD_BOX: Final = Text(
    "La limite « {} » du cadre doit être au-delà de l’autre.", "The edge “{}” of the frame must lie beyond the other."
)
HALF_BOX: Final = Text(
    "Un cadre a quatre limites : west, south, east et north ; celle-ci manque.",
    "A frame has four edges: west, south, east and north; this one is missing.",
)

# Links
LINKS_TITLE: Final = Text("Liens entre Quartiers", "Links between Quartiers")
LINKS_LEAD: Final = Text(
    "Un lien est une mesure de mise en réseau, un bureau de passage réservé, ou des acteurs communs. Chaque nœud mène "
    "au voisinage de son Quartier.",
    "A link is a networking measure, a guest desk that is reserved, or actors in common. Each knot leads to the "
    "neighbourhood of its Quartier.",
)
LINKS_OF: Final = Text("Liens de {}", "Links of {}")
LINKS_ALL: Final = Text("Tous les Quartiers", "All Quartiers")
LINKS_AROUND: Final = Text("autour du Quartier", "around the Quartier")
LINKS_ADDRESS: Final = Text("son adresse, ou la fin de celle-ci", "its address, or the end of it")
LINK_KINDS: Final = {
    "networkedWith": Text("mise en réseau", "networking measure"),
    "reservesDesksFor": Text("bureau de passage", "guest desk"),
    "sharesActor": Text("acteurs communs", "actors in common"),
}
LINK_ONE: Final = Text(
    "{}, déclaré par un seul : la flèche va vers l’autre", "{}, declared by one: the arrow goes to the other"
)
LINK_BOTH: Final = Text("{}, déclaré des deux côtés", "{}, declared by both")
LINK_SHARED: Final = Text("acteurs communs", "actors in common")
LINKS_SHOWN: Final = Text(
    "L’image montre {} Quartiers sur {} qui ont un lien, les plus reliés, et {} liens sur {} entre eux.",
    "The picture shows {} of the {} Quartiers that have a link, the most linked ones, and {} of the {} links between "
    "them.",
)
LINKS_STAR: Final = Text(
    "Le réseau est trop grand pour être dessiné en entier : l’image montre le voisinage d’un Quartier, sans les liens "
    "de ses voisins entre eux.",
    "The network is too large to be drawn whole: the picture shows the neighbourhood of one Quartier, without the "
    "links of its neighbours to each other.",
)
LINKS_TABLE: Final = Text("Liens de l’image", "Links of the picture")
LINKS_FROM: Final = Text("Quartier", "Quartier")
LINKS_TO: Final = Text("Relié à", "Linked with")
LINKS_SIDES: Final = Text("Déclaré par", "Declared by")
LINKS_BOTH_SIDES: Final = Text("les deux", "both")
LINKS_FIRST: Final = Text("le premier", "the first")
LINKS_COMMON: Final = Text("{} en commun", "{} in common")
LINKS_KNOT: Final = Text("{}, relié à {}", "{}, linked with {}")
NO_SUCH_LINK: Final = Text("« {} » n’est pas une nature de lien ({}).", "“{}” is no kind of link ({}).")

# Matrix
MATRIX_TITLE: Final = Text("Quartiers et critères", "Quartiers and criteria")
MATRIX_LEAD: Final = Text(
    "Le dernier verdict publié sur chaque dossier, pour la remise du label, par la version de la charte à laquelle il "
    "répond. Chaque case mène à ce qui l’explique.",
    "The last published verdict on each dossier, for the award of the label, by the version of the charter that it "
    "answers. Each cell leads to what explains it.",
)
MATRIX_CAPTION: Final = Text("Issue de chaque critère par Quartier", "Outcome of each criterion by Quartier")
MATRIX_SORT: Final = Text("trier", "sort")
MATRIX_SORTED: Final = Text("trié selon cette colonne", "sorted by this column")
MATRIX_SORT_BY: Final = Text("trier par : {}", "sort by: {}")
MATRIX_CRITERION: Final = Text("Critère {}", "Criterion {}")
MATRIX_MET: Final = Text("Remplis", "Passed")
MATRIX_JUDGED: Final = Text("Jugé le", "Judged on")
MATRIX_NONE: Final = Text("sans dossier", "no dossier")
MATRIX_ROWS: Final = Text("Lignes {} à {} sur {}", "Rows {} to {} of {}")
MATRIX_SUM: Final = Text("Remplis en tout", "Passed in all")
OUTCOMES: Final = {
    **{outcome.value: (OUTCOME_NAMES[outcome], sign) for outcome, sign in SIGNS.items()},
    "unjudged": (Text("non jugé", "not judged"), "∅"),
}
BAD_SORT: Final = Text("On ne peut pas trier par « {} » ({}).", "There is no sorting by “{}” ({}).")
BAD_NUMBER: Final = Text(
    "« {} » n’est pas un nombre entier entre {} et {}.", "“{}” is not a whole number between {} and {}."
)

# Charts
CHARTS_TITLE: Final = Text("Le réseau en graphiques", "The network in charts")
CHARTS_LEAD: Final = Text(
    "Surfaces et temps d’accès sont ceux que disent les dossiers ; le trait est le seuil de la charte, lu dans son "
    "graphe.",
    "Areas and access times are those that the dossiers state; the line is the charter’s threshold, read from its "
    "graph.",
)
CHART_AREAS: Final = Text("Surface utile offerte (m²)", "Usable area on offer (m²)")
CHART_ACCESS: Final = Text("Temps d’accès : {}", "Access time: {}")
CHART_ROLES: Final = Text("Acteurs par rôle", "Actors by role")
CHART_AWARDS: Final = Text("Remises du label, année par année", "Awards of the label, year by year")
CHART_MOVES: Final = Text("Tous les événements, année par année", "All events, year by year")
CHART_FROM: Final = Text("De", "From")
CHART_TO: Final = Text("À moins de", "To below")
CHART_QUARTIERS: Final = Text("Quartiers", "Quartiers")
CHART_ROLE: Final = Text("Rôle", "Role")
CHART_ACTORS: Final = Text("Acteurs", "Actors")
CHART_YEAR: Final = Text("Année", "Year")
CHART_ALL: Final = Text("Tous", "All")
CHART_DESCRIPTION: Final = Text(
    "{} valeurs, de {} à {} ; {} non renseignées. La table à côté donne les nombres.",
    "{} values, from {} to {}; {} not stated. The table beside it gives the numbers.",
)
CHART_TABLE: Final = Text("La table à côté donne les nombres.", "The table beside it gives the numbers.")
CHART_MISSING: Final = Text("{} Quartiers ne disent rien.", "{} Quartiers state nothing.")
CHART_UNANSWERED: Final = Text(
    "Sans réponse dans le délai, donc sans graphique :", "No answer in time, and so no chart:"
)
CHART_WHATEVER: Final = Text(
    "De tous les Quartiers, quel que soit leur état au jour choisi.",
    "Of all Quartiers, whatever their state on the chosen day.",
)
CHART_LINE: Final = Text("charte : {} {}", "charter: {} {}")
