"""Every visible string of the register's pages, in both languages; those of the other pages are in ``words``."""

from __future__ import annotations

from typing import Final

from quartierkg.language import Text

# The register
REGISTER: Final = Text("Registre", "Register")
REGISTER_TITLE: Final = Text("Le registre du label", "The register of the label")
REGISTER_LEAD: Final = Text(
    "De la déclaration d’intérêt à la remise : où en est chaque Quartier, ce qui a été décidé, et la preuve.",
    "From the expression of interest to the award: where each Quartier stands, what was decided, and the proof.",
)
PARTS: Final = Text("Le registre", "The register")
CASES: Final = Text("Dossiers", "Files")
DECISIONS: Final = Text("Décisions", "Decisions")
LABELS: Final = Text("Labels", "Labels")
VERIFY: Final = Text("Vérifier un certificat", "Verify a credential")
CASES_TEXT: Final = Text("où en est chaque Quartier", "where each Quartier stands")
DECISIONS_TEXT: Final = Text(
    "ce qui a été décidé, avec de quoi le recalculer", "what was decided, with all it takes to compute it again"
)
LABELS_TEXT: Final = Text(
    "qui a reçu le label, et s’il est en vigueur", "who was awarded the label, and if it is in force"
)
VERIFY_TEXT: Final = Text(
    "un label que l’on vous montre est-il authentique et en vigueur ?",
    "is a label that you are shown genuine and in force?",
)
CASES_TITLE: Final = Text("Les dossiers du registre", "The files of the register")
CASES_LEAD: Final = Text(
    "Chaque passage est public. Les dossiers déposés et le détail de leur verdict le sont à partir de la remise, ou "
    "dès que le candidat les publie.",
    "Every move is public. The dossiers filed and the details of their verdicts are so from the award on, or as soon "
    "as the applicant publishes them.",
)
CASES_CAPTION: Final = Text(
    "Quartiers, dans l’ordre où leur dossier s’est ouvert", "Quartiers, in the order in which their files were opened"
)
NONE_YET: Final = Text("Rien encore.", "Nothing yet.")
NONE_LABELLED: Final = Text(
    "Aucun label n’est encore remis par ce registre. Les Quartiers labellisés du réseau sont des exemples fictifs :",
    "This register has awarded no label yet. The labelled Quartiers of the network are fictional examples:",
)
NONE_DECIDED: Final = Text(
    "Aucune décision n’est encore prise. Elle paraîtra ici, avec sa preuve, dès qu’un dossier en recevra une :",
    "No decision has been taken yet. It will be here, with its proof, as soon as a dossier gets one:",
)
NONE_FILED: Final = Text(
    "Aucun dossier n’est encore déposé ici. Les Quartiers fictifs de l’accueil sont des exemples : ils n’y sont pas "
    "inscrits.",
    "No dossier has been filed here yet. The fictional Quartiers of the home page are examples: they are not in it.",
)
SHOWN_OF: Final = Text("À partir du nᵒ {}, {} en tout.", "From number {} on, {} in all.")
TURNS: Final = Text("Suite de la liste", "More of the list")
BEFORE: Final = Text("précédents", "before")
AFTER: Final = Text("suivants", "next")
QUARTIER: Final = Text("Quartier", "Quartier")
STATE: Final = Text("État", "State")
LAST_MOVE: Final = Text("Dernier passage", "Last move")
CRITERIA_COUNTS: Final = Text("Critères, au dernier verdict", "Criteria, by the latest verdict")
NOT_PUBLIC: Final = Text("non public", "not public")
NOT_FILED: Final = Text("aucun dossier déposé", "no dossier filed")
NO_MOVE: Final = Text("aucun passage", "no move")
COUNT_OF: Final = Text("{} : {}", "{}: {}")

