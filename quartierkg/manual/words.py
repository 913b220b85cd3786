"""What the manual says beside the commands' own words."""

from __future__ import annotations

from typing import Final

from quartierkg.language import Text

TITLE: Final = Text("Manuel de la ligne de commande", "Manual of the command line")
LEAD: Final = Text(
    "Chaque commande avec ses arguments et ses options, comme « --help » les dit. « python3 run.py » remplace "
    "« quartierkg » dans un clone ; « --lang » choisit la langue.",
    "Each command with its arguments and options, as “--help” tells them. In a clone “python3 run.py” stands for "
    "“quartierkg”; “--lang” chooses the language.",
)
NAME: Final = Text("Nom", "Name")
SYNOPSIS: Final = Text("Synopsis", "Synopsis")
DESCRIPTION: Final = Text("Description", "Description")
ARGUMENTS: Final = Text("Arguments", "Arguments")
OPTIONS: Final = Text("Options", "Options")
COMMANDS: Final = Text("Commandes", "Commands")
EXAMPLES: Final = Text("Exemples", "Examples")
STATUS: Final = Text("Code de retour", "Exit status")
SEE: Final = Text("Voir aussi", "See also")

CODES: Final = (
    (
        0,
        Text(
            "tout est fait ; chaque dossier est conforme ou attend le comité",
            "all is done; every dossier is met or awaiting the committee",
        ),
    ),
    (1, Text("un dossier au moins n’est pas conforme", "at least one dossier is not met")),
    (2, Text("demande incorrecte, ou démarrage impossible", "bad request, or the product cannot start")),
    (3, Text("un fichier au moins est illisible (l’emporte sur 1)", "something was unreadable (wins over 1)")),
    (4, Text("les moteurs ne s’accordent pas, ou l’un est en défaut", "the engines disagree, or one failed")),
    (130, Text("interrompu (Ctrl+C)", "interrupted (Ctrl+C)")),
)
"""What every command leaves with, unless its own page says more."""
