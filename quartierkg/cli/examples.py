"""Command lines to begin with, one or two for each command that people meet first."""

from __future__ import annotations

from typing import Final

from quartierkg.language import Text

Example = tuple[Text, str]

EXAMPLES: Final[dict[str, tuple[Example, ...]]] = {
    "quartierkg": (
        (Text("Ouvrir le service dans ce terminal :", "Open the service in this terminal:"), "quartierkg serve"),
        (
            Text("Juger des dossiers :", "Have dossiers judged:"),
            "quartierkg validate data/dossiers/port-lumiere.ttl",
        ),
    ),
    "quartierkg validate": (
        (
            Text("Un classeur, pour le dépôt de la candidature :", "A workbook, for the filing of the application:"),
            "quartierkg validate dossier.xlsx --gate application",
        ),
        (
            Text("Par les deux moteurs, en JSON :", "By both engines, as JSON:"),
            "quartierkg validate dossier.ttl --engine both --format json --output verdict.json",
        ),
    ),
    "quartierkg remedy": (
        (Text("Ce qui manque pour le label :", "What is missing for the label:"), "quartierkg remedy dossier.xlsx"),
    ),
    "quartierkg report": (
        (
            Text(
                "Le rapport d’un autre processeur SHACL, en Markdown :",
                "The report of another SHACL processor, as Markdown:",
            ),
            "quartierkg report report.ttl --format md",
        ),
    ),
    "quartierkg serve": (
        (
            Text("Sur un autre port, avec un entrepôt qui garde :", "On another port, with a store that keeps:"),
            "quartierkg serve --port 8123 --store store",
        ),
    ),
    "quartierkg query": (
        (
            Text("Une requête écrite dans un fichier :", "A query that is written in a file:"),
            "quartierkg query question.rq",
        ),
    ),
    "quartierkg ask": (
        (Text("Toutes les questions :", "All questions:"), "quartierkg ask --list"),
        (
            Text("Quels fab labs ont une découpe laser :", "Which fab labs have a laser cutter:"),
            "quartierkg ask CQ46 --param machine=laser",
        ),
    ),
    "quartierkg load": (
        (
            Text(
                "Ajouter un fichier à un entrepôt (service arrêté) :",
                "Add a file to a store (the service being stopped):",
            ),
            "quartierkg load more.ttl --store store",
        ),
    ),
    "quartierkg dump": (
        (
            Text("Les graphes publics, comprimés :", "The public graphs, compressed:"),
            "quartierkg dump --format trig --output network.trig.gz",
        ),
    ),
    "quartierkg publish": (
        (
            Text("Tout le site, en fichiers :", "The whole site, as files:"),
            "quartierkg publish site --base https://network.example",
        ),
    ),
    "quartierkg changes": (
        (
            Text("Ce qui a changé entre deux révisions :", "What changed between two revisions:"),
            "quartierkg changes 40 44 --store store",
        ),
    ),
    "quartierkg synth": (
        (
            Text("Un réseau fictif de cent Quartiers :", "A fictional network of a hundred Quartiers:"),
            "quartierkg synth --quartiers 100 --output network.nq.gz",
        ),
    ),
    "quartierkg charter": (
        (
            Text("La charte en une page :", "The charter as one page:"),
            "quartierkg charter --format html --output charter.html",
        ),
    ),
    "quartierkg charter diff": (
        (
            Text(
                "Ce que change une autre version, et pour quels dossiers :",
                "What another version changes, and for which dossiers:",
            ),
            "quartierkg charter diff 1 2-illustrative data/dossiers/port-lumiere.ttl",
        ),
    ),
    "quartierkg shapes lint": (
        (Text("Après un changement des règles :", "After a change of the rules:"), "quartierkg shapes lint --record"),
    ),
    "quartierkg dossier new": (
        (
            Text("Un classeur à remplir :", "A workbook to be filled in:"),
            "quartierkg dossier new --output dossier.xlsx",
        ),
    ),
    "quartierkg import": (
        (
            Text("Du classeur au Turtle :", "From the workbook to Turtle:"),
            "quartierkg import dossier.xlsx --output dossier.ttl",
        ),
    ),
    "quartierkg export": (
        (
            Text("Du Turtle au classeur :", "From Turtle to the workbook:"),
            "quartierkg export dossier.ttl --output dossier.xlsx",
        ),
    ),
    "quartierkg convert": (
        (
            Text("D’un fichier en schema.org à un dossier :", "From a file in schema.org to a dossier:"),
            "quartierkg convert --from schema theirs.jsonld --output dossier.ttl --unmapped left.txt",
        ),
    ),
    "quartierkg label verify": (
        (
            Text("Un label reçu en fichier, sans réseau :", "A label that came as a file, without a network:"),
            "quartierkg label verify label.json --key issuer.json --status status.json",
        ),
    ),
    "quartierkg journal verify": (
        (
            Text("Prouver que rien n’a changé :", "Prove that nothing changed:"),
            "quartierkg journal verify --store store",
        ),
    ),
    "quartierkg backup": (
        (Text("Une copie de l’entrepôt :", "A copy of the store:"), "quartierkg backup copy --store store"),
    ),
    "quartierkg token create": (
        (
            Text("Un jeton de candidat, pour trois mois :", "A token of an applicant, for three months:"),
            "quartierkg token create --store store --role applicant --holder Ada --quartier val-claire --days 90",
        ),
    ),
    "quartierkg manual": ((Text("Écrire les pages de manuel :", "Write the manual pages:"), "quartierkg manual man"),),
}
