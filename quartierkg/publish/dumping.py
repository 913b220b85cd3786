"""The dumps of a revision, built: statements are read once from the index and the rest is made from the first file.

``python -m quartierkg.publish.dumping REVISION FOLDER`` builds them in a process that gives way to others. The same
revision gives the same bytes.
"""

from __future__ import annotations

import gzip
import hashlib
import os
import shutil
import sys
from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass, field
from itertools import groupby
from pathlib import Path
from typing import IO, BinaryIO, Final, cast

from pyoxigraph import Literal, NamedNode, Quad, RdfFormat, Triple, parse

from quartierkg import reasons
from quartierkg.errors import StoreFault
from quartierkg.language import Text
from quartierkg.media import N_QUADS, MediaType
from quartierkg.publish.coding import CODINGS, GZIP, Packer
from quartierkg.publish.dump import EACH, Dump, Part, about, statements, whole, write_list
from quartierkg.publish.stream import stream
from quartierkg.snapshot import Snapshot
from quartierkg.terms import term

_BUILDING: Final = "building"
_ILLUSTRATIVE: Final = term("qn:illustrative")
_TRUE: Final = Literal("true", datatype=term("xsd:boolean"))


def build(snapshot: Snapshot, folder: Path) -> tuple[Dump, ...]:
    """Write the dumps of a revision; their folder appears when all of them are whole.

    :raises StoreFault: when the disk refuses them.
    """
    aside = folder.with_name(_BUILDING)
    try:
        shutil.rmtree(aside, ignore_errors=True)
        aside.mkdir(parents=True)
        made = tuple(_Build(snapshot, aside).dumps())
        write_list(aside, made)
        shutil.rmtree(folder, ignore_errors=True)
        aside.rename(folder)
    except OSError as error:
        reason = reasons.of_system(error)
        raise StoreFault(
            Text(
                f"Les fichiers de la révision ne peuvent être écrits ({reason.fr}).",
                f"The files of the revision cannot be written ({reason.en}).",
            )
        ) from error
    return made


@dataclass(slots=True)
class _Tally:
    statements: int = 0
    illustrative: int = 0

    def __add__(self, other: _Tally) -> _Tally:
        return _Tally(self.statements + other.statements, self.illustrative + other.illustrative)


@dataclass(frozen=True, slots=True)
class _Build:
    """The dumps of one revision, being written."""

    snapshot: Snapshot
    folder: Path
    tallies: dict[object, _Tally] = field(default_factory=dict)

    def dumps(self) -> Iterator[Dump]:
        """Each of them, once it is written.

        What was written is read again three times as fast as the index.
        """
        yield from self._files(None, N_QUADS, self._counted())
        for media in whole()[1:]:
            yield from self._files(None, media, self._again())
        for media in EACH:
            for graph, quads in groupby(self._again(), key=lambda quad: quad.graph_name):
                if isinstance(graph, NamedNode):
                    yield from self._files(graph, media, (quad.triple for quad in quads))

    def _counted(self) -> Iterator[Quad]:
        for graph, quads in groupby(statements(self.snapshot), key=lambda quad: quad.graph_name):
            tally = self.tallies.setdefault(graph, _Tally())
            for quad in quads:
                tally.statements += 1
                tally.illustrative += quad.predicate == _ILLUSTRATIVE and quad.object == _TRUE
                yield quad

    def _again(self) -> Iterator[Quad]:
        name = Part(None, N_QUADS, GZIP).name(self.snapshot.revision)
        with gzip.open(self.folder / name) as file:
            yield from parse(cast(IO[bytes], file), format=RdfFormat.N_QUADS, rename_blank_nodes=False)

    def _files(
        self, graph: NamedNode | None, media: MediaType, held: Iterable[Quad] | Iterable[Triple]
    ) -> Iterator[Dump]:
        """The same statements in one syntax, by each coding."""
        wanted = [Part(graph, media, coding) for coding in CODINGS]
        revision, date = self.snapshot.revision, self.snapshot.date
        with ExitStack() as opened:
            files = [
                _File(opened.enter_context((self.folder / part.name(revision)).open("xb")), part.coding.packer())
                for part in wanted
            ]

            def write(piece: bytes) -> None:
                for file in files:
                    file.write(piece)

            stream(held, media, write, about(self.snapshot))
            for file in files:
                file.end()
        tally = self.tallies[graph] if graph is not None else sum(self.tallies.values(), _Tally())
        for part, file in zip(wanted, files, strict=True):
            yield Dump(part, revision, date, tally.statements, tally.illustrative, file.size, file.digest.hexdigest())


class _File:
    """A file that is compressed and digested as it is written."""

    def __init__(self, file: BinaryIO, packer: Packer) -> None:
        self._file, self._packer = file, packer
        self.size = 0
        self.digest = hashlib.sha256()

    def write(self, piece: bytes) -> None:
        self._put(self._packer.compress(piece))

    def end(self) -> None:
        self._put(self._packer.flush())

    def _put(self, packed: bytes) -> None:
        self.size += len(packed)
        self.digest.update(packed)
        self._file.write(packed)


if __name__ == "__main__":
    if hasattr(os, "nice"):
        os.nice(15)
    build(Snapshot.open(Path(sys.argv[1])), Path(sys.argv[2]))
