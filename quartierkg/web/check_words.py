"""The words of the page that judges a dossier, and of what it answers."""

from __future__ import annotations

from typing import Final

from quartierkg.language import Text

# The form
VALIDATE_TITLE: Final = Text("Vérifier un dossier", "Check a dossier")
VALIDATE_LEAD: Final = Text(
    "Déposez un fichier ou collez un texte : le verdict de la charte arrive en quelques secondes, avec chaque constat "
    "à côté du texte et le plus petit changement qui y remédierait.",
    "Drop a file or paste a text: the charter’s verdict comes within seconds, with each finding beside the text and "
    "the smallest change that would remedy it.",
)
VALIDATE_NOTHING_KEPT: Final = Text(
    "Rien n’est gardé après la réponse, sauf si vous le demandez.",
    "Nothing is kept after the answer, unless you ask for it.",
)
VALIDATE_DROP: Final = Text(
    "Déposez des fichiers sur cette page, ou collez un texte n’importe où.",
    "Drop files on this page, or paste a text anywhere.",
)
VALIDATE_TAKEN: Final = Text("Prêt à vérifier :", "Ready to be checked:")
VALIDATE_GUESS: Final = Text("reconnue d’après le texte", "recognised from the text")
VALIDATE_OPTIONS: Final = Text("Autres choix : moteur, dates, contexte", "Other choices: engine, dates, context")
VALIDATE_FILES: Final = Text("Fichiers de dossiers", "Files of dossiers")
VALIDATE_FILES_HINT: Final = Text(
    "Un classeur (.xlsx, .ods, .csv), ou Turtle (.ttl), JSON-LD (.jsonld, .json), RDF/XML (.rdf), N-Triples (.nt), "
    "TriG, N-Quads. Plusieurs fichiers donnent un tableau. 10 Mio au plus en tout.",
    "A workbook (.xlsx, .ods, .csv), or Turtle (.ttl), JSON-LD (.jsonld, .json), RDF/XML (.rdf), N-Triples (.nt), "
    "TriG, N-Quads. Several files give a table. 10 MiB at most in all.",
)
VALIDATE_TEXT: Final = Text("… ou le texte d’un dossier", "… or the text of a dossier")
VALIDATE_SYNTAX: Final = Text("Syntaxe du texte", "Syntax of the text")
VALIDATE_CONTEXT: Final = Text("Contexte (facultatif)", "Context (optional)")
VALIDATE_CONTEXT_HINT: Final = Text(
    "Quartiers connus, avis du comité, date de remise proposée. Sans fichier : le contexte livré avec le service.",
    "Known Quartiers, committee assertions, proposed award date. Without a file: the context bundled with the service.",
)
VALIDATE_PROFILE: Final = Text("Profil", "Profile")
VALIDATE_GATE: Final = Text("Étape", "Gate")
VALIDATE_ENGINE: Final = Text("Moteur", "Engine")
VALIDATE_DAY: Final = Text("Jour du contrôle (à défaut, aujourd’hui)", "Day of the check (by default, today)")
VALIDATE_AWARD: Final = Text("Date proposée pour la remise (facultatif)", "Date proposed for the award (optional)")
VALIDATE_KEEP: Final = Text("Garder le résultat pour le partager", "Keep the result to share it")
VALIDATE_KEEP_HINT: Final = Text(
    "Le dossier, les choix et le rapport se gardent {} jours à une adresse que personne ne peut deviner ; qui la "
    "connaît peut les lire, et les supprimer.",
    "The dossier, the choices and the report are kept for {} days at an address that nobody can guess; who knows it "
    "can read them, and remove them.",
)
VALIDATE_HELP: Final = Text(
    "Première fois ? La visite guidée mène du classeur vide au verdict.",
    "First time? The guided tour leads from the empty workbook to the verdict.",
)
VALIDATE_RUN: Final = Text("Vérifier", "Check")
VALIDATE_PASTED: Final = Text("texte collé", "pasted text")
PROFILE_CHARTER: Final = Text(
    "lecture littérale, indulgente là où le texte est ouvert", "literal reading, mild where the text is open"
)
PROFILE_STRICT: Final = Text(
    "lecture exigeante, sévère là où le texte est ouvert", "strict reading, severe where the text is open"
)
GATE_LABEL: Final = Text("remise du label", "award of the label")
GATE_APPLICATION: Final = Text(
    "dépôt de la candidature : ce qui est prévu peut suffire", "filing of the application: plans may be enough"
)
ENGINE_FAST: Final = Text("rapide", "fast")
ENGINE_REFERENCE: Final = Text("de référence, plus lent", "reference, slower")
ENGINE_BOTH: Final = Text("les deux, qui doivent s’accorder", "both, which must agree")
VERDICT_TITLE: Final = Text("Verdict", "Verdict")
VERDICT_AGAIN: Final = Text("Vérifier un autre dossier", "Check another dossier")

