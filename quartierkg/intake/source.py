"""The original bytes of something that was handed in."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from quartierkg import reasons
from quartierkg.errors import TooLarge, Unreadable
from quartierkg.intake.limits import Limits
from quartierkg.language import Text, number

ATTACH: Final = Text(
    "Un dossier tient dans cette limite ; joignez les pièces à part.",
    "A dossier fits in this limit; attach documents apart from it.",
)
SAVE_AS_UTF8: Final = Text("Enregistrez-le en UTF-8.", "Save it as UTF-8.")


@dataclass(frozen=True, slots=True)
class Source:
    """What was handed in: a name for people, the bytes as they came, and the media type if one was given."""

    name: str
    data: bytes
    media_type: str | None = None

    @property
    def sha256(self) -> str:
        """The digest of the original bytes, in hexadecimal."""
        return hashlib.sha256(self.data).hexdigest()


def from_path(path: Path, limits: Limits) -> Source:
    """The bytes of a file, never more than the cap.

    :raises TooLarge: when the file is over the cap; no more than the cap is read.
    :raises Unreadable: when the file cannot be read, or is a pipe or a device: that might never end.
    """
    if path.exists() and not path.is_file() and not path.is_dir():
        raise _special(str(path))
    try:
        with path.open("rb") as stream:
            data = stream.read(limits.size + 1)
    except OSError as fault:
        reason = reasons.of_system(fault)
        raise Unreadable(
            Text(f"Le fichier ne peut être lu ({reason.fr}).", f"The file cannot be read ({reason.en})."),
            source=str(path),
        ) from fault
    if len(data) > limits.size:
        raise too_large(str(path), limits)
    return Source(str(path), data)


def _special(name: str) -> Unreadable:
    return Unreadable(
        Text("C’est un tube ou un périphérique, non un fichier.", "This is a pipe or a device, not a file."),
        source=name,
        remedy=Text("Donnez « - » pour lire l’entrée standard.", "Give - to read standard input."),
    )


def too_large(name: str, limits: Limits) -> TooLarge:
    """The error for a source over the size cap."""
    return TooLarge(
        Text(f"Plus de {number(str(limits.size), 'fr')} octets.", f"More than {number(str(limits.size), 'en')} bytes."),
        source=name,
        remedy=ATTACH,
    )