# The file of a Quartier
CASE_TITLE: Final = Text("Dossier au registre : {}", "File in the register: {}")
CASE_LEAD: Final = Text(
    "Tout ce que le registre sait de ce Quartier et qui peut vous être montré.",
    "All that the register knows of this Quartier and that may be shown to you.",
)
THING: Final = Text("Le Quartier dans le graphe", "The Quartier in the graph")
ENTRY: Final = Text("Dernière entrée du journal", "Last entry in the journal")
ACCESS: Final = Text("Accès aux dossiers déposés", "Access to the dossiers filed")
ACCESS_ALL: Final = Text("publics", "public")
ACCESS_SOME: Final = Text(
    "réservés au candidat et au comité jusqu’à la remise, sauf publication par le candidat",
    "for the applicant and the committee until the award, unless the applicant publishes them",
)
LABEL: Final = Text("Label", "Label")
LABEL_PROOF: Final = Text("Le label, son certificat et son statut", "The label, its credential and its status")
HISTORY: Final = Text("Histoire", "History")
HISTORY_LEAD: Final = Text(
    "Les passages, du premier au dernier, avec ce que la charte demande de chacun.",
    "The moves, the first to the last, with what the charter asks of each.",
)
KNOWN_BEFORE: Final = Text("connu avant l’ouverture du registre", "known before the register was opened")
LEADS_TO: Final = Text("Mène à l’état", "Leads to the state")
ON: Final = Text("Jour", "Day")
RECORDED: Final = Text("Inscrit au journal le", "Taken down in the journal on")
BY: Final = Text("Par", "By")
BY_TWO: Final = Text("{}, sur proposition de {}", "{}, as proposed by {}")
BY_ROLES: Final = Text("{} (proposé par : {})", "{} (proposed by: {})")
BY_HIDDEN: Final = Text("nom réservé au candidat et au comité", "name for the applicant and the committee only")
MOTIVE: Final = Text("Motif", "Motive")
CRITERION: Final = Text("Critère", "Criterion")
GUARDS: Final = Text("Conditions du registre", "Conditions of the register")
CHARTER_SAYS: Final = Text("La charte", "The charter")
DECISION_LINK: Final = Text("La décision et sa preuve", "The decision and its proof")
DECISION: Final = Text("Décision", "Decision")
NEXT: Final = Text("Et ensuite", "What may come next")
NEXT_LEAD: Final = Text(
    "Les passages possibles depuis cet état, et ce qui s’y oppose aujourd’hui, d’après le dernier dossier déposé.",
    "The moves that are possible from this state, and what stands in their way today, by the latest dossier filed.",
)
NEXT_NONE: Final = Text("Aucun passage ne part de cet état.", "No move leads on from this state.")
OPEN_TO: Final = Text("Ouvert à", "Open to")
REFUSED: Final = Text("Ce qui s’y oppose", "What stands in its way")
NOT_REFUSED: Final = Text("Rien ne s’y oppose aujourd’hui.", "Nothing stands in its way today.")
READY_CRITERIA: Final = Text("possible pour les critères {}", "possible for criteria {}")
REFUSALS_HIDDEN: Final = Text(
    "Ce qui s’y oppose se lit avec le dossier, qui n’est pas public.",
    "What stands in its way is read with the dossier, which is not public.",
)
PROPOSAL: Final = Text("Proposition en attente", "Open proposal")
PROPOSAL_TEXT: Final = Text(
    "« {} », pour le {}, par {}, le {} : une autre personne doit l’approuver ; qui l’a proposée peut la retirer.",
    "“{}”, for {}, by {}, on {}: another person has to approve it; whoever proposed it can take it back.",
)
DOSSIERS: Final = Text("Dossiers déposés", "Dossiers filed")
VERSION: Final = Text("Version {}", "Version {}")
CURRENT: Final = Text("celle qui compte", "the one that counts")
SUPERSEDED: Final = Text("remplacée", "superseded")
FILED_BY: Final = Text("Déposé par", "Filed by")
DOWNLOAD: Final = Text("Le fichier déposé, octet pour octet", "The file that was filed, byte for byte")
MEDIA_TYPE: Final = Text("Type", "Type")
SIZE: Final = Text("Taille", "Size")
BYTES: Final = Text("{} octets", "{} bytes")
DOSSIER_SHA: Final = Text("Empreinte du dossier (SHA-256)", "Digest of the dossier (SHA-256)")
CONTEXT_SHA: Final = Text("Empreinte du contexte (SHA-256)", "Digest of the context (SHA-256)")
VERDICT: Final = Text("Verdict", "Verdict")
GATE: Final = Text("Étape", "Gate")
GATES: Final = {
    "application": Text("dépôt de la candidature", "application"),
    "label": Text("remise du label", "award of the label"),
}
NOT_JUDGED: Final = Text("pas encore jugé à cette étape", "not judged yet at this gate")
PROFILE: Final = Text("Lecture de la charte", "Reading of the charter")
PROFILES: Final = {"charter": Text("littérale", "literal"), "strict": Text("exigeante", "strict")}
ENGINES: Final = Text("Moteurs", "Engines")
OUTCOME: Final = Text("Issue", "Outcome")
CRITERIA_CAPTION: Final = Text("Issue de chaque critère, version {}", "Outcome of each criterion, version {}")
UNSETTLED: Final = Text("Exigences qui ne sont pas remplies ({})", "Requirements that are not met ({})")
SETTLED: Final = Text("Exigences remplies ou sans objet ({})", "Requirements that are met or do not apply ({})")
LEFT_OUT: Final = Text(
    "Versions plus anciennes, dans les données (JSON) seulement : {}.", "Older versions, in the data (JSON) only: {}."
)
OPINIONS: Final = Text("Avis du comité", "Opinions of the committee")
OPINIONS_CAPTION: Final = Text(
    "Avis sur les exigences que le comité apprécie", "Opinions on the requirements that the committee judges"
)
REQUIREMENT: Final = Text("Exigence", "Requirement")
EVIDENCE: Final = Text("Pièces", "Evidence")
EVIDENCE_CAPTION: Final = Text("Documents remis avec les dossiers", "Documents that were handed in with the dossiers")
DOCUMENT: Final = Text("Document", "Document")
SHA: Final = Text("SHA-256", "SHA-256")
VERSION_NUMBER: Final = Text("Version", "Version")

