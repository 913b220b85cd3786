"""What the form says, in both languages. Templates name these as ``f``."""

from __future__ import annotations

from typing import Final

from quartierkg.language import Text

TITLE: Final = Text("Remplir un dossier", "Fill in a dossier")
LEAD: Final = Text(
    "Critère par critère, au clavier ou à la souris. Rien n’est obligatoire : un champ vide ne déclare rien. Le "
    "dossier reste dans cette page ; le service ne le garde pas.",
    "Criterion by criterion, by keyboard or by mouse. Nothing is mandatory: an empty field states nothing. The dossier "
    "stays in this page; the service does not keep it.",
)
OVERVIEW: Final = Text("Sommaire", "Overview")
STEPS: Final = Text("Étapes du dossier", "Steps of the dossier")
STEP: Final = Text("Critère {} : {}", "Criterion {}: {}")
DECISION: Final = Text("Le dossier aujourd’hui : {}.", "The dossier today: {}.")

# --- To begin

BEGIN: Final = Text("Commencer", "Begin")
BEGIN_EMPTY: Final = Text("Un dossier vide", "An empty dossier")
BEGIN_EMPTY_TEXT: Final = Text(
    "Le nom du Quartier suffit, et peut attendre.", "The name of the Quartier is enough, and may wait."
)
BEGIN_NAME: Final = Text("Nom du Quartier", "Name of the Quartier")
BEGIN_ADDRESS: Final = Text("Adresse (IRI) du Quartier, s’il en a une", "Address (IRI) of the Quartier, if it has one")
BEGIN_ADDRESS_HINT: Final = Text(
    "Celle sous laquelle le registre le connaît ; à défaut, elle est faite du nom.",
    "The one by which the register knows it; else it is made from the name.",
)
BEGIN_FILE: Final = Text("Un dossier déjà commencé", "A dossier already begun")
BEGIN_FILE_LABEL: Final = Text("Fichier", "File")
BEGIN_FILE_TEXT: Final = Text(
    "Turtle, JSON-LD ou autre RDF, classeur .xlsx ou .ods, texte .csv.",
    "Turtle, JSON-LD or other RDF, a workbook .xlsx or .ods, text .csv.",
)
BEGIN_FILE_RUN: Final = Text("Ouvrir le fichier", "Open the file")
BEGIN_PASTED: Final = Text("ou un dossier collé, en Turtle", "or a dossier pasted, as Turtle")
BEGIN_EXAMPLE: Final = Text("Un exemple", "An example")
BEGIN_EXAMPLE_TEXT: Final = Text(
    "Port-Lumière, un Quartier fictif qui n’attend plus que le comité : à regarder, à modifier, à casser.",
    "Port-Lumière, a fictional Quartier that waits for the committee alone: to look at, to change, to break.",
)
BEGIN_EXAMPLE_RUN: Final = Text("Ouvrir l’exemple", "Open the example")
NOT_AN_ADDRESS: Final = Text(
    "« {} » n’est pas une adresse (IRI).",
    "“{}” is not an address (IRI).",
)

# --- A step

SAVE: Final = Text("Enregistrer", "Save")
SAVE_NEXT: Final = Text("Enregistrer et continuer : {}", "Save and go on: {}")
SAVE_BACK: Final = Text("Enregistrer et revenir : {}", "Save and go back: {}")
THINGS: Final = Text("Ce que le dossier décrit", "What the dossier describes")
ADD: Final = Text("Ajouter : {}", "Add: {}")
REMOVE: Final = Text("Retirer", "Remove")
PAGE: Final = Text("{} à {} sur {}", "{} to {} of {}")
EARLIER: Final = Text("Précédents", "Previous")
LATER: Final = Text("Suivants", "Next")
CHARTER: Final = Text("Ce que dit la charte", "What the charter says")
MORE: Final = Text("Une valeur de plus", "One more value")
BESIDE: Final = Text("Pièces, source et mention", "Evidence, source and note")
CHOOSE: Final = Text("— sans réponse —", "— no answer —")
KEPT: Final = Text(
    "{} autre valeur, que ce champ ne montre pas, est gardée.",
    "{} other value, which this field does not show, is kept.",
)
KEPT_MANY: Final = Text(
    "{} autres valeurs, que ce champ ne montre pas, sont gardées.",
    "{} other values, which this field does not show, are kept.",
)
NEW: Final = Text("{} : à remplir", "{}: to be filled in")
FAULTS: Final = Text(
    "Des réponses ne peuvent être lues : rien n’est changé tant qu’elles sont là.",
    "Some answers cannot be read: nothing is changed as long as they are there.",
)
FINDINGS: Final = Text("Ce qui manque encore ici", "What is still missing here")
NO_FINDINGS: Final = Text("Rien ne manque ici.", "Nothing is missing here.")
REMARK: Final = Text("réserve", "warning")
GO_THERE: Final = Text("Aller au champ", "Go to the field")

# --- To remove

REMOVE_TITLE: Final = Text("Retirer « {} » ?", "Remove “{}”?")
REMOVE_TEXT: Final = Text(
    "Tout ce que le dossier en dit s’en va, et les énoncés qui la nomment : {} en tout.",
    "All that the dossier says of it goes, and the statements that name it: {} in all.",
)
REMOVE_RUN: Final = Text("Retirer du dossier", "Remove from the dossier")
REMOVE_NOT: Final = Text("Ne pas retirer", "Do not remove")

# --- The dossier itself

