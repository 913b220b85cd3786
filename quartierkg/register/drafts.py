"""Drafts: one for each Quartier, kept until it is filed or thrown away. No truth: they are not in the journal."""

from __future__ import annotations

import json
import os
import tempfile
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Final

from quartierkg import reasons
from quartierkg.errors import StoreFault
from quartierkg.intake.source import Source
from quartierkg.language import Text

_FOLDER: Final = "drafts"
_NAMES: Final = "[0-9a-f]" * 64


@dataclass(frozen=True, slots=True)
class Drafts:
    """The drafts of a store."""

    store: Path

    def read(self, quartier: str) -> Source | None:
        """The draft of a Quartier, or None.

        :raises StoreFault: when it cannot be read.
        """
        path = self._path(quartier)
        try:
            head, _, data = path.read_bytes().partition(b"\n")
            said = json.loads(head)
            return Source(said["name"], data, said["media_type"])
        except FileNotFoundError:
            return None
        except (OSError, ValueError, KeyError, TypeError) as error:
            raise _unusable(path, error) from error

    def write(self, quartier: str, draft: Source) -> None:
        """Keep a draft, in the place of the one before; whole or not at all.

        :raises StoreFault: when the disk refuses it.
        """
        head = json.dumps({"name": draft.name, "media_type": draft.media_type}).encode()
        _write(self._path(quartier), head + b"\n" + draft.data)

    def remove(self, quartier: str) -> bool:
        """Throw a draft away; whether there was one.

        :raises StoreFault: when the disk refuses it.
        """
        path = self._path(quartier)
        try:
            path.unlink()
        except FileNotFoundError:
            return False
        except OSError as error:
            raise _unusable(path, error) from error
        return True

    def copied(self, other: Drafts) -> int:
        """Copy the drafts to another store; how many there are. One that is thrown away meanwhile may be left out.

        :raises StoreFault: when one cannot be read, or the disk refuses it.
        """
        number = 0
        for path in sorted((self.store / _FOLDER).glob(_NAMES)):
            try:
                data = path.read_bytes()
            except FileNotFoundError:
                continue
            except OSError as error:
                raise _unusable(path, error) from error
            _write(other.store / _FOLDER / path.name, data)
            number += 1
        return number

    def _path(self, quartier: str) -> Path:
        return self.store / _FOLDER / sha256(quartier.encode()).hexdigest()


def _write(path: Path, data: bytes) -> None:
    try:
        path.parent.mkdir(exist_ok=True)
        with tempfile.NamedTemporaryFile(dir=path.parent, delete=False) as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        Path(file.name).replace(path)
    except OSError as error:
        raise _unusable(path, error) from error


def _unusable(path: Path, error: Exception) -> StoreFault:
    reason = reasons.of_system(error) if isinstance(error, OSError) else Text.alike(str(error))
    return StoreFault(
        Text(f"Le brouillon {path} est inutilisable ({reason.fr}).", f"The draft {path} is not usable ({reason.en}).")
    )
