"""The words of the charter's document, in both languages."""

from __future__ import annotations

from typing import Final

from quartierkg.language import Text

ILLUSTRATIVE: Final = Text(
    "Charte inventée pour la démonstration : ce n’est la charte de personne.",
    "A charter invented for demonstration: it is nobody’s charter.",
)
CONTENTS: Final = Text("Sommaire", "Contents")
VERSION: Final = Text("Version", "Version")
REVISES: Final = Text("Révise la version", "Revises version")
HELD_AS: Final = Text("Poids et formes présentés", "Weights and shapes shown")
HOW: Final = Text("Comment la charte est lue", "How the charter is read")
HOW_LEAD: Final = Text(
    "Chaque exigence cite la phrase dont elle vient. Ce que le texte laisse ouvert reçoit une lecture, "
    "et deux profils la suivent : « charter », indulgent là où le texte est ouvert, et « strict », exigeant. "
    "Un verdict est toujours rendu à une étape.",
    "Every requirement quotes the sentence that it comes from. What the text leaves open is given a reading, which two "
    "profiles follow: “charter”, mild where the text is open, and “strict”. A verdict is always for one gate.",
)
STRICT: Final = Text("Ce qui change dans le profil « strict »", "What differs under the profile “strict”")
AT_APPLICATION: Final = Text(
    "Ce qui peut empêcher le dépôt de la candidature", "What can stand in the way of the filing of the application"
)
REQUIREMENT: Final = Text("Exigence", "Requirement")
IN_CHARTER: Final = Text("Profil « charter »", "Profile “charter”")
IN_STRICT: Final = Text("Profil « strict »", "Profile “strict”")
CHANGED_SHAPES: Final = Text("Formes qui changent", "Shapes that differ")
CRITERION: Final = Text("Critère", "Criterion")
BEYOND: Final = Text(
    "Hors critères : existence, procédure, gouvernance", "Beyond the criteria: existence, procedure, governance"
)
MUST_STATE: Final = Text("Le dossier déclare", "The dossier states")
THRESHOLD: Final = Text("Seuil", "Threshold")
COMPARATOR: Final = Text("Comparaison", "Comparison")
LEVEL: Final = Text("Niveau", "Level")
WEIGHT: Final = Text("Poids", "Weight")
GATE: Final = Text("Étape", "Gate")
DECIDED_BY: Final = Text("Qui décide", "Who decides")
FOLLOWS: Final = Text("Découle de", "Follows from")
COUNTS_FOR: Final = Text("Compte pour", "Counts for")
SHOWN_UNDER: Final = Text("Montrée aussi sous", "Also shown under")
READING: Final = Text("Lecture retenue", "Reading adopted")
UNDER_STRICT: Final = Text("Profil « strict »", "Profile “strict”")
DOSSIER: Final = Text("le dossier entier", "the dossier as a whole")
NO_GATE: Final = Text("à aucune étape", "at no gate")
FROM_GATE: Final = Text("dès l’étape « {} »", "from the gate “{}”")
SHAPES_OF: Final = Text("Formes SHACL de {}", "SHACL shapes of {}")
SHAPE: Final = Text("Forme", "Shape")
SEVERITY: Final = Text("Poids", "Weight")
YIELDS: Final = Text("Issue", "Outcome")
MESSAGE: Final = Text("Message", "Message")
REMARK: Final = Text("remarque", "remark")