# The answer
RESULT_TABLE: Final = Text("Les dossiers", "The dossiers")
RESULT_FILE: Final = Text("Fichier", "File")
RESULT_DECISION: Final = Text("Verdict", "Verdict")
RESULT_UNREADABLE: Final = Text("illisible", "unreadable")
RESULT_FAULT: Final = Text("erreur de lecture", "reading error")
RESULT_MANY: Final = Text("{} fichiers : {}", "{} files: {}")
RESULT_REST: Final = Text(
    "Le détail des {} premiers fichiers suit ; gardez le résultat pour voir chacun des autres.",
    "The details of the first {} files follow; keep the result to see each of the others.",
)
RESULT_ALL: Final = Text("Tous les fichiers de ce résultat", "All files of this result")
RESULT_LEFT_OUT: Final = Text(
    "… et {} de plus, que donnent les rapports à télécharger.", "… and {} more, which the reports to download give."
)
RESULT_REPORTS: Final = Text("Rapports à télécharger", "Reports to download")
RESULT_TEXT: Final = Text("Texte", "Text")
RESULT_CORRECT: Final = Text("Corriger le texte ici, et vérifier de nouveau", "Correct the text here, and check again")
RESULT_TOO_LARGE: Final = Text(
    "Ce qui a été déposé est trop grand pour être renvoyé d’ici : pour télécharger les rapports, partager "
    "le résultat ou chercher les remèdes, vérifiez de nouveau en demandant de le garder.",
    "What was handed in is too large to be sent again from here: to download reports, to share the result or to "
    "look for remedies, check again and ask for it to be kept.",
)
RESULT_KEEP: Final = Text("Garder et partager ce résultat ({} jours)", "Keep and share this result ({} days)")
RESULT_SHARE: Final = Text("Adresse à partager", "Address to share")
RESULT_KEPT: Final = Text(
    "Gardé jusqu’au {}. Qui connaît l’adresse peut lire ce résultat et le dossier, et les supprimer ; aucun moteur de "
    "recherche n’y est invité.",
    "Kept until {}. Who knows the address can read this result and the dossier, and remove them; no search engine is "
    "invited here.",
)
RESULT_REMOVE: Final = Text("Supprimer ce résultat", "Remove this result")
RESULT_CHANGED: Final = Text(
    "Depuis que ce résultat a été gardé, la charte, le réseau connu ou le logiciel a changé : ce qui suit est le "
    "verdict d’aujourd’hui. Celui d’alors est le rapport JSON.",
    "Since this result was kept, the charter, the known network or the software has changed: what follows is the "
    "verdict of today. That of then is the JSON report.",
)

# The source beside the verdict
SOURCE: Final = Text("Texte de « {} »", "Text of “{}”")
SOURCE_SHEETS: Final = Text("Cellules de « {} » que les constats visent", "Cells of “{}” that findings point to")
SOURCE_NO_CELLS: Final = Text("Aucun constat ne vise une cellule.", "No finding points to a cell.")
SOURCE_SKIPPED: Final = (
    Text("{} ligne non montrée", "{} line not shown"),
    Text("{} lignes non montrées", "{} lines not shown"),
)
SOURCE_NO_PLACES: Final = Text(
    "Cette syntaxe ne dit pas à quelle ligne se trouve un énoncé : le texte est montré sans renvois.",
    "This syntax does not tell on which line a statement stands: the text is shown without links.",
)
SOURCE_ROW: Final = Text("ligne", "row")

# Remedies
REMEDY: Final = Text("Remède ({}) : {}", "Remedy ({}): {}")
REMEDIES_ASK: Final = Text("Voir comment y remédier", "See how to remedy it")
REMEDIES_LOOKING: Final = Text("Les remèdes se cherchent…", "The remedies are being looked for…")
REMEDIES_FOUND: Final = (
    Text("{} remède se trouve plus bas, sous son constat :", "{} remedy stands below, under its finding:"),
    Text(
        "{} remèdes se trouvent plus bas, chacun sous son constat ; le plus léger :",
        "{} remedies stand below, each under its finding; the lightest:",
    ),
)
REMEDIES_NONE: Final = Text("Aucun remède n’a été trouvé.", "No remedy was found.")
REMEDIES_FAILED: Final = Text(
    "Les remèdes n’ont pas pu être demandés ; demandez-les de nouveau.",
    "The remedies could not be asked for; ask for them again.",
)
REMEDIES_ON_PAGES: Final = Text(
    "Les remèdes se lisent sur la page d’un verdict, et dans aucun autre format.",
    "Remedies are read on the page of a verdict, and in no other format.",
)
REMEDIES_ELSEWHERE: Final = Text(
    "Demandez text/html, ou employez « quartierkg remedy --format json ».",
    "Ask for text/html, or use “quartierkg remedy --format json”.",
)
REMEDY_SAME: Final = Text("Même remède :", "Same remedy:")
REMEDIES: Final = Text("Autres remèdes", "Other remedies")
REMEDIES_AFTER: Final = Text(
    "Essayé sur une copie : tous les remèdes apportés, le dossier serait « {} ». Aucune valeur n’est proposée à la "
    "place du territoire : seul ce qui est vrai s’écrit dans un dossier.",
    "Tried on a copy: with all remedies made, the dossier would be “{}”. No value is proposed in the place of the "
    "territory: only what is true is written into a dossier.",
)
REMEDIES_LEFT: Final = Text(
    "Tout n’a pas été essayé : il peut y avoir d’autres remèdes, ou de plus petits.",
    "Not everything was tried: there may be other remedies, or smaller ones.",
)

# What is refused
DATA_URL: Final = Text(
    "Le champ « {} » attend une adresse data: en base64 (RFC 2397).",
    "The field “{}” takes a data: URL in base64 (RFC 2397).",
)
TOO_MANY: Final = Text(
    "La demande porte plus de {} dossiers et contextes.", "The request has more than {} dossiers and contexts."
)
ERROR_NO_SUCH_FILE: Final = Text("Ce résultat n’a pas de fichier {}.", "This result has no file {}.")
