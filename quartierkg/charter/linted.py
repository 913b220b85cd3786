"""Shapes are used only as they were linted: their digest is recorded beside them and compared when they are loaded."""

from __future__ import annotations

from functools import cache
from typing import Final

from quartierkg import resources
from quartierkg.charter.rules import digest
from quartierkg.errors import ShapesFault
from quartierkg.language import Text

RECORD: Final = "linted.sha256"


@cache
def require_linted(version: str) -> None:
    """Nothing, when the shapes of a version are the linted ones; else they are linted now.

    :raises ShapesFault: when they do not pass.
    """
    if digest(version) == recorded(version):
        return
    from quartierkg.charter.lint import lint  # slow, and only needed for shapes that nobody has linted

    faults = lint(version)
    if faults:
        first = faults[0]
        raise ShapesFault(
            Text(
                f"Les formes de la version {version} ne passent pas le contrôle : {first.text.fr}",
                f"The shapes of version {version} do not pass the lint: {first.text.en}",
            ),
            source=first.file,
            remedy=Text("Lancez « quartierkg shapes lint ».", "Run 'quartierkg shapes lint'."),
        )


def recorded(version: str) -> str | None:
    """The digest under which a version was linted, or None."""
    record = resources.folder("shapes") / version / RECORD
    return record.read_text(encoding="ascii").strip() if record.is_file() else None
