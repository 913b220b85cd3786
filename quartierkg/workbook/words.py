"""The words of a workbook: its own sheets and columns, and what is said of a cell that cannot be read."""

from __future__ import annotations

from typing import Final

from quartierkg.language import Text

README: Final = Text("Lisez-moi", "Read me")
LISTS: Final = Text("Listes", "Lists")
OTHERS: Final = Text("Autres énoncés", "Other statements")

IDENTIFIER: Final = Text("identifiant", "identifier")
NATURE: Final = Text("nature", "nature")
BELONGS: Final = Text("de : {}", "of: {}")
BASE: Final = Text("adresse de base", "base address")

SUBJECT: Final = Text("sujet", "subject")
PROPERTY: Final = Text("propriété", "property")
VALUE: Final = Text("valeur", "value")
TYPE: Final = Text("type", "type")

YES: Final = Text("oui", "yes")
NO: Final = Text("non", "no")
NONE: Final = "-"
"""What says that there is none, where an empty cell would leave it to be understood."""

NONES: Final = frozenset(("-", "–", "—"))
"""However it is written."""

IDENTIFIER_HELP: Final = Text(
    "Facultatif. Un nom court, sans espace, qui distingue la ligne ; à défaut, son nom la distingue. Deux lignes de "
    "même identifiant, ou de même nom, parlent de la même chose : la seconde ajoute des valeurs.",
    "Optional. A short name without spaces that tells the row from others; else its name does. Two rows of the same "
    "identifier, or of the same name, are about the same thing: the second adds values.",
)
NATURE_HELP: Final = Text("Ce qu’est la chose, dans la liste.", "What the thing is, from the list.")
OWNER_HELP: Final = Text(
    "À quoi la ligne appartient, par son nom. Vide : à l’unique chose de ce genre dans le classeur ; « - » : à aucune.",
    "What the row belongs to, by its name. Empty: to the only such thing in the workbook; “-”: to none.",
)
PERCENT: Final = Text("Pour 12 %, écrivez 12.", "For 12%, write 12.")
SEVERAL: Final = Text("Plusieurs valeurs : séparées par « ; ».", "Several values: separated by “;”.")
REQUIREMENTS: Final = Text("exigences : {}", "requirements: {}")

ABOUT: Final = (
    Text("Dossier de candidature au label « Quartier Numérique »", "Application for the label “Quartier Numérique”"),
    Text(
        "Une feuille par thème, une ligne par chose. Rien n’est obligatoire : une cellule vide ne déclare rien.",
        "A sheet for each theme, a row for each thing. Nothing is mandatory: an empty cell states nothing.",
    ),
    Text(
        "Les lignes qui commencent par # expliquent les colonnes : l’unité et les exigences de la charte, puis l’aide.",
        "Rows that begin with # explain the columns: the unit and the requirements of the charter, then the help.",
    ),
    Text(
        "Une autre ligne se nomme par son nom ou par son identifiant. Un nombre s’écrit seul, sans unité ; une date, "
        "2024-06-30 ou au format Date du tableur.",
        "Another row is named by its name or its identifier. A number is written alone, without unit; a date as "
        "2024-06-30 or in the date format of the spreadsheet.",
    ),
    Text(
        "Un texte porte la langue de sa colonne : « nom (fr) ». Pour une autre langue, ajoutez « nom (en) ».",
        "A text is in the language of its column: “name (en)”. For another language, add “name (fr)”.",
    ),
    Text(
        "Pour le juger : la page « Vérifier » du service, ou quartierkg validate FICHIER.",
        "To have it judged: the page “Check” of the service, or quartierkg validate FILE.",
    ),
    Text(
        "Un constat nomme une exigence, ainsi QN-C1-01 : cherchez-la dans tout le classeur ; elle est sous le titre de "
        "chaque colonne qu’elle regarde.",
        "A finding names a requirement, such as QN-C1-01: search the whole workbook for it; it stands below the title "
        "of each column that it looks at.",
    ),
)
BASE_HELP: Final = Text(
    "Facultatif : l’adresse sous laquelle les lignes ont la leur, par exemple "
    "https://donnees.ma-metropole.example/dossier/ ; à défaut, elle est faite du nom du Quartier.",
    "Optional: the address below which the rows have theirs, for instance https://data.my-metropole.example/dossier/; "
    "else it is made from the name of the Quartier.",
)

# --- Cells that cannot be read

