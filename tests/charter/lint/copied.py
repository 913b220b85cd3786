"""A copy of the shapes that a test may break."""

from __future__ import annotations

import shutil
from pathlib import Path

from tests.samples import ROOT


def shapes(folder: Path) -> Path:
    """A copy of the shapes' folder."""
    copy = folder / "shapes"
    shutil.copytree(ROOT / "shapes", copy)
    return copy


def installation(folder: Path) -> Path:
    """A copy of the product as a clone has it: the package finds the shapes that stand beside it (``resources``)."""
    for name in ("quartierkg", "ontology", "shapes", "data"):
        shutil.copytree(ROOT / name, folder / name, ignore=shutil.ignore_patterns("__pycache__"))
    return folder


def broken(shapes: Path, file: str, old: str, new: str) -> int:
    """Break a file at one place.

    :returns: the line.
    """
    path = shapes / "1" / file
    text = path.read_text(encoding="utf-8")
    assert text.count(old) == 1, f"{old!r} occurs {text.count(old)} times in {file}"
    path.write_text(text.replace(old, new), encoding="utf-8")
    return text[: text.index(old)].count("\n") + 1