DOSSIER: Final = Text("Le dossier, en Turtle", "The dossier, as Turtle")
DOSSIER_HINT: Final = Text(
    "C’est tout l’état du travail : on peut le copier, le garder, le modifier ici.",
    "This is the whole state of the work: it can be copied, kept, and changed here.",
)
DOSSIER_SHOWN: Final = Text("On le modifie au sommaire.", "It is changed in the overview.")
APPLY: Final = Text("Relire ce texte", "Read this text again")
BROKEN: Final = Text(
    "Le texte du dossier ne peut être lu. Rien n’est perdu : corrigez-le ci-dessous.",
    "The text of the dossier cannot be read. Nothing is lost: correct it below.",
)
OUT: Final = Text("Télécharger", "Download")
OUT_AS: Final = Text("Télécharger : {}", "Download: {}")
OUT_NAMES: Final = {
    "ttl": Text.alike("Turtle"),
    "xlsx": Text("classeur", "workbook"),
    "csv": Text.alike("CSV"),
    "json": Text.alike("JSON"),
}
CHECK: Final = Text("Vérifier le dossier", "Check the dossier")
CHECK_TITLE: Final = Text("Ce que la charte en dit", "What the charter says of it")
CHECK_RUN: Final = Text("Le rapport complet", "The whole report")
CHECK_TEXT: Final = Text(
    "Chaque constat mène au champ où l’on y répond ; ce qui décide vient d’abord. De ce que le comité doit apprécier, "
    "et des réserves, rien n’est exigé de vous.",
    "Each finding leads to the field where it is answered; what decides comes first. Of what the committee is to "
    "judge, and of warnings, nothing is required of you.",
)

# --- Drafts, by scripts

DRAFTS: Final = Text("Brouillons de ce navigateur", "Drafts of this browser")
DRAFT_BROWSER: Final = Text(
    "Le dossier est gardé dans ce navigateur à mesure que vous écrivez, et nulle part ailleurs.",
    "The dossier is kept in this browser while you write, and nowhere else.",
)
DRAFT_FORGET: Final = Text("Effacer ce brouillon du navigateur", "Delete this draft from the browser")
DRAFT_OF: Final = Text("{}, {}", "{}, {}")
DRAFT_OPEN: Final = Text("Reprendre", "Go on")
DRAFT_DROP: Final = Text("Effacer", "Delete")
DRAFT_SERVER: Final = Text("Brouillon du registre", "Draft of the register")
DRAFT_SERVER_TEXT: Final = Text(
    "Avec le jeton du déposant, le registre garde un brouillon par Quartier. Le jeton n’est gardé nulle part.",
    "With the applicant’s token, the register keeps one draft for each Quartier. The token is kept nowhere.",
)
DRAFT_PUBLIC: Final = Text(
    "Un dossier et ses pièces sont publics, tels que vous les avez déposés, dès la remise du label : n’y nommez une "
    "personne que si sa fonction le demande et si elle le sait, et n’y écrivez ni adresse électronique ni téléphone.",
    "A dossier and its evidence are public, as you filed them, from the award of the label on: name a person only "
    "where the function asks for it and the person knows, and write no e-mail address and no telephone number.",
)
DRAFT_TOKEN: Final = Text("Jeton", "Token")
DRAFT_SAVE: Final = Text("Garder au registre", "Keep in the register")
DRAFT_LOAD: Final = Text("Reprendre du registre", "Take from the register")
DRAFT_SAVED: Final = Text("Le registre garde ce brouillon.", "The register keeps this draft.")
DRAFT_FAILED: Final = Text("Le registre a refusé : {}", "The register refused: {}")
DRAFT_LOST: Final = Text("Le service ne répond pas.", "The service does not answer.")
LIVE: Final = Text("Vérification…", "Checking…")

# --- The map, by scripts

MAP: Final = Text("Tracer sur la carte", "Draw on the map")
MAP_HELP: Final = Text(
    "Cliquez pour poser un sommet, glissez-le pour le déplacer. Au clavier : les flèches déplacent le curseur, Entrée "
    "pose un sommet, + et − changent l’échelle ; sur un sommet, les flèches le déplacent et Suppr l’enlève.",
    "Click to set a corner, drag it to move it. By keyboard: the arrows move the cursor, Enter sets a corner, + and − "
    "change the scale; on a corner, the arrows move it and Delete removes it.",
)
MAP_NAME: Final = Text("Carte du tracé", "Map of the outline")
MAP_CORNER: Final = Text("Sommet {}", "Corner {}")
MAP_IN: Final = Text("Agrandir", "Zoom in")
MAP_OUT: Final = Text("Réduire", "Zoom out")
MAP_FIT: Final = Text("Voir le tracé", "Show the outline")
MAP_UNDO: Final = Text("Enlever le dernier sommet", "Remove the last corner")
MAP_CLEAR: Final = Text("Tout effacer", "Clear all")
MAP_SAID: Final = Text("sommets : {}, surface : {}", "corners: {}, area: {}")
MAP_SEVERAL: Final = Text(
    "Ce tracé a plusieurs contours : la carte le montre, le texte le modifie.",
    "This outline has several rings: the map shows it, the text changes it.",
)
OUTLINE_HINT: Final = Text(
    "WKT ou GeoJSON, collé tel quel : longitude d’abord, en degrés (WGS 84).",
    "WKT or GeoJSON, pasted as it is: longitude first, in degrees (WGS 84).",
)
