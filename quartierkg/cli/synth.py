"""``quartierkg synth``: a fictional network of any size, into a file or a store."""

from __future__ import annotations

import zlib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import chain, islice
from typing import Final

from pyoxigraph import Quad, RdfFormat, parse, serialize

from quartierkg import settings
from quartierkg.cli import options, output
from quartierkg.cli.command import Command
from quartierkg.cli.destination import Destination
from quartierkg.cli.parameter import Option
from quartierkg.cli.verdicts import verdicts
from quartierkg.errors import UsageFault
from quartierkg.language import Language, Text, number
from quartierkg.snapshot import load_recipe
from quartierkg.snapshot.graphs import NETWORK, REGISTER
from quartierkg.synth import MOST, Recipe

_TOGETHER: Final = 10_000
_SOURCE: Final = 32 * 1024 * 1024
"""So large, about, is a source of verdicts; the largest that is read is larger by far."""
_GZIP: Final = 31
"""The library's word for a file of gzip (zlib, ``wbits``)."""
_LOADED: Final = Text(
    "Entrée {} du journal : {} Quartiers fictifs (énoncés : {})",
    "Journal entry {}: {} fictional Quartiers (statements: {})",
)


_NO_FOLDER: Final = Text(
    "Un réseau fictif va dans un répertoire : donnez-en un à --store.",
    "A fictional network goes into a folder: give one to --store.",
)


@dataclass(frozen=True, slots=True)
class Synth:
    """How large, which one, and where to."""

    quartiers: str
    seed: str
    verdicts: str | None
    output: str | None
    store: str | None
    data: str | None

    def run(self, language: Language) -> int:
        """Make the network.

        :raises UsageFault: when the size is none, or when both a file and a store are named.
        """
        recipe = Recipe(_whole("quartiers", self.quartiers, 1, MOST), _whole("seed", self.seed, 0, 2**63 - 1))
        read = settings.read({"store": self.store, "data": self.data}) if self.store is not None else None
        if read is None:
            self._write(recipe, judged=self.verdicts == "yes")
            return 0
        if read.store is None:
            raise UsageFault(_NO_FOLDER)
        if self.output is not None:
            raise UsageFault(Text("--output et --store s’excluent.", "--output and --store exclude each other."))
        said = () if self.verdicts == "no" else tuple(_sources(verdicts(recipe)))
        entry, statements = load_recipe(read.store, recipe, read.data, said)
        counts = (number(str(count), language) for count in (recipe.quartiers, statements))
        output.write(_LOADED.in_(language).format(entry.number, *counts) + "\n")
        return 0

    def _write(self, recipe: Recipe, *, judged: bool) -> None:
        """N-Quads, piece by piece; compressed where the file's name says so.

        :param judged: whether the verdicts follow, in the graph of the register.
        """
        packed = (self.output or "").endswith(".gz")
        with Destination(self.output, binary=packed).opened() as write:
            packer = zlib.compressobj(wbits=_GZIP) if packed else None
            quads = chain(recipe.quads(NETWORK), _registered(recipe) if judged else ())
            _pieces(quads, write if packer is None else lambda piece: write(packer.compress(piece)))
            if packer is not None:
                write(packer.flush())


def _pieces(quads: Iterable[Quad], write: Callable[[bytes], None]) -> None:
    waiting = iter(quads)
    while some := list(islice(waiting, _TOGETHER)):
        write(serialize(some, format=RdfFormat.N_QUADS) or b"")


def _sources(pieces: Iterable[str]) -> Iterator[bytes]:
    """Pieces together, as far as they make one source that is read whole."""
    found = bytearray()
    for piece in pieces:
        found += piece.encode()
        if len(found) >= _SOURCE:
            yield bytes(found)
            found.clear()
    if found:
        yield bytes(found)


def _registered(recipe: Recipe) -> Iterator[Quad]:
    for piece in verdicts(recipe):
        for quad in parse(piece, format=RdfFormat.TURTLE):
            yield Quad(quad.subject, quad.predicate, quad.object, REGISTER)


def _whole(name: str, value: str, least: int, most: int) -> int:
    """A whole number of a range."""
    if value.isascii() and value.isdigit() and least <= int(value[:20]) <= most:
        return int(value)
    raise UsageFault(
        Text(
            f"--{name} : « {value} » n’est pas un nombre de {least} à {most}.",
            f"--{name}: {value!r} is not a number from {least} to {most}.",
        )
    )


command = Command(
    "synth",
    Text("Engendre un réseau fictif, grand à volonté.", "Makes a fictional network of any size."),
    Synth,
    (
        Option(
            "--quartiers",
            value=Text("NOMBRE", "NUMBER"),
            default="1000",
            about=Text("Nombre de Quartiers.", "Number of Quartiers."),
        ),
        Option(
            "--seed",
            value=Text("NOMBRE", "NUMBER"),
            default="1",
            about=Text("Graine : la même donne le même réseau.", "Seed: the same gives the same network."),
        ),
        Option(
            "--verdicts",
            values=("yes", "no"),
            about=Text(
                "Juge aussi les dossiers, pour le registre ; à défaut, oui avec --store et non avec --output.",
                "Judges the dossiers as well, for the register; by default, yes with --store and no with --output.",
            ),
        ),
        Option(
            "--output",
            "-o",
            value=Text("FICHIER", "FILE"),
            about=Text(
                "Fichier N-Quads, comprimé s’il finit par .gz ; à défaut, la sortie standard.",
                "N-Quads file, compressed where it ends in .gz; otherwise standard output.",
            ),
        ),
        options.store(),
        options.data(),
    ),
)
