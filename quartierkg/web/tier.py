"""The second tier of an instance: built beside it by another process, used once it is there."""

from __future__ import annotations

import asyncio
import datetime
import logging
import shutil
from contextlib import suppress
from pathlib import Path
from threading import Lock
from typing import Final, Protocol

from quartierkg import search
from quartierkg.errors import NotReady, StoreFault
from quartierkg.language import Text
from quartierkg.search import Index
from quartierkg.snapshot import Snapshot
from quartierkg.snapshot.snapshot import IN_MEMORY
from quartierkg.stored import StoredQuery, Values
from quartierkg.stored.answer import Cells
from quartierkg.stored.parameter import Term
from quartierkg.tier import SEARCH, TABLES, Tables
from quartierkg.web import beside

_LOG: Final = logging.getLogger(__name__)
_LOOK: Final = 1.0
"""Seconds between two looks at whether it is that of now."""
_AGAIN: Final = 60.0
"""Seconds before another try where it could not be built."""
_NOT_YET: Final = Text(
    "Le premier index de ce réseau se construit ; la recherche vient après.",
    "The first index of this network is being built; search follows.",
)


class Current(Protocol):
    """Whoever knows the revision that readers see."""

    @property
    def snapshot(self) -> Snapshot:
        """That revision."""


class Tier:
    """What is there of the second tier."""

    def __init__(self, directory: Path) -> None:
        """A tier that keeps its files in a folder of the store."""
        self._directory = directory / "tier"
        self._tables: Tables | None = None
        self._index: Index | None = None
        self._indexing = Lock()
        self._task: asyncio.Task[None] | None = None

    def start(self, current: Current) -> None:
        """Keep up with the revision that readers see, from now on."""
        self._task = asyncio.get_running_loop().create_task(self._keep_up(current))

    async def stop(self) -> None:
        """End what is being built."""
        if self._task is not None:
            self._task.cancel()
            with suppress(asyncio.CancelledError):
                await self._task

    def rows(self, snapshot: Snapshot, query: StoredQuery, values: Values) -> tuple[Cells, ...] | None:
        """The rows of a question, where the tables of that revision hold them."""
        tables = self._tables
        if tables is None or not tables.describe(snapshot, _today()):
            return None
        return tables.rows(query, values)

    def default(self, snapshot: Snapshot, text: str) -> tuple[Term | None] | None:
        """The default value that a SELECT finds at that revision, in a tuple, where the tables hold it."""
        tables = self._tables
        if tables is None or tables.chain != snapshot.chain:
            return None
        return tables.default(text)

    def describes(self, snapshot: Snapshot) -> bool:
        """Whether the tables are those of a revision, today."""
        return self._tables is not None and self._tables.describe(snapshot, _today())

    def index(self, snapshot: Snapshot) -> Index:
        """The search index of a revision, or the last one that there is while its own is being built.

        Of a small revision it is built now, where it is not there yet.

        :raises NotReady: while the first index of a large revision is being built.
        :raises StoreFault: when it cannot be read or written.
        """
        today = _today()
        found = self._index
        if found is not None and found.describes(snapshot, today):
            return found
        with self._indexing:
            if self._index is None or not self._index.describes(snapshot, today):
                self._index = self._newest(snapshot, today)
            return self._index

    def _newest(self, snapshot: Snapshot, today: datetime.date) -> Index:
        folder, large = self._folder(snapshot, today), is_large(snapshot)
        if not large and not (folder / SEARCH).is_file():
            folder.mkdir(parents=True, exist_ok=True)
            search.build(snapshot, folder / SEARCH, today)
        if (folder / SEARCH).is_file():
            found = Index.open(folder / SEARCH, snapshot)
            if not large:  # of a large one the tables come with it, and clear what was before
                self._clear(folder)
            return found
        # A network that is written to often is searched all the same: what was found a minute ago beats nothing.
        for path in sorted(self._directory.glob(f"*/{SEARCH}"), key=_age, reverse=True):
            if self._index is not None and self._index.path == path:
                return self._index
            with suppress(StoreFault):
                found = Index.open(path)
                if found.marks.revision <= snapshot.revision:
                    return found
                found.close()  # of a history that is no longer this store's
        if self._index is None:
            raise NotReady(_NOT_YET)
        return self._index

    async def _keep_up(self, current: Current) -> None:
        while True:
            snapshot, today = current.snapshot, _today()
            built = True
            if is_large(snapshot) and not self.describes(snapshot):
                built = await self._build(snapshot, today)
            del snapshot  # one that is no longer shown goes, however long this sleeps
            await asyncio.sleep(_LOOK if built else _AGAIN)

    def _folder(self, snapshot: Snapshot, today: datetime.date) -> Path:
        return self._directory / f"{snapshot.revision}-{snapshot.chain[:16]}-{today}"

    async def _build(self, snapshot: Snapshot, today: datetime.date) -> bool:
        folder = self._folder(snapshot, today)
        found = Tables.open(folder / TABLES)
        if found is None:
            (folder / TABLES).unlink(missing_ok=True)
            await _worked_out(snapshot, folder, today)
            found = Tables.open(folder / TABLES)
        if found is None:
            _LOG.warning("the tables of revision %s could not be built; another try follows", snapshot.revision)
            return False
        self._tables = found
        self._clear(folder)
        return True

    def _clear(self, kept: Path) -> None:
        """Remove what was built of other revisions and days."""
        for other in self._directory.iterdir():
            if other != kept:
                shutil.rmtree(other, ignore_errors=True)


def is_large(snapshot: Snapshot) -> bool:
    """Whether a revision is one that workers do not hold in memory; the others are answered soon enough from there."""
    return sum(snapshot.counts.values()) > IN_MEMORY


def _age(path: Path) -> float:
    """When a file was written; one that goes meanwhile is the oldest."""
    try:
        return path.stat().st_mtime
    except OSError:
        return 0.0


def _today() -> datetime.date:
    return datetime.date.today()


async def _worked_out(snapshot: Snapshot, folder: Path, today: datetime.date) -> None:
    """Have another process build it, and end that one with this."""
    folder.mkdir(parents=True, exist_ok=True)
    await beside.run("quartierkg.tier", str(snapshot.directory), str(folder), today.isoformat())
