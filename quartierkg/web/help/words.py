"""What the pages that help say, in both languages. Templates name these as ``h``."""

from __future__ import annotations

from typing import Final

from quartierkg.language import Text

# All of them
PARTS: Final = Text("Pages d’aide", "Pages of help")
TOUR: Final = Text("Visite guidée", "Guided tour")
GLOSSARY: Final = Text("Glossaire", "Glossary")
COMMANDS: Final = Text("Commandes", "Commands")

# The tour
TOUR_TITLE: Final = Text("Du classeur au verdict, en dix minutes", "From the workbook to the verdict, in ten minutes")
TOUR_LEAD: Final = Text(
    "Un tableur et ce site suffisent jusqu’au verdict, sans connaître RDF. Puis le dossier s’inscrit au registre, et "
    "chacun trouve le plus court chemin vers ce qu’il cherche.",
    "A spreadsheet and this site are enough up to the verdict, with no RDF to know. Then the dossier is filed in the "
    "register, and each reader finds the shortest way to what they look for.",
)
STEPS: Final = Text("Les étapes", "The steps")

TAKE: Final = Text("Prendre le classeur", "Take the workbook")
TAKE_TEXT: Final = Text(
    "C’est un fichier pour LibreOffice ou un autre tableur. Ses {} feuilles, leurs listes, leurs unités et leur aide "
    "sont tirées de l’ontologie et des règles.",
    "It is a file for LibreOffice or another spreadsheet. Its {} sheets, their lists, units and help are made from the "
    "ontology and the rules.",
)
TAKE_FILE: Final = Text("Télécharger le classeur vide (en français)", "Download the empty workbook (in English)")
TAKE_OTHER: Final = Text("en anglais", "in French")
TAKE_FORM: Final = Text(
    "Sans tableur : le formulaire demande la même chose dans le navigateur, critère par critère, avec une carte où "
    "tracer le périmètre. Il donne le verdict à mesure, et ouvre aussi un classeur commencé ; passez à l’étape 4.",
    "Without a spreadsheet: the form asks for the same in the browser, criterion by criterion, with a map to draw the "
    "boundary on. It gives the verdict as you go, and opens a workbook that was begun; step 4 then comes next.",
)
TAKE_FORM_LINK: Final = Text("Remplir le formulaire", "Fill in the form")
TAKE_COMMAND: Final = Text("Ou, avec la ligne de commande :", "Or, with the command line:")

FILL: Final = Text("Le remplir", "Fill it in")
FILL_TEXT: Final = Text(
    "Une feuille par thème, une ligne par chose. Rien n’est obligatoire : une cellule vide ne déclare rien, et le "
    "verdict dira ce qui manque. Les deux lignes sous les titres, qui commencent par #, disent l’unité, les exigences "
    "qui regardent la colonne et comment la remplir ; la phrase de la charte est une note sur le titre.",
    "A sheet for each theme, a row for each thing. Nothing is mandatory: an empty cell states nothing, and the verdict "
    "will say what is missing. The two rows below the titles, which begin with #, say the unit, the requirements that "
    "look at the column and how to fill it in; the charter’s sentence is a note on the title.",
)
FILL_FIRST: Final = Text(
    "Commencez par les feuilles {} et {} ; les autres feuilles s’y rattachent toutes seules.",
    "Begin with the sheets {} and {}; the other sheets join them by themselves.",
)
SHEETS: Final = Text("Les {} feuilles du classeur", "The {} sheets of the workbook")
SHEET: Final = Text("Feuille", "Sheet")
SHEET_HOLDS: Final = Text("Ce qu’on y met", "What goes there")
SHEET_COLUMNS: Final = Text("Colonnes", "Columns")
SHEET_ROWS: Final = Text("Exigences qui la regardent", "Requirements that look at it")
SHEET_OF: Final = Text("Au choix : {}.", "One of: {}.")
SHEET_FIELDS: Final = Text("Colonnes : {}.", "Columns: {}.")

