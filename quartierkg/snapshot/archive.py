"""A store, open for its one writer: the journal, and the snapshot that shows it."""

from __future__ import annotations

import shutil
import tempfile
import weakref
from collections.abc import Iterable, Sequence
from contextlib import ExitStack, suppress
from pathlib import Path
from types import TracebackType
from typing import Final, NamedTuple, Self

from pyoxigraph import NamedNode

from quartierkg import synth
from quartierkg.errors import StoreFault, SyntaxFault, UnknownFormat
from quartierkg.intake.limits import DATA
from quartierkg.intake.source import from_path
from quartierkg.journal import Entry, Journal, Record
from quartierkg.journal.author import account
from quartierkg.journal.database import FORMAT
from quartierkg.language import Text
from quartierkg.media import RDF, TURTLE, by_extension
from quartierkg.settings import Settings
from quartierkg.snapshot import generator, graphs, revision
from quartierkg.snapshot.bundle import bundled, news
from quartierkg.snapshot.changes import MEDIA_TYPE, Changes
from quartierkg.snapshot.renewal import MIGRATED, NEWS, Told, silent
from quartierkg.snapshot.snapshot import Snapshot
from quartierkg.snapshot.statements import statements
from quartierkg.synth import Recipe

# So often a reader in another process looks for a revision that stays while it is opened.
_AGAIN: Final = 5
_VERDICTS: Final = "synth-verdicts-"


class Archive:
    """What ``--store DIR`` names. Without a folder, a temporary one that goes when the archive is closed."""

    def __init__(
        self, directory: Path | None, data: Path | None = None, *, empty: bool = False, told: Told = silent
    ) -> None:
        """Open the store; journal what the release bundles and the journal does not hold yet.

        :param empty: whether it is to hold nothing, what is bundled included.
        :param told: is told what is changed of a store that was filled before.
        :raises StoreFault: when the store is damaged, open elsewhere, or not empty where it has to be; when another
            generator made its fictional network, and then nothing is written.
        """
        with ExitStack() as open_things:
            self.directory = directory or Path(open_things.enter_context(_temporary()))
            generator.require_own(self.directory)  # before anything of the store is written
            self.journal = open_things.enter_context(Journal(self.directory))
            tell = told if self.journal.head is not None else silent
            if self.journal.format_before != FORMAT:
                tell(MIGRATED.filled(self.journal.format_before))
            if not empty:
                self._release(bundled(data), tell)
            elif self.journal.head is not None:
                raise _not_empty(self.directory)
            self.snapshot = self._open_snapshot(tell)
            self._open_things = open_things.pop_all()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def load(self, name: str, data: bytes, graph: str, reason: str = "loaded by the operator") -> Entry:
        """Journal a file and show it; one of the same name is replaced.

        :raises Unreadable: when the file cannot be read; then nothing is journaled.
        :raises UsageFault: when nothing is loaded into that graph.
        """
        target = graphs.loadable(graph)
        media = by_extension(name, RDF)
        if media is None:
            raise _unknown(name)
        record = Record("load", name, media.essence, target.value, data, account(), reason)
        if not data or next(statements(record), None) is None:
            raise _nothing(name)
        (entry,) = self._append([record])
        self.snapshot = self._open_snapshot()
        return entry

    def synthesise(self, recipe: Recipe, verdicts: Sequence[bytes] = ()) -> Entry:
        """Journal a fictional network and show it, in place of the one before, whose verdicts go with it.

        :param verdicts: what the register states of its dossiers, in pieces of Turtle; those who judge wrote it.
        """
        said = f"{recipe.quartiers} fictional Quartiers"
        network = Record("synth", "synth", synth.MEDIA_TYPE, graphs.NETWORK.value, recipe.written(), account(), said)
        known = {entry.fields.name for entry in self.journal.entries if entry.fields.name.startswith(_VERDICTS)}
        pieces = dict.fromkeys(known, b"") | {f"{_VERDICTS}{place}.ttl": piece for place, piece in enumerate(verdicts)}
        register = (
            Record("load", name, TURTLE.essence, graphs.REGISTER.value, piece, account(), f"verdicts on {said}")
            for name, piece in sorted(pieces.items())
        )
        entry, *_ = self.journal.append([network, *register])
        self.snapshot = self._open_snapshot()
        return entry

    def write(self, name: str, changes: Changes, index: Path, reason: str, others: Sequence[Record] = ()) -> Snapshot:
        """Journal what a write changed; the revision that shows it.

        :param index: the folder of the index with those changes; it becomes the store's.
        :param others: what is journaled in the same step, before it.
        :raises StoreFault: when the disk refuses it; what is journaled then is shown before the next write.
        """
        graph = next((graph.value for graph in changes.graphs if isinstance(graph, NamedNode)), "")
        record = Record("write", name, MEDIA_TYPE, graph, changes.written(), account(), reason)
        self.journal.append([*others, record])
        return Snapshot.open(revision.adopt(self.directory, self.journal, index, self.snapshot.directory, changes))

    def behind(self) -> Snapshot | None:
        """The revision of what is journaled and not shown, since the disk refused its index; None where all is shown.

        :raises StoreFault: when the disk refuses it again.
        """
        head = self.journal.shown
        if head is None or head.chain == self.snapshot.chain:
            return None
        return Snapshot.open(revision.renew(self.directory, self.journal))

    def show(self, snapshot: Snapshot) -> None:
        """Show another revision from now on; the one before goes with the last who reads it."""
        before, self.snapshot = self.snapshot, snapshot
        weakref.finalize(before, shutil.rmtree, before.directory, ignore_errors=True)

    def close(self) -> None:
        """Let another process open the store; remove it when it was temporary."""
        self._open_things.close()

    def _release(self, carried: Iterable[Record], told: Told) -> None:
        """Journal what the release carries and the journal does not hold yet."""
        entries = self._append(news(tuple(carried), revision.current(self.journal.entries)))
        if entries:
            told(NEWS.filled(len(entries)))

    def _append(self, records: Iterable[Record]) -> tuple[Entry, ...]:
        """Journal records that can all be read; when one cannot, none is written."""
        readable = tuple(records)
        for record in readable:
            for _ in statements(record):
                pass  # to the end: a fault may stand in the last line
        return self.journal.append(readable) if readable else ()

    def _open_snapshot(self, told: Told = silent) -> Snapshot:
        return Snapshot.open(revision.ensure(self.directory, self.journal, told))


