"""What the pages of the law say, in both languages. Templates name these as ``nw``."""

from __future__ import annotations

from typing import Final

from quartierkg.language import Text

# All of them
PARTS: Final = Text("Pages légales", "Legal pages")
UNSTATED: Final = Text(
    "L’exploitant de cette instance ne l’a pas indiqué.", "The operator of this instance has not stated it."
)
CONTACT: Final = Text("Contact", "Contact")
PUBLISHER: Final = Text("Éditeur", "Publisher")

# The legal notice
LEGAL: Final = Text("Mentions légales", "Legal notice")
LEGAL_LEAD: Final = Text(
    "Qui édite ce site, qui le dirige, qui l’héberge, et sous quelles licences on réutilise ce qu’il donne.",
    "Who publishes this site, who directs it, who hosts it, and under which licences what it gives may be used again.",
)
DIRECTOR: Final = Text("Direction de la publication", "Director of publication")
HOSTING: Final = Text("Hébergeur", "Host")
STATUS: Final = Text("Ce que ce service est, et n’est pas", "What this service is, and is not")
STATUS_TEXT: Final = Text(
    "La charte est connue par un article d’Anthony Chénais (Le Mag Numérique rennais) sur un document de travail de "
    "2013, proposé par la Caisse des dépôts. Ce service n’en est pas l’application officielle, n’émane ni de l’État "
    "ni de la Caisse des dépôts, et ses verdicts n’engagent personne. Les Quartiers, entreprises et personnes fournis "
    "en exemple sont fictifs et signalés comme tels.",
    "The charter is known by an article of Anthony Chénais (Le Mag Numérique rennais) about a working document of "
    "2013, proposed by the Caisse des dépôts. This service is not its official application, comes neither from the "
    "State nor from the Caisse des dépôts, and its verdicts bind nobody. The Quartiers, companies and persons that "
    "come with it as examples are fictional and marked so.",
)
READINGS: Final = Text("La charte et ses lectures", "The charter and its readings")
LICENCES: Final = Text("Licences", "Licences")
LICENCES_TEXT: Final = Text(
    "Le logiciel quartierkg est libre (Apache 2.0). Les données propres du projet, l’ontologie et les règles sont "
    "sous Licence Ouverte 2.0 d’Etalab ; chaque fait venu d’ailleurs garde la licence de sa source, que le catalogue "
    "indique.",
    "The software quartierkg is free (Apache 2.0). The project’s own data, the ontology and the rules are under "
    "Licence Ouverte 2.0 of Etalab; each fact from elsewhere keeps the licence of its source, which the catalogue "
    "tells.",
)
CATALOGUE: Final = Text("Catalogue des données", "Catalogue of the data")
FAULTS: Final = Text("Signaler une erreur ou une faille", "Report an error or a weakness")
FAULTS_TEXT: Final = Text(
    "Une erreur dans les données, une faille du service ou un contenu illicite se signale au contact ci-dessus.",
    "An error in the data, a weakness of the service or unlawful content is reported to the contact above.",
)

