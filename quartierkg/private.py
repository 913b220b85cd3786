"""A file for its owner alone."""

from __future__ import annotations

import os
import shutil
from contextlib import suppress
from pathlib import Path
from typing import Final

from quartierkg import reasons
from quartierkg.errors import StoreFault
from quartierkg.language import Text

# Less than that is no room for a page of a database and its log.
_LEAST: Final = 1 << 17


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
            ),
            remedy=remedy(path, Text("Donnez un répertoire où vous écrivez.", "Give a folder that you may write in.")),
        ) from error
    with suppress(OSError):  # another user made it: it is theirs to close
        path.chmod(0o600)


def remedy(path: Path, otherwise: Text) -> Text:
    """The way out where a database cannot be used: a full disk or a file of somebody else is no matter of backups."""
    if path.parent.exists() and shutil.disk_usage(path.parent).free < _LEAST:
        return Text("Libérez de la place sur ce disque, puis relancez.", "Make room on that disk, then start again.")
    files = (path.parent, path, path.with_name(f"{path.name}-wal"), path.with_name(f"{path.name}-shm"))
    shut = next((file for file in files if file.exists() and not os.access(file, os.R_OK | os.W_OK)), None)
    if shut is None:
        return otherwise
    return Text(
        f"Rendez {shut} à l’utilisateur qui lance cette commande (chown) : il ne peut le lire et l’écrire.",
        f"Give {shut} to the user that runs this command (chown): it may not read and write it.",
    )
