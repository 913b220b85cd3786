"""Dumps: the public graphs of one revision as files, whole and graph by graph, compressed, each with its digest.

N-Quads, TriG and, where its extra is installed, Jelly hold the whole dataset, Turtle and JSON-LD one graph each.
:mod:`quartierkg.publish.dumping` builds them.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from pyoxigraph import NamedNode, Quad

from quartierkg.errors import UsageFault
from quartierkg.language import LANGUAGES, Text
from quartierkg.media import JELLY, JSON_LD, N_QUADS, TRIG, TURTLE, MediaType, by_extension
from quartierkg.publish import coding, jelly
from quartierkg.publish.coding import CODINGS, Coding
from quartierkg.snapshot import Snapshot
from quartierkg.snapshot.graphs import PUBLIC
from quartierkg.snapshot.unpublished import Unpublished
from quartierkg.terms import GRAPH

WHOLE: Final = (N_QUADS, TRIG, JELLY)
"""The syntaxes of the whole dataset."""
EACH: Final = (TURTLE, JSON_LD)
"""The syntaxes of one graph."""
FORMATS: Final = (*WHOLE, *EACH)
_ALL: Final = "quartierkg"
_LIST: Final = "dumps.json"
_ABOUT: Final = Text(
    "Graphe de connaissances des Quartiers Numériques, révision {} du {}.",
    "Knowledge graph of the Quartiers Numériques, revision {} of {}.",
)
_INVENTED: Final = Text(
    "Ce qui porte qn:illustrative true est inventé. Chaque chose réelle nomme son jeu de données (void:inDataset), qui "
    "dit sa licence et sa source.",
    "What carries qn:illustrative true is invented. Each real thing names its dataset (void:inDataset), which states "
    "its licence and source.",
)


@dataclass(frozen=True, slots=True)
class Part:
    """What a file holds, and how it is written."""

    graph: NamedNode | None
    """One graph; None: the whole dataset."""
    media: MediaType
    coding: Coding

    def name(self, revision: int | None = None) -> str:
        """The name of the file; without a revision, that which stands for whichever is the latest."""
        stem = _ALL if self.graph is None else self.graph.value.removeprefix(GRAPH)
        number = "" if revision is None else f"-{revision}"
        return f"{stem}{number}.{self.media.extensions[0]}.{self.coding.extension}"


@dataclass(frozen=True, slots=True)
class Dump:
    """A file of a revision: what it holds, how large it is, and its digest."""

    part: Part
    revision: int
    date: str
    """When the revision was made (ISO 8601)."""
    statements: int
    illustrative: int
    """How many things in it say that they are invented."""
    size: int
    """In bytes, as compressed."""
    sha256: str
    """Of the file, as compressed; in hexadecimal."""

    @property
    def name(self) -> str:
        """The name of the file."""
        return self.part.name(self.revision)


def whole() -> tuple[MediaType, ...]:
    """The syntaxes of the whole dataset that this installation writes."""
    return tuple(media for media in WHOLE if media is not JELLY or jelly.is_there())


def parts(snapshot: Snapshot) -> tuple[Part, ...]:
    """The files that a revision has, or will have once they are built."""
    held = [graph for graph in PUBLIC if snapshot.count(graph)]
    return (
        *(Part(None, media, coding) for media in whole() for coding in CODINGS),
        *(Part(graph, media, coding) for graph in held for media in EACH for coding in CODINGS),
    )


def folder_of(root: Path, snapshot: Snapshot) -> Path:
    """Where the dumps of a revision are, below a folder that is for dumps."""
    return root / f"{snapshot.revision}-{snapshot.chain[:16]}"


def listed(folder: Path) -> tuple[Dump, ...]:
    """The dumps of a folder, each with its size and digest; none, as long as they are not all there."""
    try:
        found = json.loads((folder / _LIST).read_text(encoding="utf-8"))
        return tuple(_read(found["revision"], found["date"], value) for value in found["files"])
    except (OSError, ValueError, LookupError, TypeError):
        return ()


def write_list(folder: Path, dumps: Sequence[Dump]) -> None:
    """Write down what :func:`listed` reads.

    :raises OSError: when the disk refuses it.
    """
    revision, date = next(((dump.revision, dump.date) for dump in dumps), (0, ""))
    found = {"revision": revision, "date": date, "files": [_written(dump) for dump in dumps]}
    (folder / _LIST).write_text(json.dumps(found, indent=1) + "\n", encoding="utf-8")


def published(name: str) -> NamedNode:
    """The public graph of a short name or an IRI.

    :raises UsageFault: when it is none; the error names those that are.
    """
    for graph in PUBLIC:
        if name in {graph.value, graph.value.removeprefix(GRAPH)}:
            return graph
    names = ", ".join(graph.value.removeprefix(GRAPH) for graph in PUBLIC)
    raise UsageFault(
        Text(
            f"Le graphe « {name} » n’est pas publié (graphes : {names}).",
            f"The graph {name!r} is not published (graphs: {names}).",
        )
    )


def statements(snapshot: Snapshot, graph: NamedNode | None = None) -> Iterator[Quad]:
    """What a dump holds: of one public graph, or of all of them, one after another; nothing that is not published."""
    hidden = Unpublished.of(snapshot)
    for one in PUBLIC if graph is None else (graph,):
        yield from hidden.shown(snapshot.quads(graph=one))


def about(snapshot: Snapshot) -> tuple[str, ...]:
    """What a file says of itself to whoever reads it."""
    said = (_ABOUT.filled(snapshot.revision, snapshot.date[:10]), _INVENTED)
    return tuple(text.in_(language) for text in said for language in LANGUAGES)


def _written(dump: Dump) -> dict[str, Any]:
    """A dump as its list keeps it."""
    return {
        "graph": None if dump.part.graph is None else dump.part.graph.value,
        "format": dump.part.media.extensions[0],
        "coding": dump.part.coding.extension,
        "statements": dump.statements,
        "illustrative": dump.illustrative,
        "size": dump.size,
        "sha256": dump.sha256,
    }


def _read(revision: int, date: str, value: Mapping[str, Any]) -> Dump:
    """The dump that :func:`_written` wrote."""
    graph = None if value["graph"] is None else NamedNode(value["graph"])
    media, packed = by_extension(value["format"], FORMATS), coding.by_extension("." + value["coding"])
    if media is None or packed is None:
        raise ValueError("a list of another version")
    counts = (value["statements"], value["illustrative"], value["size"])
    return Dump(Part(graph, media, packed), revision, date, *counts, sha256=value["sha256"])
