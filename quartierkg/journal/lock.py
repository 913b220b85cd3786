"""One writer: a lock that a second process on the same store cannot take, and that ends with its process."""

from __future__ import annotations

import sys
from contextlib import suppress
from pathlib import Path
from typing import IO

from quartierkg import reasons
from quartierkg.errors import StoreFault
from quartierkg.language import Text

if sys.platform == "win32":  # pragma: no cover
    import msvcrt

    def _lock(file: IO[bytes]) -> None:
        msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
else:
    import fcntl

    def _lock(file: IO[bytes]) -> None:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)


class WriterLock:
    """The right to write a store; held from its making until it is released or the process ends."""

    def __init__(self, path: Path) -> None:
        """Take the lock.

        :raises StoreFault: when another process holds it, or the folder cannot be written.
        """
        try:
            self._file = path.open("ab")
        except OSError as error:
            raise _unwritable(path.parent, error) from error
        try:
            _lock(self._file)
        except OSError as error:
            self._file.close()
            raise _taken(path.parent) from error

    def release(self) -> None:
        """Let another process write."""
        with suppress(OSError):
            self._file.close()


def _taken(store: Path) -> StoreFault:
    return StoreFault(
        Text(
            f"L’entrepôt {store} est déjà ouvert par un autre processus de quartierkg.",
            f"The store {store} is already open in another quartierkg process.",
        ),
        remedy=Text("Arrêtez-le, ou donnez un autre répertoire à --store.", "Stop it, or give --store another folder."),
    )


def _unwritable(store: Path, error: OSError) -> StoreFault:
    reason = reasons.of_system(error)
    return StoreFault(
        Text(
            f"Impossible d’écrire dans l’entrepôt {store} ({reason.fr}).",
            f"The store {store} cannot be written ({reason.en}).",
        )
    )