# Decisions
DECISIONS_TITLE: Final = Text("Les décisions", "The decisions")
DECISIONS_LEAD: Final = Text(
    "Remises, renouvellements, suspensions, retraits, les derniers d’abord. Ce qui repose sur un verdict se recalcule, "
    "à partir des octets de son jour.",
    "Awards, renewals, suspensions, withdrawals, the latest first. What rests on a verdict can be computed again, out "
    "of the bytes of its day.",
)
DECISIONS_CAPTION: Final = Text("Décisions, la dernière d’abord", "Decisions, the latest first")
DECISION_TITLE: Final = Text("Décision {} : {}", "Decision {}: {}")
DECIDED: Final = Text("Ce qui a été décidé", "What was decided")
TWO_PEOPLE: Final = Text("par deux personnes", "by two people")
CHAIR_ALONE: Final = Text("par la présidence du comité, avec un motif", "by the chair of the committee, with a motive")
FILE_OF: Final = Text("Le dossier au registre", "The file in the register")
RESTS_ON: Final = Text("Le verdict sur lequel elle repose", "The verdict that it rests on")
RESTS_ON_NOTHING: Final = Text("Cette décision ne repose sur aucun verdict.", "This decision rests on no verdict.")
DECISION_CRITERIA: Final = Text("Issue de chaque critère", "Outcome of each criterion")
ROWS_CAPTION: Final = Text("Issue de chaque exigence", "Outcome of each requirement")
PROOF: Final = Text("De quoi la recalculer", "What it takes to compute it again")
PROOF_LEAD: Final = Text(
    "Qui a les octets de ces empreintes refait le verdict et le compare ; l’exploitant, qui les a tous, le fait par "
    "une commande.",
    "Whoever has the bytes of these digests makes the verdict again and compares; the operator, who has all of them, "
    "does by one command.",
)
GRAPH_SHA: Final = Text("Empreinte de ce que le contexte ajoute (SHA-256)", "Digest of what the context adds (SHA-256)")
CONTEXT_WHERE: Final = Text(
    "Ses octets, qui ont les noms des membres du comité, restent au journal : l’exploitant seul les a.",
    "Its bytes, which have the names of members of the committee, stay in the journal: the operator alone has them.",
)
SHAPES_WHERE: Final = Text(
    "Les règles de cette charte ; leurs octets sont dans le code publié, dossier shapes/.",
    "The shapes of this charter; their bytes are in the published code, folder shapes/.",
)
SHAPES_SHA: Final = Text("Empreinte des règles (SHA-256)", "Digest of the shapes (SHA-256)")
CHARTER_VERSION: Final = Text("Charte", "Charter")
CHARTER_NUMBER: Final = Text("version {}", "version {}")
DAY: Final = Text("Jour du contrôle", "Day of the check")
AWARD_DAY: Final = Text("Jour proposé pour la remise", "Day proposed for the award")
REPLAY: Final = Text("Recalculer", "Compute it again")
CREDENTIAL: Final = Text("Le certificat", "The credential")
CREDENTIAL_LEAD: Final = Text(
    "Un fichier signé que chacun vérifie sans nous.", "A signed file that anybody verifies without us."
)
FORMS: Final = Text("Le fichier", "The file")
FORM_JSON: Final = Text("JSON-LD avec sa signature (application/vc)", "JSON-LD with its signature (application/vc)")
FORM_JWT: Final = Text("jeton signé (application/vc+jwt)", "signed token (application/vc+jwt)")
ISSUER: Final = Text("Clés de l’émetteur", "Keys of the issuer")
STATUS_NOW: Final = Text("Statut", "Status")
STATUS_LISTS: Final = Text("Listes de statut", "Status lists")
LISTS: Final = {
    "revocation": Text("retraits", "withdrawals"),
    "suspension": Text("suspensions", "suspensions"),
}
BADGE: Final = Text("Badge", "Badge")
BADGE_DATA: Final = Text("le badge en données", "the badge as data")
VERIFY_THIS: Final = Text("Vérifier ce certificat", "Verify this credential")

