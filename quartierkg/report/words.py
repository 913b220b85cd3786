"""The words of the reports, in both languages."""

from __future__ import annotations

from typing import Final

from quartierkg import vocabulary
from quartierkg.charter.outcome import OUTCOME_NAMES, Outcome, Severity
from quartierkg.language import LANGUAGES, Language, Text
from quartierkg.terms import term

SIGNS: Final = {
    Outcome.PASSED: "✓",
    Outcome.FAILED: "✗",
    Outcome.NOT_STATED: "?",
    Outcome.CANNOT_TELL: "…",
    Outcome.NOT_APPLICABLE: "–",
}
REMARK: Final = "•"

# Heading
VERDICT: Final = Text("Verdict", "Verdict")
UNNAMED: Final = Text("Quartier sans nom", "Unnamed Quartier")
NO_ADDRESS: Final = Text("sans adresse", "without an address")
DOSSIER: Final = Text("Dossier", "Dossier")
QUARTIER: Final = Text("Quartier", "Quartier")
FILE: Final = Text("Fichier", "File")
DIGEST: Final = Text("SHA-256", "SHA-256")
CHARTER: Final = Text("Charte", "Charter")
PROFILE: Final = Text("Profil", "Profile")
GATE: Final = Text("Étape", "Gate")
DAY: Final = Text("Jour", "Day")
ENGINE: Final = Text("Moteur", "Engine")
ONE_ENGINE: Final = Text("un seul moteur", "one engine")
PROFILES: Final = {
    "charter": Text("lecture littérale", "literal reading"),
    "strict": Text("lecture exigeante", "strict reading"),
}
GATES: Final = {
    "application": Text("dépôt de la candidature", "filing of the application"),
    "label": Text("remise du label", "award of the label"),
}

# Sections
DECISION: Final = Text("Décision", "Decision")
CRITERIA: Final = Text("Les huit critères", "The eight criteria")
BLOCKING: Final = Text("Ce qui empêche le label", "What stands in the way of the label")
BLOCKING_APPLICATION: Final = Text("Ce qui empêche le dépôt", "What stands in the way of the filing")
AWAITING: Final = Text("Ce que le comité doit encore apprécier", "What the committee has yet to judge")
RESERVATIONS: Final = Text("Réserves, sans effet sur la décision", "Reservations, without effect on the decision")
REMARKS: Final = Text("Remarques", "Remarks")
UNREADABLE: Final = Text("Fichiers illisibles", "Unreadable files")
CRITERION: Final = Text("Critère", "Criterion")
COLUMNS: Final = OUTCOME_NAMES
AWAITED: Final = Text(
    "À apprécier par le comité : une exigence du critère attend son avis, que le contexte du contrôle ne donne pas.",
    "Awaits the committee: a requirement of the criterion awaits its opinion, which the context does not give.",
)
SUMMARY: Final = Text("Récapitulatif", "Summary")

# What is said of a row
FORM: Final = Text("Forme du dossier", "Form of the dossier")
SET_ASIDE: Final = Text("Énoncé écarté", "Statement set aside")
UNKNOWN_TERM: Final = Text("Terme inconnu", "Unknown term")
FOUND: Final = Text("trouvé", "found")
REQUIRED: Final = Text("exigé", "required")
AND: Final = Text(" ; ", "; ")
LEFT_OUT: Final = (Text("et {} autre", "and {} more"), Text("et {} autres", "and {} more"))
NOTHING: Final = Text("rien", "nothing")
NOTHING_SETTLES: Final = Text("rien qui tranche", "nothing that settles it")
FOLLOWS: Final = Text("Découle de {}.", "Follows from {}.")
FOLLOWS_ALL: Final = Text(
    "Découle de toutes les autres exigences qui décident.", "Follows from all the other requirements that decide."
)
NOTHING_TO_JUDGE: Final = Text(
    "Le dossier ne contient rien sur quoi juger cette exigence.", "The dossier holds nothing to judge this by."
)
COLUMN: Final = Text("colonne", "column")
WEIGHTS: Final = {
    Severity.VIOLATION: Text("bloque", "blocks"),
    Severity.WARNING: Text("réserve", "warning"),
    Severity.INFO: Text("information", "information"),
    None: Text("ne décide pas", "does not decide"),
}

# Data for programs
FORM_ABOUT: Final = Text(
    "Ce qu’un dossier doit être pour pouvoir être jugé.", "What a dossier must be so that it can be judged."
)
SET_ASIDE_ABOUT: Final = Text(
    "Un dossier ne peut dire que ce qui est de lui ; le reste n’est pas jugé.",
    "A dossier may only say what is its own; the rest is not judged.",
)

COLON: Final = Text(" : ", ": ")
MORE: Final = Text("et {} de plus, que donnent les formats de données", "and {} more, which the data formats give")
PAGES: Final = Text("page {} sur {}", "page {} of {}")

# Counts, for one and for several
COUNTED: Final = {
    "met": (Text("{} conforme", "{} met"), Text("{} conformes", "{} met")),
    "awaiting": (Text("{} en attente du comité", "{} awaiting the committee"),) * 2,
    "not_met": (Text("{} non conforme", "{} not met"), Text("{} non conformes", "{} not met")),
    "unreadable": (Text("{} illisible", "{} unreadable"), Text("{} illisibles", "{} unreadable")),
    "not_looked_at": (
        Text("{} non examiné", "{} not looked at"),
        Text("{} non examinés", "{} not looked at"),
    ),
}


def concept(name: str) -> Text:
    """A concept of the ontology, as its label says it."""
    label = vocabulary.bundled().label
    return Text(*(label(term("qn:" + name), language) or name for language in LANGUAGES))


def titled(title: Text, said: str, language: Language) -> str:
    """A word, a colon as the language spaces it, and what it announces."""
    return f"{title.in_(language)}{COLON.in_(language)}{said}"


def quoted(quote: Text, language: Language) -> str:
    """The charter's sentence between the quotation marks of the language."""
    return f"«\u00a0{quote.fr}\u00a0»" if language == "fr" else f"“{quote.en}”"
