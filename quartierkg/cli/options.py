"""Options that several commands take."""

from __future__ import annotations

from typing import Final

from quartierkg.charter.rules import GATES, PROFILES
from quartierkg.cli.parameter import Option
from quartierkg.intake.syntax import BY_MEDIA_TYPE
from quartierkg.language import Text
from quartierkg.settings import PREFIX

# What standard input is, where nobody says it.
STDIN_TYPE: Final = next(iter(BY_MEDIA_TYPE))


def profile() -> Option:
    """``--profile``."""
    return Option(
        "--profile",
        values=PROFILES,
        default=PROFILES[0],
        about=Text("Lecture de la charte : littérale ou exigeante.", "Reading of the charter: literal or strict."),
    )


def gate() -> Option:
    """``--gate``."""
    return Option(
        "--gate",
        values=GATES,
        default="label",
        about=Text("Dépôt de la candidature ou remise du label.", "Filing of the application or award of the label."),
    )


def context() -> tuple[Option, ...]:
    """``--context``, ``--award-date`` and ``--day``: what a check is told beside the dossier."""
    return (
        Option(
            "--context",
            value=Text("FICHIER", "FILE"),
            multiple=True,
            about=Text(
                "Contexte du contrôle, à la place de celui qui est fourni ; répétable.",
                "Context of the check, in place of the bundled one; repeatable.",
            ),
        ),
        Option(
            "--award-date",
            value=Text("AAAA-MM-JJ", "YYYY-MM-DD"),
            about=Text("Date proposée pour la remise du label.", "Date proposed for the award of the label."),
        ),
        Option(
            "--day",
            value=Text("AAAA-MM-JJ", "YYYY-MM-DD"),
            about=Text("Jour du contrôle ; à défaut, aujourd’hui.", "Day of the check; by default, today."),
        ),
    )


def target() -> Option:
    """``--output``."""
    return Option(
        "-o",
        "--output",
        "target",
        value=Text("FICHIER", "FILE"),
        about=Text(
            "Fichier à écrire, au lieu de la sortie standard ; remplacé d’un seul coup.",
            "File to write, in place of standard output; replaced in one step.",
        ),
    )


def media_type() -> Option:
    """``--media-type``."""
    return Option(
        "--media-type",
        value=Text("TYPE", "TYPE"),
        default=STDIN_TYPE,
        about=Text("Type de média de l’entrée standard.", "Media type of standard input."),
    )


def store() -> Option:
    """``--store``."""
    return Option(
        "--store",
        value=Text("RÉPERTOIRE", "FOLDER"),
        about=Text(
            "Répertoire du journal et de ses index, ou sparql+http://… (ou QUARTIERKG_STORE).",
            "Folder of the journal and its indexes, or sparql+http://… (or QUARTIERKG_STORE).",
        ),
    )


def remote() -> tuple[Option, ...]:
    """``--journal`` and the addresses of a server that keeps the graphs."""
    return (
        Option(
            "--journal",
            value=Text("RÉPERTOIRE", "FOLDER"),
            about=Text(
                "Répertoire du journal, à côté d’un entrepôt distant (ou QUARTIERKG_JOURNAL).",
                "Folder of the journal, beside a remote store (or QUARTIERKG_JOURNAL).",
            ),
        ),
        Option(
            "--store-graphs",
            value=Text("URL", "URL"),
            about=Text(
                "Où l’entrepôt distant reçoit des graphes : Graph Store Protocol (ou QUARTIERKG_STORE_GRAPHS).",
                "Where the remote store takes graphs: Graph Store Protocol (or QUARTIERKG_STORE_GRAPHS).",
            ),
        ),
        Option(
            "--store-update",
            value=Text("URL", "URL"),
            about=Text(
                "À défaut, où il reçoit des mises à jour SPARQL (ou QUARTIERKG_STORE_UPDATE).",
                "Failing that, where it takes SPARQL updates (or QUARTIERKG_STORE_UPDATE).",
            ),
        ),
        Option(
            "--store-login",
            value=Text("FICHIER", "FILE"),
            about=Text(
                "Fichier « nom:mot de passe » de l’entrepôt distant (ou QUARTIERKG_STORE_LOGIN).",
                "File name:password of the remote store (or QUARTIERKG_STORE_LOGIN).",
            ),
        ),
    )


def imprint() -> tuple[Option, ...]:
    """What the pages of the law name."""
    said = {
        "publisher": Text(
            "Éditeur du site : nom, adresse, téléphone", "Who publishes the site: name, address, telephone"
        ),
        "director": Text("Directeur ou directrice de la publication", "Director of publication"),
        "hosting": Text("Hébergeur : nom, adresse, téléphone", "Who hosts it: name, address, telephone"),
        "data_officer": Text("Délégué à la protection des données", "Data protection officer"),
        "legal_bases": Text("Bases légales des traitements de données", "Legal bases of the processing of data"),
    }
    return tuple(
        Option(
            "--" + name.replace("_", "-"),
            value=Text("TEXTE", "TEXT"),
            about=Text(
                f"{about.fr} (ou {PREFIX}{name.upper()}) [non dit]",
                f"{about.en} (or {PREFIX}{name.upper()}) [not stated]",
            ),
        )
        for name, about in said.items()
    )


def data() -> Option:
    """``--data``."""
    return Option(
        "--data",
        value=Text("RÉPERTOIRE", "FOLDER"),
        about=Text(
            "Répertoire de données, au lieu de celles qui sont fournies (ou QUARTIERKG_DATA).",
            "Folder of data, in place of those bundled (or QUARTIERKG_DATA).",
        ),
    )


def version() -> Option:
    """``--version`` of the charter."""
    return Option(
        "--version", value=Text("VERSION", "VERSION"), about=Text("Version de la charte.", "Version of the charter.")
    )