# The privacy notice
PRIVACY: Final = Text("Confidentialité", "Privacy")
PRIVACY_LEAD: Final = Text(
    "Quelles données ce service détient, qui les voit, jusqu’à quand, et comment les faire corriger ou effacer.",
    "Which data this service holds, who sees them, until when, and how to have them corrected or erased.",
)
CONTROLLER: Final = Text("Qui répond des données", "Who answers for the data")
CONTROLLER_NAME: Final = Text("Responsable du traitement", "Controller")
OFFICER: Final = Text("Délégué à la protection des données", "Data protection officer")
BASES: Final = Text("Bases légales", "Legal bases")
BASES_TEXT: Final = Text(
    "Les bases légales et la durée d’archivage sont du ressort de l’exploitant : le logiciel ne les choisit pas.",
    "Legal bases and the term of archiving are for the operator to decide: the software does not choose them.",
)
VISIT: Final = Text("Lire ce site", "Reading this site")
NO_COOKIE: Final = Text(
    "Aucun compte, aucun cookie, aucun traceur, aucune mesure d’audience ; aucune page ne charge quoi que ce soit "
    "d’un autre serveur.",
    "No account, no cookie, no tracker, no measurement of visits; no page loads anything from another server.",
)
BROWSER: Final = Text(
    "Pour votre commodité, votre navigateur retient sur votre appareil le thème choisi, vos dernières requêtes SPARQL "
    "et vos brouillons du formulaire. Cela n’est pas envoyé ; l’éditeur et le formulaire ont un bouton pour "
    "l’oublier, et les réglages du navigateur aussi.",
    "For your convenience your browser keeps, on your device, the theme that you chose, your last SPARQL queries and "
    "your drafts of the form. They are not sent; the editor and the form have a button to forget them, and so have "
    "the browser’s settings.",
)
BROWSER_STILL: Final = Text(
    "Votre navigateur retient sur votre appareil le thème que vous choisissez ; cela n’est pas envoyé.",
    "Your browser keeps, on your device, the theme that you choose; it is not sent.",
)
LOGGED: Final = Text(
    "Cette instance tient un journal des requêtes : heure, adresse réseau, méthode, chemin, statut, taille et durée, "
    "jamais ce qui suit le « ? » d’une adresse ni l’adresse d’un résultat gardé. Sa durée de garde est du ressort de "
    "l’exploitant.",
    "This instance keeps a log of requests: time, network address, method, path, status, size and duration, never "
    "what follows the “?” of an address nor the address of a kept result. For how long is for the operator to decide.",
)
UNLOGGED: Final = Text(
    "Cette instance ne tient pas de journal des requêtes. Un serveur mandataire ou l’hébergeur peut en tenir un.",
    "This instance keeps no log of requests. A proxy or the host may keep one.",
)
ADDRESSES: Final = Text(
    "Votre adresse réseau sert, en mémoire seulement, à partager la machine entre les lecteurs.",
    "Your network address serves, in memory alone, to share the machine between readers.",
)
STILL: Final = Text(
    "Ce site est fait de fichiers : il ne reçoit rien et ne détient aucune donnée sur vous. L’hébergeur peut tenir un "
    "journal des requêtes.",
    "This site is made of files: it receives nothing and holds no data about you. The host may keep a log of requests.",
)
HELD: Final = Text("Ce que le service détient", "What the service holds")
HELD_FILES: Final = Text(
    "L’exploitant a en outre accès aux fichiers du serveur, où tout se lit, sauf le secret des jetons.",
    "The operator has access to the server’s files besides, where everything can be read, save the secret of tokens.",
)
DATUM: Final = Text("Donnée", "Datum")
SEEN_BY: Final = Text("Qui la voit", "Who sees it")
UNTIL: Final = Text("Jusqu’à quand", "Until when")
NOBODY: Final = Text("Personne", "Nobody")
OPERATOR: Final = Text("L’exploitant", "The operator")
ANSWERED: Final = Text("La fin de la réponse", "The end of the answer")
FOREVER: Final = Text(
    "Sans terme : c’est la preuve de ce qui fut fait", "Without a term: it is the proof of what was done"
)

