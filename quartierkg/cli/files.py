"""Which files a command line means, and their bytes."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Final

from quartierkg.errors import Unreadable, UsageFault
from quartierkg.intake.limits import DOSSIER
from quartierkg.intake.source import Source, from_path, too_large
from quartierkg.intake.syntax import BY_EXTENSION
from quartierkg.language import Text

STDIN: Final = "-"


def named(arguments: Sequence[str]) -> tuple[str, ...]:
    """Every file that the arguments name, once: a file as it is, a folder by the RDF files below it.

    :raises UsageFault: when a folder has none.
    """
    return tuple(dict.fromkeys(name for argument in arguments for name in _expanded(argument)))


def read(name: str, media_type: str) -> Source:
    """The bytes of a file, or of standard input.

    :param media_type: what standard input is; a file says it by its extension.
    :raises Unreadable: when it cannot be read.
    """
    if name == STDIN:
        return _standard_input(media_type)
    try:
        found = from_path(Path(name), DOSSIER)
    except Unreadable as fault:
        fault.source = _printable(name)
        raise
    return Source(_printable(name), found.data)


def _expanded(argument: str) -> Iterable[str]:
    if argument == STDIN or not Path(argument).is_dir():
        return (argument,)
    found = sorted(_below(argument))
    if found:
        return found
    known = ", ".join(BY_EXTENSION)
    raise UsageFault(
        Text(
            f"Le répertoire « {_printable(argument)} » ne contient aucun fichier RDF ({known}).",
            f"The folder {_printable(argument)!r} holds no RDF file ({known}).",
        )
    )


def _below(folder: str) -> Iterator[str]:
    """The RDF files below a folder, hidden ones apart, and the folders that cannot be looked into."""
    closed: list[str] = []
    for place, folders, names in os.walk(folder, onerror=lambda fault: closed.append(str(fault.filename))):
        folders[:] = [name for name in folders if not name.startswith(".")]
        for name in names:
            path = Path(place, name)
            if not name.startswith(".") and path.suffix.lower() in BY_EXTENSION and not _special(path):
                yield str(path)
    yield from closed


def _special(path: Path) -> bool:
    """Whether a path is a pipe, a device or the like; a broken link is a file that cannot be read."""
    return path.exists() and not path.is_file()


def _standard_input(media_type: str) -> Source:
    """What is piped in; a standard input that was closed before the start is None."""
    if sys.stdin is None:
        raise Unreadable(Text("L’entrée standard est fermée.", "Standard input is closed."), source=STDIN)
    data = sys.stdin.buffer.read(DOSSIER.size + 1)
    if len(data) > DOSSIER.size:
        raise too_large(STDIN, DOSSIER)
    return Source(STDIN, data, media_type)


def _printable(name: str) -> str:
    """A file's name, with a mark for each byte that is no character."""
    return os.fsencode(name).decode("utf-8", "replace")
