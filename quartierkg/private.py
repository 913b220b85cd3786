"""A file for its owner alone."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path

from quartierkg import reasons
from quartierkg.errors import StoreFault
from quartierkg.language import Text


def touch(path: Path) -> None:
    """Make a file and its folder where they are not there, and let nobody else read it.

    SQLite gives the files beside its own the same rights.

    :raises StoreFault: when it cannot be opened for writing.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        os.close(os.open(path, os.O_RDWR | os.O_CREAT, 0o600))
    except OSError as error:
        reason = reasons.of_system(error)
        raise StoreFault(
            Text(
                f"Impossible d’ouvrir {path} pour y écrire ({reason.fr}).",
                f"{path} cannot be opened for writing ({reason.en}).",
            )
        ) from error
    with suppress(OSError):  # another user made it: it is theirs to close
        path.chmod(0o600)