SENT: Final = Text(
    "Dossier à vérifier, requête, label à vérifier, sans compte",
    "Dossier to be checked, query, label to be verified, without an account",
)
KEPT: Final = Text(
    "Résultat d’une vérification gardé à votre demande : le dossier, le verdict et une empreinte salée de votre "
    "adresse",
    "Result of a check kept at your request: the dossier, the verdict and a salted digest of your address",
)
KEPT_SEEN: Final = Text(
    "Qui connaît son adresse, impossible à deviner", "Whoever knows its address, which cannot be guessed"
)
KEPT_UNTIL: Final = Text("{} jours, ou moins si vous le retirez", "{} days, or less if you remove it")
KEPT_A_DAY: Final = Text("Un jour, ou moins si vous le retirez", "A day, or less if you remove it")
DRAFT: Final = Text("Brouillon de dossier remis au registre", "Draft of a dossier put to the register")
DRAFT_SEEN: Final = Text("Le candidat de ce Quartier", "The applicant of that Quartier")
DRAFT_UNTIL: Final = Text("Jusqu’à ce que le candidat le supprime", "Until the applicant removes it")
FILED: Final = Text(
    "Dossier déposé et pièces, avec les personnes qu’ils nomment",
    "Dossier that was filed and evidence, with the persons whom they name",
)
FILED_SEEN: Final = Text(
    "Le candidat de ce Quartier et le comité ; tout le monde dès la remise du label, ou si le candidat publie le "
    "dossier. Les adresses électroniques et les téléphones énoncés comme tels ne sont ni dans les graphes, ni dans les "
    "pages, ni dans les copies du réseau ; mais le fichier déposé et les pièces sont alors donnés tels quels.",
    "The applicant of that Quartier and the committee; everybody from the award on, or where the applicant publishes "
    "the dossier. E-mail addresses and telephone numbers that are stated as such are in no graph, page or dump; but "
    "the file that was filed and the evidence are then given as they are.",
)
FILED_UNTIL: Final = Text("Sans terme, sauf effacement", "Without a term, save erasure")
ACTED: Final = Text(
    "Nom et rôle de qui a déposé, donné un avis, proposé ou décidé",
    "Name and role of whoever filed, gave an opinion, proposed or decided",
)
ACTED_SEEN: Final = Text(
    "Le candidat de ce Quartier et le comité ; les autres ne voient que les rôles",
    "The applicant of that Quartier and the committee; others see the roles alone",
)
TOKEN: Final = Text(
    "Jeton d’accès : nom, rôle, Quartier, dates ; du secret, seule une empreinte (SHA-256)",
    "Access token: name, role, Quartier, dates; of the secret, a digest alone (SHA-256)",
)
TRAIL: Final = Text(
    "Trace des écritures et des refus : heure, nom, rôle, méthode, chemin, statut, réseau d’origine tronqué (IPv4 "
    "/24, IPv6 /48)",
    "Trail of writes and refusals: time, name, role, method, path, status, network of origin, cut short (IPv4 /24, "
    "IPv6 /48)",
)
REPEATED: Final = Text(
    "Réponse à une écriture faite sous une clé d’idempotence",
    "Answer to a write that was made under an idempotency key",
)
REPEATED_UNTIL: Final = Text("24 heures", "24 hours")
RIGHTS: Final = Text("Vos droits", "Your rights")
RIGHTS_TEXT: Final = Text(
    "Vous pouvez demander à l’exploitant l’accès à vos données, leur rectification, leur effacement, la limitation de "
    "leur traitement, et vous y opposer (RGPD, articles 15 à 21).",
    "You may ask the operator for access to your data, for their rectification, erasure or restriction, and object to "
    "their processing (GDPR, articles 15 to 21).",
)
ERASURE: Final = Text(
    "L’effacement est possible : les octets d’un dossier ou d’une pièce disparaissent du registre, dont la chaîne de "
    "preuve reste vérifiable. Restent qui a agi, quand et pourquoi, et ce que d’autres ont copié : sauvegardes, "
    "fichiers téléchargés, labels déjà remis.",
    "Erasure is possible: the bytes of a dossier or a piece of evidence go from the register, whose chain of proof "
    "can still be verified. What stays is who acted, when and why, and what others have copied: backups, files that "
    "were downloaded, labels that were awarded.",
)
CNIL: Final = Text(
    "Si la réponse ne vous satisfait pas, vous pouvez adresser une réclamation à la Commission nationale de "
    "l’informatique et des libertés (CNIL), 3 place de Fontenoy, TSA 80715, 75334 Paris Cedex 07.",
    "If the answer does not satisfy you, you may complain to the French data protection authority, Commission "
    "nationale de l’informatique et des libertés (CNIL), 3 place de Fontenoy, TSA 80715, 75334 Paris Cedex 07.",
)
CNIL_LINK: Final = Text("Adresser une réclamation à la CNIL", "Complain to the CNIL")

