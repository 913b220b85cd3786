"""What a finished revision says of itself: which journal it was built from, and the digest of each of its files."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Final, Self

# Raised when the same journal would give another index.
FORMAT: Final = 5

_FILE: Final = "manifest.json"
_TABLE: Final = ".sst"


@dataclass(frozen=True, slots=True)
class Manifest:
    """The description of a revision, written last."""

    revision: int
    chain: str
    date: str
    graphs: Mapping[str, int]
    files: Mapping[str, str]
    hidden: tuple[str, ...] = ()
    """What the index was made without, since it is never published (``qn:notPublished``): nodes, as N-Triples."""
    format: int = FORMAT

    @classmethod
    def read(cls, directory: Path) -> Self | None:
        """The manifest of a revision, or None when it has none that can be read."""
        try:
            found = json.loads((directory / _FILE).read_text(encoding="utf-8"))
            return cls(**found | {"hidden": tuple(found.get("hidden", ()))})
        except (OSError, ValueError, TypeError, AttributeError):
            return None

    def write(self, directory: Path) -> None:
        """Write the manifest beside the index."""
        (directory / _FILE).write_text(json.dumps(asdict(self), indent=1) + "\n", encoding="utf-8")

    def describes(self, index: Path) -> bool:
        """Whether the index is, byte for byte, the one that was built, by this version's rules."""
        try:
            return self.format == FORMAT and digests(index) == dict(self.files)
        except OSError:  # what cannot be read is not what was built
            return False


def digests(index: Path) -> dict[str, str]:
    """The digest of every file of an index; empty when there is no index."""
    return {path.name: _digest(path) for path in _files(index)}


def digests_after(index: Path, before: Path) -> dict[str, str]:
    """The digest of every file of an index that was made of another one's, whose manifest is beside it.

    The two share the files that the engine never writes again, sorted tables; what was digested then is not read anew.
    """
    found = Manifest.read(before.parent)
    known = found.files if found is not None else {}
    return {
        path.name: known[path.name]
        if path.suffix == _TABLE and path.name in known and _is_same(path, before / path.name)
        else _digest(path)
        for path in _files(index)
    }


def _files(index: Path) -> list[Path]:
    return sorted(path for path in index.iterdir() if path.is_file()) if index.is_dir() else []


def _is_same(path: Path, other: Path) -> bool:
    """Whether both names are of one file (a hard link)."""
    try:
        return path.samefile(other)
    except OSError:
        return False


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
