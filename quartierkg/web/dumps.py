"""The dumps of an instance: of a small revision built when they are first asked for, of a large one beside it."""

from __future__ import annotations

import asyncio
import logging
import shutil
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from threading import Lock
from typing import Final, Protocol

from quartierkg.errors import Gone, NotFound, NotReady
from quartierkg.language import Text
from quartierkg.publish import dumping
from quartierkg.publish.dump import Dump, folder_of, listed
from quartierkg.snapshot import Snapshot
from quartierkg.web import beside
from quartierkg.web.tier import Current, is_large
from quartierkg.web.turns import Turns

_LOG: Final = logging.getLogger(__name__)
_LOOK: Final = 1.0
"""Seconds between two looks at whether they are those of now."""
_AGAIN: Final = 60.0
"""Seconds before another try where they could not be built."""
_WAITING: Final = 8
"""So many may wait for revisions to be compared."""
_NOT_YET: Final = Text(
    "Les fichiers de cette révision se construisent ; ils viennent après.",
    "The files of this revision are being built; they follow.",
)
_LATEST: Final = Text("Prenez ceux de la révision {} : /dumps.", "Take those of revision {}: /dumps.")


@dataclass(frozen=True, slots=True)
class Shelf:
    """The dumps of one revision, and where they are."""

    folder: Path
    dumps: tuple[Dump, ...]

    @property
    def revision(self) -> int:
        """The revision that they are of."""
        return self.dumps[0].revision

    @property
    def date(self) -> str:
        """When that was made."""
        return self.dumps[0].date

    def find(self, name: str) -> Dump:
        """The dump of a name, with or without its revision.

        :raises NotFound: when there is none of that name.
        :raises Gone: when it was one of an earlier revision.
        """
        for dump in self.dumps:
            if name in {dump.name, dump.part.name()}:
                return dump
        for dump in self.dumps:
            before, after = dump.name.split(f"-{dump.revision}.")
            number = name.removeprefix(f"{before}-").removesuffix(f".{after}")
            if number.isascii() and number.isdigit() and name == f"{before}-{number}.{after}":
                raise self._missing(number)
        raise NotFound(Text(f"Il n’y a pas de fichier « {name} ».", f"There is no file {name!r}."))

    def _missing(self, number: str) -> Gone | NotFound:
        remedy = _LATEST.filled(self.revision)
        if 0 < int(number[:20]) < self.revision:
            text = Text(
                "Les fichiers de la révision {} ne sont plus gardés.", "The files of revision {} are kept no more."
            )
            return Gone(text.filled(number), remedy=remedy)
        return NotFound(Text("Il n’y a pas de révision {}.", "There is no revision {}.").filled(number), remedy=remedy)


class Dumps:
    """What there is of them."""

    def __init__(self, directory: Path) -> None:
        """Dumps that are kept in a folder of the store."""
        self._directory = directory / "dumps"
        self._shelf: Shelf | None = None
        self._building = Lock()
        self._task: asyncio.Task[None] | None = None
        self.changes = Turns(_WAITING)
        """Whose turn it is to have revisions compared."""

    def start(self, current: Current) -> None:
        """Keep up with the revision that readers see, from now on."""
        self._task = asyncio.get_running_loop().create_task(self._keep_up(current))

    async def stop(self) -> None:
        """End what is being built."""
        if self._task is not None:
            self._task.cancel()
            with suppress(asyncio.CancelledError):
                await self._task

    def of(self, snapshot: Snapshot) -> Shelf:
        """The dumps of a revision; of a small one they are built now, where they are not there yet.

        While those of a large one are built, those of the one before are given.

        :raises NotReady: when there is none before.
        :raises StoreFault: when the disk refuses them.
        """
        if self._has(snapshot):
            assert self._shelf is not None
            return self._shelf
        if is_large(snapshot):
            if self._shelf is None:
                raise NotReady(_NOT_YET)
            return self._shelf
        with self._building:
            if not self._has(snapshot):
                dumping.build(snapshot, folder_of(self._directory, snapshot))
                self._has(snapshot)
            assert self._shelf is not None
            return self._shelf

    def there(self, snapshot: Snapshot) -> tuple[Dump, ...]:
        """The dumps of a revision, where they are there already; nothing is built for whoever only names them."""
        return self._shelf.dumps if self._has(snapshot) and self._shelf is not None else ()

    async def _keep_up(self, current: Current) -> None:
        while True:
            snapshot, built = current.snapshot, True
            if is_large(snapshot) and not self._has(snapshot):
                folder = folder_of(self._directory, snapshot)
                await beside.run("quartierkg.publish.dumping", str(snapshot.directory), str(folder))
                built = self._has(snapshot)
                if not built:
                    _LOG.warning("the dumps of revision %s could not be built; another try follows", snapshot.revision)
            del snapshot  # one that is no longer shown goes, however long this sleeps
            await asyncio.sleep(_LOOK if built else _AGAIN)

    def _has(self, snapshot: Snapshot) -> bool:
        """Whether the dumps of a revision are there; those of others are removed then."""
        folder = folder_of(self._directory, snapshot)
        if self._shelf is not None and self._shelf.folder == folder:
            return True
        dumps = listed(folder)
        if dumps:
            self._shelf = Shelf(folder, dumps)
            for other in self._directory.iterdir():
                if other != folder:
                    shutil.rmtree(other, ignore_errors=True)
        return bool(dumps)


class Keeper(Protocol):
    """A service that may have dumps."""

    @property
    def dumps(self) -> Dumps | None:
        """Its dumps."""


def of(about: Keeper) -> Dumps:
    """The dumps of a service.

    :raises NotFound: when it has none: a store for conformance tests publishes nothing.
    """
    if about.dumps is None:
        raise NotFound(Text("Cette instance n’a pas de fichiers.", "This instance has no files."))
    return about.dumps
