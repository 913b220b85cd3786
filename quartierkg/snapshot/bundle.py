"""What the release carries, as records for the journal: which file goes into which graph."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from importlib.resources.abc import Traversable
from pathlib import Path

from pyoxigraph import NamedNode

from quartierkg import edition, resources
from quartierkg.journal import Entry, Record
from quartierkg.media import TURTLE
from quartierkg.snapshot import graphs, requirements

_ASKED = "asked.ttl"  # derived: no file of the release has this name
_AUTHOR = "quartierkg"
_REASON = "bundled with the release"
_WITHDRAWN = "no longer bundled with the release"


def bundled(data: Path | None = None) -> tuple[Record, ...]:
    """Every bundled file that is published.

    :param data: the folder that replaces the release's ``data/``.
    """
    network = data or resources.folder("data")
    return (
        *_records(network, "data", ("network", "real"), graphs.NETWORK),
        *_records(network, "data", ("network", "illustrative"), graphs.NETWORK),
        *_records(network, "data", ("network", "stations"), graphs.STATIONS),
        *_records(network, "data", ("network", "register"), graphs.REGISTER),
        *_records(resources.folder("ontology"), "ontology", (), graphs.ONTOLOGY),
        *_charters(),
        *_walk(resources.folder("data") / "catalogue", "catalogue", graphs.CATALOGUE),
        *_records(network, "data", ("network", "catalogue"), graphs.CATALOGUE),
    )


def news(records: Sequence[Record], current: Iterable[Entry]) -> Iterator[Record]:
    """What must be appended so that the journal says what the release carries.

    A file that changed replaces the entry of its name; one that is gone is replaced by nothing, as an empty file.
    """
    known = {entry.fields.name: entry for entry in current if entry.fields.kind == "bundled"}
    for record in records:
        entry = known.pop(record.name, None)
        if entry is None or (entry.fields.sha256, entry.fields.graph) != (record.sha256, record.graph):
            yield record
    for entry in known.values():
        withdrawn = replace(_record(entry.fields.name, b"", NamedNode(entry.fields.graph)), reason=_WITHDRAWN)
        if entry.fields.sha256 != withdrawn.sha256:
            yield withdrawn


def _charters() -> Iterator[Record]:
    """Of every version the charter document, and what its shapes ask for in numbers and in effort."""
    for version in edition.versions():
        yield _record(f"shapes/{version}/{edition.DOCUMENT}", edition.published(version), graphs.CHARTER)
        yield _record(f"shapes/{version}/{_ASKED}", requirements.asked(version), graphs.CHARTER)


def _records(root: Traversable, name: str, below: Sequence[str], graph: NamedNode) -> Iterator[Record]:
    """The Turtle files under a folder, named by their path in the release."""
    folder = root
    for part in below:
        folder = folder / part
    if folder.is_dir():
        yield from _walk(folder, "/".join((name, *below)), graph)


def _walk(folder: Traversable, name: str, graph: NamedNode) -> Iterator[Record]:
    for entry in sorted(folder.iterdir(), key=lambda item: item.name):
        path = f"{name}/{entry.name}"
        if entry.is_dir():
            yield from _walk(entry, path, graph)
        elif entry.name.endswith(".ttl"):
            yield _record(path, entry.read_bytes(), graph)


def _record(name: str, data: bytes, graph: NamedNode) -> Record:
    return Record("bundled", name, TURTLE.essence, graph.value, data, _AUTHOR, _REASON)