DROP: Final = Text("Le déposer sur la page de vérification", "Drop it on the page that checks")
DROP_TEXT: Final = Text(
    "Choisissez le fichier, puis l’étape : « {} » pour ce que la candidature doit déjà contenir, « {} » pour tout ce "
    "que le label demande. Le fichier est jugé puis oublié : rien n’en est gardé.",
    "Choose the file, then the gate: “{}” for what an application must hold already, “{}” for all that the label asks "
    "for. The file is judged and then forgotten: nothing of it is kept.",
)
DROP_LINK: Final = Text("Ouvrir la page de vérification", "Open the page that checks")
DROP_CELLS: Final = Text(
    "Une cellule illisible (une date ambiguë, un mot hors de la liste) est nommée, avec ce qu’il faut écrire. Il n’y "
    "a pas de verdict tant qu’il en reste une.",
    "A cell that cannot be read (an ambiguous date, a word that is not in the list) is named, with what to write. "
    "There is no verdict as long as one is left.",
)

READ: Final = Text("Lire le verdict", "Read the verdict")
READ_TEXT: Final = Text(
    "La charte compte {} critères, dont les {} exigences sont jugées une à une. Chaque exigence porte un signe :",
    "The charter has {} criteria, whose {} requirements are judged one by one. Each requirement has a sign:",
)
SIGN: Final = Text("Signe", "Sign")
MEANING: Final = Text("Ce qu’il veut dire", "What it means")
PASSED: Final = Text("Le dossier dit ce qu’il faut.", "The dossier says what is needed.")
FAILED: Final = Text(
    "Le dossier dit autre chose que ce qui est exigé : corrigez.", "The dossier says other than required: put it right."
)
NOT_STATED: Final = Text("Le dossier n’en dit rien : complétez.", "The dossier says nothing of it: add it.")
CANNOT_TELL: Final = Text(
    "Seul le comité peut en juger : rien à corriger.", "Only the committee can judge it: nothing to put right."
)
NOT_APPLICABLE: Final = Text("L’exigence ne concerne pas ce dossier.", "The requirement is not about this dossier.")
READ_ROW: Final = Text(
    "Sous chaque exigence non remplie : la phrase de la charte, ce qui est trouvé, ce qui est exigé, et la cellule. "
    "Rien n’est trouvé ? Cherchez le numéro de l’exigence dans tout le classeur : il est sous le titre de chaque "
    "colonne qu’elle regarde.",
    "Below each requirement that is not met: the charter’s sentence, what was found, what is required, and the cell. "
    "Nothing was found? Search the whole workbook for the number of the requirement: it stands below the title of each "
    "column that it looks at.",
)
READ_EXAMPLE: Final = Text("Toutes les exigences, avec leur phrase", "All requirements, with their sentence")

REPAIR: Final = Text("Réparer, puis recommencer", "Repair, and check again")
REPAIR_TEXT: Final = Text(
    "Corrigez les cellules nommées et déposez de nouveau le fichier, jusqu’à ce que le dossier soit conforme, ou "
    "n’attende plus que le comité. La ligne de commande dit aussi ce qui suffirait, le plus petit changement d’abord :",
    "Put the named cells right and hand in the file again, until the dossier is met or waits for the committee alone. "
    "The command line also tells what would be enough, the smallest change first:",
)

FILE: Final = Text("L’inscrire au registre", "File it in the register")
FILE_TEXT: Final = Text(
    "Le classeur devient du Turtle, que le registre garde, numérote et juge par les deux moteurs. L’exploitant du "
    "service vous remet pour cela un jeton ; NOM est la fin de l’adresse de votre Quartier.",
    "The workbook becomes Turtle, which the register keeps, numbers and has judged by both engines. The operator of "
    "the service gives you a token for this; NAME is the end of the address of your Quartier.",
)
FILE_LINK: Final = Text("Voir le registre", "See the register")
NAME: Final = Text("NOM", "NAME")

