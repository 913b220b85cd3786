"""Revisions on disk: built aside, moved in when whole, checked when found, removed when another is in place."""

from __future__ import annotations

import errno
import gc
import json
import os
import shutil
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import date
from itertools import chain
from pathlib import Path
from typing import Final

from pyoxigraph import NamedNode, QuerySolutions, Store

from quartierkg.errors import StoreFault
from quartierkg.journal import FILES, Entry, Journal
from quartierkg.language import Text
from quartierkg.snapshot import catalogue, inference, manifest, statistics, unpublished
from quartierkg.snapshot.changes import Changes
from quartierkg.snapshot.graphs import INFERRED
from quartierkg.snapshot.manifest import Manifest
from quartierkg.snapshot.overlay import Overlay
from quartierkg.snapshot.renewal import BUILDING, Told, silent
from quartierkg.snapshot.statements import statements

INDEX: Final = "index"
_REVISIONS: Final = "revisions"
_BUILDING: Final = "building"
# An index is only a view of the journal, so that nothing is lost with it.
_ROOM: Final = Text(
    "Libérez de la place, puis relancez : un nouvel index tient à côté de l’ancien.",
    "Make room, then start again: a new index stands beside the old one.",
)
REBUILD: Final = Text(
    "Fermez les programmes qui lisent l’entrepôt, puis supprimez son dossier revisions/ : il est reconstruit d’après "
    "le journal au démarrage suivant.",
    "Close the programs that read the store, then delete its folder revisions/: it is built from the journal again at "
    "the next start.",
)
_COUNTS: Final = "SELECT ?g (COUNT(*) AS ?n) { GRAPH ?g { ?s ?p ?o } } GROUP BY ?g ORDER BY ?g"
_COUNT_INFERRED: Final = f"SELECT ({INFERRED} AS ?g) (COUNT(*) AS ?n) {{ GRAPH {INFERRED} {{ ?s ?p ?o }} }}"


def current(entries: Iterable[Entry]) -> tuple[Entry, ...]:
    """The files that the index shows: of each kind and name, the latest."""
    latest = {(entry.fields.kind, entry.fields.name): entry for entry in entries if entry.fields.kind in FILES}
    return tuple(sorted(latest.values(), key=lambda entry: entry.number))


def ensure(store: Path, journal: Journal, told: Told = silent) -> Path:
    """The folder of the revision that shows the journal as it is; built when absent, short or damaged.

    :param told: is told that it is built.
    :raises StoreFault: when a revision shows more than the journal holds: then entries were lost.
    """
    head = journal.shown
    number, last = (head.number, head.chain) if head else (0, "")
    _verify_against(store, journal)
    directory = store / _REVISIONS / str(number)
    found = Manifest.read(directory)
    if found is None or found.chain != last or not found.describes(directory / INDEX):
        told(BUILDING)
        build(journal, directory)
    with _writing(directory):
        _remove_others(directory)
    return directory


def build(journal: Journal, directory: Path) -> None:
    """Build the revision of a journal and move it to its place in one step.

    :raises StoreFault: when the disk refuses it, or a damaged revision of that number cannot be removed: Windows
        keeps a folder as long as somebody reads in it.
    """
    aside = directory.with_name(_BUILDING)
    with _writing(directory):
        shutil.rmtree(aside, ignore_errors=True)
        aside.mkdir(parents=True)
        counts, hidden = _index(journal, aside / INDEX)
        _describe(journal, aside, counts, manifest.digests(aside / INDEX), hidden)
        shutil.rmtree(directory, ignore_errors=True)
        aside.rename(directory)


def renew(store: Path, journal: Journal) -> Path:
    """Build the revision of the journal's last entry, beside those that are read.

    :raises StoreFault: when the disk refuses it.
    """
    head = journal.shown
    directory = store / _REVISIONS / str(head.number if head else 0)
    build(journal, directory)
    return directory


def adopt(store: Path, journal: Journal, index: Path, before: Path, changes: Changes) -> Path:
    """Make an index that was built elsewhere the revision of the journal's last entry, in one step.

    The revisions before stay until nobody reads them.

    :param before: the folder of the revision that it was made of.
    :param changes: what differs between the two, beside what is inferred.
    :raises StoreFault: when the disk refuses it.
    """
    head = journal.shown
    assert head is not None
    directory = store / _REVISIONS / str(head.number)
    aside = directory.with_name(_BUILDING)
    with _writing(directory):
        shutil.rmtree(aside, ignore_errors=True)
        aside.mkdir(parents=True)
        index.rename(aside / INDEX)
        hidden, taken = _kept_back(index)
        counts = _counts_after(None if taken else before, changes, aside / INDEX)
        _describe(journal, aside, counts, manifest.digests_after(aside / INDEX, before / INDEX), hidden)
        shutil.rmtree(directory, ignore_errors=True)
        aside.rename(directory)
    return directory


def latest(store: Path) -> Path | None:
    """The newest revision that is whole, without a look at the journal.

    :raises StoreFault: when the folder of the revisions cannot be read.
    """
    try:
        revisions = sorted(_revisions(store), reverse=True)
    except OSError as error:
        raise unreadable(store / _REVISIONS, error) from error
    for number, directory in revisions:
        found = Manifest.read(directory)
        if found is not None and found.revision == number and found.describes(directory / INDEX):
            return directory
    return None


