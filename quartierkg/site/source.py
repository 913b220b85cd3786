"""What a site is made from: a store's latest revision, without anything that is not published."""

from __future__ import annotations

import gc
from collections import Counter
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from pyoxigraph import NamedNode, QuerySolutions, Store

from quartierkg.errors import StoreFault
from quartierkg.journal import Journal, Ledger
from quartierkg.journal.lock import WriterLock
from quartierkg.publish import dumping
from quartierkg.publish.dump import folder_of, listed, statements
from quartierkg.settings import Settings
from quartierkg.snapshot import Snapshot, open_store, read_store
from quartierkg.snapshot.graphs import DERIVED, PUBLIC
from quartierkg.snapshot.manifest import Manifest
from quartierkg.snapshot.revision import INDEX
from quartierkg.snapshot.unpublished import Unpublished
from quartierkg.terms import ID

_STATED: Final = tuple(graph for graph in PUBLIC if graph not in DERIVED)
_NAMED: Final = (
    "SELECT DISTINCT ?n { GRAPH ?g { ?n ?p ?o } }",
    "SELECT DISTINCT ?n { GRAPH ?g { ?s ?p ?n } FILTER(isIRI(?n)) }",
)


@dataclass(frozen=True, slots=True)
class Source:
    """A store, open for reading."""

    directory: Path
    snapshot: Snapshot
    journal: Journal | Ledger

    @property
    def dumps(self) -> Path:
        """Where the dumps of its revisions are."""
        return self.directory / "dumps"

    def names(self) -> frozenset[str]:
        """The things that the graphs name: what follows ``id/`` in the address of each."""
        found: set[str] = set()
        for query in _NAMED:
            solutions = self.snapshot.store.query(query, named_graphs=list(_STATED))
            assert isinstance(solutions, QuerySolutions)
            named = (solution["n"] for solution in solutions)
            found.update(node.value[len(ID) :] for node in named if isinstance(node, NamedNode) and _is_thing(node))
        return frozenset(found)


@contextmanager
def opened(settings: Settings) -> Iterator[Source]:
    """The source of a site: without a store, what is bundled; a store that a server has open is read beside it.

    :raises StoreFault: when there is no store, or it is damaged.
    """
    with ExitStack() as things:
        journal: Journal | Ledger
        if settings.store is not None and _is_taken(settings.store):
            directory, snapshot = settings.store, read_store(settings.store)
            journal = things.enter_context(Ledger.open(directory))
        else:
            archive = things.enter_context(open_store(settings))
            directory, snapshot, journal = archive.directory, archive.snapshot, archive.journal
        if not listed(folder_of(directory / "dumps", snapshot)):
            dumping.build(snapshot, folder_of(directory / "dumps", snapshot))
        aside = Path(things.enter_context(TemporaryDirectory(prefix="quartierkg-", ignore_cleanup_errors=True)))
        yield Source(directory, published(snapshot, aside), journal)


def _is_taken(directory: Path) -> bool:
    """Whether another process has a store open."""
    if not (directory / "journal.lock").is_file():
        return False
    try:
        WriterLock(directory / "journal.lock").release()
    except StoreFault:
        return True
    return False


def _is_thing(node: NamedNode) -> bool:
    return node.value.startswith(ID) and node.value != ID


def published(snapshot: Snapshot, aside: Path) -> Snapshot:
    """The revision with what is published and nothing else: itself, unless it holds something that is not."""
    others = set(snapshot.counts) - {graph.value for graph in PUBLIC}
    if not others and not Unpublished.of(snapshot).nodes:
        return snapshot
    aside.mkdir(exist_ok=True)
    store = Store(aside / INDEX)
    store.bulk_extend(statements(snapshot))
    store.flush()
    counts = Counter(quad.graph_name.value for quad in store if isinstance(quad.graph_name, NamedNode))
    del store
    gc.collect()  # the library closes its files when the object goes
    Manifest(snapshot.revision, snapshot.chain, snapshot.date, dict(counts), {}).write(aside)
    return Snapshot.open(aside)