WAYS: Final = Text("Le plus court chemin, selon qui vous êtes", "The shortest way, by who you are")
QUESTIONS_FOR: Final = Text("{} questions toutes prêtes", "{} questions that are ready")
WAY_TUTORIAL: Final = Text("Le tutoriel, en dix minutes", "The tutorial, in ten minutes")
WAY_FORM: Final = Text("Remplir un dossier dans le navigateur", "Fill in a dossier in the browser")
WAY_DOSSIER: Final = Text("Faire vérifier un dossier", "Have a dossier checked")
WAY_FILES: Final = Text("Suivre son dossier au registre", "Follow one’s dossier in the register")
WAY_DECISIONS: Final = Text("Les décisions et leur preuve", "The decisions and their proof")
WAY_MATRIX: Final = Text("Qui remplit quels critères", "Who meets which criteria")
WAY_FIND: Final = Text("Chercher un acteur, un lieu, un rôle", "Look for an actor, a place, a role")
WAY_LINKS: Final = Text("Les liens entre Quartiers", "The links between Quartiers")
WAY_VERIFY: Final = Text("Vérifier un label", "Verify a label")
WAY_DUMPS: Final = Text("Tout le graphe, en fichiers", "The whole graph, as files")
WAY_CHARTS: Final = Text("Les graphiques du réseau", "The charts of the network")
WAY_GLOSSARY: Final = Text("Ce que veut dire chaque terme", "What each term means")
WAY_SPARQL: Final = Text("Écrire une requête SPARQL", "Write a SPARQL query")
WAY_COMMANDS: Final = Text("Le manuel de chaque commande", "The manual of each command")
WAY_API: Final = Text("La description de l’interface (OpenAPI)", "The description of the interface (OpenAPI)")
WAY_LIMITS: Final = Text("Ce qu’une requête peut prendre", "What a query may take")
WAY_CATALOGUE: Final = Text("Le catalogue des jeux de données", "The catalogue of the datasets")
WAY_SHAPES: Final = Text("Les règles, pour tout processeur SHACL", "The rules, for any SHACL processor")
DEVELOPER: Final = Text("développement", "development")

# The glossary
GLOSSARY_TITLE: Final = Text("Glossaire", "Glossary")
GLOSSARY_LEAD: Final = Text(
    "Les {} termes de l’ontologie, dans l’ordre alphabétique ; chacun mène à son nom dans l’autre langue et à sa "
    "définition.",
    "The {} terms of the ontology, in alphabetical order; each leads to its name in the other language and its "
    "definition.",
)
GLOSSARY_HOW: Final = Text(
    "Un mot se trouve par la recherche du navigateur (Ctrl+F). Chaque définition mène à l’entrée de l’ontologie, qui "
    "dit comment le terme se joint aux autres et qui s’en sert.",
    "A word is found by the browser’s own search (Ctrl+F). Each definition leads to the entry of the ontology, which "
    "says how the term joins others and what uses it.",
)
LETTERS: Final = Text("Initiales", "Initials")
OTHER_LETTERS: Final = Text("Autres", "Others")
LETTER_LEAD: Final = Text("Les termes de l’ontologie, sous « {} ».", "The terms of the ontology, under “{}”.")
LETTER_EMPTY: Final = Text(
    "Aucun terme ne commence ainsi dans cette langue.", "No term begins like that in this language."
)
NO_LETTER: Final = Text("Aucun terme ne commence ainsi.", "No term begins like that.")
UNDEFINED: Final = Text("Sans définition propre.", "Without a definition of its own.")

# The commands
FROM_CLONE: Final = Text(
    "Dans un clone du projet, « python3 run.py » tient lieu de « quartierkg » : python3 run.py validate dossier.xlsx.",
    "In a clone of the project, “python3 run.py” stands for “quartierkg”: python3 run.py validate dossier.xlsx.",
)
COMMANDS_HOW: Final = Text(
    "Les mêmes pages se lisent avec « quartierkg help COMMANDE », et avec « man » une fois écrites par « quartierkg "
    "manual RÉPERTOIRE ».",
    "The same pages are read by “quartierkg help COMMAND”, and by “man” once “quartierkg manual FOLDER” wrote them.",
)