def kept_back(index: Path) -> Path:
    """Where it is written down what an index is made without, until a manifest says so."""
    return index.with_name(f"{index.name}.hidden")


def _kept_back(index: Path) -> tuple[tuple[str, ...], bool]:
    """What an index is made without, and whether some of what changed is among it."""
    path = kept_back(index)
    if not path.is_file():
        return (), False
    found = json.loads(path.read_text(encoding="utf-8"))
    path.unlink()
    return tuple(found["hidden"]), bool(found["taken"])


def _index(journal: Journal, path: Path) -> tuple[dict[str, int], tuple[str, ...]]:
    """Write the index; the statements of each graph, counted, and what it is made without."""
    store = Store(path)
    records = (journal.record(entry) for entry in current(journal.entries))
    store.bulk_extend(chain.from_iterable(map(statements, records)))
    Overlay.of(journal).lay_on(store)
    hidden, _ = unpublished.drop(store)
    inference.lay_on(store)
    if head := journal.shown:
        # The day of the last entry, not of the build: the same journal gives the same index.
        day = date.fromisoformat(head.fields.time[:10])
        statistics.lay_on(store, head.number, day)
        catalogue.lay_on(store, head.number, day)
    store.optimize()  # one sorted run of each order: some 20 s at 10,000 Quartiers, and a quarter off every query
    store.flush()
    counts = _counts(store)
    del store
    gc.collect()  # the library closes its files when the object goes
    return counts, tuple(hidden.written())


def _describe(
    journal: Journal, directory: Path, counts: dict[str, int], files: dict[str, str], hidden: tuple[str, ...]
) -> None:
    """Write the manifest of an index that is whole."""
    head = journal.shown
    Manifest(
        revision=head.number if head else 0,
        chain=head.chain if head else "",
        date=head.fields.time if head else "",
        graphs=counts,
        files=files,
        hidden=hidden,
    ).write(directory)


def _counts(store: Store, query: str = _COUNTS) -> dict[str, int]:
    solutions = store.query(query)
    assert isinstance(solutions, QuerySolutions)
    return {str(row["g"].value): int(row["n"].value) for row in solutions if row["g"] and row["n"]}


def _counts_after(before: Path | None, changes: Changes, index: Path) -> dict[str, int]:
    """The statements of each graph after a change: those before, and what came and went; the inferred are counted."""
    found = Manifest.read(before) if before is not None else None
    store = Store.read_only(str(index))
    if found is None:
        return _counts(store)
    counts = Counter(found.graphs)
    counts.update(quad.graph_name.value for quad in changes.added if isinstance(quad.graph_name, NamedNode))
    counts.subtract(quad.graph_name.value for quad in changes.removed if isinstance(quad.graph_name, NamedNode))
    counts[INFERRED.value] = _counts(store, _COUNT_INFERRED).get(INFERRED.value, 0)
    return {graph: number for graph, number in sorted(counts.items()) if number > 0}


def _revisions(store: Path) -> Iterator[tuple[int, Path]]:
    """The numbered folders of a store."""
    root = store / _REVISIONS
    if root.is_dir():
        yield from ((int(entry.name), entry) for entry in root.iterdir() if entry.name.isdecimal())


def _verify_against(store: Path, journal: Journal) -> None:
    """A revision is built from a journal, so its number and hash must be found there."""
    chains = {entry.number: entry.chain for entry in journal.entries}
    for number, directory in _revisions(store):
        found = Manifest.read(directory)
        if found is not None and number > 0 and chains.get(number) != found.chain:
            raise _lost(number, directory)


def _remove_others(directory: Path) -> None:
    """Remove what the revision in place replaces, half-built ones included."""
    for other in directory.parent.iterdir():
        if other != directory:
            shutil.rmtree(other, ignore_errors=True)


def _lost(number: int, directory: Path) -> StoreFault:
    return StoreFault(
        Text(
            f"Le journal ne contient plus l’entrée {number} dont l’index {directory} a été construit.",
            f"The journal no longer holds entry {number}, from which the index {directory} was built.",
        ),
        remedy=Text(
            "Restaurez journal.sqlite ; ou supprimez le répertoire revisions/ pour accepter la perte.",
            "Restore journal.sqlite; or delete the folder revisions/ to accept the loss.",
        ),
    )


@contextmanager
def _writing(directory: Path) -> Iterator[None]:
    """What the system refuses while a revision is written, as a fault of the store."""
    try:
        yield
    except OSError as error:
        raise StoreFault(
            Text(
                f"L’index {directory} ne peut être écrit (« {error} »).",
                f"The index {directory} cannot be written: {error}.",
            ),
            remedy=_ROOM if _is_full(error) else REBUILD,
        ) from error


def _is_full(error: OSError) -> bool:
    """Whether there is no room: the engine of the index says so in words alone."""
    return error.errno == errno.ENOSPC or os.strerror(errno.ENOSPC) in str(error)


def unreadable(directory: Path, error: OSError) -> StoreFault:
    """The fault of an index that cannot be read."""
    return StoreFault(
        Text(f"L’index {directory} est illisible (« {error} »).", f"The index {directory} is unreadable: {error}."),
        remedy=REBUILD,
    )