NOT_A_NUMBER: Final = Text("« {} » n’est pas un nombre.", "“{}” is not a number.")
NOT_ALONE: Final = Text(
    "« {} » n’est pas un nombre ; écrivez-le seul, sans unité.",
    "“{}” is not a number; write it alone, without a unit.",
)
NOT_ALONE_IN: Final = Text(
    "« {} » n’est pas un nombre ; écrivez-le seul, dans l’unité demandée : {}.",
    "“{}” is not a number; write it alone, in the unit that is asked for: {}.",
)
AMBIGUOUS_NUMBER: Final = Text(
    "« {} » peut se lire de deux façons ; écrivez le nombre sans séparateur, ou avec un point.",
    "“{}” can be read in two ways; write the number without separators, or with a point.",
)
NOT_WHOLE: Final = Text("« {} » n’est pas un nombre entier.", "“{}” is not a whole number.")
NOT_A_DATE: Final = Text(
    "« {} » n’est pas une date ; écrivez l’année, le mois et le jour, comme 2024-06-30.",
    "“{}” is not a date; write year, month and day, as in 2024-06-30.",
)
AMBIGUOUS_DATE: Final = Text(
    "« {} » peut se lire de deux façons, jour ou mois d’abord ; écrivez {} ({}) ou {} ({}).",
    "“{}” can be read in two ways, day or month first; write {} ({}) or {} ({}).",
)
WITH_TIME: Final = Text(
    "« {} » est une date avec une heure ; la date seule est attendue.",
    "“{}” is a date with a time; the date alone is expected.",
)
NOT_A_MOMENT: Final = Text(
    "« {} » n’est pas une date avec son heure ; écrivez-la comme 2025-01-06T09:00:00+01:00.",
    "“{}” is not a date with its time; write it as in 2025-01-06T09:00:00+01:00.",
)
NOT_A_TRUTH: Final = Text("« {} » n’est ni oui ni non.", "“{}” is neither yes nor no.")
NOT_A_TEXT: Final = Text("« {} » n’est pas un texte.", "“{}” is not a text.")
NOT_IN_LIST: Final = Text("« {} » n’est pas dans la liste : {}.", "“{}” is not in the list: {}.")
NO_ROW: Final = Text(
    "« {} » n’est ni le nom ni l’identifiant d’une ligne, ni une adresse.",
    "“{}” is neither the name nor the identifier of a row, nor an address.",
)
NO_ROW_THERE: Final = Text(
    "« {} » n’est ni le nom ni l’identifiant d’une ligne, ni une adresse ; donnez-lui d’abord une ligne : {}.",
    "“{}” is neither the name nor the identifier of a row, nor an address; give it a row first: {}.",
)
PERHAPS: Final = Text("{} Peut-être « {} » ?", "{} Perhaps “{}”?")
SEMICOLONS: Final = Text(
    "{} Plusieurs valeurs se séparent par « ; », non par une virgule.",
    "{} Several values are separated by “;”, not by a comma.",
)
MORE: Final = Text("Et {} autres.", "And {} more.")
ONE_MORE: Final = Text("Et une autre.", "And one more.")
LIKEWISE: Final = Text("{} De même : {}.", "{} So too: {}.")
TWO_ROWS: Final = Text(
    "« {} » nomme plusieurs choses ; écrivez l’identifiant de l’une d’elles.",
    "“{}” names several things; write the identifier of one of them.",
)
NO_IDENTIFIER: Final = Text(
    '« {} » n’est pas un identifiant : ni espace, ni < > " {{ }} | \\ ^ `.',
    '“{}” is not an identifier: no space, and no < > " {{ }} | \\ ^ `.',
)
NO_OWNER: Final = Text(
    "La ligne ne dit pas à quoi elle appartient : colonne « {} ».",
    "The row does not say what it belongs to: column “{}”.",
)
CELL_ERROR: Final = Text("La formule donne une erreur : {}.", "The formula gives an error: {}.")
NOT_AN_ADDRESS: Final = Text("« {} » n’est pas une adresse (IRI).", "“{}” is not an address (IRI).")
NOTHING_TO_SAY: Final = Text(
    "La ligne ne se nomme pas et ne peut donc pas être désignée ; donnez-lui un nom ou un identifiant.",
    "The row has no name and so cannot be meant; give it a name or an identifier.",
)
HALF_A_STATEMENT: Final = Text(
    "Un énoncé demande un sujet, une propriété et une valeur.", "A statement needs a subject, a property and a value."
)

# --- What is passed over

UNKNOWN_COLUMN: Final = Text("colonne « {} » inconnue, ignorée.", "unknown column “{}”, passed over.")
UNNAMED_COLUMN: Final = Text("colonne sans titre, ignorée.", "column without a title, passed over.")
UNKNOWN_SHEET: Final = Text("feuille inconnue, ignorée.", "unknown sheet, passed over.")
TWICE: Final = Text("colonne « {} » déjà donnée, ignorée.", "column “{}” given already, passed over.")
AND_OTHERS: Final = Text("et d’autres colonnes, ignorées.", "and other columns, passed over.")
NO_SHEET: Final = Text(
    "Le classeur n’a aucune des feuilles d’un dossier : {}…", "The workbook has none of the sheets of a dossier: {}…"
)
NEITHER: Final = Text(
    "Ni le nom ni le type de média ne disent si c’est un classeur ou du RDF.",
    "Neither name nor media type says whether this is a workbook or RDF.",
)
NEW: Final = Text("« quartierkg dossier new » en fait un.", "“quartierkg dossier new” makes one.")
