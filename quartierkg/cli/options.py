"""Options that several commands take."""

from __future__ import annotations

from quartierkg.charter.rules import GATES, PROFILES
from quartierkg.cli.parameter import Option
from quartierkg.intake.syntax import BY_MEDIA_TYPE
from quartierkg.language import Text


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
        default=next(iter(BY_MEDIA_TYPE)),
        about=Text("Type de média de l’entrée standard.", "Media type of standard input."),
    )


def store() -> Option:
    """``--store``."""
    return Option(
        "--store",
        value=Text("RÉPERTOIRE", "FOLDER"),
        about=Text(
            "Répertoire du journal et de ses index (ou QUARTIERKG_STORE).",
            "Folder of the journal and its indexes (or QUARTIERKG_STORE).",
        ),
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