# Labels
LABELS_TITLE: Final = Text("Les labels", "The labels")
LABELS_LEAD: Final = Text(
    "Les Quartiers qui ont reçu le label, et où il en est aujourd’hui.",
    "The Quartiers to which the label was awarded, and how it stands today.",
)
LABELS_CAPTION: Final = Text("Quartiers qui ont reçu le label", "Quartiers that were awarded the label")
LABEL_TITLE: Final = Text("Label : {}", "Label: {}")
CREDENTIAL_NUMBER: Final = Text("Certificat {}", "Credential {}")
LATEST: Final = Text("le dernier", "the latest")
SINCE: Final = Text("Depuis le", "Since")

# Verification
VERIFY_TITLE: Final = Text("Vérifier le certificat d’un label", "Verify the credential of a label")
VERIFY_LEAD: Final = Text(
    "Donnez le fichier que l’on vous a montré : cette page dit s’il est authentique, et si le label est en vigueur.",
    "Give the file that you were shown: this page tells whether it is genuine, and whether the label is in force.",
)
VERIFY_HOW: Final = Text(
    "La seule clé de confiance est ici celle de ce service ; rien n’est demandé ailleurs, rien n’est gardé. Pour ne "
    "pas dépendre de nous : quartierkg label verify, ou tout vérificateur de Verifiable Credentials 2.0.",
    "The only key trusted here is that of this service; nothing is asked elsewhere, nothing is kept. To depend on us "
    "for nothing: quartierkg label verify, or any verifier of Verifiable Credentials 2.0.",
)
VERIFY_FILE: Final = Text("Fichier du certificat (JSON-LD ou vc+jwt)", "File of the credential (JSON-LD or vc+jwt)")
VERIFY_FILE_HINT: Final = Text("{} Kio au plus.", "{} KiB at most.")
VERIFY_PASTE: Final = Text("Ou collez son texte", "Or paste its text")
VERIFY_DROP: Final = Text(
    "Déposez le fichier sur cette page, ou collez-le n’importe où.", "Drop the file on this page, or paste it anywhere."
)
VERIFY_DROPPED: Final = Text("Prêt à vérifier :", "Ready to be verified:")
VERIFY_PASTED: Final = Text("texte collé", "pasted text")
VERIFY_RUN: Final = Text("Vérifier", "Verify")
VERIFY_NONE: Final = Text(
    "Aucun certificat n’a été donné : choisissez un fichier ou collez son texte.",
    "No credential was given: choose a file or paste its text.",
)
VERIFY_BOTH: Final = Text(
    "Un fichier et un texte ont été donnés : lequel vérifier ?", "A file and a text were given: which one is meant?"
)
VERIFIED: Final = Text("Résultat", "Result")
CHECKS: Final = Text("Ce qui a été contrôlé", "What was checked")
CHECKS_CAPTION: Final = Text("Contrôles, dans leur ordre", "Checks, in their order")
CHECK: Final = Text("Contrôle", "Check")
FOUND: Final = Text("Constat", "Found")
CHECK_ISSUER: Final = Text("Émetteur et clé", "Issuer and key")
CHECK_SIGNATURE: Final = Text("Signature, sur tout le contenu", "Signature, over all of it")
CHECK_TIME: Final = Text("Période de validité", "Period of validity")
CHECK_WITHDRAWN: Final = Text("Retrait", "Withdrawal")
CHECK_SUSPENDED: Final = Text("Suspension", "Suspension")
ISSUERS: Final = (Text("ceux de ce service", "those of this service"), Text("inconnus ici", "not known here"))
SIGNATURES: Final = (Text("bonne", "good"), Text("mauvaise", "bad"))
TIMES: Final = (Text("en cours", "running"), Text("hors période", "not today"))
MARKS: Final = {
    "revocation": (Text("aucun", "none"), Text("retiré", "withdrawn")),
    "suspension": (Text("aucune", "none"), Text("suspendu", "suspended")),
}
NOT_ESTABLISHED: Final = Text("non établi", "not established")
SAYS: Final = Text("Ce que dit le certificat", "What the credential says")
SAYS_NOTHING: Final = Text(
    "Rien de ce fichier n’est repris ici : personne de confiance ne l’a signé tel quel.",
    "Nothing of this file is repeated here: nobody who is trusted signed it as it is.",
)
ADDRESS: Final = Text("Adresse", "Address")
FORM: Final = Text("Forme", "Form")
SIGNED: Final = Text("Signé le", "Signed on")
KEY: Final = Text("Clé", "Key")
AWARDED: Final = Text("Remis le", "Awarded on")
ENDS: Final = Text("Jusqu’au", "Until")
CRITERIA_MET: Final = Text("Critères remplis", "Criteria met")
AT: Final = Text("Vérifié le", "Verified on")
LIST_UNTIL: Final = Text("liste de statut bonne jusqu’au {}", "status list good until {}")
MARKED: Final = Text("Depuis le {} : {}", "Since {}: {}")
VERIFY_AGAIN: Final = Text("Vérifier un autre certificat", "Verify another credential")
VERIFY_UNTYPED: Final = Text(
    "La demande ne dit pas de quel type est le certificat (Content-Type).",
    "The request does not say of which type the credential is (Content-Type).",
)
VERIFY_OTHER: Final = Text("Un certificat n’est pas du type « {} ».", "A credential is not of the type “{}”.")
VERIFY_TYPES: Final = Text("Types acceptés : {}.", "Accepted types: {}.")
VERIFY_EXAMPLE: Final = Text("Avec curl : {}.", "With curl: {}.")
