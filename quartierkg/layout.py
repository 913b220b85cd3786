"""The files of a store have formats: a release reads those before its own, and refuses those of a later one."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Final

from quartierkg.errors import StoreFault
from quartierkg.language import Text

# "User Version", four bytes, the first of them the highest (sqlite.org/fileformat2.html, 1.3).
_AT: Final = slice(60, 64)
_LATER: Final = Text(
    "{} vient d’une version plus récente de quartierkg (format {} ; celle-ci va jusqu’au format {}) ; rien n’y change.",
    "{} comes from a later release of quartierkg (format {}; this one goes up to format {}); nothing of it changes.",
)
_BACK: Final = Text(
    "Relancez cette version plus récente ; ou restaurez, avec celle-ci et dans un répertoire vide, une sauvegarde "
    "faite avant la mise à jour.",
    "Run that later release again; or restore with this one, into an empty folder, a backup from before the upgrade.",
)


def later(path: Path, found: int, own: int) -> StoreFault:
    """The fault of a file that a later release wrote.

    :param found: its format.
    :param own: the latest that this release knows.
    """
    return StoreFault(_LATER.filled(str(path), found, own), remedy=_BACK)


def require_known(folder: Path, formats: Mapping[str, int]) -> None:
    """Nothing, where no file of a folder is of a later release; the files are looked at, and not opened.

    :param formats: the latest format of each file that this release knows.
    :raises StoreFault: when one is.
    """
    for name, own in formats.items():
        found = _format(folder / name)
        if found > own:
            raise later(folder / name, found, own)


def _format(path: Path) -> int:
    """The format that the head of a database tells; 0 where there is none."""
    try:
        with path.open("rb") as file:
            return int.from_bytes(file.read(_AT.stop)[_AT])
    except OSError:
        return 0
