"""``quartierkg load``: a file into a store, through its journal."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Final

from quartierkg import settings
from quartierkg.cli import options, output
from quartierkg.cli.command import Command
from quartierkg.cli.parameter import Argument, Option
from quartierkg.errors import UsageFault
from quartierkg.language import Language, Text, number
from quartierkg.snapshot import load_file, read_store

_LOADED: Final = Text(
    "Entrée {} du journal : {} dans {} (énoncés : {})", "Journal entry {}: {} into {} (statements: {})"
)
_REPLACED: Final = Text(
    "Elle prend la place de l’entrée {}, du même nom ({}) ; le journal garde les deux.",
    "It takes the place of entry {}, of the same name ({}); the journal keeps both.",
)
_NO_STORE: Final = Text("Dans quel entrepôt ?", "Into which store?")
_GIVE_STORE: Final = Text(
    "Donnez un répertoire à --store, ou à QUARTIERKG_STORE.", "Give a folder to --store, or to QUARTIERKG_STORE."
)

_GIVE_JOURNAL: Final = Text(
    "Un serveur ne garde que les graphes publiés : donnez à --journal le répertoire du journal.",
    "A server keeps the published graphs only: give --journal the folder of the journal.",
)


@dataclass(frozen=True, slots=True)
class Load:
    """Which file goes where."""

    file: str
    store: str | None
    journal: str | None
    store_graphs: str | None
    store_update: str | None
    store_login: str | None
    data: str | None
    graph: str

    def run(self, language: Language) -> int:
        """Journal the file and build the index that shows it.

        :raises UsageFault: when no store is named.
        :raises Unreadable: when the file cannot be read, or states nothing.
        """
        read = settings.read({name: value for name, value in asdict(self).items() if name not in {"file", "graph"}})
        if read.store is None:
            raise UsageFault(_NO_STORE, remedy=_GIVE_STORE if read.endpoint is None else _GIVE_JOURNAL)
        entry, replaced, statements = load_file(
            read.store, Path(self.file), self.graph, read.data, lambda said: output.say(said.in_(language))
        )
        count = number(str(statements), language)
        output.write(_LOADED.in_(language).format(entry.number, self.file, entry.fields.graph, count) + "\n")
        if replaced is not None:
            output.write(_REPLACED.in_(language).format(replaced.number, replaced.fields.name) + "\n")
        if read.endpoint is not None:
            from quartierkg.remote import Remote  # what it needs is an extra

            Remote.join(read.endpoint, read_store(read.store))
        return 0


command = Command(
    "load",
    Text("Charge un fichier RDF dans un entrepôt.", "Loads an RDF file into a store."),
    Load,
    (
        Argument("file", Text("FICHIER", "FILE"), Text("Fichier RDF.", "RDF file.")),
        options.store(),
        *options.remote(),
        options.data(),
        Option(
            "--graph",
            value=Text("GRAPHE", "GRAPH"),
            default="network",
            about=Text("Graphe, par son nom ou son IRI.", "Graph, by its name or its IRI."),
        ),
    ),
)
