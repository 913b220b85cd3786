"""What the command line of ``quartierkg validate`` takes."""

from __future__ import annotations

import re
from typing import Final

import click

from quartierkg.charter.engines import CHOICES
from quartierkg.cli import options
from quartierkg.cli.parameter import Argument, Option
from quartierkg.errors import UsageFault
from quartierkg.language import Text
from quartierkg.report.format import WRITTEN

TEXT: Final = "text"
_WHOLE: Final = re.compile(r"0*[1-9][0-9]{0,8}", re.ASCII)
SUMMARISED: Final = (TEXT, "json")
"""The formats that can be a summary alone."""


def _at_least_one(_: click.Context, parameter: click.Parameter, value: str | None) -> int | None:
    if value is None:
        return None
    if not _WHOLE.fullmatch(value):
        name = parameter.opts[0]
        raise UsageFault(
            Text(
                f"{name} : « {value} » n’est pas un nombre de processus.",
                f"{name}: {value!r} is no number of processes.",
            ),
            remedy=Text("Donnez un entier, au moins 1.", "Give a whole number, at least 1."),
        )
    return int(value)


PARAMETERS: Final[tuple[click.Parameter, ...]] = (
    Argument(
        "files",
        Text("FICHIER…", "FILE…"),
        Text(
            "Fichiers RDF, répertoires qui en contiennent, ou - pour l’entrée standard.",
            "RDF files, folders that hold some, or - for standard input.",
        ),
        nargs=-1,
        required=True,
    ),
    Option(
        "--engine",
        values=CHOICES,
        default="fast",
        about=Text(
            "Moteur SHACL : le rapide, la référence, ou les deux, qui doivent s’accorder.",
            "SHACL engine: the fast one, the reference, or both, which must agree.",
        ),
    ),
    options.profile(),
    options.gate(),
    Option(
        "--format",
        values=tuple(WRITTEN),
        default=TEXT,
        about=Text(
            "Feuille de lecture, données, rapport SHACL, page, intégration continue ou PDF (complément pdf).",
            "Sheet, data, SHACL report, page, continuous integration or PDF (extra pdf).",
        ),
    ),
    options.target(),
    *options.context(),
    options.media_type(),
    Option(
        "--jobs",
        value=Text("N", "N"),
        callback=_at_least_one,
        about=Text(
            "Nombre de processus ; à défaut, un par cœur dès que les fichiers sont assez nombreux.",
            "Number of processes; by default, one for each core where there are enough files.",
        ),
    ),
    Option(
        "--cluster",
        value=Text("ADRESSE", "ADDRESS"),
        about=Text(
            "Grappe Dask qui juge, par l’adresse de son ordonnanceur (complément cluster).",
            "Dask cluster that judges, by the address of its scheduler (extra cluster).",
        ),
    ),
    Option(
        "--fail-fast",
        is_flag=True,
        about=Text(
            "S’arrête au premier fichier illisible, en défaut ou non conforme.",
            "Stops at the first file that is unreadable, failed or not met.",
        ),
    ),
    Option(
        "--summary-only",
        is_flag=True,
        about=Text(
            "Récapitulatif seul, sans les feuilles (formats text et json).",
            "The summary alone, without the sheets (formats text and json).",
        ),
    ),
)
MORE: Final = Text(
    "Code de retour : 0 conforme ou en attente du comité, 1 non conforme, 2 demande incorrecte, "
    "3 fichier illisible, 4 moteurs en désaccord ou en défaut.",
    "Exit code: 0 met or awaiting the committee, 1 not met, 2 bad request, 3 unreadable file, "
    "4 engines disagree or fail.",
)