# The accessibility statement
ACCESSIBILITY: Final = Text("Déclaration d’accessibilité", "Accessibility statement")
ACCESSIBILITY_SHORT: Final = Text("Accessibilité : non conforme", "Accessibility: not compliant")
ACCESSIBILITY_LEAD: Final = Text(
    "Comment ce site peut être lu et utilisé par tous, ce qui a été contrôlé, et ce qui ne l’a pas été.",
    "How this site can be read and used by everybody, what was checked, and what was not.",
)
COMMITMENT: Final = Text(
    "L’éditeur de ce site ({}) s’engage à rendre ce service accessible conformément à l’article 47 de la loi n° "
    "2005-102 du 11 février 2005.",
    "The publisher of this site ({}) undertakes to make this service accessible in accordance with article 47 of the "
    "French law no. 2005-102 of 11 February 2005.",
)
COMMITMENT_UNSTATED: Final = Text(
    "L’article 47 de la loi n° 2005-102 du 11 février 2005 demande que les services publics en ligne soient "
    "accessibles. L’exploitant de cette instance n’a pas indiqué qui s’y engage.",
    "Article 47 of the French law no. 2005-102 of 11 February 2005 asks that public online services be accessible. "
    "The operator of this instance has not stated who undertakes it.",
)
APPLIES: Final = Text("Cette déclaration s’applique à {}.", "This statement applies to {}.")
STATE: Final = Text("État de conformité", "State of compliance")
STATE_TEXT: Final = Text(
    "Ce site est non conforme avec le référentiel général d’amélioration de l’accessibilité (RGAA), version 4.1 : il "
    "n’existe aucun résultat d’audit en cours de validité permettant de mesurer le respect des critères.",
    "This site is not compliant with the French general accessibility framework (RGAA), version 4.1: there is no "
    "valid audit result by which compliance with its criteria could be measured.",
)
RESULTS: Final = Text("Résultats des tests", "Results of the tests")
RESULTS_TEXT: Final = Text(
    "Aucun audit de conformité n’a été fait par un tiers, et aucun taux n’est donc donné. Les développeurs "
    "contrôlent, à chaque version, les pages principales dans les deux langues et les deux thèmes avec axe-core et "
    "html-validate, qui n’y trouvent rien ; ces outils ne voient qu’une partie des défauts.",
    "No third party has audited compliance, so no rate is given. With each version the developers check the main "
    "pages, in both languages and both themes, with axe-core and html-validate, which find nothing there; such tools "
    "see only some of the defects.",
)
RESULTS_MORE: Final = Text(
    "Ils contrôlent aussi l’usage au clavier, l’usage sans script, et la lecture sans défilement horizontal dans une "
    "fenêtre de 320 pixels de large. Aucun essai avec un lecteur d’écran n’est documenté.",
    "They also check the use by keyboard, the use without scripts, and reading without scrolling sideways in a window "
    "320 pixels wide. No trial with a screen reader is documented.",
)
INACCESSIBLE: Final = Text("Contenus non accessibles", "Content that is not accessible")
INACCESSIBLE_TEXT: Final = Text(
    "Faute d’audit, cette liste n’est pas complète. Ce qui est connu :",
    "Without an audit this list is not complete. What is known:",
)
KNOWN_PICTURES: Final = Text(
    "les images du réseau (carte, liens, graphiques) sont denses ; un tableau ou la question qui donne ses lignes "
    "accompagne chacune ;",
    "the pictures of the network (map, links, charts) are dense; a table or the question that gives its rows goes "
    "with each of them;",
)
KNOWN_OUTLINE: Final = Text(
    "tracer un périmètre sur la carte du formulaire demande, au clavier, beaucoup de gestes ; il peut être collé en "
    "texte (WKT ou GeoJSON) ;",
    "to draw a boundary on the map of the form takes many strokes by keyboard; it can be pasted as text (WKT or "
    "GeoJSON);",
)
KNOWN_PDF: Final = Text(
    "l’accessibilité des rapports en PDF n’a pas été évaluée ; chacun existe aussi en page.",
    "the accessibility of reports as PDF was not assessed; each exists as a page too.",
)
ESTABLISHED: Final = Text("Établissement de cette déclaration", "Preparation of this statement")
ESTABLISHED_TEXT: Final = Text("Cette déclaration a été établie le {}.", "This statement was prepared on {}.")
TECHNOLOGIES: Final = Text(
    "Technologies utilisées : HTML, CSS, SVG, JavaScript, WAI-ARIA.",
    "Technologies used: HTML, CSS, SVG, JavaScript, WAI-ARIA.",
)
TOOLS: Final = Text(
    "Environnement et outils de contrôle : Chromium sous Linux, axe-core, html-validate.",
    "Environment and tools of the checks: Chromium on Linux, axe-core, html-validate.",
)
FEEDBACK: Final = Text("Retour d’information et contact", "Feedback and contact")
FEEDBACK_TEXT: Final = Text(
    "Si vous n’arrivez pas à accéder à un contenu ou à un service, vous pouvez contacter le responsable de ce site "
    "pour être orienté vers une alternative accessible ou obtenir le contenu sous une autre forme.",
    "If you cannot reach some content or service, you may contact whoever is responsible for this site, to be led to "
    "an accessible alternative or to be given the content in another form.",
)
REMEDY: Final = Text("Voies de recours", "Ways of redress")
REMEDY_TEXT: Final = Text(
    "Cette procédure est à utiliser dans le cas suivant : vous avez signalé au responsable du site un défaut "
    "d’accessibilité qui vous empêche d’accéder à un contenu ou à un des services et vous n’avez pas obtenu de "
    "réponse satisfaisante. Vous pouvez :",
    "This procedure is for the following case: you have told whoever is responsible for the site of a defect of "
    "accessibility that keeps you from some content or service, and you have not had a satisfactory answer. You may:",
)
REMEDY_WRITE: Final = Text("écrire un message au Défenseur des droits", "write a message to the Défenseur des droits")
REMEDY_DELEGATE: Final = Text(
    "contacter le délégué du Défenseur des droits dans votre région",
    "contact the delegate of the Défenseur des droits in your region",
)
REMEDY_POST: Final = Text(
    "envoyer un courrier par la poste (gratuit, ne pas mettre de timbre) : Défenseur des droits, Libre réponse 71120, "
    "75342 Paris Cedex 07",
    "send a letter by post (free, without a stamp): Défenseur des droits, Libre réponse 71120, 75342 Paris Cedex 07",
)