def open_store(settings: Settings, told: Told = silent) -> Archive:
    """The store of an instance, open for writing.

    :param told: is told what is changed of a store that was filled before.
    """
    return Archive(settings.store, settings.data, empty=settings.test_suite, told=told)


def read_store(directory: Path) -> Snapshot:
    """The latest revision of a store, for reading; another process may have the store open.

    That one removes a revision once its own readers have left it: a small revision is copied, of a large one the files
    are open before it can be gone.

    :raises StoreFault: when there is none.
    """
    for _ in range(_AGAIN):
        found = _latest(directory)
        with suppress(StoreFault, OSError):  # it went while it was opened: there is a newer one
            snapshot = Snapshot.open(found).in_memory()
            if found.is_dir():
                return snapshot
    return Snapshot.open(_latest(directory))


def _latest(directory: Path) -> Path:
    found = revision.latest(directory)
    if found is None:
        raise StoreFault(
            Text(f"{directory} ne contient aucun index.", f"{directory} holds no index."),
            remedy=Text(
                "Lancez d’abord « quartierkg serve --store » ou « quartierkg load ».",
                "Run “quartierkg serve --store” or “quartierkg load” first.",
            ),
        )
    return found


class Loaded(NamedTuple):
    """The entry of a file that was loaded, that of the file of the same name whose place it takes, and its size."""

    entry: Entry
    replaced: Entry | None
    statements: int


def load_file(directory: Path, path: Path, graph: str, data: Path | None = None, told: Told = silent) -> Loaded:
    """Load a file into a store that no server has open.

    :raises Unreadable: when the file cannot be read, is no RDF, or states nothing.
    :raises UsageFault: when nothing is loaded into that graph.
    """
    content = from_path(path, DATA).data
    with Archive(directory, data, told=told) as archive:
        shown = {entry.fields.name: entry for entry in archive.journal.entries if entry.fields.kind == "load"}
        entry = archive.load(path.name, content, graph)
        return Loaded(entry, shown.get(path.name), sum(1 for _ in statements(archive.journal.record(entry))))


def load_recipe(
    directory: Path, recipe: Recipe, data: Path | None = None, verdicts: Sequence[bytes] = ()
) -> tuple[Entry, int]:
    """Make a fictional network in a store that no server has open; its entry, and the size of the graph then.

    :param verdicts: what the register states of its dossiers, in pieces of Turtle.
    """
    with Archive(directory, data) as archive:
        return archive.synthesise(recipe, verdicts), archive.snapshot.count(graphs.NETWORK)


def _temporary() -> tempfile.TemporaryDirectory[str]:
    # On Windows a file that is still open cannot be removed; the system's own cleaning then does it.
    return tempfile.TemporaryDirectory(prefix="quartierkg-", ignore_cleanup_errors=True)


def _not_empty(directory: Path) -> StoreFault:
    return StoreFault(
        Text(f"L’entrepôt {directory} n’est pas vide.", f"The store {directory} is not empty."),
        remedy=Text(
            "--test-suite remplit et vide un entrepôt qui ne sert qu’à cela : donnez un répertoire vide, ou aucun.",
            "--test-suite fills and empties a store that serves nothing else: give an empty folder, or none.",
        ),
    )


def _nothing(name: str) -> SyntaxFault:
    return SyntaxFault(Text("Le fichier ne contient aucun énoncé.", "The file holds no statement."), source=name)


def _unknown(name: str) -> UnknownFormat:
    extensions = ", ".join(f".{extension}" for media in RDF for extension in media.extensions)
    return UnknownFormat(Text(f"Extensions connues : {extensions}.", f"Known extensions: {extensions}."), source=name)
