"""``quartierkg dump``: the public graphs of a store's latest revision, in one file."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Final

import click
from pyoxigraph import NamedNode, Quad

from quartierkg import settings
from quartierkg.cli import options, output
from quartierkg.cli.command import Command
from quartierkg.cli.destination import Destination
from quartierkg.cli.parameter import Option
from quartierkg.errors import UsageFault
from quartierkg.language import Language, Text
from quartierkg.media import N_QUADS, TURTLE, MediaType, by_extension
from quartierkg.publish import coding
from quartierkg.publish.dump import EACH, FORMATS, about, published, statements
from quartierkg.publish.stream import stream
from quartierkg.snapshot import Snapshot, open_store, read_store
from quartierkg.snapshot.graphs import PUBLIC

_STEP: Final = 10_000
"""So many statements between two looks at the bar."""
_MANY: Final = 5 * _STEP
_NAMES: Final = tuple(media.extensions[0] for media in FORMATS)
_WRITING: Final = Text("Écriture", "Writing")
_ELSEWHERE: Final = Text(
    "Un entrepôt distant ne garde pas les révisions.", "A remote store does not keep the revisions."
)
_GIVE_JOURNAL: Final = Text(
    "Donnez à --store le répertoire du journal qui l’accompagne.",
    "Give --store the folder of the journal that goes with it.",
)


@dataclass(frozen=True, slots=True)
class Dump:
    """What is written, how, and where to."""

    format: str | None
    graph: str | None
    target: str | None
    store: str | None
    data: str | None

    def run(self, language: Language) -> int:
        """Write it, piece by piece.

        :raises UsageFault: when the graph is not published, or the format does not hold what is asked for.
        :raises StoreFault: when the store has no revision.
        """
        graph = None if self.graph is None else published(self.graph)
        media = self._media(graph)
        packed = coding.by_extension(self.target or "")
        with (
            _opened(self.store, self.data) as snapshot,
            Destination(self.target, binary=packed is not None).opened() as write,
            _followed(statements(snapshot, graph), _size(snapshot, graph), language) as shown,
        ):
            held = (quad.triple for quad in shown) if media in EACH and graph is not None else shown
            if packed is None:
                stream(held, media, write, about(snapshot))
            else:
                packer = packed.packer()
                stream(held, media, lambda piece: write(packer.compress(piece)), about(snapshot))
                write(packer.flush())
        return 0

    def _media(self, graph: NamedNode | None) -> MediaType:
        """The format that is asked for, or that the file's name says; N-Quads, where neither says one."""
        name = self.target or ""
        packed = coding.by_extension(name)
        plain = name if packed is None else name.removesuffix(f".{packed.extension}")
        media = by_extension(self.format or plain, FORMATS) or N_QUADS
        if media is TURTLE and graph is None:
            raise UsageFault(
                Text("Turtle ne contient qu’un graphe.", "Turtle holds one graph only."),
                remedy=Text(
                    "Nommez-le avec --graph, ou prenez --format trig.", "Name it with --graph, or --format trig."
                ),
            )
        return media


@contextmanager
def _opened(store: str | None, data: str | None) -> Iterator[Snapshot]:
    """The latest revision of a store; without one, the bundled network."""
    read = settings.read({"store": store, "data": data})
    if read.store is not None:
        yield read_store(read.store)
    elif read.endpoint is not None:
        raise UsageFault(_ELSEWHERE, remedy=_GIVE_JOURNAL)
    else:
        with open_store(read) as archive:
            yield archive.snapshot


def _size(snapshot: Snapshot, graph: NamedNode | None) -> int:
    return sum(snapshot.count(one) for one in (PUBLIC if graph is None else (graph,)))


@contextmanager
def _followed(quads: Iterable[Quad], size: int, language: Language) -> Iterator[Iterator[Quad]]:
    """Statements, with a bar on standard error where a person is looking and there are many."""
    if size < _MANY or not output.on_terminal(sys.stderr):
        yield iter(quads)
        return
    with click.progressbar(length=size, label=_WRITING.in_(language), file=sys.stderr) as bar:

        def passing() -> Iterator[Quad]:
            for place, quad in enumerate(quads, start=1):
                if place % _STEP == 0:
                    bar.update(_STEP)
                yield quad

        yield passing()


command = Command(
    "dump",
    Text("Écrit les graphes publics en un fichier.", "Writes the public graphs into one file."),
    Dump,
    (
        Option(
            "--format",
            values=_NAMES,
            about=Text(
                "Format ; à défaut, celui que dit le nom du fichier, sinon nq.",
                "Format; by default, that which the name of the file says, else nq.",
            ),
        ),
        Option(
            "--graph",
            value=Text("GRAPHE", "GRAPH"),
            about=Text(
                "Un seul graphe, par son nom ou son IRI ; à défaut, tous.",
                "One graph only, by its name or its IRI; by default, all of them.",
            ),
        ),
        Option(
            "-o",
            "--output",
            "target",
            value=Text("FICHIER", "FILE"),
            about=Text(
                "Fichier à écrire, comprimé s’il finit par .gz ou .zst ; à défaut, la sortie standard.",
                "File to write, compressed where it ends in .gz or .zst; otherwise standard output.",
            ),
        ),
        options.store(),
        options.data(),
    ),
)
